/** Reading -> the tasks that it names, in the ways people type them: `AzureCLI@1`, `azure cli v1`, `AzurCLI`. */
import { distance } from 'fastest-levenshtein';
import type { TaskRow } from '../../knowledge/schema.ts';
import { nameOf } from '../../knowledge/task-name.ts';
import { fold } from '../read/fold.ts';
import type { Reading } from '../read/read.ts';
import type { Catalog } from './catalog.ts';
import type { Finding } from './finding.ts';
import { qualifiedTask } from './qualified-task.ts';
import { rowOfBanner, withoutBanners } from './task-banner.ts';
import { isPhrase, majorOfTitle, nameOfTitle } from './task-title.ts';
import { type Concepts, NO_CONCEPTS } from './vocabulary.ts';

/**
 * A task as YAML and people write it, with its major version; names like `TerraformTaskV4` have one of their own. It
 * is tried at every `@`, of which there are few, and looks back for the name.
 */
const WRITTEN = /@(?<=(?<![\w.@/-])([A-Za-z]{3,55}(?:[Vv]\d{1,2})?)@)(\d{1,3})(?![\w@])/y;
/** The version as the folders of the tasks have it: `AzureKeyVaultV2`. */
const FOLDER_VERSION = /[Vv](?<=[A-Za-z]{3}[Vv])(\d{1,2})(?![\w@])/g;
/** A number that can be the version of a task: apart, after a `v`, or behind the name of a folder. */
const VERSION = /(?:(?<![\w.:-])v?|[a-z]{3}v)\d{1,2}(?![\w:-])/i;
/** The longest name of the table has eight words: `Azure Resource Manager Template Deployment`. */
const MAX_NAME_WORDS = 8;
const MAX_WORDS = 120;
/** A message with no more words beside a display name is about it. */
const MAX_BESIDE = 3;
const MAX_TASKS = 40;
/** Names this short are too close to other words to be known with a typing error. */
const MIN_TYPO_LENGTH = 7;

/** The tasks of a text, in order, each once. */
export function matchTasks(reading: Reading, concepts: Concepts, catalog: Catalog): Finding[] {
  const found = new Map<string, Finding>();
  const add = (id: string, certainty: Finding['certainty'], why: string, line?: number): void => {
    if (!found.has(id) && found.size < MAX_TASKS) found.set(id, { kind: 'task', id, certainty, why, line });
  };
  const qualified: string[] = [];
  for (let at = reading.text.indexOf('@'); at >= 0; at = reading.text.indexOf('@', at + 1)) {
    const full = qualifiedTask(reading.text, at, catalog);
    if (full) {
      qualified.push(full.written);
      if (full.known || reading.short) add(full.id, 'exact', `the text names ${full.written}`, reading.lineAt(at));
      continue;
    }
    WRITTEN.lastIndex = at;
    const [, name = '', major = ''] = WRITTEN.exec(reading.text) ?? [];
    if (name === '') continue;
    const written = `${name}@${major}`;
    const line = reading.lineAt(at);
    const known = properName(name, catalog);
    if (known) add(`${known}@${Number(major)}`, 'exact', `the text names ${written}`, line);
    else {
      const nearest = reading.short ? nearestTask(name, catalog) : undefined;
      if (nearest) add(`${nearest}@${Number(major)}`, 'likely', `${written} read as ${nearest}@${major}`, line);
      // Packages are written like tasks (`react@17`), but no task begins with a small letter in the table.
      else if (reading.short && /^[A-Z]/.test(name)) {
        add(`${name}@${Number(major)}`, 'exact', `the text names ${written}`, line);
      }
    }
  }
  // Beside an error only a name with a version is meant; most lines have none, and looking for names takes long.
  const question = concepts !== NO_CONCEPTS;
  if (!reading.short || !(question || VERSION.test(reading.text))) return [...found.values()];
  const words = qualified.reduce((text, name) => text.replaceAll(name, ' '), withoutBanners(reading));
  const { present } = concepts;
  const about = {
    question,
    tasks: present.has('task'),
    support: present.has('support'),
    federation:
      present.has('federation') ||
      (present.has('support') && (present.has('service-connection') || present.has('identity-kind'))),
  };
  if (about.question && (about.tasks || about.federation || words.trim() === '')) {
    for (const seen of reading.evidence.tasks) {
      const row = rowOfBanner(seen, catalog);
      const why = `the log's banner names "${seen.name}" ${seen.version}`;
      if (row) add(row.task, 'exact', why, reading.lineAt(seen.at));
    }
  }
  for (const named of namesInWords(words, catalog, about)) {
    const id = named.major === undefined ? named.name : `${named.name}@${named.major}`;
    const told = [...found.keys()].some((key) => key === id || (named.major === undefined && key.startsWith(`${id}@`)));
    if (!told) add(id, named.certainty, `"${named.typed}" read as ${id}`, 1);
  }
  return [...found.values()];
}

