/** An event of Slack's as a question to the bot. */
import { z } from 'zod';

export interface Question {
  readonly eventId: string | undefined;
  readonly channel: string;
  /** The message, and the message at the root of its thread. */
  readonly ts: string;
  readonly root: string;
  readonly user: string;
  /** As Slack sent it: its markup not yet undone. */
  readonly text: string;
  readonly direct: boolean;
}

const bodySchema = z.object({
  event_id: z.string().optional(),
  event: z.object({
    type: z.enum(['app_mention', 'message']),
    subtype: z.string().optional(),
    channel: z.string().min(1),
    channel_type: z.string().optional(),
    ts: z.string().min(1),
    thread_ts: z.string().optional(),
    user: z.string().min(1),
    text: z.string().nullish(),
    bot_id: z.string().nullish(),
    edited: z.unknown().optional(),
    hidden: z.boolean().optional(),
  }),
});

/** Slack's own assistant, which writes to every bot as a person would. */
const SLACKBOT = 'USLACKBOT';

/**
 * Returns undefined for everything that no person asked: other bots' and edited messages, deletions, notices of joining,
 * messages of a channel that do not mention the bot.
 */
export function questionOf(body: unknown): Question | undefined {
  const { data } = bodySchema.safeParse(body);
  if (data === undefined) return undefined;
  const { event } = data;
  const direct = event.channel_type === 'im' || event.channel.startsWith('D');
  if (event.type === 'message' && !direct) return undefined;
  if (event.subtype !== undefined && event.subtype !== 'file_share') return undefined;
  if (event.bot_id || event.hidden || event.edited !== undefined || event.user === SLACKBOT) return undefined;
  return {
    eventId: data.event_id,
    channel: event.channel,
    ts: event.ts,
    root: event.thread_ts ?? event.ts,
    user: event.user,
    text: event.text ?? '',
    direct,
  };
}
