/** Judges every task of a pipeline by the table of tasks, and writes the change of versions that it needs. */
import type { TaskRow } from '../../knowledge/schema.ts';
import {
  type ConnectionType,
  type ConnectionUse,
  connectionsIn,
  connectionTypeByName,
  connectionTypeIn,
} from '../read/pipeline/connections.ts';
import { isExpression } from '../read/pipeline/task-reference.ts';
import type { Pipeline, Position, TaskUse, TemplateUse, YamlProblem } from '../read/pipeline.ts';
import { versionDiff } from './version-diff.ts';

/** What can be said of a task, with the id of the rule that says it. */
export const REVIEW_RULES = {
  works: 'task-works',
  'newer-version': 'task-needs-newer-version',
  'does-not': 'task-cannot-use-wif',
  'some-connections': 'task-some-connections',
  'not-listed': 'task-not-listed',
  'no-azure-connection': 'task-no-azure-connection',
  'version-unknown': 'task-version-unknown',
} as const;

export type Verdict = keyof typeof REVIEW_RULES;

export interface TaskVerdict extends Position {
  /** As written: `AzureFileCopy@4`. */
  readonly task: string;
  readonly verdict: Verdict;
  readonly rule: (typeof REVIEW_RULES)[Verdict];
  /** One line for a person. */
  readonly message: string;
  readonly row?: TaskRow;
  /** The version to move to, where one is needed. Not a promise that its inputs are the same. */
  readonly to?: string;
  readonly deprecated?: { readonly since?: string; readonly now?: string };
}

export interface InputsToCheck extends Position {
  readonly task: string;
  readonly to: string;
  /** Names of the inputs that this step sets: a new major version may have renamed or dropped any of them. */
  readonly inputs: readonly string[];
}

export interface Review {
  readonly verdicts: readonly TaskVerdict[];
  /** A unified diff that changes versions and nothing else; '' where none has to change. */
  readonly diff: string;
  readonly inputsToCheck: readonly InputsToCheck[];
  readonly connections: readonly ConnectionUse[];
  readonly unseenTemplates: readonly TemplateUse[];
  readonly errors: readonly YamlProblem[];
}

/** @param file Name of the pipeline file for the head of the diff. */
export function reviewPipeline(pipeline: Pipeline, tasks: readonly TaskRow[], file = 'azure-pipelines.yml'): Review {
  const table = new Table(tasks);
  const judged = pipeline.tasks.map((use) => ({ use, said: judge(use, table) }));
  const changes = judged.flatMap(({ use, said: { verdict, to } }) =>
    verdict === 'newer-version' && to ? [{ use, to }] : [],
  );
  return {
    verdicts: judged.map(({ said }) => said),
    diff: versionDiff(
      pipeline.blocks,
      changes.map(({ use, to }) => ({
        line: use.line,
        column: use.column,
        from: use.full,
        to: `${use.name}@${versionOf(to)}`,
      })),
      file,
    ),
    inputsToCheck: changes.map(({ use: { full, line, column, inputs }, to }) => {
      return { task: full, to, line, column, inputs: [...new Set(inputs.map((input) => input.name))] };
    }),
    connections: connectionsIn(pipeline, (use, input) => table.connectionType(use, input.name)),
    unseenTemplates: pipeline.templates,
    errors: pipeline.errors,
  };
}

class Table {
  readonly #rows = new Map<string, TaskRow[]>();

  constructor(rows: readonly TaskRow[]) {
    for (const row of rows) this.#rows.set(nameOf(row.task), [...(this.#rows.get(nameOf(row.task)) ?? []), row]);
  }

  /** Every version of a task that the table has. A dotted name is an extension's own task, whatever its last part. */
  versions(use: TaskUse): readonly TaskRow[] {
    return this.#rows.get(use.name.toLowerCase()) ?? [];
  }

  row(use: TaskUse): TaskRow | undefined {
    return this.versions(use).find((row) => versionOf(row.task) === use.major);
  }

  replacement(task: string): TaskRow | undefined {
    return this.#rows.get(nameOf(task))?.find((row) => row.task === task);
  }

  connectionType(use: TaskUse, input: string): ConnectionType | undefined {
    const rows = this.versions(use);
    if (rows.length === 0) return connectionTypeByName(input);
    return connectionTypeIn(this.row(use) ?? { inputs: rows.flatMap((row) => row.inputs) }, input);
  }
}

function judge(use: TaskUse, table: Table): TaskVerdict {
  const row = table.row(use);
  const said = row ? judgeByRow(use, row, table) : judgeUnlisted(use, table);
  return {
    task: use.full,
    line: use.line,
    column: use.column,
    rule: REVIEW_RULES[said.verdict],
    ...said,
    ...(row?.origin && { message: `${said.message} So your organization says.` }),
    ...(row && { row }),
    ...(row?.deprecated && { deprecated: { ...row.deprecated, ...(row.now && { now: row.now }) } }),
  };
}

type Said = Pick<TaskVerdict, 'verdict' | 'message' | 'to'>;

