/**
 * Takes credentials and names of people out of a text. Everything after this step, the answer included, sees only what
 * is left; see `secret-patterns.ts` for what is masked and what stays.
 */
import { ANY_UNUSUAL, anchorSearch, type Places } from './anchors.ts';
import { asciiOf, BEYOND } from './ascii.ts';
import { undisguised } from './disguise.ts';
import { type SecretPattern, secretPatterns } from './secret-patterns.ts';
import { unwrapped } from './wrap.ts';

export interface Masked {
  /** The text with `[password masked]` and the like in the place of what was masked; its line breaks stay. */
  readonly text: string;
  /** What was masked and how often, in the order of the table. */
  readonly receipt: readonly MaskedKind[];
  /** At most 16 tokens as they were pasted, for their claims alone: they must go no further than the reader. */
  readonly tokens: readonly string[];
  /** Whether it may have characters that a keyboard does not give. */
  readonly unusual: boolean;
}

export interface MaskedKind {
  readonly kind: string;
  readonly count: number;
  /** Whether it may still open something, so that rotation is advised. */
  readonly live: boolean;
}

interface Span {
  readonly start: number;
  readonly end: number;
  /** Its row in the table. */
  readonly row: number;
}

const MOST_TOKENS = 16;
/** A secret that stands glued to another is seen only when that one is gone. */
const MOST_PASSES = 4;

const kinds = [...new Set(secretPatterns.map(({ kind }) => kind))];
const rowsByAnchor = new Map<string, number[]>();
const rowsByRun: number[] = [];
for (const [row, { anchors, run }] of secretPatterns.entries()) {
  for (const anchor of anchors) rowsByAnchor.set(anchor, [...(rowsByAnchor.get(anchor) ?? []), row]);
  if (run !== undefined) rowsByRun.push(row);
}
const placesOfAnchors = anchorSearch([...rowsByAnchor.keys(), ANY_UNUSUAL]);

/** Masks `text`. Linear in its length, idempotent, never throws; the number of lines stays. */
export function mask(text: string): Masked {
  const counts = new Map<string, MaskedKind>();
  const tokens = new Set<string>();
  let left = text;
  let unusual = false;
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const bytes = asciiOf(left);
    const places = placesOfAnchors(left, bytes);
    const plain = plainIn(left, bytes, places);
    unusual ||= places.has(ANY_UNUSUAL);
    const spans = spansIn(left, plain, unusual, tokens);
    if (spans.length === 0) break;
    left = replaced(left, united(spans), counts);
  }
  if (counts.size === 0) return { text, receipt: [], tokens: [], unusual };
  return {
    text: left,
    receipt: kinds.flatMap((kind) => counts.get(kind) ?? []),
    tokens: [...tokens].slice(0, MOST_TOKENS),
    unusual,
  };
}

/** Where secrets stand, in disguise too and over two lines; tokens are added to `tokens`, those in one piece first. */
function spansIn(text: string, plain: readonly Span[], unusual: boolean, tokens: Set<string>): Span[] {
  const spans = [...undisguised(text, unusual), ...unwrapped(text)].flatMap((whole) => {
    const bytes = asciiOf(whole.text);
    const found = plainIn(whole.text, bytes, placesOfAnchors(whole.text, bytes));
    for (const token of tokensIn(whole.text, found)) tokens.add(token);
    return found.map(({ start, end, row }) => ({ start: whole.start(start), end: whole.end(end), row }));
  });
  for (const token of tokensIn(text, plain)) tokens.add(token);
  return spans.concat(plain);
}

/** Valid for these `bytes` alone, which the next text overwrites. */
function plainIn(text: string, bytes: Uint8Array, places: Places): Span[] {
  return [...atAnchors(text, places), ...atRuns(text, bytes)];
}

