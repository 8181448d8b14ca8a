/** An activity as a turn of the engine. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Turn } from '../../bot/turn.ts';
import type { Incoming } from './activity.ts';
import { opaque } from './keys.ts';
import { messageText } from './message-text.ts';

/** Where the thread's memory is kept. In a channel the conversation's id names the thread (`;messageid=`). */
export function threadOf({ conversation }: Incoming): string {
  return `teams:${opaque('thread', conversation.id)}`;
}

/**
 * The mark of a delivery, or undefined where the activity has no id. Ids repeat across conversations, so it is made of
 * both.
 */
export function deliveryOf({ conversation, id }: Incoming): string | undefined {
  return id === undefined ? undefined : `teams:${opaque('delivery', conversation.id, id)}`;
}

/** A message as a turn. */
export function messageTurn(activity: Incoming, at: Date): Turn {
  // A file's content would have to be fetched from another server, so a message never brings files here.
  return { ...common(activity, at), input: { kind: 'text', text: messageText(activity), files: [] } };
}

/** A press as a turn; the payload goes to the engine as it came. */
export function pressTurn(activity: Incoming, at: Date, payload: unknown): Turn {
  return { ...common(activity, at), input: { kind: 'press', payload } };
}

/** What Action.Submit sends: a message with a value, and without a text of its own. */
export function isSubmit(activity: Incoming): boolean {
  return typeof activity.value === 'object' && activity.value !== null && !activity.text;
}

const pressData = z.looseObject({ press: z.unknown().optional() });
const invokeValue = z.looseObject({ action: z.looseObject({ data: z.unknown().optional() }) });

/** The payload in what a button sent back, or undefined where it is none of ours. */
export function payloadOf(data: unknown): unknown {
  return pressData.safeParse(data).data?.press;
}

/** What the button of an `adaptiveCard/action` invoke carries, or undefined where the invoke is malformed. */
export function invokedData(value: unknown): { readonly data: unknown } | undefined {
  const action = invokeValue.safeParse(value).data?.action;
  return action === undefined ? undefined : { data: action.data };
}

function common(activity: Incoming, at: Date): Pick<Turn, 'id' | 'at' | 'place' | 'locale'> {
  const { conversation, id, locale } = activity;
  const shared = conversation.isGroup === true || /^(?:groupChat|channel)$/i.test(conversation.conversationType ?? '');
  return {
    id: opaque('turn', conversation.id, id ?? randomUUID()),
    at,
    place: shared ? 'shared' : 'direct',
    ...(locale === undefined ? {} : { locale }),
  };
}
