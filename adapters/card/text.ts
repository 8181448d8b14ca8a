/** Texts of an answer as the elements that show them literally. */
import { REPLY_BOUNDS, type RichText } from '../../bot/reply.ts';
import type { Heading, OpenUrl, RichTextBlock, TextRun } from './element.ts';
import { CARD_LIMITS } from './limits.ts';

/** How a whole block of text looks; a span's own style comes on top. */
export type Look = Pick<TextRun, 'size' | 'weight' | 'isSubtle' | 'fontType'>;

/** At most `max` characters; a longer text ends in an ellipsis and in no half of a character. */
export function cut(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** The action of a link, or undefined where the address is anything but plain https. */
export function openUrl(href: string): OpenUrl | undefined {
  if (href.length > CARD_LIMITS.href) return undefined;
  try {
    const url = new URL(href);
    if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return undefined;
    return { type: 'Action.OpenUrl', url: url.href };
  } catch {
    return undefined;
  }
}

/**
 * A text as runs. "Markdown is not supported" in a TextRun
 * (https://adaptivecards.io/explorer/TextRun.html, read 2026-11-23), so nothing that a person pasted can become markup.
 * One thing is interpreted even here, `{{DATE(…)}}` and `{{TIME(…)}}`: it is split between two runs, each of which means
 * nothing (adaptivecards 3.0.6, text-formatters).
 */
export function runs(text: string, look: Look = {}, link?: OpenUrl): readonly TextRun[] {
  if (text === '') return [];
  return text.split(/(?<=\{)(?=\{(?:DATE|TIME)\()/).map((part) => ({
    type: 'TextRun',
    text: part,
    ...look,
    ...(link === undefined ? {} : { underline: true, selectAction: link }),
  }));
}

/** Rich text as runs, cut to the bound of a text. */
export function richRuns(text: RichText, look: Look = {}, max: number = REPLY_BOUNDS.text): readonly TextRun[] {
  let left = max;
  const made: TextRun[] = [];
  for (const span of text) {
    if (left <= 0) break;
    const shown = cut(span.text, left);
    left -= shown.length;
    if (shown === '') continue;
    const style: Look =
      span.style === 'code' ? { fontType: 'Monospace' } : span.style === 'strong' ? { weight: 'Bolder' } : {};
    made.push(...runs(shown, { ...look, ...style }, span.href === undefined ? undefined : openUrl(span.href)));
  }
  return made;
}

/** A block of runs; one without any holds a space, as a block may not be empty. */
export function line(
  inlines: readonly TextRun[],
  placed: Pick<RichTextBlock, 'spacing' | 'separator'> = {},
): RichTextBlock {
  return { type: 'RichTextBlock', inlines: inlines.length > 0 ? inlines : runs(' '), ...placed };
}

/**
 * Whether Markdown would leave the text exactly as it is: letters, digits and harmless signs, no marker of a list at its
 * start, nothing that a client could take for a web address.
 */
export function isLiteralInMarkdown(text: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{M}\p{N} .,:;?'’“”()@%/…-]*$/u.test(text) && !/^\d+[.)]|\/\/|\.\p{L}|www\./iu.test(text);
}

/**
 * A heading. Only TextBlock can tell a screen reader that it is one, but Teams reads its text as Markdown; where
 * that could change the text, it is shown literally instead, and looks the same.
 */
export function heading(
  text: string,
  size: Heading['size'],
  placed: Pick<Heading, 'spacing'> = {},
): Heading | RichTextBlock {
  // The size is named always: by itself a heading is shown large, larger than the verdict above it.
  return isLiteralInMarkdown(text)
    ? { type: 'TextBlock', style: 'heading', text, size, weight: 'Bolder', wrap: true, ...placed }
    : line(runs(text, { size, weight: 'Bolder' }), placed);
}