function replaced(text: string, spans: readonly Span[], counts: Map<string, MaskedKind>): string {
  const parts: string[] = [];
  let last = 0;
  for (const { start, end, row } of spans) {
    const { kind, label, live } = rowAt(row);
    parts.push(text.slice(last, start), `[${label} masked]`, breaksOf(text.slice(start, end)));
    counts.set(kind, { kind, count: (counts.get(kind)?.count ?? 0) + 1, live });
    last = end;
  }
  return parts.join('') + text.slice(last);
}

/** Only the line breaks; a lone `\r` gets a blank, so that it does not become one break with a `\n`. */
function breaksOf(secret: string): string {
  return secret.replace(/(\r?)[^\r\n]+/g, (_, lone: string) => (lone === '' ? '' : '\r '));
}

function atAnchors(text: string, places: Places): Span[] {
  const spans: Span[] = [];
  for (const [anchor, found] of places) {
    for (const row of rowsByAnchor.get(anchor) ?? []) {
      let free = 0;
      for (const at of found) {
        if (at < free) continue;
        const span = match(text, row, startBefore(text, at, free, rowAt(row)));
        if (span === undefined) continue;
        spans.push(span);
        free = span.end;
      }
    }
  }
  return spans;
}

/** Where a match starts whose anchor stands at `at`. */
function startBefore(text: string, at: number, from: number, { before }: SecretPattern): number {
  let start = at;
  if (before === undefined) return start;
  while (start > from && at - start < before.most && before.character.test(text.charAt(start - 1))) start -= 1;
  return start;
}

/** Looks only at every so-manieth character until one stands in a run: a run that is long enough cannot be missed. */
function atRuns(text: string, bytes: Uint8Array): Span[] {
  const spans: Span[] = [];
  for (const row of rowsByRun) {
    const least = rowAt(row).run ?? 1;
    for (let at = least - 1; at < bytes.length; at += least) {
      let start = at;
      while (at - start < least && IN_RUN[bytes[start] ?? BEYOND] === 1) start -= 1;
      if (start === at) continue;
      let end = at + 1;
      while (end < bytes.length && IN_RUN[bytes[end] ?? BEYOND] === 1) end += 1;
      if (end - start > least) {
        const span = match(text, row, start + 1);
        if (span !== undefined) spans.push(span);
      }
      at = end - 1;
    }
  }
  return spans;
}

/** 1 for the letters and digits of which a run is made. */
const IN_RUN = Uint8Array.from({ length: BEYOND + 1 }, (_, code) =>
  /[a-z0-9]/i.test(String.fromCharCode(code)) ? 1 : 0,
);

function match(text: string, row: number, at: number): Span | undefined {
  const { pattern, next } = rowAt(row);
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  if (found === null) return undefined;
  let end = at + found[0].length;
  while (next !== undefined) {
    next.lastIndex = end;
    const line = next.exec(text);
    if (line === null) break;
    end += line[0].length;
  }
  return { start: at + (found[1]?.length ?? 0), end, row };
}

/** Spans that overlap become one, named by the upper row of the table. */
function united(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of [...spans].sort((one, other) => one.start - other.start)) {
    const last = result.at(-1);
    if (last === undefined || span.start >= last.end) result.push(span);
    else {
      result[result.length - 1] = {
        start: last.start,
        end: Math.max(last.end, span.end),
        row: Math.min(last.row, span.row),
      };
    }
  }
  return result;
}

/** The whole tokens, put together where they were wrapped; one without a payload has no claims. */
function tokensIn(text: string, spans: readonly Span[]): string[] {
  return spans
    .filter(({ row }) => rowAt(row).claims)
    .slice(0, MOST_TOKENS)
    .map(({ start, end }) => text.slice(start, end).replace(/[\s│|]+/g, ''))
    .filter((token) => token.includes('.'));
}

function rowAt(row: number): SecretPattern {
  const found = secretPatterns[row];
  if (found === undefined) throw new RangeError(`The table of secrets has no row ${row}.`);
  return found;
}
