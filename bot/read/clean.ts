/**
 * Undoes what logs, terminals, JSON and chat clients do to a message, so that a sentence reads as it was written.
 * Line breaks stay where they are: line `i` of the result is line `i` of the text.
 */

import { UNUSUAL } from './ascii.ts';

/** https://en.wikipedia.org/wiki/ANSI_escape_code: control sequences, and the links that terminals draw. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes
const ANSI = /\u001b(?:\[[0-9;?]{0,20}[A-Za-z]|\]8;[^\u0007\u001b]{0,500}(?:\u0007|\u001b\\))/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/g;
const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  '#39': "'",
  '#x27': "'",
  '#34': '"',
  '#160': ' ',
};
const ENTITY = /&(lt|gt|amp|quot|apos|nbsp|#39|#x27|#34|#160);/gi;
/** A Markdown link: chat clients and issue trackers put them into the middle of words (`AADSTS700[21](https://…)1`). */
const MARKDOWN_LINK = /\[([^[\]\n]{0,300})\]\((?:https?:|mailto:)[^()\s]{0,1000}\)/g;
/** A link as Slack writes it. */
const ANGLE_LINK = /<((?:https?|api|sc):[^|<>\s]{1,1000})(?:\|[^<>\n]{0,1000})?>/g;
/**
 * `\r\n`, `\n` and `\t` as JSON writes them, once or twice escaped; not the `\n` of `C:\new` or `work\new`. What stands
 * before the next line of a log that is quoted so, a time stamp and the edge of a box, belongs to it.
 */
const ESCAPED_BREAK =
  /(?:\\{1,4}r\\{1,4}n|(?<![\w:\\])\\{1,4}[nrt]|\\{1,4}[nrt](?![a-z]))(?:[ \t]{0,20}\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,9}Z(?=[ \t]))?(?:[ \t]{0,20}[\u2500-\u257f] ?){0,2}/g;
/** In JSON also the one between two small letters; only the path of a drive has backslashes of its own there. */
const ESCAPED_BREAK_IN_JSON = /(?<=\w)(?<![A-Za-z]:\\[^\s"]{0,300})\\{1,2}[nrt](?=[a-z])/g;
const ESCAPED_QUOTE = /\\{1,4}(["'/])/g;
const ESCAPED_UNICODE = /\\{1,4}u00(22|26|27|2[fF]|3[cC]|3[eE])/g;
const SINGLE_QUOTES = /[\u2018\u2019\u201a\u201b\u2032\u00b4]/g;
const DOUBLE_QUOTES = /[\u201c\u201d\u201e\u00ab\u00bb\u2033]/g;
const ENCODED_ADDRESS = /%(3A|2F|40)/gi;

/** Chat clients put what prints nothing where a long word may break; in a code it never means anything. */
const UNPRINTED = String.raw`[\u00ad\u200b-\u200d\u2060\ufeff]{0,2}`;
const CODE = new RegExp(`${[...'AADSTS'].join(UNPRINTED)}(?:${UNPRINTED}\\d){5,7}`, 'gi');
const NOT_OF_CODE = /[^a-z\d]/gi;

/** What the agent, terminals and quoting put before a line: time stamps, `##[error]`, box edges, quote marks. */
const PREFIX =
  /(?:[\s\u2500-\u257f|>]|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z?(?=\s|$)|(?:##)?\[(?:error|warning|section|command|debug|group|endgroup)\]|##vso\[[^\]\n]{0,500}\])+/y;
/** What stands after a line: box edges, and the last cell of a log viewer; and the characters that it can end with. */
const EDGE = /[\s\u2500-\u257f]/;
const CELL = /\|\s{0,3}(?:stdout|stderr|--)?\s{0,3}$/;
const LONGEST_CELL = 20;
const LAST_OF_SUFFIX = /[\s\u2500-\u257f|tr-]/;

/** What any of the above begins with: a line without one, and without an unusual character, is as it was written. */
const LINK = '](';
const SIGNS = ['%', '&', '<', '\\', LINK];

/** Returns `text`, which has characters that no keyboard gives only if it is `unusual`, cleaned. Linear; never throws. */
export function clean(text: string, unusual = true): string {
  const broken = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  const hasSign = signsBefore(broken);
  let end = -1;
  return broken
    .split('\n')
    .map((line) => {
      end += line.length + 1;
      const isUnusual = unusual && UNUSUAL.test(line);
      return bare(hasSign(end) || isUnusual ? plain(line, isUnusual) : line);
    })
    .join('\n');
}

/** Tells, called with the end of one line after the other, whether a sign stands on it. Linear in all calls together. */
function signsBefore(text: string): (end: number) => boolean {
  const next = SIGNS.map((sign) => placeOf(sign, text, 0));
  let nearest = Math.min(...next);
  return (end) => {
    if (nearest >= end) return false;
    for (let index = 0; index < SIGNS.length; index += 1) {
      if ((next[index] ?? 0) < end) next[index] = placeOf(SIGNS[index] ?? '', text, end);
    }
    nearest = Math.min(...next);
    return true;
  };
}

function placeOf(sign: string, text: string, from: number): number {
  const at = text.indexOf(sign, from);
  return at < 0 ? Number.POSITIVE_INFINITY : at;
}

/** A line as it was written. */
function plain(line: string, isUnusual: boolean): string {
  let out = isUnusual ? typed(line) : line;
  // Twice: an answer of a web service that is quoted in a log may be escaped twice.
  for (let round = 0; round < 2 && out.includes('&'); round += 1) {
    out = out.replace(ENTITY, (entity, name: string) => ENTITIES[name.toLowerCase()] ?? entity);
  }
  if (out.includes('\\')) {
    if (out.includes('\\"') || out.includes('":')) out = out.replace(ESCAPED_BREAK_IN_JSON, ' ');
    out = out
      .replace(ESCAPED_UNICODE, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      .replace(ESCAPED_QUOTE, '$1')
      .replace(ESCAPED_BREAK, ' ');
  }
  if (out.includes(LINK)) out = out.replace(MARKDOWN_LINK, '$1');
  if (out.includes('<')) out = out.replace(ANGLE_LINK, '$1');
  if (!out.includes('%')) return out;
  return out.replace(ENCODED_ADDRESS, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** A line with no other characters than a keyboard gives. */
function typed(line: string): string {
  return line
    .replace(ANSI, '')
    .replace(CONTROL, '')
    .replace(SINGLE_QUOTES, "'")
    .replace(DOUBLE_QUOTES, '"')
    .replace(CODE, (code) => code.replace(NOT_OF_CODE, ''));
}

/** A line without what stands before and after it. */
function bare(line: string): string {
  PREFIX.lastIndex = 0;
  const rest = PREFIX.test(line) ? line.slice(PREFIX.lastIndex) : line;
  return LAST_OF_SUFFIX.test(rest.charAt(rest.length - 1)) ? withoutSuffix(rest) : rest;
}

function withoutSuffix(line: string): string {
  let end = line.length - (CELL.exec(line.slice(-LONGEST_CELL))?.[0].length ?? 0);
  while (EDGE.test(line.charAt(end - 1))) end -= 1;
  return line.slice(0, end);
}
