/** Brings an answer to where it belongs. */
import type { webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Reply } from '../../bot/reply.ts';
import type { Updates } from '../updates.ts';
import { renderMessage, type SlackMessage } from './blocks.ts';
import { failureOf } from './failure.ts';
import { callAgain, type Waits } from './web-client.ts';

export interface Place {
  readonly channel: string;
  /** The message at the root of the thread. */
  readonly root: string;
  /** Who asked or pressed. */
  readonly user: string;
  /** The message whose button was pressed, where it can be updated: one that only this person sees cannot. */
  readonly message?: string;
}

export interface Means {
  readonly waits: Waits;
  readonly updates: Updates;
  readonly log: Logger;
}

/** Errors that mean that Slack takes no offence at the text but at the blocks beside it. */
const BLOCKS_REFUSED = new Set(['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long']);

/**
 * Posts, updates or says privately, as the reply's effect tells. Blocks that Slack should refuse after all are left out
 * rather than the answer lost. An update that waits for a repetition gives way to a newer one of the same message. Throws
 * the error of the last call.
 */
export async function deliver(
  client: webApi.WebClient,
  reply: Reply,
  place: Place,
  { waits, updates, log }: Means,
): Promise<void> {
  const message = renderMessage(reply);
  const isUpdate = reply.effect === 'update' && place.message !== undefined;
  const bring = async (superseded?: AbortSignal): Promise<void> => {
    try {
      await callAgain(() => send(client, reply.effect, message, place), waits, superseded, isUpdate);
    } catch (error) {
      const { detail } = failureOf(error);
      if (!BLOCKS_REFUSED.has(detail)) throw error;
      log.error({ code: detail }, 'Slack refused the blocks of an answer; sending its text alone.');
      const plainly = { text: message.text, blocks: [] };
      await callAgain(() => send(client, reply.effect, plainly, place), waits, superseded, isUpdate);
    }
  };
  if (!isUpdate) return bring();
  return updates.run(`${place.channel} ${place.message}`, bring);
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
