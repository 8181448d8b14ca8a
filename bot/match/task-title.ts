/** Display names of tasks in people's words: `Azure App Service deploy`. */
import type { TaskRow } from '../../knowledge/schema.ts';
import { majorOf, nameOf } from '../../knowledge/task-name.ts';
import { fold } from '../read/fold.ts';
import type { Catalog } from './catalog.ts';
import { longestName } from './spelled-task.ts';
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

/** Further words written as a title, up to a version or the word `task`: ` Sync v1`, ` on Linux task`. */
const GOES_ON =
  /^ ((?:(?:for|in|of|on|to|with) )?(?:(?!WIF|OIDC)[A-Z][A-Za-z]{1,20} ){1,4})(?:[vV]\d{1,2}|[vV]ersion \d{1,2}|task)(?!\w)/;

/** Whether a display name is only the beginning of another one, which the table does not have: `Azure Key Vault Sync v1`. */
export function isOfLongerName(typed: string, text: string, catalog: Catalog): boolean {
  const at = text.toLowerCase().indexOf(typed);
  if (!typed.includes(' ') || at < 0 || !/[A-Z]/.test(text.charAt(at))) return false;
  const further = GOES_ON.exec(text.slice(at + typed.length, at + typed.length + 120))?.[1];
  if (further === undefined) return false;
  const words = fold(further).split(' ');
  return !words.some((_, from) => longestName(words, from, catalog));
}
