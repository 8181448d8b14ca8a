/** Reply -> Adaptive Card: one pure renderer, for Teams and for the local page. */
import { type Block, REPLY_BOUNDS, type Reply, type RichText } from '../../bot/reply.ts';
import { blockElements } from './block.ts';
import { answersSet, followSet } from './buttons.ts';
import type { AdaptiveCard, Element } from './element.ts';
import { CARD_LIMITS } from './limits.ts';
import { sourceLines } from './source-line.ts';
import { cut, heading, isLiteralInMarkdown, line, runs } from './text.ts';

/**
 * Renders an answer as an Adaptive Card 1.5. Never throws. The card stays within CARD_LIMITS: an answer that is longer
 * loses its last blocks, the current check last of all, and says so.
 */
export function renderCard(reply: Reply): AdaptiveCard {
  let blocks = reply.blocks.slice(0, REPLY_BOUNDS.blocks);
  let card = compose(reply, blocks);
  while (blocks.length > 0 && jsonBytes(card) > CARD_LIMITS.bytes) {
    blocks = withoutLast(blocks);
    card = compose(reply, blocks);
  }
  return card;
}

/** One line without markup: for notifications, and where the card cannot be shown. */
export function summaryOf(reply: Reply): string {
  return cut(reply.verdict.replace(/\s+/g, ' ').trim(), REPLY_BOUNDS.verdict) || 'WIF Doctor answered.';
}

/** The size of the card as it travels, in bytes of UTF-8. */
export function jsonBytes(card: AdaptiveCard): number {
  return new TextEncoder().encode(JSON.stringify(card)).length;
}

function compose(reply: Reply, blocks: readonly Block[]): AdaptiveCard {
  const summary = summaryOf(reply);
  const question = blocks.find((block) => block.kind === 'check');
  const asked = question === undefined ? '' : plain(question.question);
  const answers = answersSet(reply.buttons.answers, asked);
  const body: Element[] = [heading(summary, 'Medium')];
  for (const block of blocks) {
    body.push(...blockElements(block));
    if (block === question) body.push(...answers);
  }
  if (question === undefined) body.push(...answers);
  if (blocks.length < reply.blocks.length) {
    body.push(line(runs('The rest is left out: this answer is longer than a card can hold.', { isSubtle: true })));
  }
  body.push(...followSet(reply.buttons), ...sourceLines(reply.sources));
  return {
    type: 'AdaptiveCard',
    version: CARD_LIMITS.version,
    body,
    // Clients may read it as Markdown, so a person's own words stand in it only where that changes nothing.
    fallbackText: `${isLiteralInMarkdown(summary) ? summary : 'WIF Doctor answered.'} The whole answer needs an app that shows Adaptive Cards 1.5.`,
    // Read as SSML where it holds tags.
    speak: `${summary} ${asked}`.replace(/[<>&]/g, ' ').trim(),
    msteams: { width: 'Full' },
  };
}

function withoutLast(blocks: readonly Block[]): Block[] {
  const last = blocks.findLastIndex((block) => block.kind !== 'check');
  return blocks.filter((_, index) => index !== Math.max(last, 0));
}

function plain(text: RichText): string {
  return cut(text.map((span) => span.text).join(''), REPLY_BOUNDS.text);
}
