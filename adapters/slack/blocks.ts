/** Reply -> Block Kit: one pure renderer. */
import type { types } from '@slack/bolt';
import { type Block, REPLY_BOUNDS, type Reply } from '../../bot/reply.ts';
import { richTextBlock } from './block.ts';
import { answersRow, followRow } from './buttons.ts';
import { fallbackText } from './fallback.ts';
import { SLACK_LIMITS } from './limits.ts';
import { sourcesBlock } from './source-line.ts';
import { cut, inline, inlines, read } from './text.ts';

/** What chat.postMessage, chat.update and chat.postEphemeral take. */
export interface SlackMessage {
  /** Escaped: for notifications and screen readers. */
  readonly text: string;
  readonly blocks: types.KnownBlock[];
}

/**
 * Renders an answer as a message. Never throws. The message stays within SLACK_LIMITS: an answer that is longer loses
 * its last blocks, the current check last of all, and says so.
 */
export function renderMessage(reply: Reply): SlackMessage {
  let shown = reply.blocks.slice(0, REPLY_BOUNDS.blocks);
  let blocks = compose(reply, shown);
  while (shown.length > 0 && characters(blocks) > SLACK_LIMITS.total) {
    shown = withoutLast(shown);
    blocks = compose(reply, shown);
  }
  if (characters(blocks) > SLACK_LIMITS.total) blocks = compose({ ...reply, sources: [] }, shown);
  return { text: fallbackText(blocks), blocks };
}

/** The characters that count towards SLACK_LIMITS.total: all texts, labels and addresses. */
export function characters(node: unknown): number {
  if (typeof node !== 'object' || node === null) return 0;
  return Object.entries(node).reduce(
    (sum, [key, value]) => sum + (typeof value === 'string' && COUNTED.has(key) ? value.length : characters(value)),
    0,
  );
}

const COUNTED: ReadonlySet<string> = new Set(['text', 'url', 'accessibility_label']);

function compose(reply: Reply, shown: readonly Block[]): types.KnownBlock[] {
  const check = shown.find((block) => block.kind === 'check');
  const question = check === undefined ? '' : read([...inlines(check.question)]);
  const answers = answersRow(reply.buttons.answers, question);
  const body = shown.flatMap((block): types.KnownBlock[] => [
    ...present(richTextBlock(block)),
    ...(block === check ? answers : []),
  ]);
  return [
    line(verdictOf(reply), { bold: true }),
    ...body,
    ...(check === undefined ? answers : []),
    ...(shown.length < reply.blocks.length
      ? [line('The rest is left out: this answer is longer than a message can hold.', { italic: true })]
      : []),
    ...followRow(reply.buttons),
    ...sourcesBlock(reply.sources),
  ];
}

function verdictOf({ verdict }: Reply): string {
  return cut(verdict.replace(/\s+/g, ' ').trim(), REPLY_BOUNDS.verdict) || 'WIF Doctor answered.';
}

function line(text: string, style: { bold: true } | { italic: true }): types.RichTextBlock {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [...inline(text, style)] }] };
}

function present<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}

function withoutLast(blocks: readonly Block[]): Block[] {
  const last = blocks.findLastIndex((block) => block.kind !== 'check');
  return blocks.filter((_, index) => index !== Math.max(last, 0));
}
