/** What the version of Azure CLI that a log prints tells of an assertion that was refused. */
import { CLI_THAT_REFUSES_EARLY, type Signal } from '../../knowledge/schema.ts';
import type { Part } from '../read/parts.ts';
import type { Finding } from './finding.ts';
import { taskAtLine } from './task-banner.ts';

/** The signal of the version that stands in the task of the errors, or outside of all tasks; none where it says nothing. */
export function cliSignal(part: Part, errors: readonly Finding[]): Signal[] {
  const { azureCli } = part.evidence;
  if (!azureCli || part.signals.has('age:not-yet-valid')) return [];
  const task = taskAtLine(part, part.lineAt(azureCli.at));
  if (task && !errors.every(({ line }) => taskAtLine(part, line) === task)) return [];
  if (azureCli.text === CLI_THAT_REFUSES_EARLY) return ['cli:refuses-early'];
  return part.signals.has('age:under-ten-minutes') ? ['cli:other'] : [];
}
