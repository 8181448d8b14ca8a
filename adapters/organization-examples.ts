/** Runs the examples of an organization's entries, and ours beside them: what they add takes no diagnosis away. */
import { setImmediate as breathe } from 'node:timers/promises';
import type { Engine } from '../bot/engine.ts';
import type { Example } from '../knowledge/organization.ts';
import type { Problem } from '../knowledge/problem.ts';
import type { Knowledge, Walk } from '../knowledge/schema.ts';

/** Every example that `engine`, which knows both, gets wrong. Lets others work in between: hundreds take a while. */
export async function wrongExamples(engine: Engine, examples: readonly Example[], ours: Knowledge): Promise<Problem[]> {
  const problems: Problem[] = [];
  const own = new Set(examples.map(({ id }) => id));
  for (const { id, text, matches, file, line } of examples) {
    const found = claimed(engine, text);
    if (matches && !(found.length === 1 && found[0] === id)) {
      const instead = found.length === 0 ? 'nothing' : found.join(', ');
      const remedy = 'correct the example, or what the entry is known by';
      problems.push({ file, line, message: `this example should match ${id} alone, and matches ${instead}`, remedy });
    } else if (!matches && found.includes(id)) {
      const remedy = 'correct the example, or let the entry be known by longer sentences';
      problems.push({ file, line, message: `this example should not match ${id}, and does`, remedy });
    }
    await breathe();
  }
  const walks: readonly Walk[] = [...ours.errors, ...ours.guides];
  for (const { id, text } of walks.flatMap((walk) => walk.examples.match.map((text) => ({ id: walk.id, text })))) {
    const found = claimed(engine, text);
    const thief = found.find((one) => own.has(one));
    if (thief !== undefined || !found.includes(id)) {
      const file = examples.find((example) => example.id === thief)?.file ?? 'words';
      const message = `takes an example of ${id}, an entry of WIF Doctor: ${text.slice(0, 100)}`;
      problems.push({ file, line: 1, message, remedy: 'let your entry be known by longer sentences or other words' });
    }
    await breathe();
  }
  return problems;
}

function claimed(engine: Engine, text: string): string[] {
  const input = { kind: 'text', text, files: [] } as const;
  const { reply } = engine.respond({ id: 'example', at: new Date(0), place: 'direct', input });
  return reply.findings.filter(({ kind, certainty }) => kind !== 'task' && certainty !== 'guess').map(({ id }) => id);
}
