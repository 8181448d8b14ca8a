/** Reading -> the errors that it holds: codes first, whole; then sentences; the general gives way to the specific. */
import type { ErrorEntry, Signal } from '../../knowledge/schema.ts';
import type { CodeSeen } from '../read/codes.ts';
import type { Reading } from '../read/read.ts';
import type { Catalog } from './catalog.ts';
import type { Finding } from './finding.ts';
import { findSignatures, type SignatureSeen, type Told } from './signatures.ts';
import { ELSEWHERE, readConcepts } from './vocabulary.ts';

/** A sentence this close to a code, in letters and digits, is that code's own. */
const BEFORE_CODE = 200;
const AFTER_CODE = 700;

/** An error of a text, with the places at which the text says it. */
export interface ErrorSeen {
  readonly error: Finding;
  readonly places: readonly number[];
  /** How its code stood there. */
  readonly form?: CodeSeen['form'];
}

/** The errors of one text, in no order yet. */
export function errorsIn(reading: Reading, catalog: Catalog): ErrorSeen[] {
  const sentences = findSignatures(reading, catalog.signatures).filter(({ signature }) =>
    holdsFor(signature.entry, reading.signals),
  );
  const fromCodes = reading.codes.map((seen) => ({
    error: codeFinding(seen, reading, catalog, sentences),
    places: seen.places,
    form: seen.form,
  }));
  const explained = explaining(reading, catalog);
  const fromSentences = sentences
    .filter(({ signature }) => !saysLess(signature.entry, reading.codes))
    .filter((seen) => seen.signature.entry.codes.length === 0 || !belongsToCode(seen, reading, explained))
    .filter((seen) => !isOfAnother(seen, reading, catalog))
    .filter(
      ({ signature }, _, all) =>
        signature.entry.requires !== undefined ||
        !all.some((other) => other.signature.entry.requires && sharesCode(other.signature.entry, signature.entry)),
    )
    .map((seen) => ({
      error: sentenceFinding(seen, reading, catalog),
      places: seen.places.map((place) => reading.squashed.offset(place)),
    }));
  return eachSeenOnce([...fromCodes, ...fromSentences]);
}

function eachSeenOnce(seen: readonly ErrorSeen[]): ErrorSeen[] {
  const first = new Map<string, ErrorSeen>();
  for (const one of seen) {
    const known = first.get(one.error.id);
    first.set(one.error.id, known ? { ...known, places: [...known.places, ...one.places] } : one);
  }
  return [...first.values()];
}

/** The variant of the code that an error shows by its own signals: in the same text another error may show others. */
export function withSignals({ error, form }: ErrorSeen, signals: ReadonlySet<Signal>, catalog: Catalog): Finding {
  if (error.code === undefined || form === undefined) return error;
  const entry = entryForCode(error.code, signals, catalog);
  return entry ? { ...error, id: entry.id, why: whyOf(error.code, form, entry, signals) } : error;
}

/** The errors of all that was sent at once, given part by part: the root cause first, then in the order of the parts. */
export function rootCauseFirst(parts: readonly (readonly Finding[])[], catalog: Catalog): Finding[] {
  const [only] = parts.length === 1 && parts[0]?.length === 1 ? parts[0] : [];
  if (only) return [only];
  const found = parts.flatMap((errors, part) => errors.map((error) => ({ error, part })));
  return withoutGeneral(found, catalog)
    .sort(
      (a, b) =>
        rank(a.error, catalog) - rank(b.error, catalog) || a.part - b.part || (a.error.line ?? 0) - (b.error.line ?? 0),
    )
    .map(({ error }) => error);
}

/** The general gives way to what says more of a refused log-in. */
export function withoutGeneral<T extends { readonly error: Finding }>(found: readonly T[], catalog: Catalog): T[] {
  const entryOf = ({ error }: T) => catalog.errors.get(error.id);
  const told = found.some((one) => !entryOf(one)?.general && !entryOf(one)?.afterLogIn);
  return found.filter((one) => !(told && entryOf(one)?.general));
}

/** The entry of a code for what the text shows: the variant whose signals hold, else the plain one. */
export function entryForCode(code: string, signals: ReadonlySet<Signal>, catalog: Catalog): ErrorEntry | undefined {
  const entries = catalog.errorsByCode.get(code) ?? [];
  return (
    entries.find((entry) => entry.requires && holdsFor(entry, signals)) ?? entries.find((entry) => !entry.requires)
  );
}

