/** The buttons of an answer as Adaptive Card actions. */
import { type Button, type Buttons, REPLY_BOUNDS } from '../../bot/reply.ts';
import { type ActionSet, type Execute, PRESS_VERB, type PressData } from './element.ts';
import { cut } from './text.ts';

/**
 * Action.Execute changes the card in place; the documented fallback for clients without it is an Action.Submit that
 * carries the same data.
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/work-with-universal-actions-for-adaptive-cards, read 2026-11-23
 */
function execute({ label, press }: Button, extra: Pick<Execute, 'tooltip' | 'mode'> = {}): Execute {
  const title = cut(label, REPLY_BOUNDS.label);
  const data: PressData = { press };
  const mode = extra.mode === undefined ? {} : { mode: extra.mode };
  const fallback = { type: 'Action.Submit' as const, title, data, ...mode };
  return { type: 'Action.Execute', title, ...extra, verb: PRESS_VERB, data, fallback };
}

/** The answers of the check, each of which says to a screen reader and on hovering what it answers. */
export function answersSet(answers: Buttons['answers'], question: string): readonly ActionSet[] {
  const actions = answers
    .slice(0, REPLY_BOUNDS.answers)
    .map((button) => execute(button, question === '' ? {} : { tooltip: cut(`${button.label}: ${question}`, 240) }));
  return actions.length === 0 ? [] : [{ type: 'ActionSet', id: 'answers', spacing: 'Small', actions }];
}

/** The secondary row, with everything else in its overflow menu. */
export function followSet({ follow, more }: Buttons): readonly ActionSet[] {
  const actions = [
    ...follow.slice(0, REPLY_BOUNDS.follow).map((button) => execute(button)),
    ...more.slice(0, REPLY_BOUNDS.more).map((button) => execute(button, { mode: 'secondary' })),
  ];
  return actions.length === 0 ? [] : [{ type: 'ActionSet', id: 'follow', spacing: 'Medium', actions }];
}
