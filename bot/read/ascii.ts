/** A text as bytes that a loop can walk: reading them takes half the time of `charCodeAt`. */

/** Stands for every character beyond ASCII. */
export const BEYOND = 128;

/** Whatever a keyboard does not give. */
export const UNUSUAL = /[^\t\n\r -~]/;

/** For a shorter text the way to native code and back takes longer than the loop. */
const SHORT = 256;
/** Most texts are no longer: they share one piece of memory, since new memory costs as much as a walk through it. */
const scratch = new Uint8Array(64 * 1024);
const encoder = new TextEncoder();

/** Byte `i` is character `i` of `text`: its ASCII code, or `BEYOND`. Valid until the next call. */
export function asciiOf(text: string): Uint8Array {
  const bytes = text.length <= scratch.length ? scratch.subarray(0, text.length) : new Uint8Array(text.length);
  // UTF-8 has as many bytes as there are characters only where all are ASCII; else it stops short of the end.
  if (text.length > SHORT && encoder.encodeInto(text, bytes).read === text.length) return bytes;
  for (let at = 0; at < text.length; at += 1) bytes[at] = Math.min(text.charCodeAt(at), BEYOND);
  return bytes;
}
