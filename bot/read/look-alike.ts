/**
 * Letters of other scripts that look like Latin ones, and dashes that look like a hyphen: in an issuer, a subject or an
 * audience they come from copying and from keyboards, and nobody sees them. Pairs from https://www.unicode.org/Public/security/latest/confusables.txt.
 */
const GREEK = [
  '\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03b1\u03b9\u03bd\u03bf\u03c1\u03f2',
  'ABEZHIKMNOPTYXaivopc',
] as const;
const CYRILLIC = [
  '\u0405\u0406\u0408\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0455\u0456\u0458\u04bb\u0501\u051b\u051d',
  'SIJABEKMHOPCTYXaeopcyxsijhdqw',
] as const;
const LATIN: ReadonlyMap<string, string> = new Map(
  [GREEK, CYRILLIC].flatMap(([others, latin]) => [...others].map((other, at) => [other, latin.charAt(at)] as const)),
);
const OTHERS = new RegExp(`[${[...LATIN.keys()].join('')}]`, 'gu');
const DASHES = /[\u2010-\u2015\u2212]/g;
/** Between blanks a dash is one to see; within a word it passes for a hyphen. */
const DASH_IN_WORD = /(?<=[\p{L}\p{N}])[\u2010-\u2015\u2212](?=[\p{L}\p{N}])/gu;
/** A name in another script has letters of its own: only beside Latin ones in a word does a letter pass for one. */
const WORD = /[\p{L}\p{M}]+/gu;
const LATIN_LETTER = /\p{Script=Latin}/u;

/** A value with the Latin letter, or the hyphen, in place of every one that looks like it. */
export function latinised(value: string): string {
  return value.replace(OTHERS, (letter) => LATIN.get(letter) ?? letter).replace(DASHES, '-');
}

/** A value with every letter that passes for a Latin one in its word, or dash for a hyphen, replaced by what `name` makes of it. */
export function withLookAlikes(value: string, name: (letter: string) => string): string {
  return value
    .replace(WORD, (word) => (LATIN_LETTER.test(word) ? word.replace(OTHERS, name) : word))
    .replace(DASH_IN_WORD, name);
}
