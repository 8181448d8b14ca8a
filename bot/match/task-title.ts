/** Display names of tasks in people's words: `Azure App Service deploy`. */
import type { TaskRow } from '../../knowledge/schema.ts';
import { majorOf, nameOf } from '../../knowledge/task-name.ts';
import { fold } from '../read/fold.ts';
import type { Catalog } from './catalog.ts';
import { titlesOf, versionsOf } from './task-table.ts';

/** A display name that begins so tells what to do: `Deploy to Kubernetes`. */
const ORDER = /^(?:build|check|deploy|index|invoke|package|publish|query) /i;

/** A task as words name it; `titled` are the rows with that display name. */
interface Titled {
  readonly name: string;
  readonly titled?: readonly TaskRow[];
}

/**
 * Whether a display name may be said of other things than the task: it is short, or not written as a title and either an
 * order (`deploy to kubernetes`) or named by the way, where nobody has `asked` about it.
 */
export function isPhrase([row]: readonly TaskRow[], text: string, asked: boolean): boolean {
  const title = row?.title ?? '';
  const written = row !== undefined && titlesOf(row).some((name) => text.includes(name));
  return fold(title).split(' ').length < 3 || (!written && (ORDER.test(title) || !asked));
}

/** Display names change from version to version: one that only one version has tells which it is. */
export function majorOfTitle({ name, titled }: Titled, catalog: Catalog): number | undefined {
  const [row, other] = titled ?? [];
  return row && !other && versionsOf(name, catalog.tasks).length > 1 ? majorOf(row.task) : undefined;
}

/** Two tasks may share a display name: the version decides. */
export function nameOfTitle({ name, titled }: Titled, major: number): string {
  const row = titled?.find((one) => majorOf(one.task) === major);
  return row ? nameOf(row.task) : name;
}
