/** The paths through the checks of an entry or a guide. */
import type { Report } from './problem.ts';
import { repeated } from './repeated.ts';
import type { Walk } from './schema.ts';

/** Every answer leads on to a check or an outcome of the same file, never in a circle, and none stands unused. */
export function checkPaths(walk: Walk, report: Report): void {
  const outcomes = new Set(walk.outcomes.map(({ id }) => id));
  const checks = new Map(walk.checks.map((check) => [check.id, check]));
  for (const id of repeated([...walk.checks, ...walk.outcomes].map((node) => node.id))) {
    report(['checks'], `${id} names two checks or outcomes`, 'give each a name of its own');
  }
  const reached = new Set<string>();
  const visit = (id: string, trail: readonly string[]): void => {
    if (trail.includes(id)) {
      report(
        ['checks'],
        `the checks go in a circle: ${[...trail, id].join(' -> ')}`,
        'let one answer end in an outcome',
      );
      return;
    }
    if (reached.has(id)) return;
    reached.add(id);
    const check = checks.get(id);
    if (!check) return;
    for (const id of repeated(check.answers.map((answer) => answer.id))) {
      report(['checks', walk.checks.indexOf(check)], `two answers are called ${id}`, 'give each a name of its own');
    }
    for (const answer of check.answers) {
      if (!checks.has(answer.then) && !outcomes.has(answer.then)) {
        report(
          ['checks', walk.checks.indexOf(check), 'answers', check.answers.indexOf(answer), 'then'],
          `${answer.then} is no check and no outcome of this file`,
          'add it, or correct the name',
        );
      }
      visit(answer.then, [...trail, id]);
    }
  };
  const first = walk.checks[0];
  if (first) visit(first.id, []);
  for (const node of [...walk.checks, ...walk.outcomes]) {
    if (!reached.has(node.id))
      report(['checks'], `nothing leads to ${node.id}`, 'remove it, or let an answer lead to it');
  }
}
