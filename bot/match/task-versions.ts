/** The major version of a task in people's words: `v4`, `version 4 of`, `4 and 5`. */

/** The version as the folders of the tasks have it: `AzureKeyVaultV2`. */
const FOLDER_VERSION = /[Vv](?<=[A-Za-z]{3}[Vv])(\d{1,2})(?![A-Za-z\d@])/g;
/** A number that can be the version of a task: apart, after a `v`, or behind the name of a folder. */
const VERSION = /(?:(?<![\w.:-])v?|[a-z]{3}v)\d{1,2}(?![\w:-])/i;

/** Whether a text has a number that can be the version of a task. */
export function hasVersion(text: string): boolean {
  return VERSION.test(text);
}

/**
 * Versions as a major number apart from the name. Of `2.236.1` and `2.*` only the major counts, for the minor of a task is
 * the number of a sprint; `2.60` is a version of the tool itself. Numbers that count something or number a list are gone.
 */
export function versionsPlain(text: string): string {
  const plain = text
    .replace(/(\d)\.(?:\d{3}[\d.]*|[x*](?:\.[x*])?)/g, '$1')
    .replace(/(?<!\d)\d+\.\d[\d.]*/g, '-')
    .replace(FOLDER_VERSION, ' v$1')
    .replace(/(?<![^\s+,/&])@(\d{1,2})(?![\w@])/g, 'v$1');
  const enumerated = ENUMERATED.test(plain);
  return plain
    .replace(NUMBER, (number: string, at: number) => {
      const before = plain.slice(Math.max(0, at - 30), at);
      const after = plain.slice(at + number.length, at + number.length + 40);
      return canBeVersion(before, after, enumerated) ? number : '-';
    })
    .replace(JOINED, '$1 and ');
}

