/** A task of an extension by its full name: `ms-devlabs.custom-terraform-tasks.….TerraformTaskV4@4`. */
import { nameOf } from '../../knowledge/task-name.ts';
import type { Catalog } from './catalog.ts';
import { LONGEST_ID } from './finding.ts';

/** Publisher, extension and contribution, then the task. Tried at every `@`, and looks back from there. */
const QUALIFIED =
  /@(?<=(?<![A-Za-z\d.@/-]_{0,2})((?:[A-Za-z][\w-]{0,60}\.){1,5})([A-Z][A-Za-z]{2,49}(?:[Vv]\d{1,2})?)@)(\d{1,3})(?!_{0,2}[A-Za-z\d@])/y;

export interface QualifiedTask {
  /**
   * What it is called: its last part; where a task of Azure DevOps bears that name too, the whole name, or as much of
   * it as there is room for.
   */
  readonly id: string;
  readonly written: string;
  /** An organization's own table has it. */
  readonly known: boolean;
}

/** The task whose full name ends at this `@`, or undefined. It is never taken for the one of Azure DevOps. */
export function qualifiedTask(text: string, at: number, catalog: Catalog): QualifiedTask | undefined {
  QUALIFIED.lastIndex = at;
  const [, path, name, major] = QUALIFIED.exec(text) ?? [];
  if (path === undefined || name === undefined) return undefined;
  const written = `${path}${name}@${major}`;
  const [row] = catalog.tasks.get(name.toLowerCase()) ?? [];
  const known = row?.origin !== undefined;
  const last = `${row ? nameOf(row.task) : name}@${Number(major)}`;
  if (!row || known) return { id: last, written, known };
  const room = LONGEST_ID - last.length - 1;
  return { id: `${path.slice(0, -1).slice(0, room).replace(/\W$/, '')}.${last}`, written, known };
}
