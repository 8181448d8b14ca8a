/** The buttons of an answer as actions blocks. */
import type { types } from '@slack/bolt';
import { type Button, type Buttons, REPLY_BOUNDS } from '../../bot/reply.ts';
import { SLACK_LIMITS } from './limits.ts';
import { cut } from './text.ts';

/** The row of the current check's answers. A screen reader hears with each button which question it answers. */
export function answersRow(answers: Buttons['answers'], question: string): readonly types.ActionsBlock[] {
  return row(answers.slice(0, REPLY_BOUNDS.answers).flatMap((each) => button(each, question)));
}

/** The secondary row, with everything else in an overflow menu at its end. */
export function followRow({ follow, more }: Buttons): readonly types.ActionsBlock[] {
  return row([
    ...follow.slice(0, REPLY_BOUNDS.follow).flatMap((each) => button(each)),
    ...overflow(more.slice(0, REPLY_BOUNDS.more)),
  ]);
}

/** An action_id must be unique among those of its block, so they are numbered. */
function row(elements: readonly (types.Button | types.Overflow)[]): readonly types.ActionsBlock[] {
  const numbered = elements.map((element, index) => ({ ...element, action_id: `press-${index}` }));
  return numbered.length === 0 ? [] : [{ type: 'actions', elements: numbered }];
}

function button({ label, press }: Button, question = ''): readonly types.Button[] {
  const value = JSON.stringify(press);
  const text = cut(label, REPLY_BOUNDS.label);
  if (text === '' || value.length > SLACK_LIMITS.buttonValue) return [];
  const accessible =
    question === '' ? {} : { accessibility_label: cut(`${text}: ${question}`, SLACK_LIMITS.accessibilityLabel) };
  return [{ type: 'button', text: plain(text), value, ...accessible }];
}

/** A menu of a single option would only be in the way; and a press too long for an option still fits a button. */
function overflow(more: readonly Button[]): readonly (types.Button | types.Overflow)[] {
  const fits = more.filter(({ label, press }) => label !== '' && optionFits(JSON.stringify(press)));
  if (fits.length < 2) return more.flatMap((each) => button(each));
  const options = fits.slice(0, SLACK_LIMITS.options).map(({ label, press }) => ({
    text: plain(cut(label, REPLY_BOUNDS.label)),
    value: JSON.stringify(press),
  }));
  const rest = more.filter(({ press }) => !optionFits(JSON.stringify(press)));
  return [...rest.flatMap((each) => button(each)), { type: 'overflow', options }];
}

function optionFits(value: string): boolean {
  return value.length <= SLACK_LIMITS.optionValue;
}

function plain(text: string): types.PlainTextElement {
  return { type: 'plain_text', text, emoji: false };
}