function judgeUnlisted(use: TaskUse, table: Table): Said {
  const known = table.versions(use).map((row) => row.task);
  if (isExpression(use.name)) {
    return { verdict: 'version-unknown', message: `Which task this is comes from an expression: \`${use.full}\`.` };
  }
  if (use.major === undefined && known.length > 0) {
    const reason = use.full.includes('@') ? 'is not a number here' : 'is missing';
    return {
      verdict: 'version-unknown',
      message: `The version of ${use.name} ${reason}, and the answer depends on it: I know ${list(known)}.`,
    };
  }
  if (known.length > 0) {
    return { verdict: 'not-listed', message: `I do not know ${use.full}: of this task I know ${list(known)}.` };
  }
  const inputs = use.inputs.filter((input) => table.connectionType(use, input.name) === 'azure');
  if (inputs.length === 0) {
    return {
      verdict: 'no-azure-connection',
      message: `${use.full} names no Azure connection here, as far as its inputs show.`,
    };
  }
  return {
    verdict: 'not-listed',
    message: `${use.full} is not in Microsoft's table, and takes what looks like an Azure connection (${list(inputs.map(quoted))}): its publisher knows whether it supports workload identity federation.`,
  };
}

function judgeByRow(use: TaskUse, row: TaskRow, table: Table): Said {
  const types = new Set(use.inputs.map((input) => table.connectionType(use, input.name)));
  types.delete(undefined);
  const needed = row.support === 'use' || row.support === 'no';
  if (!needed && row.login === 'azure-devops' && !types.has('azure')) {
    return { verdict: 'no-azure-connection', message: `${use.full} logs in to Azure DevOps, not to Azure.` };
  }
  if (!needed && types.size === 0 && showsAllInputs(use)) {
    return { verdict: 'no-azure-connection', message: `${use.full} names no Azure connection here.` };
  }
  switch (row.support) {
    case 'use':
      return newerVersion(use, row, table, row.now ?? row.use);
    case 'no':
      return newerVersion(use, row, table, row.now);
    case 'by-connection':
      return byConnection(use, row, types);
    case 'not-listed':
      return {
        verdict: 'not-listed',
        message: `${use.full} comes with Azure DevOps, but Microsoft's table does not list it.`,
      };
    case 'yes':
      return { verdict: 'works', message: `${use.full} supports workload identity federation.${ageing(row)}` };
  }
}

/** Whether the step shows which inputs it sets: a name alone does not, nor does one that takes them from a parameter. */
function showsAllInputs(use: TaskUse): boolean {
  return use.inputs.length > 0 && !use.inputs.some((input) => isExpression(input.name));
}

function newerVersion(use: TaskUse, row: TaskRow, table: Table, to: string | undefined): Said {
  const cannot = `${use.full} does not support workload identity federation`;
  if (to === undefined) return { verdict: 'does-not', message: `${cannot}, and no newer version of it does.` };
  if (nameOf(to) !== use.name.toLowerCase())
    return { verdict: 'does-not', message: `${cannot}: use ${to} instead.`, to };
  const onlyWith = connectionNames(row, true);
  const condition = onlyWith && ` with ${onlyWith}`;
  const old = table.replacement(to)?.deprecated ? ' That version is deprecated too.' : '';
  return { verdict: 'newer-version', message: `${cannot}: use ${to}${condition}.${old}`, to };
}

const CONNECTION_NAMES: Readonly<Record<ConnectionType, string>> = {
  azure: 'an Azure Resource Manager connection',
  'docker-registry': 'a Docker registry connection',
  kubernetes: 'a Kubernetes connection',
};

/** The connections with which the table says that a task works, or does not: '' where it says so of none. */
function connectionNames({ connections = [] }: TaskRow, supported: boolean): string {
  return list(connections.filter((one) => one.supported === supported).map((one) => CONNECTION_NAMES[one.type]));
}

function byConnection(use: TaskUse, row: TaskRow, types: ReadonlySet<ConnectionType | undefined>): Said {
  const used = [...types].map((type) => row.connections?.find((one) => one.type === type)?.supported);
  const [works, fails] = [connectionNames(row, true), connectionNames(row, false)];
  if (used.length > 0 && used.every((supported) => supported === true)) {
    const message = `${use.full} supports workload identity federation with ${works}, which it uses here.${ageing(row)}`;
    return { verdict: 'works', message };
  }
  if (used.length > 0 && used.every((supported) => supported === false)) {
    const message = `${use.full} does not support workload identity federation with ${fails}, which it uses here.`;
    return { verdict: 'does-not', message };
  }
  const not = fails && `, not with ${fails}`;
  const message = `${use.full} supports workload identity federation only with ${works}${not}.${ageing(row)}`;
  return { verdict: 'some-connections', message };
}

function ageing(row: TaskRow): string {
  if (!row.deprecated) return '';
  return row.now === undefined ? ' It is deprecated.' : ` It is deprecated: use ${row.now} or newer.`;
}

const nameOf = (task: string): string => task.slice(0, task.indexOf('@')).toLowerCase();
const versionOf = (task: string): number => Number(task.slice(task.indexOf('@') + 1));
const quoted = (input: { readonly name: string }): string => `\`${input.name}\``;
const LISTS = new Intl.ListFormat('en-GB');
const list = (items: readonly string[]): string => LISTS.format(new Set(items));
