/** Sends answers through the connector: never twice. */
import { setTimeout as wait } from 'node:timers/promises';
import { type Activity, type Attachment, type ConversationReference, TurnContext } from 'botbuilder';
import type { Reply } from '../../bot/reply.ts';
import { renderCard, summaryOf } from '../card/card.ts';
import { CARD_CONTENT_TYPE } from '../card/element.ts';
import { retryAfterOf, statusOf, TooLate } from './failure.ts';
import { TEAMS_LIMITS } from './limits.ts';

/** The part of botframework-connector's client that is used here. */
interface Connector {
  readonly client: {
    readonly pipeline: {
      addPolicy(policy: {
        readonly name: string;
        sendRequest<T>(request: { abortSignal?: AbortSignal }, next: (request: object) => Promise<T>): Promise<T>;
      }): void;
      removePolicy(options: { readonly name: string }): void;
    };
  };
  readonly conversations: {
    updateActivity(conversation: string, activity: string, content: Partial<Activity>): Promise<unknown>;
  };
}

/**
 * The client of this turn, which outlives the turn. It repeats a request up to three times on 5xx, 408 and broken
 * connections (azure core-rest-pipeline, defaultRetryPolicy), which for the creation of an activity means a second
 * message, and takes no option against it (botbuilder-stdlib 4.23.3, serviceClientContext.js): so its policy is removed.
 */
export function connectorOf(context: TurnContext): Connector {
  const client = context.turnState.get(context.adapter.ConnectorClientKey);
  client.client.pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  return client;
}

/**
 * An answer as a message: the card alone, since Teams splits a message with both text and card in two
 * (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages, read 2026-11-23).
 */
export function cardMessage(reply: Reply): Partial<Activity> {
  const card: Attachment = { contentType: CARD_CONTENT_TYPE, content: renderCard(reply) };
  return { type: 'message', summary: summaryOf(reply), attachments: [card] };
}

/** A text as a message, shown literally. */
export function textMessage(text: string): Partial<Activity> {
  return { type: 'message', text, textFormat: 'plain' };
}

/** What a notice says: its first line and its paragraphs. */
export function noticeText(reply: Reply): string {
  const paragraphs = reply.blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []));
  return [reply.verdict, ...paragraphs.map((text) => text.map((span) => span.text).join(''))].join(' ');
}

/**
 * Posts a message as a reply in the thread. Tries again only what was refused for coming too fast.
 *
 * @throws TooLate when it takes too long; it may have arrived then.
 */
export function post(context: TurnContext, message: Partial<Activity>): Promise<void> {
  return inTime(connectorOf(context), async () => {
    for (let attempt = 1; ; attempt++) {
      try {
        await context.sendActivity({ ...message });
        return;
      } catch (error) {
        const pause = retryAfterOf(error);
        if (statusOf(error) !== 429 || attempt >= TEAMS_LIMITS.attempts || pause > TEAMS_LIMITS.wait) throw error;
        await wait(pause);
      }
    }
  });
}

/**
 * Replaces a message that the bot has sent: for everyone, and as often as one likes.
 *
 * @throws TooLate when it takes too long.
 */
export async function update(
  connector: Connector,
  reference: Partial<ConversationReference>,
  messageId: string,
  message: Partial<Activity>,
): Promise<void> {
  const content = TurnContext.applyConversationReference({ ...message, id: messageId }, reference);
  await inTime(connector, () =>
    connector.conversations.updateActivity(reference.conversation?.id ?? '', messageId, content),
  );
}

/**
 * Waits at most TEAMS_LIMITS.send for it. The connector's own timeout ends when the head of the answer has come, and does
 * not cover the token that is fetched before (@typespec/ts-http-runtime, nodeHttpClient.js). What has not left by then
 * leaves no more.
 */
async function inTime(connector: Connector, send: () => Promise<unknown>): Promise<void> {
  const end = new AbortController();
  // A client serves one turn, and a turn sends one message.
  connector.client.pipeline.addPolicy({
    name: 'in time',
    sendRequest: (request, next) => next(Object.assign(request, { abortSignal: end.signal })),
  });
  const late = new Promise<never>((_, reject) => {
    end.signal.addEventListener('abort', () => reject(new TooLate()), { once: true });
  });
  const timer = setTimeout(() => end.abort(), TEAMS_LIMITS.send);
  try {
    await Promise.race([send(), late]);
  } finally {
    clearTimeout(timer);
  }
}
