/** The major version of a task in people's words: `v4`, `version 4 of`, `4 and 5`. */

/** The version as the folders of the tasks have it: `AzureKeyVaultV2`. */
const FOLDER_VERSION = /[Vv](?<=[A-Za-z]{3}[Vv])(\d{1,2})(?![\w@])/g;
/** A number that can be the version of a task: apart, after a `v`, or behind the name of a folder. */
const VERSION = /(?:(?<![\w.:-])v?|[a-z]{3}v)\d{1,2}(?![\w:-])/i;

/** Whether a text has a number that can be the version of a task. */
export function hasVersion(text: string): boolean {
  return VERSION.test(text);
}

/**
 * Versions as a major number apart from the name. Of `2.236.1` and `2.*` only the major counts, for the minor of a task is
 * the number of a sprint; `2.60` is a version of the tool itself.
 */
export function versionsPlain(text: string): string {
  return text
    .replace(/(\d)\.(?:\d{3}[\d.]*|[x*](?:\.[x*])?)/g, '$1')
    .replace(/(?<!\d)\d+\.\d[\d.]*/g, '-')
    .replace(FOLDER_VERSION, ' v$1');
}

/** Words that stand between a name and its version, and between two versions. */
const TASK_WORDS = new Set(['task', 'tasken', 'oppgave', 'oppgaven', 'opgave', 'opgaven']);
const BETWEEN = new Set(['and', 'or', 'vs', 'og', 'eller']);
const VERSION_WORD = /^(?:v|ver|version|versjon)(\d{1,2})?$/;

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

/** The versions after a name: `v4`, `version 4`, `4 and 5`. */
export function versionsAfter(words: readonly string[], at: number): number[] {
  const majors: number[] = [];
  for (let next = at; next < words.length; next += 1) {
    const word = words[next] ?? '';
    if (majors.length === 0 ? isTaskWord(word) || joins(words, next) : BETWEEN.has(word)) continue;
    const marked = VERSION_WORD.exec(word);
    const apart = marked !== null && marked[1] === undefined;
    const major = marked?.[1] ?? /^\d{1,2}$/.exec(apart ? (words[next + 1] ?? '') : word)?.[0];
    if (major === undefined) break;
    majors.push(Number(major));
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
