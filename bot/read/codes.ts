/** Finds Entra's error codes as whole tokens: `AADSTS70021` is no part of `AADSTS700213`. */
import { distance } from 'fastest-levenshtein';
import { anchorSearch, type Places } from './anchors.ts';
import { isMeantAsCode } from './bare-code.ts';

export interface CodeSeen {
  /** `AADSTS` and 5 to 7 digits. */
  readonly code: string;
  /** Offset in the cleaned text. */
  readonly at: number;
  /** Where it stands, the first time and again. */
  readonly places: readonly number[];
  /** How it stood there: with its prefix, as a number in a field that holds codes, or as a bare number. */
  readonly form: 'prefixed' | 'field' | 'bare';
}

const PREFIX = 'aadsts';
/** The prefix as a terminal broke it over a line; the blank of an anchor is the break. */
const BROKEN = Array.from(PREFIX.slice(1), (_, at) => `${PREFIX.slice(0, at + 1)} ${PREFIX.slice(at + 1)}`);
/** Chat clients put characters that print nothing where a long word may break. */
const GAP = String.raw`[\s\u00ad\u200b-\u200d\u2060]{0,2}`;
const PREFIXED = new RegExp(
  `(?:${[PREFIX, ...BROKEN].join('|').replaceAll(' ', '\\n')})${GAP}[:#_-]?${GAP}(\\d{3,8})`,
  'iy',
);
/** The rest of a code that a terminal broke over a line. */
const REST = /^\s{0,2}\n\s{0,40}(\d{1,4})(?!\d)/;
/** Further codes after one: `AADSTS70021/700213`, `"error_codes":[70002,50126]`. */
const FURTHER = /^["'\x60]?\s{0,2}(?:[/,|&+]|and|or)\s{0,2}["'\x60]?(\d{5,7})(?![\d-])/i;
const FIELDS = ['errorcode', 'error_code', 'error?code=', 'error(s)'];
const FIELD =
  /(?:error_?codes?["']?\s{0,3}[:=]\s{0,3}\[?\s{0,3}["']?|error\?code=|error\(s\)\s{0,2}:\s{0,3})(\d{5,7})(?!\d)/iy;
/** Fields that only Entra and its libraries write: `"error_codes":[…]`, a link to its page, `Error(s): … - Timestamp`. */
const OWN_FIELD = /^error(?:_codes|\?code=|\(s\)[^\n]{1,20}\s-\sTimestamp)/i;
/** What says of a field that any product may write that Entra is meant. */
const ENTRA =
  /aadsts|\bentra\b|azure|microsoftonline|invalid_(?:client|grant|request)|unauthorized_client|oauth|\bmsal\b|federat|\bwif\b|assertion|tenant|service[ _-]?principal/i;
const AROUND = 300;
/** Where a code may stand. */
export const CODE_ANCHORS = [PREFIX, ...BROKEN, ...FIELDS];
const placesOfCodes = anchorSearch(CODE_ANCHORS);
const BARE = /(?<![\w.:#/@$€£%-])(\d{5,7})(?![\w/@]|[.,:-]\d)/g;
/** A prefix with a typing error: `AADST700213`, `AADTS 700016`. */
const MISTYPED = /(?<![a-z\d])(a{1,3}[dst]{2,5})[\s:#_-]{0,2}(\d{5,7})(?!\d)/gi;
const MIN_MISTYPED = PREFIX.length - 1;
const MAX_EDITS = 2;
/** No text is about so many codes that do not exist; those that exist are read however many stand before them. */
const MAX_UNKNOWN = 500;
/**
 * Returns every code in `text` (cleaned), in order, each once. `all` holds the codes that exist; `short` says that
 * the text is a message rather than a log, so that a bare number may be meant as a code, above all one of
 * `federation`; `places` are those of the anchors, where they are known already.
 */
export function readCodes(
  text: string,
  all: ReadonlySet<string>,
  federation: ReadonlySet<string>,
  short: boolean,
  places: Places = placesOfCodes(text),
): CodeSeen[] {
  const seen = new Map<string, CodeSeen & { readonly places: number[] }>();
  let unknown = 0;
  const add = (digits: string, at: number, form: CodeSeen['form']): void => {
    const code = `AADSTS${digits}`;
    const known = seen.get(code);
    if (known) known.places.push(at);
    else if (all.has(code) || ++unknown <= MAX_UNKNOWN) seen.set(code, { code, at, form, places: [at] });
  };
  const addFurther = (after: number, form: CodeSeen['form']): void => {
    for (let at = after; ; ) {
      const [found = '', digits = ''] = FURTHER.exec(text.slice(at, at + 24)) ?? [];
      if (!all.has(`AADSTS${digits}`)) return;
      at += found.length;
      add(digits, at - digits.length, form);
    }
  };
  for (const match of matchesAt(text, placesOf([PREFIX, ...BROKEN], places), PREFIXED)) {
    const digits = match[1] ?? '';
    const rest = REST.exec(text.slice(match.index + match[0].length, match.index + match[0].length + 60))?.[1] ?? '';
    if (rest && !all.has(`AADSTS${digits}`) && all.has(`AADSTS${digits}${rest}`)) {
      add(digits + rest, match.index, 'prefixed');
    } else if (digits.length >= 5 && digits.length <= 7) {
      add(digits, match.index, 'prefixed');
    }
    addFurther(match.index + match[0].length, 'prefixed');
  }
  for (const match of matchesAt(text, placesOf(FIELDS, places), FIELD)) {
    const digits = match[1] ?? '';
    const code = `AADSTS${digits}`;
    const around = text.slice(Math.max(0, match.index - AROUND), match.index + AROUND);
    const isOwn = OWN_FIELD.test(text.slice(match.index, match.index + 60));
    // Five digits are an error of many another product.
    const isMeant = all.has(code) && ((federation.has(code) && digits.length > 5) || ENTRA.test(around));
    if (!isOwn && !isMeant) continue;
    add(digits, match.index, 'field');
    addFurther(match.index + match[0].length, 'field');
  }
  if (short) {
    for (const match of text.matchAll(BARE)) {
      const digits = match[1] ?? '';
      const code = `AADSTS${digits}`;
      if (all.has(code) && isMeantAsCode(text, match.index, match.index + digits.length, !federation.has(code)))
        add(digits, match.index, 'bare');
    }
    for (const { 1: typed = '', 2: digits = '', index } of text.matchAll(MISTYPED)) {
      const edits = distance(typed.toLowerCase(), PREFIX);
      const close = typed.length >= MIN_MISTYPED && edits > 0 && edits <= MAX_EDITS;
      if (close && all.has(`AADSTS${digits}`)) add(digits, index, 'bare');
    }
  }
  return [...seen.values()].sort((a, b) => a.at - b.at);
}

function placesOf(anchors: readonly string[], places: Places): number[] {
  return anchors.flatMap((anchor) => places.get(anchor) ?? []).sort((a, b) => a - b);
}

/** What the sticky `pattern` matches at these places. */
function* matchesAt(text: string, places: readonly number[], pattern: RegExp): Generator<RegExpExecArray> {
  for (const place of places) {
    pattern.lastIndex = place;
    const match = pattern.exec(text);
    if (match) yield match;
  }
}
