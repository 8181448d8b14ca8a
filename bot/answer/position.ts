/** Where a thread stands in a walk: follows the answers given, from the first check to an outcome. */
import type { Answer, Check, Outcome, Signal, Walk } from '../../knowledge/schema.ts';
import type { Case } from '../memory.ts';

export interface Answered {
  readonly check: Check;
  readonly answer: Answer;
  /** Read from the text rather than pressed. */
  readonly read: boolean;
}

export interface Position {
  readonly answered: readonly Answered[];
  /** Exactly one of the two is there. */
  readonly check?: Check;
  readonly outcome?: Outcome;
}

type Trail = Case['trail'];

/** Follows `trail` through `walk`. Answers that do not fit (the knowledge has changed since) are left out. */
export function positionIn(walk: Walk, trail: Trail): Position {
  const answered: Answered[] = [];
  let check = walk.checks[0];
  for (const step of trail) {
    const answer = check?.id === step.check ? check.answers.find(({ id }) => id === step.answer) : undefined;
    if (!check || !answer) break;
    answered.push({ check, answer, read: step.read === true });
    const outcome = walk.outcomes.find(({ id }) => id === answer.then);
    if (outcome) return { answered, outcome };
    check = walk.checks.find(({ id }) => id === answer.then);
  }
  return check ? { answered, check } : { answered, outcome: walk.outcomes[0] };
}

/** The trail with every next check answered that the text itself answers. */
export function answeredByText(walk: Walk, trail: Trail, signals: readonly Signal[]): Trail {
  let extended = trail;
  for (;;) {
    const { check } = positionIn(walk, extended);
    const [answer, second] = (check?.answers ?? []).filter(({ when }) => when?.some((one) => signals.includes(one)));
    // A text that speaks for two answers has given none.
    if (!check || !answer || second) return extended;
    extended = [...extended, { check: check.id, answer: answer.id, read: true }];
  }
}
