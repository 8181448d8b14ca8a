/** One use of a task in a pipeline -> what the table of tasks says of it, in one line for a person. */
import type { TaskRow } from '../../knowledge/schema.ts';
import { nameOf } from '../../knowledge/task-name.ts';
import { GUID } from '../read/guid.ts';
import { type ConnectionType, connectionTypeByName, connectionTypeIn } from '../read/pipeline/connections.ts';
import { isExpression } from '../read/pipeline/task-reference.ts';
import type { Position, TaskUse } from '../read/pipeline.ts';
import { type RowsByName, rowOf, versionsOf } from './task-table.ts';

/** What can be said of a task, with the id of the rule that says it. */
const REVIEW_RULES = {
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
  /** The version of the same task that `message` or its deprecation says to use: what a change of versions writes. */
  readonly change?: string;
  readonly deprecated?: { readonly since?: string; readonly now?: string };
}

/** What the table says of this use of a task; `table` has all its rows. */
export function judge(use: TaskUse, table: RowsByName): TaskVerdict {
  const row = rowOfUse(use, table);
  const name = nameById(use, table);
  const named = name === undefined ? use : { ...use, full: `${use.full} (${name})` };
  const said = row ? judgeByRow(named, row, table) : judgeUnlisted(named, table);
  const newer = said.to ?? (row?.deprecated && row.now);
  const same = newer !== undefined && nameOf(newer).toLowerCase() === (name ?? use.name).toLowerCase();
  const change = same ? newer : undefined;
  return {
    task: use.full,
    line: use.line,
    column: use.column,
    rule: REVIEW_RULES[said.verdict],
    ...said,
    ...(row?.origin && { message: `${said.message} So your organization says.` }),
    ...(row && { row }),
    ...(change !== undefined && { change }),
    ...(row?.deprecated && { deprecated: { ...row.deprecated, ...(row.now && { now: row.now }) } }),
  };
}

/** The name of a task that is named by its GUID, where the table knows it. */
function nameById({ name }: TaskUse, table: RowsByName): string | undefined {
  const [row] = IS_GUID.test(name) ? versionsOf(name, table) : [];
  return row && nameOf(row.task);
}

type Said = Pick<TaskVerdict, 'verdict' | 'message' | 'to'>;

function judgeUnlisted(use: TaskUse, table: RowsByName): Said {
  const known = versionsOf(use.name, table).map((row) => row.task);
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
  if (IS_GUID.test(use.name)) {
    const message = `${use.full} is named by its GUID, which is not known here: look up its name, and ask about that.`;
    return { verdict: 'not-listed', message };
  }
  const inputs = use.inputs.filter((input) => connectionTypeFor(use, input.name, table) === 'azure');
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

function judgeByRow(use: TaskUse, row: TaskRow, table: RowsByName): Said {
  const types = new Set(use.inputs.map((input) => connectionTypeFor(use, input.name, table)));
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

function newerVersion(use: TaskUse, row: TaskRow, table: RowsByName, to: string | undefined): Said {
  const cannot = `${use.full} does not support workload identity federation`;
  if (to === undefined) return { verdict: 'does-not', message: `${cannot}, and no newer version of it does.` };
  if (nameOf(to).toLowerCase() !== nameOf(row.task).toLowerCase())
    return { verdict: 'does-not', message: `${cannot}: use ${to} instead.`, to };
  const onlyWith = connectionNames(row, true);
  const condition = onlyWith && ` with ${onlyWith}`;
  const old = rowOf(to, table)?.deprecated ? ' That version is deprecated too.' : '';
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

/** The row of the version that is used. A dotted name is an extension's own task, whatever its last part. */
function rowOfUse({ name, major }: TaskUse, table: RowsByName): TaskRow | undefined {
  return major === undefined ? undefined : rowOf(`${name}@${major}`, table);
}

/** The type of connection that an input takes, by the table where it has the task, else by the name of the input. */
export function connectionTypeFor(use: TaskUse, input: string, table: RowsByName): ConnectionType | undefined {
  const rows = versionsOf(use.name, table);
  if (rows.length === 0) return connectionTypeByName(input);
  return connectionTypeIn(rowOfUse(use, table) ?? { inputs: rows.flatMap((row) => row.inputs) }, input);
}

const IS_GUID = new RegExp(`^${GUID}$`, 'i');
const quoted = (input: { readonly name: string }): string => `\`${input.name}\``;
const LISTS = new Intl.ListFormat('en-GB');
const list = (items: readonly string[]): string => LISTS.format(new Set(items));
