/** Finds Entra's error codes as whole tokens: `AADSTS70021` is no part of `AADSTS700213`. */
import { distance } from 'fastest-levenshtein';
import { anchorSearch, type Places } from './anchors.ts';

export interface CodeSeen {
  /** `AADSTS` and 5 to 7 digits. */
  readonly code: string;
  /** Offset in the cleaned text. */
  readonly at: number;
  /** How it stood there: with its prefix, as a number in a field that holds codes, or as a bare number. */
  readonly form: 'prefixed' | 'field' | 'bare';
}

const PREFIX = 'aadsts';
/** Chat clients put characters that print nothing where a long word may break. */
const GAP = String.raw`[\s\u00ad\u200b-\u200d\u2060]{0,2}`;
const PREFIXED = new RegExp(`aadsts${GAP}[:#_-]?${GAP}(\\d{3,8})`, 'iy');
/** The rest of a code that a terminal broke over a line. */
const REST = /^\s{0,2}\n\s{0,40}(\d{1,4})(?!\d)/;
/** Further codes after one: `AADSTS70021/700213`, `"error_codes":[70002,50126]`. */
const FURTHER = /^["'\x60]?\s{0,2}(?:[/,|&+]|and|or)\s{0,2}["'\x60]?(\d{5,7})(?![\d-])/i;
const FIELDS = ['errorcode', 'error_code', 'error?code='];
const FIELD = /(?:error_?codes?["']?\s{0,3}[:=]\s{0,3}\[?\s{0,3}["']?|error\?code=)(\d{5,7})(?!\d)/iy;
/** Where a code may stand. */
export const CODE_ANCHORS = [PREFIX, ...FIELDS];
const placesOfCodes = anchorSearch(CODE_ANCHORS);
const BARE = /(?<![\w.:#/@$€£%-])(\d{5,7})(?![\w/@]|[.,:-]\d)/g;
/** A prefix with a typing error: `AADST700213`, `AADTS 700016`. */
const MISTYPED = /(?<![a-z\d])(a{1,3}[dst]{2,5})[\s:#_-]{0,2}(\d{5,7})(?!\d)/gi;
const MIN_MISTYPED = PREFIX.length - 1;
const MAX_EDITS = 2;
/** Words that say of the number beside them, or of the whole message, that it is about an error. */
const ERROR = /^(?:aadsts|entra|errors?|errorcode|exception|fail(?:s|ed|ing|ure)?|feil\p{L}*|fejl\p{L}*)$/u;
/** Words of this field: a number in a message that has one of them may be a code. */
const FIELD_WORD =
  /^(?:azure|aad|wif|federat\w*|assertion|pipelinen?|deploy\w*|connection|tilkobling\w*|credentials?|identit\w*|issuer|subject|tenant|login|innlogging\w*|terraform|devops|project)$/;
/** A word that only ties the number to the one before it: `is`, `with`. */
const LINK = new Set('is are was er var with of for from to in on at by med av af fra til i på om ved'.split(' '));
/** `code 700213` is one, `postal code 700213` is not. */
const CODE = new Set(['code', 'kode', 'koden']);
/**
 * Words that name and count nothing, in English, Norwegian and Danish. A number between two others numbers an invoice or
 * counts rows, whatever these are called.
 */
const PLAIN = new Set(
  `${[...LINK].join(' ')}
  a about after again all also always an and another any anyone appears as back be because been before but came can
  can't cannot code come comes coming could day do doc does doesn't don't each ever every exit exited explain face fix
  gave get gets getting gives go going gone got had happening happens has have having hello help hey hi hit hits how
  if instead it it's its just keep keeps know like look me mean meaning means morning my new next no not now occurs
  once only or our out please pls pops problem reason receive received resolve return returned returns same saw say
  says see seeing seen should shows since so solve some someone still stop stops stuck suddenly tell tells text thanks
  that the then there this throws time today trouble until up us we what what's whats when where which while why
  without work works yesterday you your
  at bare betyder betyr da dag de den der dere det dette du dukker efter eller en et etter forklar fortsatt får fik
  fikk gang gir giver gjør gjøre går har hei hej hele her hjelp hjælp hva hvad hver hvert hvordan hvorfor igen igjen
  ikke jeg kan kjenner kender kom kommer kun med meg men mig mot noen nogen nu nå når og også op opp problemet ser
  sett set sier siden siger skal skjer sker som stadig står stopper så takk tak tiden tilbage tilbake vi viser å løse
  løser`
    .trim()
    .split(/\s+/),
);

/**
 * Returns every code in `text` (cleaned), in order, each once. `known` holds the codes that exist; `short` says that
 * the text is a message rather than a log, so that a bare number that is one of `federation` may be meant as a code;
 * `places` are those of the anchors, where they are known already.
 */
export function readCodes(
  text: string,
  known: ReadonlySet<string>,
  federation: ReadonlySet<string>,
  short: boolean,
  places: Places = placesOfCodes(text),
): CodeSeen[] {
  const seen = new Map<string, CodeSeen>();
  const add = (digits: string, at: number, form: CodeSeen['form']): void => {
    const code = `AADSTS${digits}`;
    if (!seen.has(code)) seen.set(code, { code, at, form });
  };
  const addFurther = (after: number, form: CodeSeen['form']): void => {
    for (let at = after; ; ) {
      const [found = '', digits = ''] = FURTHER.exec(text.slice(at, at + 24)) ?? [];
      if (!known.has(`AADSTS${digits}`)) return;
      at += found.length;
      add(digits, at - digits.length, form);
    }
  };
  for (const match of matchesAt(text, places.get(PREFIX), PREFIXED)) {
    const digits = match[1] ?? '';
    const rest = REST.exec(text.slice(match.index + match[0].length, match.index + match[0].length + 60))?.[1] ?? '';
    if (rest && !known.has(`AADSTS${digits}`) && known.has(`AADSTS${digits}${rest}`)) {
      add(digits + rest, match.index, 'prefixed');
    } else if (digits.length >= 5 && digits.length <= 7) {
      add(digits, match.index, 'prefixed');
    }
    addFurther(match.index + match[0].length, 'prefixed');
  }
  const fields = FIELDS.flatMap((field) => places.get(field) ?? []).sort((a, b) => a - b);
  for (const match of matchesAt(text, fields, FIELD)) {
    add(match[1] ?? '', match.index, 'field');
    addFurther(match.index + match[0].length, 'field');
  }
  if (short) {
    for (const match of text.matchAll(BARE)) {
      const digits = match[1] ?? '';
      const { index } = match;
      if (!federation.has(`AADSTS${digits}`) || !isMeant(text, index, index + digits.length)) continue;
      add(digits, match.index, 'bare');
    }
    for (const { 1: typed = '', 2: digits = '', index } of text.matchAll(MISTYPED)) {
      const close = typed.length >= MIN_MISTYPED && distance(typed.toLowerCase(), PREFIX) <= MAX_EDITS;
      if (close && known.has(`AADSTS${digits}`)) add(digits, index, 'bare');
    }
  }
  return [...seen.values()].sort((a, b) => a.at - b.at);
}

/** Where a part of a sentence ends: what stands beyond says nothing of the number. */
const CLAUSE = /[.,;!?\n]/;

/** Whether the number from `start` to `end` is meant as a code, by the words around it. */
function isMeant(text: string, start: number, end: number): boolean {
  const [before = '', twice = ''] = wordsOf(
    text
      .slice(Math.max(0, start - 60), start)
      .split(CLAUSE)
      .at(-1),
  ).reverse();
  const [after = ''] = wordsOf(text.slice(end, end + 40).split(CLAUSE)[0]);
  const all = wordsOf(text);
  const isPlain = (word: string): boolean =>
    word === '' || PLAIN.has(word) || ERROR.test(word) || /^\d{5,7}$/.test(word);
  if (!isPlain(before) || !(isPlain(after) && !/^(?:errors|fail|feil|fejl)/.test(after))) return false;
  const tied = LINK.has(before) || CODE.has(before);
  if (tied && !isPlain(twice) && !(LINK.has(before) && FIELD_WORD.test(twice))) return false;
  // Five digits are an error of many another product.
  const long = end - start > 5;
  return all.every(isPlain) || all.some((word) => FIELD_WORD.test(word) || (long && ERROR.test(word)));
}

function wordsOf(text = ''): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];
}

/** What the sticky `pattern` matches at these places. */
function* matchesAt(text: string, places: readonly number[] = [], pattern: RegExp): Generator<RegExpExecArray> {
  for (const place of places) {
    pattern.lastIndex = place;
    const match = pattern.exec(text);
    if (match) yield match;
  }
}
