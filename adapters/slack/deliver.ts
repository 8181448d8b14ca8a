/** Brings an answer to where it belongs. */
import type { webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Reply } from '../../bot/reply.ts';
import { renderMessage, type SlackMessage } from './blocks.ts';
import { failureOf } from './failure.ts';
import { callAgain } from './web-client.ts';

export interface Place {
  readonly channel: string;
  /** The message at the root of the thread. */
  readonly root: string;
  /** Who asked or pressed. */
  readonly user: string;
  /** The message whose button was pressed, where it can be updated: one that only this person sees cannot. */
  readonly message?: string;
}

/** Milliseconds before each repetition of a call that Slack has certainly not carried out. */
export type Waits = readonly number[];

/** Errors that mean that Slack takes no offence at the text but at the blocks beside it. */
const BLOCKS_REFUSED = new Set(['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long']);

/**
 * Posts, updates or says privately, as the reply's effect tells. Blocks that Slack should refuse after all are left out
 * rather than the answer lost. Throws the error of the last call.
 */
export async function deliver(
  client: webApi.WebClient,
  reply: Reply,
  place: Place,
  waits: Waits,
  log: Logger,
): Promise<void> {
  const message = renderMessage(reply);
  try {
    await callAgain(() => send(client, reply.effect, message, place), waits);
  } catch (error) {
    const { detail } = failureOf(error);
    if (!BLOCKS_REFUSED.has(detail)) throw error;
    log.error({ code: detail }, 'Slack refused the blocks of an answer; sending its text alone.');
    await callAgain(() => send(client, reply.effect, { text: message.text, blocks: [] }, place), waits);
  }
}

async function send(
  client: webApi.WebClient,
  effect: Reply['effect'],
  { text, blocks }: SlackMessage,
  { channel, root, user, message }: Place,
): Promise<void> {
  if (effect === 'update' && message !== undefined) {
    await client.chat.update({ channel, ts: message, text, blocks });
  } else if (effect !== 'post') {
    await client.chat.postEphemeral({ channel, user, thread_ts: root, text, blocks });
  } else {
    await client.chat.postMessage({
      channel,
      thread_ts: root,
      text,
      blocks,
      unfurl_links: false,
      unfurl_media: false,
    });
  }
}
