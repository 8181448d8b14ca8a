/** The plain text beside the blocks: for notifications and for screen readers. The one text that Slack reads as markup. */
import type { types } from '@slack/bolt';
import { SLACK_LIMITS } from './limits.ts';
import { cut, read } from './text.ts';

/**
 * Escapes the three characters that Slack's markup knows, so that no link, mention or broadcast can come about.
 * https://docs.slack.dev/messaging/formatting-message-text/#escaping, read 2026-11-23
 */
export function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The text of the rich text blocks, a line for each line of theirs, escaped and within Slack's limit. */
export function fallbackText(blocks: readonly types.KnownBlock[]): string {
  const text = blocks.flatMap((block) => (block.type === 'rich_text' ? block.elements.flatMap(lines) : [])).join('\n');
  let max: number = SLACK_LIMITS.fallback;
  let escaped = escapeMarkup(cut(text, max));
  while (escaped.length > SLACK_LIMITS.fallback) {
    max = Math.floor(max * 0.8);
    escaped = escapeMarkup(cut(text, max));
  }
  return escaped;
}

function lines(part: types.RichTextBlock['elements'][number]): readonly string[] {
  if (part.type !== 'rich_text_list') return [read(part.elements)];
  const marker = (index: number) => (part.style === 'ordered' ? `${index + 1}.` : '•');
  return part.elements.map((item, index) => `${marker(index)} ${read(item.elements)}`);
}
