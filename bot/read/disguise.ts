/**
 * What can hide a secret from its pattern: characters that print nothing, colours, links that a chat client sets into the
 * middle of a word, markup, and the escapes of JSON, HTML and addresses. Without all that, the secret looks as usual.
 */
import { UNUSUAL } from './ascii.ts';
import { type Edit, type Rewritten, rewritten } from './rewritten.ts';

/** Of tags and marks only what may stand around a value or inside it. */
const TAG = String.raw`<\/?(?:b|i|u|em|strong|code|kbd|tt|span|font|mark|wbr)(?:[ \t][^<>\r\n]{0,80})?\/?>`;
const MARK = String.raw`(?:(?<=[ \t=:/"'>\]])(?:\x60|\*\*)(?=[\w~+./-])|(?<=[\w:=])(?:\x60|\*\*)(?=[ \t]{0,2}[:=]|[ \t]))`;
const PRINTS_NOTHING = String.raw`[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]`;

/** What a disguise begins with: few characters of a log, and any that a keyboard does not give. */
const SIGNS = ['%', '&', '<', '\\', '*', '`'];
const ANY_UNUSUAL = new RegExp(UNUSUAL, 'g');
const LINK = '](';
/**
 * What a disguise looks like there. Of escaped breaks and addresses only those that something like a secret follows: logs
 * are full of the others, and a text that has one of these is looked through twice.
 */
const TELLS = new RegExp(
  [
    String.raw`${PRINTS_NOTHING}|[\u00a0\u202f\u2018-\u201e]|&(?:#|[a-z]{2,4};)|<https?:|${TAG}|${MARK}`,
    String.raw`\\(?:u00|[/]|[nrt](?=[\w+/.-]{20}|[\w. -]{0,20}(?:pass|pwd|secret|token|key|sig|auth|code|cookie|credential|bearer)))`,
    String.raw`%(?:25){0,3}(?:2f(?=[\w+.-]{16})(?=[a-z_+.-]{0,40}\d)|3a%2f%2f[^\s@]{0,200}(?:@|%40)|(?!2[5f]|3a%2f%2f)[0-7][\da-f])`,
  ].join('|'),
  'iy',
);

const DISGUISE = new RegExp(
  [
    String.raw`(?<nothing>(?:\u001b|\\{1,4}u001b)\[[0-9;?]{0,20}[a-z]|\u001b\]8;[^\u0007\u001b]{0,500}(?:\u0007|\u001b\\)|${PRINTS_NOTHING}|${TAG}|${MARK})`,
    String.raw`\[(?<label>[^[\]\r\n]{0,300})\]\((?:https?:|mailto:)[^()\s]{0,1000}\)`,
    String.raw`<(?<address>https?:[^|<>\s]{1,1000})(?:\|(?<name>[^<>\r\n]{0,1000}))?>`,
    String.raw`&(?:amp;){0,3}(?<entity>lt|gt|amp|quot|apos|nbsp|#\d{1,6}|#x[\da-f]{1,5});`,
    String.raw`(?<colon>%(?:25){0,3}3a\+)|(?:%(?:25){0,3}|\\{1,8}u00)(?<hex>[0-7][\da-f])`,
    String.raw`\\{1,8}(?:(?<sign>["'/])|(?<space>[nrt]))`,
    String.raw`(?<plus>\+)|(?<blank>[\u00a0\u202f])|(?<double>[\u201c-\u201e])|(?<single>[\u2018-\u201b])`,
  ].join('|'),
  'gi',
);
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' };

/**
 * `text`, which has characters that no keyboard gives if it is `unusual`, without disguises, if it has one behind which a secret may stand: without all, and with the escapes alone left,
 * for what looks like one may be a part of a secret; and where addresses are encoded, with each `+` for a blank, as a
 * form has it. Linear in its length.
 */
export function undisguised(text: string, unusual: boolean): Rewritten[] {
  if (!text.includes(LINK) && !tells(text, unusual)) return [];
  const edits: Edit[] = [];
  const inForm: Edit[] = [];
  const escapes = new Set<Edit>();
  let encoded = false;
  for (const { index, 0: found, groups = {} } of text.matchAll(DISGUISE)) {
    const edit = { start: index, end: index + found.length, by: meaning(groups) };
    inForm.push(edit);
    if (found === '+') continue;
    edits.push(edit);
    encoded ||= groups.hex !== undefined && found.startsWith('%');
    if (/^[%\\&]/.test(found) && groups.nothing === undefined) escapes.add(edit);
  }
  const visible = escapes.size === 0 ? edits : edits.filter((edit) => !escapes.has(edit));
  return [
    edits,
    ...(visible.length < edits.length ? [visible] : []),
    ...(encoded && inForm.length > edits.length ? [inForm] : []),
  ]
    .filter(({ length }) => length > 0)
    .map((some) => rewritten(text, some));
}

function tells(text: string, unusual: boolean): boolean {
  const isTold = (at: number): boolean => {
    TELLS.lastIndex = at;
    return TELLS.test(text);
  };
  for (const sign of SIGNS) {
    for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) if (isTold(at)) return true;
  }
  ANY_UNUSUAL.lastIndex = 0;
  while (unusual && ANY_UNUSUAL.test(text)) if (isTold(ANY_UNUSUAL.lastIndex - 1)) return true;
  return false;
}

function meaning(groups: Readonly<Record<string, string | undefined>>): string {
  const { label, address, name, entity, colon, hex, sign, space, plus, blank, double, single } = groups;
  if (colon !== undefined) return ': ';
  if (hex !== undefined) return character(Number.parseInt(hex, 16));
  if (entity !== undefined) return ENTITIES[entity.toLowerCase()] ?? character(numberIn(entity));
  if (space !== undefined) return space.toLowerCase() === 't' ? '\t' : '\n';
  if (plus !== undefined || blank !== undefined) return ' ';
  if (double !== undefined) return '"';
  if (single !== undefined) return "'";
  return label ?? name ?? address ?? sign ?? '';
}

function numberIn(entity: string): number {
  return entity.charAt(1).toLowerCase() === 'x' ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1));
}

/** What prints nothing is nothing here too. */
function character(code: number): string {
  if (code === 9 || code === 10 || code === 13) return String.fromCharCode(code);
  return code === 160 ? ' ' : code < 32 || code > 126 ? '' : String.fromCharCode(code);
}
