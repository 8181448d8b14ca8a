/** The task table beside the public task repository: what the table lacks, and what in it is out of date. */
import type { TaskRow } from './schema.ts';
import type { UpstreamTask } from './task-json.ts';
import { nameOf } from './task-name.ts';

const DIFFERENCES = {
  'new-task': 'New tasks: add a row each',
  'new-major': 'New major versions: add a row each, and see whether `now` of the older rows still holds',
  gone: 'Gone from the repository: see whether it was removed, and say so in a note',
  deprecated: 'Deprecated now: add `deprecated`, and `now` with the version to use',
  'not-deprecated': 'Deprecated in our table only: see why, and remove `deprecated`',
  title: 'Another display name: correct `title`',
  inputs: 'Other inputs for an Azure connection: correct `inputs`',
  'azure-devops': 'Azure DevOps connections: correct `otherConnections` (`WorkloadIdentityUser`)',
} as const;

export interface Difference {
  readonly kind: keyof typeof DIFFERENCES;
  readonly task: string;
  /** What our table and the repository have, where they differ or where the table has no row: inputs, or the title. */
  readonly ours?: readonly string[];
  readonly upstream?: readonly string[];
  readonly removalDate?: string;
  readonly deprecationMessage?: string;
}

const AZURE_DEVOPS = 'WorkloadIdentityUser';

/**
 * Compares the rows of the table with the tasks of the repository. `unread` are tasks (`AzureCLI@2`) whose file could
 * not be read: nothing is concluded about them. Letter case makes no difference in names, as in pipelines.
 */
export function compareTasks(
  rows: readonly TaskRow[],
  upstream: readonly UpstreamTask[],
  unread: ReadonlySet<string> = new Set(),
): Difference[] {
  const key = (task: string): string => task.toLowerCase();
  const rowOf = new Map(rows.map((row) => [key(row.task), row]));
  const ourNames = new Set(rows.map(({ task }) => key(nameOf(task))));
  const theirs = new Set(upstream.map(({ task }) => key(task)));
  const unknown = new Set([...unread].map(key));
  const differences = [
    ...upstream.flatMap((found): Difference[] => {
      const row = rowOf.get(key(found.task));
      if (row) return rowDifferences(row, found);
      const inputs = [...found.azureInputs, ...found.azureDevOpsInputs];
      if (inputs.length === 0) return [];
      const kind = ourNames.has(key(nameOf(found.task))) ? 'new-major' : 'new-task';
      return [{ kind, task: found.task, upstream: inputs, ...(found.deprecated && markers(found)) }];
    }),
    ...rows.flatMap(({ task }): Difference[] =>
      theirs.has(key(task)) || unknown.has(key(task)) ? [] : [{ kind: 'gone', task }],
    ),
  ];
  return differences.sort((a, b) => order(a) - order(b) || (a.task < b.task ? -1 : 1));
}

/** The differences as text: a heading that says what to do, and a line each. */
export function differenceReport(differences: readonly Difference[]): string {
  const kinds = Object.keys(DIFFERENCES) as (keyof typeof DIFFERENCES)[];
  const parts = kinds.flatMap((kind) => {
    const found = differences.filter((difference) => difference.kind === kind);
    return found.length === 0 ? [] : [[DIFFERENCES[kind], ...found.map((item) => `  ${lineOf(item)}`)].join('\n')];
  });
  return parts.length === 0 ? 'The table agrees with the repository.\n' : `${parts.join('\n\n')}\n`;
}

function rowDifferences(row: TaskRow, found: UpstreamTask): Difference[] {
  const { task } = row;
  const oursDevOps = row.otherConnections.filter((name) => name.toLowerCase() === AZURE_DEVOPS.toLowerCase());
  return [
    ...(found.deprecated && !row.deprecated ? [{ kind: 'deprecated' as const, task, ...markers(found) }] : []),
    ...(!found.deprecated && row.deprecated ? [{ kind: 'not-deprecated' as const, task }] : []),
    ...(found.title === undefined || found.title === row.title
      ? []
      : [{ kind: 'title' as const, task, ours: [row.title ?? ''], upstream: [found.title] }]),
    ...(sameNames(row.inputs.map(inputIn(found)), found.azureInputs)
      ? []
      : [{ kind: 'inputs' as const, task, ours: row.inputs, upstream: found.azureInputs }]),
    // The tasks that log in to Azure DevOps alone take the name of the connection as plain text, which shows no type.
    ...(oursDevOps.length > 0 === found.azureDevOpsInputs.length > 0 ||
    (row.login === 'azure-devops' && oursDevOps.length > 0)
      ? []
      : [{ kind: 'azure-devops' as const, task, ours: oursDevOps, upstream: found.azureDevOpsInputs }]),
  ];
}

/** An input of ours as the task itself calls it: a pipeline may use an alias, and so may our table. */
function inputIn({ aliases }: UpstreamTask): (name: string) => string {
  return (name) => aliases.get(name.toLowerCase()) ?? name;
}

function markers({ deprecated, removalDate, deprecationMessage }: UpstreamTask): Partial<Difference> {
  if (!deprecated) return {};
  return { ...(removalDate && { removalDate }), ...(deprecationMessage && { deprecationMessage }) };
}

function lineOf({ task, ours, upstream, removalDate, deprecationMessage }: Difference): string {
  const list = (names: readonly string[]): string => names.filter(Boolean).join(', ') || 'none';
  return [
    task,
    ours ? `ours ${list(ours)}; theirs ${list(upstream ?? [])}` : upstream && `inputs ${list(upstream)}`,
    removalDate && `to be removed ${removalDate}`,
    deprecationMessage && `"${deprecationMessage}"`,
  ]
    .filter(Boolean)
    .join(' - ');
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  const sorted = (names: readonly string[]): string => JSON.stringify(names.map((name) => name.toLowerCase()).sort());
  return sorted(a) === sorted(b);
}

function order({ kind }: Difference): number {
  return Object.keys(DIFFERENCES).indexOf(kind);
}