/** A number of one or two digits, apart from letters and other digits. */
const NUMBER = /(?<![\p{L}\p{N}_.])\d{1,2}(?![\p{L}\p{N}_])/gu;
/** Several versions of one task: `4, 5`, `1/2`. */
const JOINED = /(\d)[ \t]{0,3}[,/&+][ \t]{0,3}(?=v?\d{1,2}(?![\w.]))/g;
const ENUMERATED = /(?:^|[\n:])[ \t]{0,8}1[.)][ \t]/;
const NUMBERS_THE_LIST = /^[.)]\s/;
const AFTER_VERSION_WORD =
  /@$|(?<![a-z])(?:v|ver|versions?|version(?:en|er|erne)|versjon(?:en|er|ene)?)[\s.:*_`]{0,4}$/i;
const BEGINS_LINE = /(?:^|\n)[ \t>*_`-]{0,20}$/;
/** An amount, a time, a range, money, the number of an issue. */
const OTHER_BEFORE = /[#$€£~:]$|\d-$/;
const OTHER_AFTER = /^(?:[%€$]|[.,]\d{3}|[-:]\w)/;
/** `24/7` and `11/24` are no versions; those of `@4/5` and `version 4/5` are. */
const MARKED_LIST = /(?:[@vV]|[sS][ij]on(?:s|er)? )(?:\d{1,2}\/){1,6}$/;
const NEXT_WORD = /^[ \t*_~`'")\]]{0,4}([\p{L}][\p{L}']{0,30})/u;
/** `AzureCLI 2 AzurePowerShell 5` */
const NAME = /^[A-Z][a-z]*[A-Z]/;
/**
 * What may follow a version in the same part of a sentence, in English, Norwegian and Danish. After anything else the
 * number may count it (`3 times`, `2 more stages`): then no version is the better answer.
 */
const FOLLOWS =
  /^(?:a[ns]|actually|all|already|also|and|any|are|as|be|before|both|but|can|cannot|could|did|do|does|doesn't|don't|else|even|ever|federat\p{L}*|fine|for|from|gets|good|has|have|here|how|i|if|in|instead|is|isn't|it|need|needs|not|now|ok|okay|on|oidc|or|ready|really|right|safe|secretless|should|since|so|still|supports?|supported|task|than|that|the|then|there|this|to|too|under|use|used|uses|using|versus|via|vs|was|we|when|which|wif|will|with|without|work|working|workload|works|yet|af|alle|at|av|begge|bruger|bruker|da|den|det|eller|enn|end|er|fungerer|før|først?|føderer\p{L}*|går|har|her|hvis|hvordan|ikke|kan|kjører|kører|med|mot|må|nå|nu|når|oppgaven?|opgaven?|og|også|også|om|skal|som|støtt\p{L}*|tasken|til|uten|uden|understøtt\p{L}*|vi|vil|ved|virker|på)$/iu;

/** Whether a number can be the version of a task, by what stands around it in its line. */
function canBeVersion(before: string, after: string, enumerated: boolean): boolean {
  if (AFTER_VERSION_WORD.test(before)) return true;
  if (BEGINS_LINE.test(before) || (enumerated && NUMBERS_THE_LIST.test(after))) return false;
  if (OTHER_BEFORE.test(before) || OTHER_AFTER.test(after)) return false;
  if (before.endsWith('/') ? !MARKED_LIST.test(before) : /^\/\d/.test(after)) return false;
  const next = NEXT_WORD.exec(after)?.[1];
  return next === undefined || FOLLOWS.test(next) || NAME.test(next);
}

/** Words that stand between a name and its version, and between two versions. */
const TASK_WORDS = new Set(['task', 'tasken', 'oppgave', 'oppgaven', 'opgave', 'opgaven']);
const BETWEEN = new Set(['and', 'or', 'vs', 'og', 'eller']);
const VERSION_WORD = /^(?:v|ver|versions?|version(?:en|er|erne)|versjon(?:en|er|ene)?)(\d{1,2})?$/;

export function isTaskWord(word: string): boolean {
  return TASK_WORDS.has(word);
}

/** `v4`, or a `version` before its number. */
export function isVersionWord(word = ''): boolean {
  return VERSION_WORD.test(word);
}

/** Words that join a name and its version: `in version 4`, `version 4 of`. */
const JOINS = new Set(['in', 'of', 'i', 'av', 'af']);

function joins(words: readonly string[], at: number): boolean {
  return JOINS.has(words[at] ?? '') && isVersionWord(words[at + 1]);
}

/** The version before a name: `version 4 of the AzureCLI task`, `v4 of AzureCLI`. */
export function versionBefore(words: readonly string[], at: number): number | undefined {
  const of = words[at - 1] === 'the' ? at - 2 : at - 1;
  if (!JOINS.has(words[of] ?? '')) return undefined;
  const written = isVersionWord(words[of - 2]) ? `v${words[of - 1]}` : words[of - 1];
  const major = VERSION_WORD.exec(written ?? '')?.[1];
  return major === undefined ? undefined : Number(major);
}

/** The versions after a name: `v4`, `version 4`, `4 and 5`. A further one is joined to the one before, or says what it is. */
export function versionsAfter(words: readonly string[], at: number): number[] {
  const majors: number[] = [];
  let joined = true;
  for (let next = at; next < words.length; next += 1) {
    const word = words[next] ?? '';
    if (majors.length === 0 && (isTaskWord(word) || joins(words, next))) continue;
    if (majors.length > 0 && BETWEEN.has(word)) {
      joined = true;
      continue;
    }
    const marked = VERSION_WORD.exec(word);
    const apart = marked !== null && marked[1] === undefined;
    const major = marked?.[1] ?? /^\d{1,2}$/.exec(apart ? (words[next + 1] ?? '') : word)?.[0];
    if (major === undefined || !(joined || marked)) break;
    majors.push(Number(major));
    joined = false;
    if (apart) next += 1;
  }
  return majors;
}

/** The version that a follow-up asks about ("what about v2?", "and @3"), or undefined. */
export function askedVersion(text: string): number | undefined {
  const short = text.trim();
  if (short.length > 60) return undefined;
  const version = /(?:^|[\s@])(?:v|version|versjon|@)\s?\.?(\d{1,2})(?![\w.])/i.exec(short)?.[1];
  return version === undefined ? undefined : Number(version);
}