/** The name as the table writes it, or undefined for one that it does not have. */
export function properName(name: string, catalog: Catalog): string | undefined {
  const [row] = catalog.tasks.get(name.toLowerCase()) ?? [];
  return row && nameOf(row.task);
}

/** The nearest name of the table, or undefined where none is close enough to be meant. */
export function nearestTask(name: string, catalog: Catalog): string | undefined {
  const typed = name.toLowerCase();
  if (typed.length < MIN_TYPO_LENGTH) return undefined;
  let best: string | undefined;
  let least = Math.floor(typed.length / 6) + 1;
  for (const known of catalog.tasks.keys()) {
    if (Math.abs(known.length - typed.length) >= least) continue;
    const edits = distance(typed, known);
    if (edits < least) {
      least = edits;
      best = known;
    }
  }
  return best && properName(best, catalog);
}

/** What the words of a message are about. */
interface Subject {
  readonly tasks: boolean;
  /** Whether something works with something. */
  readonly support: boolean;
  readonly federation: boolean;
  /** Not the log of an error. */
  readonly question: boolean;
}

interface Named {
  readonly name: string;
  readonly major?: number;
  readonly typed: string;
  /** How many words it took. */
  readonly words: number;
  readonly certainty: 'exact' | 'likely';
  /** Typed without the `azure` that it begins with. */
  readonly shortened?: boolean;
  /** Typed with an error. */
  readonly misspelled?: boolean;
  /** The rows with this display name, where it is that and not the name in YAML. */
  readonly titled?: readonly TaskRow[];
}

/**
 * Names written as words, longest first, in a message about tasks or federation, with a version, written as the table
 * writes it, or alone. A name that is a word of its own (`docker`, `maven`), or lacks its `azure`, has to stand beside a
 * version, or beside the word `task` in a question about federation or support; one of several words with a typing error
 * beside either, or in a question about support.
 */
function namesInWords(text: string, catalog: Catalog, about: Subject): Named[] {
  const words = fold(versionsPlain(text)).split(' ').slice(0, MAX_WORDS);
  const onTopic = about.federation || about.tasks;
  const named: Named[] = [];
  for (let from = 0; from < words.length; from += 1) {
    const found =
      longestName(words, from, catalog) ??
      (about.federation ? longestName(words, from, catalog, 'azure') : undefined) ??
      (onTopic ? misspelled(words, from, catalog) : undefined);
    if (!found) continue;
    const next = from + found.words;
    const before = versionBefore(words, from);
    const majors = before === undefined ? versionsAfter(words, next) : [before];
    const isWord = found.titled
      ? isPhrase(found.titled, text, about.support || words.length - found.words <= MAX_BESIDE)
      : /^[A-Z][a-z]+$/.test(found.name) || found.shortened;
    const besideTask = words.slice(Math.max(0, from - 1), next + 1).some((word) => NAMED.has(word));
    const inOneWord = found.words === 1 || before !== undefined || VERSION_WORD.test(words[next] ?? '');
    const versioned = majors.length > 0 && (onTopic || (!isWord && inOneWord));
    const alone = from === 0 && words.slice(next).every((word) => /^v?\d{1,2}$/.test(word) || NAMED.has(word));
    if (found.misspelled && found.words > 1 && majors.length === 0 && !besideTask && !about.support) continue;
    const asWritten = about.question && !isWord && !found.titled && text.includes(found.name);
    // A display name has asked for its own signs already.
    const meant = besideTask && (found.titled || about.federation || about.support);
    if (!versioned && !alone && !asWritten && !(isWord ? meant : onTopic)) continue;
    if (majors.length === 0) named.push({ ...found, major: majorOfTitle(found, catalog) });
    for (const major of majors) named.push({ ...found, name: nameOfTitle(found, major), major });
    from = next - 1;
  }
  return named;
}

/**
 * Versions as a major number apart from the name. Of `2.236.1` and `2.*` only the major counts, for the minor of a task is
 * the number of a sprint; `2.60` is a version of the tool itself.
 */
