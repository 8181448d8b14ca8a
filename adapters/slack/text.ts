/** Texts of an answer as rich text elements, whose text Slack shows literally: nothing in them becomes markup or a mention. */
import type { types } from '@slack/bolt';
import { REPLY_BOUNDS, type RichText, type Span } from '../../bot/reply.ts';
import { SLACK_LIMITS } from './limits.ts';

export type Inline = types.RichTextText | types.RichTextLink;
export type Style = NonNullable<types.RichTextText['style']>;

/** At most `max` characters; a longer text ends in an ellipsis and in no half of a character. */
export function cut(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** Plain https, within Slack's limit. */
function isLink(href: string): boolean {
  return href.length <= SLACK_LIMITS.url && URL.canParse(href) && new URL(href).protocol === 'https:';
}

/** A text as inline elements: none where it is empty, because Slack refuses an empty one. */
export function inline(text: string, style?: Style, href?: string): readonly Inline[] {
  if (text === '') return [];
  const styled = style === undefined ? {} : { style };
  return href !== undefined && isLink(href)
    ? [{ type: 'link', url: href, text, ...styled }]
    : [{ type: 'text', text, ...styled }];
}

/** Rich text as inline elements, cut to `max` characters; `base` is the style that every span has besides its own. */
export function inlines(text: RichText, base: Style = {}, max: number = REPLY_BOUNDS.text): readonly Inline[] {
  const made: Inline[] = [];
  let left: number = max;
  for (const span of text) {
    if (left <= 0) break;
    const shown = cut(span.text, left);
    left -= shown.length;
    made.push(...inline(shown, styleOf(span, base), span.href));
  }
  return made;
}

/** The text of inline elements, as a person reads it. */
export function read(elements: readonly types.RichTextElement[]): string {
  return elements.map((element) => ('text' in element ? (element.text ?? '') : '')).join('');
}

function styleOf({ style }: Span, base: Style): Style | undefined {
  const own: Style = style === 'strong' ? { bold: true } : style === 'code' ? { code: true } : {};
  const whole = { ...base, ...own };
  return Object.keys(whole).length === 0 ? undefined : whole;
}
