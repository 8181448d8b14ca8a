/** The banner with which the agent begins a task -> the row of the table, and what that says of the error after it. */
import type { Signal, TaskRow } from '../../knowledge/schema.ts';
import { majorOf } from '../../knowledge/task-name.ts';
import type { TaskSeen } from '../read/banner.ts';
import type { Reading } from '../read/read.ts';
import { type Catalog, squashedName } from './catalog.ts';
import type { Finding } from './finding.ts';

/** Makers of the tasks that come with Azure DevOps begin so; a task of the Marketplace may bear the name of one of these. */
const MAKER = /^microsoft\b/i;
/** What the agent prints above and below a banner. */
const ABOVE = /(?:^|\n)(?:Starting: [^\n]{0,200}\n)?(?:={3,200}\s{0,4}\n)?$/;
const BELOW = /^\s{0,4}={3,200}/;
const MAX_ABOVE = 420;

/** The one row that a banner names by display name and major version, or undefined. */
export function rowOfBanner({ name, version, author }: TaskSeen, catalog: Catalog): TaskRow | undefined {
  const major = Number(version?.split('.')[0]);
  const rows = (catalog.taskTitles.get(squashedName(name)) ?? []).filter(
    (row) => majorOf(row.task) === major && (row.origin !== undefined || author === undefined || MAKER.test(author)),
  );
  return rows.length === 1 ? rows[0] : undefined;
}

/** The task that was running at a line: the one whose banner stands last before it, unless it was done by then. */
export function taskAtLine({ evidence, lineAt }: Reading, line: number | undefined): TaskSeen | undefined {
  if (line === undefined) return undefined;
  const last = evidence.tasks.findLast(({ at }) => lineAt(at) <= line);
  const done = last?.done !== undefined && lineAt(last.done) <= line;
  return last?.version === undefined || done ? undefined : last;
}

/** What the table says of the task in which the errors stand. Errors of several tasks say nothing of any one. */
export function failingTask(
  errors: readonly Finding[],
  reading: Reading,
  catalog: Catalog,
): { values?: Readonly<Record<string, string>>; signals?: readonly Signal[] } {
  const [seen, ...others] = new Set(errors.map(({ line }) => taskAtLine(reading, line)));
  if (!seen || others.length > 0) return {};
  const row = rowOfBanner(seen, catalog);
  if (!row) return { values: { task: `${seen.name} ${seen.version}` } };
  const signal = supportSignal(row);
  const replacement = signal === 'task:replaced' && !row.connections ? betterThan(row) : undefined;
  return { values: { task: row.task, ...(replacement && { replacement }) }, signals: signal && [signal] };
}

/** Only what the table itself documents, and only of tasks that log in with an Azure connection where it supports them. */
function supportSignal(row: TaskRow): Signal | undefined {
  if (row.support === 'no' || row.support === 'use') return betterThan(row) ? 'task:replaced' : 'task:unsupported';
  return row.support === 'yes' && row.login === 'azure' ? 'task:supported' : undefined;
}

function betterThan(row: TaskRow): string | undefined {
  return row.use ?? row.now;
}

/** The text without its banners: what people have written themselves, or what the task has printed. */
export function withoutBanners({ text, evidence }: Reading): string {
  let rest = '';
  let from = 0;
  for (const { at, end, version } of evidence.tasks) {
    if (version === undefined) continue;
    const before = text.slice(from, at);
    const above = ABOVE.exec(before.slice(-MAX_ABOVE))?.[0] ?? '';
    rest += `${before.slice(0, before.length - above.length)}\n`;
    from = end + (BELOW.exec(text.slice(end, end + 210))?.[0].length ?? 0);
  }
  return rest + text.slice(from);
}
