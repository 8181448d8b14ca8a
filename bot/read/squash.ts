/**
 * A text as nothing but its letters a to z and digits, lower-case: the same sentence stays the same however it was
 * wrapped, quoted, boxed or escaped. `AADSTS70025: The client\n│ 'x' has` becomes `aadsts70025theclientxhas`.
 */
export interface Squashed {
  readonly text: string;
  /** The offset in the original of the character at `index`. */
  offset(index: number): number;
}

/** Squashes `text`. Linear in its length. */
export function squash(text: string): Squashed {
  const bytes = new Uint8Array(text.length);
  const offsets = new Uint32Array(text.length);
  let length = 0;
  for (let i = 0; i < text.length; i += 1) {
    let code = text.charCodeAt(i);
    if (code >= 65 && code <= 90) code += 32;
    if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) {
      bytes[length] = code;
      offsets[length] = i;
      length += 1;
    }
  }
  return {
    text: new TextDecoder('latin1').decode(bytes.subarray(0, length)),
    offset: (index) => (index < length ? (offsets[index] ?? 0) : text.length),
  };
}

/** The letters and digits of a short text. */
export function squashed(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, '');
}
