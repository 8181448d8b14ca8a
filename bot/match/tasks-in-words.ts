/** The tasks that a message in plain words means, among all that its words could name. */
import { fold } from '../read/fold.ts';
import type { Catalog } from './catalog.ts';
import { longestName, misspelled, type Spelled } from './spelled-task.ts';
import { versionsOf } from './task-table.ts';
import { isPhrase, majorOfTitle, nameOfTitle } from './task-title.ts';
import { isTaskWord, isVersionWord, versionBefore, versionsAfter, versionsPlain } from './task-versions.ts';

const MAX_WORDS = 120;
/** A message with no more words beside a display name is about it. */
const MAX_BESIDE = 3;

/** What the words of a message are about. */
export interface Subject {
  readonly tasks: boolean;
  /** Whether something works with something. */
  readonly support: boolean;
  readonly federation: boolean;
  /** Not the log of an error. */
  readonly question: boolean;
  /** Whether it asks, and of nothing that is another product's. */
  readonly asks: boolean;
}

export interface Named extends Spelled {
  readonly major?: number;
}

/** The tasks that the words name, in order: the longest names, each with its versions. */
export function tasksInWords(text: string, catalog: Catalog, about: Subject): Named[] {
  const words = fold(versionsPlain(text)).split(' ').slice(0, MAX_WORDS);
  const named: Named[] = [];
  for (let from = 0; from < words.length; from += 1) {
    const found =
      longestName(words, from, catalog) ??
      (about.federation ? longestName(words, from, catalog, 'azure') : undefined) ??
      (isOnTopic(about) ? misspelled(words, from, catalog) : undefined);
    if (!found) continue;
    const next = from + found.words;
    const before = versionBefore(words, from);
    const majors = before === undefined ? versionsAfter(words, next) : [before];
    const versions = { before: before !== undefined, any: majors.length > 0 };
    const meant = isMeant(found, { text, words, from, next, versions }, about);
    if (!meant && !(about.federation && about.asks && isConnection(found, words[next], catalog))) continue;
    if (majors.length === 0) named.push({ ...found, major: majorOfTitle(found, catalog) });
    for (const major of majors) named.push({ ...found, name: nameOfTitle(found, major), major });
    from = next - 1;
  }
  return named;
}

/** Where a name stands among the words, and whether a version stands beside or before it. */
interface Place {
  readonly text: string;
  readonly words: readonly string[];
  readonly from: number;
  readonly next: number;
  readonly versions: { readonly before: boolean; readonly any: boolean };
}

/**
 * Whether a name is meant as a task: in a message about tasks or federation, with a version, written as the table writes
 * it, or alone. A name that is a word of its own (`docker`, `maven`), or lacks its `azure`, has to stand beside a version,
 * or beside the word `task` in a question about federation or support; one of several words with a typing error beside
 * either, or in a question about support.
 */
function isMeant(found: Spelled, { text, words, from, next, versions }: Place, about: Subject): boolean {
  const { name, titled, shortened } = found;
  const besideTask = words.slice(Math.max(0, from - 1), next + 1).some(isTaskWord);
  if (found.misspelled && found.words > 1 && !versions.any && !besideTask && !about.support) return false;
  const alone = from === 0 && words.slice(next).every((word) => /^v?\d{1,2}$/.test(word) || isTaskWord(word));
  if (alone) return true;
  const isWord = titled
    ? isPhrase(titled, text, about.support || words.length - found.words <= MAX_BESIDE)
    : /^[A-Z][a-z]+$/.test(name) || shortened;
  const inOneWord = found.words === 1 || versions.before || isVersionWord(words[next]);
  if (versions.any && (isOnTopic(about) || (!isWord && inOneWord))) return true;
  if (about.question && !isWord && !titled && text.includes(name)) return true;
  if (!isWord) return isOnTopic(about);
  // A display name has asked for its own signs already.
  return besideTask && (titled !== undefined || about.federation || about.support);
}

/** Whether a name and the word after it are a type of connection that the task takes: `docker registry`. */
function isConnection({ name }: Spelled, after = '', catalog: Catalog): boolean {
  const type = `${name}${after}`.toLowerCase();
  return after !== '' && versionsOf(name, catalog.tasks).some((row) => row.otherConnections.includes(type));
}

function isOnTopic({ federation, tasks }: Subject): boolean {
  return federation || tasks;
}
