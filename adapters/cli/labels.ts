/** Findings -> the labels that other programs read. */
import type { Finding } from '../../bot/match/finding.ts';

/** The ids of what was found for certain or likely, most important first, each once; a task's is `task:Name@major`. */
export function labelsOf(findings: readonly Finding[]): string[] {
  const claimed = findings.filter(({ certainty }) => certainty !== 'guess');
  return [...new Set(claimed.map(({ kind, id }) => (kind === 'task' ? `task:${id}` : id)))];
}