function versionsPlain(text: string): string {
  return text
    .replace(/(\d)\.(?:\d{3}[\d.]*|[x*](?:\.[x*])?)/g, '$1')
    .replace(/(?<!\d)\d+\.\d[\d.]*/g, '-')
    .replace(FOLDER_VERSION, ' v$1');
}

/** The longest name that the words from here on spell. */
function longestName(
  words: readonly string[],
  from: number,
  catalog: Catalog,
  before = '',
): Omit<Named, 'major'> | undefined {
  let found: Omit<Named, 'major'> | undefined;
  let spelled = before;
  for (let count = 1; from + count <= words.length; count += 1) {
    spelled += words[from + count - 1];
    const begins = catalog.taskPrefixes.has(spelled);
    const whole = spelled.endsWith('task') ? spelled.slice(0, -4) : undefined;
    const known = (begins ? nameOrTitle(spelled, catalog) : undefined) ?? (whole && nameOrTitle(whole, catalog));
    if (known && (before === '' || count > 1)) {
      const typed = words.slice(from, from + count).join(' ');
      const shortened = before !== '';
      found = { ...known, certainty: shortened ? 'likely' : 'exact', words: count, typed, shortened };
    }
    if (!begins) break;
  }
  return found;
}

function nameOrTitle(spelled: string, catalog: Catalog): Pick<Named, 'name' | 'titled'> | undefined {
  const name = properName(spelled, catalog);
  if (name) return { name };
  const titled = catalog.taskTitles.get(spelled);
  return titled?.[0] && { name: nameOf(titled[0].task), titled };
}

function misspelled(words: readonly string[], from: number, catalog: Catalog): Omit<Named, 'major'> | undefined {
  for (let count = Math.min(MAX_NAME_WORDS, words.length - from); count >= 1; count -= 1) {
    const typed = words.slice(from, from + count);
    // No task has a digit in its name: one that was typed belongs to the version.
    const nearest = typed.some((word) => /\d/.test(word)) ? undefined : nearestTask(typed.join(''), catalog);
    // `of AzureIoTEdge` is no typing error: the name begins a word later.
    const later = nearest && typed.some((_, index) => index > 0 && longestName(words, from + index, catalog));
    if (nearest && !later && resembles(typed, nearest.match(NAME_PART) ?? [])) {
      return { name: nearest, certainty: 'likely', words: count, typed: typed.join(' '), misspelled: true };
    }
  }
  return undefined;
}

/** `Azure`, `NLB` and `Management` of `AzureNLBManagement`. */
const NAME_PART = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g;

/** Whether each word is a part or several of the name, with a wrong letter or two: `help me deploy` is not `HelmDeploy`. */
function resembles([word, ...rest]: readonly string[], parts: readonly string[]): boolean {
  if (word === undefined) return parts.length === 0;
  return parts.some((_, index) => {
    const part = parts
      .slice(0, index + 1)
      .join('')
      .toLowerCase();
    return distance(word, part) <= Math.max(1, part.length / 6) && resembles(rest, parts.slice(index + 1));
  });
}

/** Words that stand between a name and its version, and between two versions. */
const NAMED = new Set(['task', 'tasken', 'oppgave', 'oppgaven', 'opgave', 'opgaven']);
const BETWEEN = new Set(['and', 'or', 'vs', 'og', 'eller']);
const VERSION_WORD = /^(?:v|ver|version|versjon)(\d{1,2})?$/;

/** Words that join a name and its version: `in version 4`, `version 4 of`. */
const JOINS = new Set(['in', 'of', 'i', 'av', 'af']);

function joins(words: readonly string[], at: number): boolean {
  return JOINS.has(words[at] ?? '') && VERSION_WORD.test(words[at + 1] ?? '');
}

/** The version before a name: `version 4 of the AzureCLI task`, `v4 of AzureCLI`. */
function versionBefore(words: readonly string[], at: number): number | undefined {
  const of = words[at - 1] === 'the' ? at - 2 : at - 1;
  if (!JOINS.has(words[of] ?? '')) return undefined;
  const written = VERSION_WORD.test(words[of - 2] ?? '') ? `v${words[of - 1]}` : words[of - 1];
  const major = VERSION_WORD.exec(written ?? '')?.[1];
  return major === undefined ? undefined : Number(major);
}

/** The versions after a name: `v4`, `version 4`, `4 and 5`. */
function versionsAfter(words: readonly string[], at: number): number[] {
  const majors: number[] = [];
  for (let next = at; next < words.length; next += 1) {
    const word = words[next] ?? '';
    if (majors.length === 0 ? NAMED.has(word) || joins(words, next) : BETWEEN.has(word)) continue;
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
