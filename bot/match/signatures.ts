/** Finds the sentences by which errors are known, however they were wrapped, quoted or escaped. */
import type { EntraCode, ErrorEntry } from '../../knowledge/schema.ts';
import { anchorSearch, type Places } from '../read/anchors.ts';
import type { Reading } from '../read/read.ts';
import { squashed } from '../read/squash.ts';

export interface Signatures {
  /** By their first fragments, squashed. */
  readonly byFirst: ReadonlyMap<string, readonly PreparedSignature[]>;
  /** The places in a squashed text at which the first fragments of the signatures stand. */
  readonly starts: (text: string) => Places;
}

/** What a sentence tells of: an entry, or a code of Entra without one, by which it is called then. */
export type Told = Pick<ErrorEntry, 'id' | 'codes' | 'requires'>;

/** A signature; its fragments are squashed. */
export interface PreparedSignature {
  readonly entry: Told;
  readonly says: readonly string[];
  readonly near?: readonly string[];
  readonly unless?: readonly string[];
  readonly certainty: 'exact' | 'likely';
  /** As the knowledge writes it. */
  readonly quote: string;
  /** Its place in the knowledge. */
  readonly order: number;
}

export interface SignatureSeen {
  readonly signature: PreparedSignature;
  /** From and to, in the squashed text. */
  readonly start: number;
  readonly end: number;
  /** Where its longest fragment starts: the others may be the name of a tool, some lines away. */
  readonly at: number;
  /** Where it starts, the first time and again. */
  readonly places: readonly number[];
}

/** The fragments of one sentence stand at most this far apart, in letters and digits. */
const REACH = 400;
/** "Close by" for `near` and `unless`: about ten lines, and about two. */
const NEAR = 1200;
const UNLESS = 250;
const MAX_PLACES = 30;
/** What may stand around a sentence that is sent alone: `##[error]Error:`, `we get`, a GUID. Whatever else may name another product. */
const ALONE =
  /^(?:errors?|err|failed|failure|fails?|fatal|exception|warning|message|msg|script|with|task|step|log|we|i|get|got|getting|it|the|says?|said|just|only|help|please|why|what|is|this|that|does|mean|about|again|now|hi|feil|feilmelding|fejl|fejlmeddelelse|hva|hvad|betyr|betyder|vi|jeg|er|[0-9a-f]{32}){0,12}$/;

/** Arranges the signatures of the entries, in their order, and the sentences of Entra's other codes. */
export function prepareSignatures(errors: readonly ErrorEntry[], codes: readonly EntraCode[] = []): Signatures {
  const ofEntries = errors.flatMap((entry) =>
    entry.signatures.map(({ says, near, unless, certainty }) => ({
      entry,
      says: says.map(squashed),
      near: near?.map(squashed),
      unless: unless?.map(squashed),
      certainty,
      quote: says.join(' … '),
    })),
  );
  const ofCodes = codes.flatMap(({ code, says = [] }) =>
    says.map((fragments) => ({
      entry: { id: code, codes: [code] },
      says: fragments.map(squashed),
      certainty: 'likely' as const,
      quote: fragments.join(' … '),
    })),
  );
  const byFirst = new Map<string, PreparedSignature[]>();
  for (const [order, signature] of [...ofEntries, ...ofCodes].entries()) {
    const first = signature.says[0] ?? '';
    byFirst.set(first, [...(byFirst.get(first) ?? []), { ...signature, order }]);
  }
  return { byFirst, starts: anchorSearch(byFirst.keys(), MAX_PLACES) };
}

/** Every signature that stands in the text, once. A match inside a longer match is dropped: the longer one says more. */
export function findSignatures({ squashed: { text } }: Reading, { byFirst, starts }: Signatures): SignatureSeen[] {
  const seen: SignatureSeen[] = [];
  for (const [fragment, found] of starts(text)) {
    for (const signature of byFirst.get(fragment) ?? []) {
      const complete = found.flatMap((start) => completeAt(text, signature, start) ?? []);
      const [first] = complete;
      if (first) seen.push({ signature, ...first, places: complete.map(({ start }) => start) });
    }
  }
  seen.sort((a, b) => a.signature.order - b.signature.order);
  return seen.filter(
    (inner) =>
      !seen.some(
        (outer) =>
          outer.start <= inner.start && outer.end >= inner.end && outer.end - outer.start > inner.end - inner.start,
      ),
  );
}

type Place = Omit<SignatureSeen, 'signature' | 'places'>;

function completeAt(
  text: string,
  { says: [first = '', ...rest], near, unless }: PreparedSignature,
  start: number,
): Place | undefined {
  let end = start + first.length;
  let longest = { at: start, length: first.length };
  const complete = rest.every((fragment) => {
    const next = text.slice(end, end + REACH + fragment.length).indexOf(fragment);
    if (next < 0) return false;
    if (fragment.length > longest.length) longest = { at: end + next, length: fragment.length };
    end += next + fragment.length;
    return true;
  });
  return complete && holds(text, start, end, near, unless) ? { start, end, at: longest.at } : undefined;
}

function holds(
  text: string,
  start: number,
  end: number,
  near: readonly string[] | undefined,
  unless: readonly string[] | undefined,
): boolean {
  if (unless) {
    const around = text.slice(Math.max(0, start - UNLESS), end + UNLESS);
    if (unless.some((word) => around.includes(word))) return false;
  }
  if (!near || (ALONE.test(text.slice(0, start)) && ALONE.test(text.slice(end)))) return true;
  const before = text.slice(Math.max(0, start - NEAR), start);
  const after = text.slice(end, end + NEAR);
  return near.some((word) => before.includes(word) || after.includes(word));
}
