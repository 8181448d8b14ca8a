/**
 * A text as nothing but its letters a to z and digits, lower-case: the same sentence stays the same however it was
 * wrapped, quoted, boxed or escaped. `AADSTS70025: The client\n│ 'x' has` becomes `aadsts70025theclientxhas`.
 */
import { asciiOf, BEYOND } from './ascii.ts';

export interface Squashed {
  readonly text: string;
  /** The offset in the original of the character at `index`. */
  offset(index: number): number;
}

/** Byte -> the letter or digit that is kept for it; 0 for what is left out. */
const KEPT = Uint8Array.from({ length: BEYOND + 1 }, (_, code) =>
  /[a-z0-9]/i.test(String.fromCharCode(code)) ? String.fromCharCode(code).toLowerCase().charCodeAt(0) : 0,
);
/** Of so many characters of the original one is remembered: how many were kept before it. */
const BLOCK = 256;
const decoder = new TextDecoder('latin1');

/** Squashes `text`. Linear in its length. */
export function squash(text: string): Squashed {
  const bytes = asciiOf(text);
  const before: number[] = [];
  let length = 0;
  for (let block = 0; block < bytes.length; block += BLOCK) {
    before.push(length);
    const end = Math.min(block + BLOCK, bytes.length);
    for (let at = block; at < end; at += 1) {
      const kept = KEPT[bytes[at] ?? 0] ?? 0;
      bytes[length] = kept;
      // 1 for what is kept, else 0, without a branch: a processor cannot foresee where letters end.
      length += (kept + 127) >> 7;
    }
  }
  return { text: decoder.decode(bytes.subarray(0, length)), offset: (index) => offsetOf(index, text, before) };
}

function offsetOf(index: number, text: string, before: readonly number[]): number {
  const block = before.findLastIndex((count) => count <= index);
  let at = block * BLOCK;
  for (let left = index - (before[block] ?? 0); at < text.length; at += 1) {
    if (!KEPT[text.charCodeAt(at)]) continue;
    if (left === 0) break;
    left -= 1;
  }
  return at;
}

/** The letters and digits of a short text. */
export function squashed(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, '');
}
