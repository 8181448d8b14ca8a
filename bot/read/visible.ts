/** Values as a person has to see them: what prints nothing, or prints like something else, made visible. */
import { withLookAlikes } from './look-alike.ts';

/**
 * A value with what cannot be seen made visible: `<U+200B>` and the like, a Greek or Cyrillic letter among Latin ones that
 * it looks like, a dash within a word that passes for a hyphen, and `·` for a blank at an end or beside another, where it would not be noticed.
 */
export function visible(value: string): string {
  if (PRINTED.test(value)) return value;
  const named = value
    .replace(/ {2,}/g, (blanks) => '·'.repeat(blanks.length))
    .replace(/^ | $/g, '·')
    .replace(INVISIBLE, codePoint);
  return withLookAlikes(withAccents(value, named), codePoint);
}

function withAccents(value: string, named: string): string {
  // A letter with its accent apart looks like the same letter in one piece.
  return value === value.normalize('NFC') ? named : named.replace(/\p{M}/gu, codePoint);
}

/** Most values: nothing in them is other than it looks. */
const PRINTED = /^(?! )(?:[!-~]| (?=[!-~]))*$/;
/** All that prints nothing, or prints like a plain space without being one. */
const INVISIBLE = /(?! )[\p{Cc}\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** A character by its code point. */
export function codePoint(character: string): string {
  return `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`;
}

/** What prints of a value: without what cannot be seen, and in the form in which letters and accents are one. */
export function seen(value: string): string {
  return value
    .replace(INVISIBLE, (character) => (/\s/.test(character) ? ' ' : ''))
    .trim()
    .normalize('NFC');
}

/** At most 120 characters of a value, everything visible. */
export function shown(value: string): string {
  const characters = [...value];
  return visible(characters.length > 120 ? `${characters.slice(0, 119).join('')}…` : value);
}

/** The stretch of a value around a character, from 1. */
export function around(value: string, at: number): string {
  const characters = [...value];
  const from = Math.max(0, at - 13);
  const piece = visible(characters.slice(from, at + 12).join(''));
  return `${from > 0 ? '…' : ''}${piece}${at + 12 < characters.length ? '…' : ''}`;
}
