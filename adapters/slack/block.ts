/** A block of an answer as one rich text block. */

import type { types } from '@slack/bolt';
import { SAYS } from '../../bot/answer/wording.ts';
import { type Block, REPLY_BOUNDS, type RichText, type Row } from '../../bot/reply.ts';
import { cut, type Inline, inline, inlines } from './text.ts';

type Part = types.RichTextBlock['elements'][number];
type Kind<K extends Block['kind']> = Extract<Block, { kind: K }>;

const STRONG = { bold: true };
const MUTED = { italic: true };

/** Returns undefined where the block holds no text. */
export function richTextBlock(block: Block): types.RichTextBlock | undefined {
  const elements = parts(block);
  return elements.length === 0 ? undefined : { type: 'rich_text', elements };
}

function parts(block: Block): Part[] {
  switch (block.kind) {
    case 'paragraph':
      return paragraph(block);
    case 'read':
      return read(block);
    case 'steps':
      return [...title(block.title), ...list(block.items, 'ordered')];
    case 'list':
      return [...title(block.title), ...list(block.items, 'bullet')];
    case 'answered':
      return answered(block);
    case 'check':
      return check(block);
    case 'code':
      return code(block);
  }
}

function section(...elements: readonly Inline[]): types.RichTextSection[] {
  return elements.length === 0 ? [] : [{ type: 'rich_text_section', elements: [...elements] }];
}

function title(text: string | undefined): types.RichTextSection[] {
  return section(...inline(cut(text ?? '', REPLY_BOUNDS.verdict), STRONG));
}

function paragraph({ text, tone }: Kind<'paragraph'>): Part[] {
  if (tone !== 'warning') return section(...inlines(text, tone === 'muted' ? MUTED : {}));
  const elements = [...inlines(text)];
  return elements.length === 0 ? [] : [{ type: 'rich_text_quote', elements }];
}

function list(items: readonly RichText[], style: 'bullet' | 'ordered'): types.RichTextList[] {
  const elements = items.slice(0, REPLY_BOUNDS.items).flatMap((item) => section(...inlines(item)));
  return elements.length === 0 ? [] : [{ type: 'rich_text_list', style, elements }];
}

/** The two values of a comparison stand one below the other: letters are compared more easily so, and a phone is narrow. */
function read({ title: caption, compared, rows }: Kind<'read'>): Part[] {
  const elements = rows.slice(0, REPLY_BOUNDS.rows).flatMap(compared ? comparedRow : plainRow);
  const legend = section(...inline(SAYS.compared, MUTED));
  return [
    ...title(caption),
    ...(compared ? legend : []),
    ...(elements.length === 0 ? [] : [{ type: 'rich_text_list' as const, style: 'bullet' as const, elements }]),
  ];
}

function plainRow({ label, presented }: Row): types.RichTextSection[] {
  return section(...inline(`${cut(label, REPLY_BOUNDS.text)}: `), ...inlines(presented));
}

function comparedRow({ label, presented, expected }: Row): types.RichTextSection[] {
  return section(
    ...inline(cut(label, REPLY_BOUNDS.text), STRONG),
    ...inline('\npresented: '),
    ...inlines(presented),
    ...(expected === undefined ? [] : [...inline('\nexpected: '), ...inlines(expected)]),
  );
}

function answered({ items }: Kind<'answered'>): Part[] {
  return section(
    ...items
      .slice(-REPLY_BOUNDS.items)
      .flatMap(({ question, answer }, index) => [
        ...inline(`${index === 0 ? '' : '\n'}✓ ${cut(question, REPLY_BOUNDS.text)} `),
        ...inline(cut(answer, REPLY_BOUNDS.text), STRONG),
      ]),
  );
}

function check({ question, how }: Kind<'check'>): Part[] {
  return [...section(...inline(`${SAYS.next}: `), ...inlines(question, STRONG)), ...list(how ?? [], 'bullet')];
}

function code({ title: caption, text }: Kind<'code'>): Part[] {
  const elements = [...inline(cut(text, REPLY_BOUNDS.code))];
  return [...title(caption), ...(elements.length === 0 ? [] : [{ type: 'rich_text_preformatted' as const, elements }])];
}
