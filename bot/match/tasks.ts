/** Reading -> the tasks that it names, in the ways people type them: `AzureCLI@1`, `azure cli v1`, `AzurCLI`. */
import { distance } from 'fastest-levenshtein';
import { fold } from '../read/fold.ts';
import type { Reading } from '../read/read.ts';
import type { Catalog } from './catalog.ts';
import type { Finding } from './finding.ts';
import type { Concepts } from './vocabulary.ts';

/** A task as YAML and people write it, with its major version; names like `TerraformTaskV4` have one of their own. */
const WRITTEN = /(?<![\w.@/-])([A-Za-z]{3,59}(?:[Vv]\d{1,2})?)@(\d{1,3})(?![\w@])/g;
/** The version as the folders of the tasks have it: `AzureKeyVaultV2`. */
const FOLDER_VERSION = /(?<=[A-Za-z]{3})[Vv](\d{1,2})(?![\w@])/g;
/** The longest name of the table has eight words: `Azure Resource Manager Template Deployment`. */
const MAX_NAME_WORDS = 8;
const MAX_WORDS = 120;
const MAX_TASKS = 40;
/** Names this short are too close to other words to be known with a typing error. */
const MIN_TYPO_LENGTH = 7;

/** The tasks of a text, in order, each once. */
export function matchTasks(reading: Reading, concepts: Concepts, catalog: Catalog): Finding[] {
  const found = new Map<string, Finding>();
  const add = (id: string, certainty: Finding['certainty'], why: string, line?: number): void => {
    if (!found.has(id) && found.size < MAX_TASKS) found.set(id, { kind: 'task', id, certainty, why, line });
  };
  for (const match of reading.text.matchAll(WRITTEN)) {
    const [written, name = '', major = ''] = match;
    const line = reading.lineAt(match.index);
    const known = properName(name, catalog);
    if (known) add(`${known}@${Number(major)}`, 'exact', `the text names ${written}`, line);
    else {
      const nearest = reading.short ? nearestTask(name, catalog) : undefined;
      if (nearest) add(`${nearest}@${Number(major)}`, 'likely', `${written} read as ${nearest}@${major}`, line);
      else add(`${name}@${Number(major)}`, 'exact', `the text names ${written}`, line);
    }
  }
  if (!reading.short) return [...found.values()];
  const about = {
    tasks: concepts.present.has('task') || concepts.present.has('support'),
    federation: concepts.present.has('federation'),
  };
  for (const named of namesInWords(reading.text, catalog, about)) {
    const id = named.major === undefined ? named.name : `${named.name}@${named.major}`;
    const told = [...found.keys()].some((key) => key === id || (named.major === undefined && key.startsWith(`${id}@`)));
    if (!told) add(id, named.certainty, `"${named.typed}" read as ${id}`, 1);
  }
  return [...found.values()];
}

/** The name as the table writes it, or undefined for one that it does not have. */
export function properName(name: string, catalog: Catalog): string | undefined {
  return catalog.tasks.get(name.toLowerCase())?.[0]?.task.split('@')[0];
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
  readonly federation: boolean;
}

interface Named {
  readonly name: string;
  readonly major?: number;
  readonly typed: string;
  /** How many words it took. */
  readonly words: number;
  readonly certainty: 'exact' | 'likely';
}

/**
 * Names written as words, longest first. A name that is a word of its own (`docker`, `maven`) counts only in a message
 * that asks about tasks; one with a typing error only in a message about tasks or federation.
 */
function namesInWords(text: string, catalog: Catalog, about: Subject): Named[] {
  // Of `2.236.1` and `1.*` only the major version counts.
  const words = fold(text.replace(/(\d)\.[\dx*][\w.*]*/g, '$1').replace(FOLDER_VERSION, ' v$1'))
    .split(' ')
    .slice(0, MAX_WORDS);
  const forgiving = about.federation || about.tasks;
  const named: Named[] = [];
  for (let from = 0; from < words.length; from += 1) {
    const found = longestName(words, from, catalog) ?? (forgiving ? misspelled(words, from, catalog) : undefined);
    if (!found) continue;
    const major = versionAfter(words, from + found.words);
    const isWord = /^[A-Z][a-z]+$/.test(found.name);
    const meant = isWord
      ? about.tasks || (about.federation && major !== undefined)
      : about.tasks || about.federation || major !== undefined;
    if (!meant) continue;
    named.push({ ...found, major });
    from += found.words - 1;
  }
  return named;
}

/** The longest name that the words from here on spell. */
function longestName(words: readonly string[], from: number, catalog: Catalog): Omit<Named, 'major'> | undefined {
  let found: Omit<Named, 'major'> | undefined;
  let spelled = '';
  for (let count = 1; from + count <= words.length; count += 1) {
    spelled += words[from + count - 1];
    const name = properName(spelled, catalog) ?? properName(spelled.replace(/task$/, ''), catalog);
    if (name) found = { name, certainty: 'exact', words: count, typed: words.slice(from, from + count).join(' ') };
    if (!catalog.taskPrefixes.has(spelled)) break;
  }
  return found;
}

function misspelled(words: readonly string[], from: number, catalog: Catalog): Omit<Named, 'major'> | undefined {
  for (let count = Math.min(MAX_NAME_WORDS, words.length - from); count >= 1; count -= 1) {
    const typed = words.slice(from, from + count);
    // No task has a digit in its name: one that was typed belongs to the version.
    const nearest = typed.some((word) => /\d/.test(word)) ? undefined : nearestTask(typed.join(''), catalog);
    if (nearest) return { name: nearest, certainty: 'likely', words: count, typed: typed.join(' ') };
  }
  return undefined;
}

function versionAfter(words: readonly string[], at: number): number | undefined {
  const [first = '', second = ''] = words
    .slice(at)
    .filter((word) => word !== 'task' && word !== 'oppgave' && word !== 'opgave');
  const joined = /^(?:v|ver|version|versjon)?(\d{1,2})$/.exec(first)?.[1];
  if (joined !== undefined) return Number(joined);
  const apart = /^(?:v|ver|version|versjon)$/.test(first) ? /^(\d{1,2})$/.exec(second)?.[1] : undefined;
  return apart === undefined ? undefined : Number(apart);
}

/** The version that a follow-up asks about ("what about v2?", "and @3"), or undefined. */
export function askedVersion(text: string): number | undefined {
  const short = text.trim();
  if (short.length > 60) return undefined;
  const version = /(?:^|[\s@])(?:v|version|versjon|@)\s?\.?(\d{1,2})(?![\w.])/i.exec(short)?.[1];
  return version === undefined ? undefined : Number(version);
}
