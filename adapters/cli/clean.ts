/** Texts on their way to a terminal, which obeys control characters wherever they come from. */

/** C0, DEL and C1, line and paragraph separators, and the marks that turn the direction of writing. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to take out.
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** One line without control characters. */
export function line(text: string): string {
  return text.replace(/[\s\u2028\u2029]+/g, ' ').replace(UNSEEN, '');
}

/** Lines that keep their breaks and their indentation. */
export function lines(text: string): string[] {
  return text.replace(/\t/g, '    ').replace(/\r\n?/g, '\n').replace(UNSEEN, '').split('\n');
}

/** A text that must stay as it is, tabs and line breaks of both kinds included, without other control characters. */
export function verbatim(text: string): string {
  return text.replace(/[^\t\r\n]+|\r(?!\n)/g, (part) => part.replace(UNSEEN, ''));
}