function codeFinding(
  { code, at, form }: CodeSeen,
  reading: Reading,
  catalog: Catalog,
  sentences: readonly SignatureSeen[],
): Finding {
  const entry = entryForCode(code, reading.signals, catalog) ?? entryOfVariant(code, catalog, sentences);
  return {
    kind: entry ? 'error' : 'code',
    id: entry?.id ?? code,
    code,
    certainty: form === 'bare' ? 'likely' : 'exact',
    why: whyOf(code, form, entry, reading.signals),
    line: reading.lineAt(at),
  };
}

const HOW: Readonly<Record<CodeSeen['form'], string>> = {
  prefixed: 'is in the text',
  field: 'is in a field for codes',
  bare: 'is there as a number',
};

function whyOf(
  code: string,
  form: CodeSeen['form'],
  entry: ErrorEntry | undefined,
  signals: ReadonlySet<Signal>,
): string {
  const variant = entry?.requires?.filter((signal) => signals.has(signal)) ?? [];
  return `${code} ${HOW[form]}${variant.length > 0 ? `, with ${variant.join(' and ').replaceAll(':', ' ')}` : ''}`;
}

/** Entra adds digits to a code for a variant (`AADSTS7002131`): one that nobody knows is known by the sentence beside it. */
function entryOfVariant(code: string, catalog: Catalog, sentences: readonly SignatureSeen[]): ErrorEntry | undefined {
  if (catalog.known.all.has(code)) return undefined;
  const told = sentences.find(({ signature }) => signature.entry.codes.some((known) => goesOn(code, known)));
  return told && catalog.errors.get(told.signature.entry.id);
}

/** Whether a code in the text goes on where the entry's own ends (`AADSTS700213`, `AADSTS70021`): it says more. */
function saysLess({ codes }: Told, seen: readonly CodeSeen[]): boolean {
  return seen.some(({ code }) => codes.some((known) => goesOn(code, known)));
}

function goesOn(code: string, known: string): boolean {
  return code.length > known.length && code.startsWith(known);
}

/** Where the codes stand that explain the sentences beside them: those that exist, and were not read from a mere number. */
function explaining(reading: Reading, catalog: Catalog): number[] {
  return reading.codes.filter(({ code, form }) => form !== 'bare' && catalog.known.all.has(code)).map(({ at }) => at);
}

function sentenceFinding({ signature, at }: SignatureSeen, reading: Reading, catalog: Catalog): Finding {
  const { id } = signature.entry;
  return {
    kind: catalog.errors.has(id) ? 'error' : 'code',
    id,
    certainty: signature.certainty,
    why: `the text says "${signature.quote}"`,
    line: reading.lineAt(reading.squashed.offset(at)),
  };
}

/** Whether a code explains the sentence: one close by that exists, or any that stands directly before it. */
function belongsToCode({ start, end }: SignatureSeen, reading: Reading, codes: readonly number[]): boolean {
  const { squashed } = reading;
  if (reading.codes.some(({ code }) => squashed.text.startsWith(code.toLowerCase(), start - code.length))) return true;
  const from = squashed.offset(Math.max(0, start - AFTER_CODE));
  const to = squashed.offset(end + BEFORE_CODE);
  return codes.some((at) => at >= from && at <= to);
}

/** Whether a sentence that other products print too stands in a line that names one of them. */
function isOfAnother({ signature, at }: SignatureSeen, reading: Reading, { vocabulary }: Catalog): boolean {
  if (!signature.near) return false;
  const line = reading.line(reading.lineAt(reading.squashed.offset(at)));
  return readConcepts(line, vocabulary).present.has(ELSEWHERE);
}

function holdsFor(entry: Told, signals: ReadonlySet<Signal>): boolean {
  return !entry.requires || entry.requires.some((signal) => signals.has(signal));
}

function sharesCode(a: Told, b: Told): boolean {
  return a !== b && a.codes.some((code) => b.codes.includes(code));
}

/** A log-in error with an entry, then what Azure refused after a log-in, then one of Entra's other codes; each in the order of the text. */
function rank(finding: Finding, catalog: Catalog): number {
  if (finding.kind === 'code') return 3;
  const entry = catalog.errors.get(finding.id);
  if (entry?.afterLogIn) return 2;
  return entry?.checklist === 'outside' ? 1 : 0;
}
