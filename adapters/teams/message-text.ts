/** What a person wrote, without what Teams adds to it. */
import type { Incoming } from './activity.ts';

/**
 * The text of a message: without the mention of the bot itself, other mentions kept, HTML's escapes undone once. A rich
 * paste comes along as an HTML attachment too: that is read only where there is no text.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages, read 2026-11-23
 */
export function messageText(activity: Incoming): string {
  const html = activity.attachments?.find(({ contentType }) => contentType === 'text/html')?.content;
  const text = activity.text || (typeof html === 'string' ? withoutTags(html) : '');
  return unescaped(withoutOwnMention(text, activity)).trim();
}

/**
 * Takes out as many mentions of the bot as the activity declares. A log may hold `<at>` too: that, and a mention of
 * anybody else, is left alone.
 */
function withoutOwnMention(text: string, { entities, recipient }: Incoming): string {
  let left = text;
  for (const { type, mentioned, text: mention } of entities ?? []) {
    if (type !== 'mention' || !mention || mentioned?.id === undefined || mentioned.id !== recipient?.id) continue;
    const at = left.indexOf(mention);
    if (at >= 0) left = left.slice(0, at) + left.slice(at + mention.length);
  }
  return left;
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' };

/** Teams escapes `<`, `>`, `&` and hard spaces even in what it calls plain text. One pass, so that it is undone once. */
function unescaped(text: string): string {
  return text.replace(/&(?:(lt|gt|amp|quot|apos|nbsp)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi, (whole, name, dec, hex) => {
    if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? whole;
    const point = Number.parseInt(dec ?? hex, dec === undefined ? 16 : 10);
    return isCharacter(point) ? String.fromCodePoint(point).replace('\u00a0', ' ') : whole;
  });
}

/** Whether a number names a character that a message can hold: no control character but tab and line ends, no half of one. */
function isCharacter(point: number): boolean {
  return point > 0x1f ? point <= 0x10ffff && (point < 0xd800 || point > 0xdfff) : [9, 10, 13].includes(point);
}

function withoutTags(html: string): string {
  return html.replace(/<(?:br|\/p|\/div|\/li|\/tr|\/pre)\b[^<>]*>/gi, '\n').replace(/<(?!\/?at\b)[^<>]*>/g, '');
}
