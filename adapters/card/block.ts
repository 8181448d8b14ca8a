/** A block of an answer as elements of a card. */
import { SAYS } from '../../bot/answer/wording.ts';
import { type Block, REPLY_BOUNDS, type RichText, type Row } from '../../bot/reply.ts';
import type { ColumnSet, Element } from './element.ts';
import { cut, heading, line, richRuns, runs } from './text.ts';

/** Holds the longer of the two captions, and leaves two thirds of a phone's width to the value. */
const CAPTION_WIDTH = '84px';

type Kind<K extends Block['kind']> = Extract<Block, { kind: K }>;

/** The elements of a block, from top to bottom. */
export function blockElements(block: Block): readonly Element[] {
  switch (block.kind) {
    case 'paragraph':
      return paragraph(block);
    case 'read':
      return read(block);
    case 'steps':
      return [...title(block.title), ...items(block.items, (index) => `${index + 1}.`)];
    case 'list':
      return [...title(block.title), ...items(block.items, () => '•')];
    case 'answered':
      return answered(block);
    case 'check':
      return check(block);
    case 'code':
      return code(block);
  }
}

function title(text: string | undefined): readonly Element[] {
  return text === undefined || text === ''
    ? []
    : [heading(cut(text, REPLY_BOUNDS.verdict), 'Default', { spacing: 'Medium' })];
}

function paragraph({ text, tone }: Kind<'paragraph'>): readonly Element[] {
  if (tone === 'warning') return [{ type: 'Container', style: 'warning', items: [line(richRuns(text))] }];
  return [line(richRuns(text, tone === 'muted' ? { isSubtle: true } : {}))];
}

function items(texts: readonly RichText[], marker: (index: number) => string): readonly Element[] {
  return texts.slice(0, REPLY_BOUNDS.items).map((text, index) => ({
    type: 'ColumnSet',
    spacing: 'Small',
    columns: [
      { type: 'Column', width: 'auto', items: [line(runs(marker(index)))] },
      { type: 'Column', width: 'stretch', items: [line(richRuns(text))] },
    ],
  }));
}

/**
 * What was read, in a box. The two values of a comparison stand one below the other, each under the same left edge:
 * letters are compared more easily so than side by side, and two long values fit a phone.
 */
function read({ title: caption, compared, rows }: Kind<'read'>): readonly Element[] {
  const shown = rows.slice(0, REPLY_BOUNDS.rows).flatMap((row) => (compared ? comparedRow(row) : [plainRow(row)]));
  const legend = line(runs(SAYS.compared, { size: 'Small', isSubtle: true }), {
    spacing: 'None',
  });
  return [
    {
      type: 'Container',
      style: 'emphasis',
      spacing: 'Medium',
      items: [...title(caption), ...(compared ? [legend] : []), ...shown],
    },
  ];
}

function plainRow({ label, presented }: Row): Element {
  return line([...runs(`${cut(label, REPLY_BOUNDS.text)}: `, { isSubtle: true }), ...richRuns(presented)], {
    spacing: 'Small',
  });
}

function comparedRow({ label, presented, expected }: Row): readonly Element[] {
  return [
    line(runs(cut(label, REPLY_BOUNDS.text), { weight: 'Bolder' }), { spacing: 'Small' }),
    valueRow('presented', presented),
    ...(expected === undefined ? [] : [valueRow('expected', expected)]),
  ];
}

function valueRow(caption: string, value: RichText): ColumnSet {
  return {
    type: 'ColumnSet',
    spacing: 'None',
    columns: [
      { type: 'Column', width: CAPTION_WIDTH, items: [line(runs(caption, { isSubtle: true }))] },
      { type: 'Column', width: 'stretch', items: [line(richRuns(value))] },
    ],
  };
}

function answered({ items: done }: Kind<'answered'>): readonly Element[] {
  return done
    .slice(-REPLY_BOUNDS.items)
    .map(({ question, answer }) =>
      line(
        [
          ...runs(`✓ ${cut(question, REPLY_BOUNDS.text)} `, { isSubtle: true }),
          ...runs(cut(answer, REPLY_BOUNDS.text), { weight: 'Bolder' }),
        ],
        { spacing: 'Small' },
      ),
    );
}

function check({ question, how }: Kind<'check'>): readonly Element[] {
  return [
    line(runs(SAYS.next, { size: 'Small', isSubtle: true }), { spacing: 'Medium', separator: true }),
    line(richRuns(question, { weight: 'Bolder' }), { spacing: 'None' }),
    ...items(how ?? [], () => '•'),
  ];
}

function code({ title: caption, text }: Kind<'code'>): readonly Element[] {
  const box: Element = {
    type: 'Container',
    style: 'emphasis',
    spacing: 'Small',
    items: [line(runs(cut(text, REPLY_BOUNDS.code), { fontType: 'Monospace' }))],
  };
  return [...title(caption), box];
}
