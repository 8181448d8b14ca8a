/** Finds the sentences by which errors are known, however they were wrapped, quoted or escaped. */
import type { Reading } from '../read/read.ts';
import type { PreparedSignature } from './catalog.ts';

export interface SignatureSeen {
  readonly signature: PreparedSignature;
  /** From and to, in the squashed text. */
  readonly start: number;
  readonly end: number;
  /** Where its longest fragment starts: the others may be the name of a tool, some lines away. */
  readonly at: number;
}

/** The fragments of one sentence stand at most this far apart, in letters and digits. */
const REACH = 400;
/** "Close by" for `near` and `unless`: about ten lines, and about two. */
const NEAR = 1200;
const UNLESS = 250;
const MAX_PLACES = 30;
/** What may stand around a sentence that is sent alone: `##[error]Error:`, `we get`. Whatever else may name another product. */
const ALONE =
  /^(?:errors?|err|failed|failure|fails?|fatal|exception|warning|message|msg|script|with|task|step|log|we|i|get|got|getting|it|the|says?|said|just|only|help|please|why|what|is|this|that|does|mean|about|again|now|hi|feil|feilmelding|fejl|fejlmeddelelse|hva|hvad|betyr|betyder|vi|jeg|er){0,12}$/;

/** Every signature that stands in the text, once. A match inside a longer match is dropped: the longer one says more. */
export function findSignatures({ squashed }: Reading, signatures: readonly PreparedSignature[]): SignatureSeen[] {
  const seen: SignatureSeen[] = [];
  for (const signature of signatures) {
    const place = findOne(squashed.text, signature);
    if (place) seen.push({ signature, ...place });
  }
  return seen.filter(
    (inner) =>
      !seen.some(
        (outer) =>
          outer.start <= inner.start && outer.end >= inner.end && outer.end - outer.start > inner.end - inner.start,
      ),
  );
}

type Place = Omit<SignatureSeen, 'signature'>;

function findOne(text: string, { says, near, unless }: PreparedSignature): Place | undefined {
  const [first = '', ...rest] = says;
  let start = text.indexOf(first);
  for (let count = 0; start >= 0 && count < MAX_PLACES; count += 1) {
    let end = start + first.length;
    let longest = { at: start, length: first.length };
    const complete = rest.every((fragment) => {
      const next = text.slice(end, end + REACH + fragment.length).indexOf(fragment);
      if (next < 0) return false;
      if (fragment.length > longest.length) longest = { at: end + next, length: fragment.length };
      end += next + fragment.length;
      return true;
    });
    if (complete && holds(text, start, end, near, unless)) return { start, end, at: longest.at };
    start = text.indexOf(first, start + 1);
  }
  return undefined;
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
