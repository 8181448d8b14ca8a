/** The table of tasks, arranged for looking up by the name that a pipeline or a person writes. */
import type { TaskRow } from '../../knowledge/schema.ts';
import { majorOf, nameOf } from '../../knowledge/task-name.ts';
import { group } from './group.ts';

/** The rows of each task by its name in lower case, newest version last. */
export type RowsByName = ReadonlyMap<string, readonly TaskRow[]>;

export function rowsByName(rows: readonly TaskRow[]): RowsByName {
  const inOrder = rows.toSorted((a, b) => majorOf(a.task) - majorOf(b.task));
  return group(inOrder.map((row) => [nameOf(row.task).toLowerCase(), row] as const));
}

/** The rows by the name and by the GUID of each task: a step may name it by either. */
export function rowsByNameOrId(rows: readonly TaskRow[]): RowsByName {
  const byName = rowsByName(rows);
  const byId = rows.flatMap(({ id, task }) => (id === undefined ? [] : [[id, versionsOf(task, byName)] as const]));
  return new Map([...byName, ...byId]);
}

/** Every version of the task that `AzureCLI@2` or `AzureCLI` names, in any letter case. */
export function versionsOf(task: string, rows: RowsByName): readonly TaskRow[] {
  return rows.get(nameOf(task).toLowerCase()) ?? [];
}

/** The row of `Name@major`, or undefined. */
export function rowOf(task: string, rows: RowsByName): TaskRow | undefined {
  const major = majorOf(task);
  return versionsOf(task, rows).find((row) => majorOf(row.task) === major);
}

/** What the table calls a task in words: its display name, and the name of its steps where that is another. */
export function titlesOf({ title, instance }: TaskRow): string[] {
  return [title, instance].filter((name) => name !== undefined);
}
