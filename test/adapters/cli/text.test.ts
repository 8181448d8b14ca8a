import assert from 'node:assert/strict';
import fc from 'fast-check';
import { COLOURED, PLAIN, styleFor } from '../../../adapters/cli/style.ts';
import { numberedButtons, renderText } from '../../../adapters/cli/text.ts';
import { type Button, NO_BUTTONS, type Reply } from '../../../bot/reply.ts';

const press = { v: 1, case: 'c', rev: 0, do: 'solved' } as const;
const button = (label: string): Button => ({ label, press });

const reply: Reply = {
  effect: 'post',
  verdict: 'The subject does not match',
  blocks: [
    {
      kind: 'read',
      title: 'What your text shows',
      compared: true,
      rows: [
        {
          label: 'subject',
          presented: [{ text: 'sc://contoso/shop/a', style: 'code' }],
          expected: [{ text: 'sc://contoso/shop/b', style: 'code' }],
        },
      ],
    },
    { kind: 'paragraph', tone: 'warning', text: [{ text: 'Careful with ' }, { text: 'az login', style: 'code' }] },
    {
      kind: 'steps',
      title: 'Do this',
      items: [[{ text: 'Open ' }, { text: 'Edit', style: 'strong' }], [{ text: 'Save' }]],
    },
    { kind: 'list', items: [[{ text: 'learn.microsoft.com/x', href: 'https://learn.microsoft.com/x' }]] },
    { kind: 'code', title: 'To copy', text: 'az version\n\taz login\r\n' },
    { kind: 'answered', items: [{ question: 'Renamed?', answer: 'No' }] },
    { kind: 'check', question: [{ text: 'Who made it?' }], how: [[{ text: 'Look', href: 'https://aka.ms/look' }]] },
  ],
  buttons: { answers: [button('We did'), button('Azure DevOps')], follow: [button('Solved')], more: [button('Why?')] },
  sources: [{ title: 'Learn', href: 'https://learn.microsoft.com/y', checked: '2026-11-23', mark: 'observed' }],
  findings: [],
};

describe('renderText', () => {
  it('shows everything that a reply holds', () => {
    assert.equal(
      renderText(reply, { numbered: true }),
      `The subject does not match

What your text shows
  subject
    presented: sc://contoso/shop/a
    expected:  sc://contoso/shop/b

Careful with \`az login\`

Do this
  1. Open Edit
  2. Save

  - https://learn.microsoft.com/x

To copy
    az version
        az login
    

✓ Renamed? No

Next check: Who made it?
  - Look (https://aka.ms/look)

  [1] We did  [2] Azure DevOps
  [3] Solved
  [4] Why?

Sources
  Learn (checked 2026-11-23, observed by others)
  https://learn.microsoft.com/y`,
    );
  });

  it('names only the answers of the check to somebody who cannot press', () => {
    const text = renderText(reply);
    assert.match(text, /Possible answers: We did \| Azure DevOps/);
    assert.doesNotMatch(text, /\[1\]|Solved|Why\?/);
    assert.doesNotMatch(renderText({ ...reply, blocks: [] }), /We did/);
  });

  it('numbers the buttons in the order in which they are shown', () => {
    const text = renderText(reply, { numbered: true });
    for (const [index, { label }] of numberedButtons(reply.buttons).entries()) {
      assert.ok(text.includes(`[${index + 1}] ${label}`));
    }
  });

  it('lets no control character of any text through', () => {
    const hostile = fc.string({
      unit: fc.constantFrom('a', '\n', '\t', '\x1b[2J', '\x07', '\x9b', '\x00', '\r', '\u202e', '\u2028'),
    });
    const property = fc.property(hostile, (text) => {
      const rich = [{ text }, { text, style: 'code' as const }, { text, href: `https://aka.ms/${text}` }];
      const rendered = renderText(
        {
          effect: 'post',
          verdict: text,
          blocks: [
            { kind: 'paragraph', text: rich },
            { kind: 'read', title: text, compared: true, rows: [{ label: text, presented: rich, expected: rich }] },
            { kind: 'steps', title: text, items: [rich] },
            { kind: 'answered', items: [{ question: text, answer: text }] },
            { kind: 'check', question: rich, how: [rich] },
            { kind: 'code', title: text, text },
          ],
          buttons: { ...NO_BUTTONS, answers: [button(text)] },
          sources: [{ title: text, href: text, checked: text, mark: 'code' }],
          findings: [],
        },
        { numbered: true },
      );
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
      assert.doesNotMatch(rendered, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u202e]/);
    });
    fc.assert(property);
  });

  it('is coloured on a terminal only, and not where its user does not want it', () => {
    assert.equal(styleFor({ isTTY: true }, {}), COLOURED);
    assert.equal(styleFor({ isTTY: true }, { NO_COLOR: '1' }), PLAIN);
    assert.equal(styleFor({ isTTY: true }, { TERM: 'dumb' }), PLAIN);
    assert.equal(styleFor({ isTTY: false }, {}), PLAIN);
    assert.ok(renderText(reply, { style: COLOURED }).startsWith('\x1b[1mThe subject does not match\x1b[22m'));
  });
});
