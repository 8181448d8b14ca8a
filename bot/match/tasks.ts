/** Reading -> the tasks that it names, in the ways people type them: `AzureCLI@1`, `azure cli v1`, `AzurCLI`. */
import type { Reading } from '../read/read.ts';
import type { Catalog } from './catalog.ts';
import type { Finding } from './finding.ts';
import { nearestTask, properName } from './nearest-task.ts';
import { qualifiedTask } from './qualified-task.ts';
import { rowOfBanner, withoutBanners } from './task-banner.ts';
import { isOfLongerName } from './task-title.ts';
import { hasVersion } from './task-versions.ts';
import { tasksInWords } from './tasks-in-words.ts';
import { type Concepts, ELSEWHERE, isDenied, NO_CONCEPTS } from './vocabulary.ts';

/**
 * A task as YAML and people write it, with its major version; names like `TerraformTaskV4` have one of their own. It
 * is tried at every `@`, of which there are few, and looks back for the name. `_` around it is emphasis; after a `/` is
 * the name of a package, unless a version ends there: `AzureCLI@1/AzurePowerShell@5`.
 */
const WRITTEN =
  /@(?<=(?<![A-Za-z\d.@-]_{0,2}|(?<!@\d{1,3})\/)([A-Za-z]{3,55}(?:[Vv]\d{1,2})?)@)(\d{1,3})(?!_{0,2}[A-Za-z\d@])/y;
/** A version alone, which belongs to the task that was named last: `AzureCLI@1, or do we need @2?` */
const VERSION_ALONE = /@(?<=(?:^|[\s(/&+,"'\x60*])@)(\d{1,2})(?![\w@]|\.\d)/y;
const MAX_TASKS = 40;

/** A step of a pasted pipeline, and what is a comment in one: a line of its own, or what follows on the line of a step. */
const STEP = /^[ \t]{0,60}-[ \t]{1,8}task[ \t]{0,4}:/m;
const COMMENT = /^[ \t]{0,60}#[^\n]*|(?<=^[ \t]{0,60}-[ \t]{1,8}task[ \t]{0,4}:[^\n#]{0,120}[ \t])#[^\n]*/gm;

type Add = (id: string, certainty: Finding['certainty'], why: string, line: number) => void;

function isSaid(concept: string, concepts: Concepts): boolean {
  return concepts.present.has(concept) && !isDenied(concept, concepts);
}

/** The tasks of a text, in order, each once. */
export function matchTasks(pasted: Reading, concepts: Concepts, catalog: Catalog): Finding[] {
  const reading = withoutComments(pasted);
  const found = new Map<string, Finding>();
  const add: Add = (id, certainty, why, line) => {
    if (!found.has(id) && found.size < MAX_TASKS) found.set(id, { kind: 'task', id, certainty, why, line });
  };
  const qualified = addWritten(reading, catalog, add);
  // Beside an error only a name with a version is meant; most lines have none, and looking for names takes long.
  const question = concepts !== NO_CONCEPTS;
  if (!reading.short || !(question || hasVersion(reading.text))) return [...found.values()];
  const words = qualified.reduce((text, name) => text.replaceAll(name, ' '), withoutBanners(reading));
  const { present } = concepts;
  const about = {
    question,
    tasks: present.has('task'),
    support: present.has('support'),
    asks:
      question &&
      (present.has('support') || present.has('how') || reading.text.includes('?')) &&
      !present.has(ELSEWHERE),
    federation:
      present.has('federation') ||
      (present.has('secretless') && (present.has('support') || present.has('task') || hasVersion(reading.text))) ||
      (present.has('support') && (present.has('service-connection') || isSaid('identity-kind', concepts))),
  };
  if (about.question && (about.tasks || about.federation || words.trim() === '')) {
    for (const seen of reading.evidence.tasks) {
      const row = rowOfBanner(seen, catalog);
      const why = `the log's banner names "${seen.name}" ${seen.version}`;
      if (row) add(row.task, 'exact', why, reading.lineAt(seen.at));
    }
  }
  for (const named of tasksInWords(words, catalog, about)) {
    if (named.major === undefined && isOfLongerName(named.typed, words, catalog)) continue;
    const id = named.major === undefined ? named.name : `${named.name}@${named.major}`;
    const told = [...found.keys()].some((key) => key === id || (named.major === undefined && key.startsWith(`${id}@`)));
    if (!told) add(id, named.certainty, `"${named.typed}" read as ${id}`, 1);
  }
  return [...found.values()];
}

/** What is commented out runs no more. Where nothing else is pasted, it is what the message is about. */
function withoutComments(reading: Reading): Reading {
  if (!reading.pipeline || !STEP.test(reading.text)) return reading;
  return { ...reading, text: reading.text.replace(COMMENT, (comment) => ' '.repeat(comment.length)) };
}

/** Adds the tasks that are written with an `@`. Returns the full names of those of extensions. */
function addWritten(reading: Reading, catalog: Catalog, add: Add): string[] {
  const qualified: string[] = [];
  let last: string | undefined;
  for (let at = reading.text.indexOf('@'); at >= 0; at = reading.text.indexOf('@', at + 1)) {
    // Every form has its version there: logs have many an `@` of packages and addresses.
    if (!/\d/.test(reading.text.charAt(at + 1))) continue;
    WRITTEN.lastIndex = at;
    const [, name = '', major = ''] = WRITTEN.exec(reading.text) ?? [];
    const line = reading.lineAt(at);
    if (name === '') {
      VERSION_ALONE.lastIndex = at;
      const other = last !== undefined && reading.short ? VERSION_ALONE.exec(reading.text)?.[1] : undefined;
      if (other) add(`${last}@${Number(other)}`, 'exact', `the text names ${last} and @${other}`, line);
      const full = other ? undefined : qualifiedTask(reading.text, at, catalog);
      if (full === undefined) continue;
      qualified.push(full.written);
      if (full.known || reading.short) add(full.id, 'exact', `the text names ${full.written}`, line);
      last = undefined;
      continue;
    }
    const written = `${name}@${major}`;
    const known = properName(name, catalog);
    const nearest = known || !reading.short ? undefined : nearestTask(name, catalog);
    // Packages are written like tasks (`react@17`), but no task begins with a small letter in the table.
    last = known ?? nearest ?? (reading.short && /^[A-Z]/.test(name) ? name : undefined);
    if (nearest) add(`${nearest}@${Number(major)}`, 'likely', `${written} read as ${nearest}@${major}`, line);
    else if (last) add(`${last}@${Number(major)}`, 'exact', `the text names ${written}`, line);
  }
  return qualified;
}
