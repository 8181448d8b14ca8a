/** Values that were decoded after the text was masked: from a token or from JSON. They are as hostile as the text. */
import { mask } from './mask.ts';

/** Control characters, and those that turn the direction of what follows: https://unicode.org/reports/tr9/ */
const STEERING = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** The value as one masked line, or undefined where nothing is left of it. */
export function plainValue(value: string | undefined): string | undefined {
  return value === undefined ? undefined : mask(value).text.replace(STEERING, ' ').trim() || undefined;
}

/**
 * The value masked, and else as it is: what it is compared with must be the same letter by letter, a blank at its end
 * too. Whatever shows it makes it visible.
 */
export function exactValue(value: string | undefined): string | undefined {
  return (value && mask(value).text) || undefined;
}
