/** What the folder of an organization gives a name to that it has here already: nothing of ours is replaced. */
import type { Files } from './contradictions.ts';
import type { Problem } from './problem.ts';
import type { Knowledge, Walk } from './schema.ts';

/** Ids that mean something to the conversation itself. */
const RESERVED = new Set(['help', 'empty', 'unknown', 'comparison', 'greeting']);

/** Every id, code, task, source and role of the files that is one of ours. Letter case makes no difference. */
export function collisions({ errors, guides, tasks, sources, roles }: Files, ours: Knowledge): Problem[] {
  const problems: Problem[] = [];
  const walks: readonly Walk[] = [...ours.errors, ...ours.guides];
  for (const { file, data, lineOf } of [...errors, ...guides]) {
    const line = lineOf(['id']);
    const same = walks.find(({ id }) => sameName(id, data.id));
    if (same) problems.push({ file, line, message: `${same.id} is an entry of WIF Doctor`, remedy: addTo(same.id) });
    if (RESERVED.has(data.id.toLowerCase())) {
      const message = `${data.id} is a word of the conversation itself`;
      problems.push({ file, line, message, remedy: 'choose another id, and name the file after it' });
    }
  }
  for (const { file, data, lineOf } of errors) {
    data.codes.forEach((code, i) => {
      const owner = ours.errors.find(({ codes }) => codes.includes(code));
      if (!owner) return;
      const message = `${code} belongs to ${owner.id} of WIF Doctor`;
      problems.push({ file, line: lineOf(['codes', i]), message, remedy: addTo(owner.id) });
    });
  }
  tasks?.data.tasks.forEach(({ task }, i) => {
    const same = ours.tasks.tasks.find((row) => sameName(row.task, task));
    if (!same) return;
    const line = tasks.lineOf(['tasks', i]);
    problems.push({ file: tasks.file, line, message: `${same.task} is a row of WIF Doctor`, remedy: addTo(same.task) });
  });
  for (const [table, known] of [
    [sources, ours.sources],
    [roles, ours.roles],
  ] as const) {
    table?.data.forEach(({ id }, i) => {
      if (!known.some((one) => sameName(one.id, id))) return;
      const message = `${id} is one of WIF Doctor`;
      const remedy = 'use it by its name without repeating it here, or choose another id';
      problems.push({ file: table.file, line: table.lineOf([i]), message, remedy });
    });
  }
  return problems;
}

function addTo(id: string): string {
  return `add to it with additions/${id}.yaml, or choose another`;
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
