/** Sends answers through the connector: never twice. */
import { setTimeout as wait } from 'node:timers/promises';
import { type Activity, type Attachment, type ConversationReference, TurnContext } from 'botbuilder';
import type { Reply } from '../../bot/reply.ts';
import { renderCard, summaryOf } from '../card/card.ts';
import { CARD_CONTENT_TYPE } from '../card/element.ts';
import { retryAfterOf, statusOf } from './failure.ts';
import { TEAMS_LIMITS } from './limits.ts';

/** The part of botframework-connector's client that updates use. */
interface Connector {
  readonly conversations: {
    updateActivity(
      conversation: string,
      activity: string,
      content: Partial<Activity>,
      options: { readonly timeout: number },
    ): Promise<unknown>;
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

/** Posts a message as a reply in the thread. Tries again only what was refused for coming too fast. */
export async function post(context: TurnContext, message: Partial<Activity>): Promise<void> {
  connectorOf(context);
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
}

/** Replaces a message that the bot has sent: for everyone, and as often as one likes. */
export async function update(
  connector: Connector,
  reference: Partial<ConversationReference>,
  messageId: string,
  message: Partial<Activity>,
): Promise<void> {
  const content = TurnContext.applyConversationReference({ ...message, id: messageId }, reference);
  await connector.conversations.updateActivity(reference.conversation?.id ?? '', messageId, content, {
    timeout: TEAMS_LIMITS.update,
  });
}
