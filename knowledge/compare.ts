/** `npm run knowledge:compare -- DIR [--json]`: the task table beside a checkout of the task repository. Touches the disk. */
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compareTasks, type Difference, differenceReport } from './compare-tasks.ts';
import { explainProblems } from './explain-problems.ts';
import { loadKnowledge } from './loader.ts';
import { printable, readDeprecationList, readTaskJson, type UpstreamTask } from './task-json.ts';

const USAGE =
  'Usage: npm run knowledge:compare -- DIR [--json]\n' +
  'DIR is a checkout of https://github.com/microsoft/azure-pipelines-tasks: a folder with Tasks/*/task.json.';
/** The largest task.json of the repository has some 60 KB (read 2026-11-23). */
const MAX_BYTES = 1_000_000;

interface Skipped {
  readonly file: string;
  readonly problem: string;
}

interface Checkout {
  readonly tasks: readonly UpstreamTask[];
  readonly skipped: readonly Skipped[];
  readonly unread: ReadonlySet<string>;
}

/** Prints the comparison. Returns the exit status: 0 where they agree, 1 where not, 2 where DIR is no checkout. */
function main(): number {
  let json: boolean | undefined;
  let folders: string[];
  try {
    const { values, positionals } = parseArgs({ options: { json: { type: 'boolean' } }, allowPositionals: true });
    json = values.json;
    folders = positionals;
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
  const [folder] = folders;
  if (folder === undefined || folders.length > 1) return refuse(USAGE);
  const checkout = readCheckout(folder);
  if (!checkout) {
    return refuse(`${printable(folder)} holds no Tasks/*/task.json, so there is nothing to compare with.\n${USAGE}`);
  }
  const rows = loadKnowledge(fileURLToPath(new URL('.', import.meta.url))).tasks.tasks;
  const differences = compareTasks(rows, checkout.tasks, checkout.unread);
  process.stdout.write(json ? asJson(rows.length, checkout, differences) : asText(rows.length, checkout, differences));
  return differences.length > 0 ? 1 : 0;
}

/** Reads every task of the checkout, or returns undefined where there is none. What cannot be read is named. */
function readCheckout(folder: string): Checkout | undefined {
  let names: string[];
  try {
    const entries = readdirSync(join(folder, 'Tasks'), { withFileTypes: true });
    names = entries.flatMap((entry) => (entry.isDirectory() ? entry.name : [])).sort();
  } catch {
    return undefined;
  }
  const tasks = new Map<string, UpstreamTask>();
  const skipped: Skipped[] = [];
  const unread = new Set<string>();
  const listed = readDeprecationList(textOf(join(folder, 'DEPRECATION.md')).text ?? '');
  for (const name of names) {
    const file = `Tasks/${printable(name)}/task.json`;
    const { text, missing, problem } = textOf(join(folder, 'Tasks', name, 'task.json'));
    // Tasks/Common and its like hold no task.
    if (missing) continue;
    const read = text === undefined ? { problem: problem ?? 'cannot be read' } : readTaskJson(text);
    if ('problem' in read) {
      skipped.push({ file, problem: read.problem });
      unread.add(name.replace(/V(\d+)$/, '@$1'));
    } else if (tasks.has(read.task.task)) {
      skipped.push({ file, problem: `is a second ${read.task.task}` });
    } else {
      const deprecated = read.task.deprecated || listed.has(read.task.task);
      tasks.set(read.task.task, { ...read.task, deprecated });
    }
  }
  return tasks.size + skipped.length === 0 ? undefined : { tasks: [...tasks.values()], skipped, unread };
}

/** The text of a plain file of reasonable size: no link leads out of the checkout, no pipe or device holds up the run. */
function textOf(path: string): { text?: string; missing?: boolean; problem?: string } {
  try {
    const file = lstatSync(path, { throwIfNoEntry: false });
    if (!file) return { missing: true };
    if (!file.isFile()) return { problem: 'is not a plain file' };
    if (file.size > MAX_BYTES) return { problem: `is larger than ${MAX_BYTES} bytes` };
    return { text: readFileSync(path, 'utf8') };
  } catch {
    return { problem: 'cannot be read' };
  }
}

function asText(rows: number, { tasks, skipped }: Checkout, differences: readonly Difference[]): string {
  const notes = skipped.map(({ file, problem }) => `  ${file} ${problem}`);
  return [
    `${rows} rows of the table, ${tasks.length} tasks of the repository, ${differences.length} difference(s).\n`,
    differenceReport(differences),
    ...(notes.length > 0 ? [`Skipped, and nothing concluded about them:\n${notes.join('\n')}\n`] : []),
  ].join('\n');
}

function asJson(rows: number, { tasks, skipped }: Checkout, differences: readonly Difference[]): string {
  return `${JSON.stringify({ rows, tasks: tasks.length, differences, skipped }, null, 2)}\n`;
}

function refuse(message: string): number {
  process.stderr.write(`${message}\n`);
  return 2;
}

process.exitCode = explainProblems(main);
