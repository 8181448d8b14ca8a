import assert from 'node:assert/strict';
import type { types } from '@slack/bolt';
import fc from 'fast-check';
import { characters, renderMessage, type SlackMessage } from '../../../adapters/slack/blocks.ts';
import { SLACK_LIMITS } from '../../../adapters/slack/limits.ts';
import { type Button, NO_BUTTONS, type Reply } from '../../../bot/reply.ts';
import { anyReply } from './any-reply.ts';

const NOTHING: Reply = {
  effect: 'post',
  verdict: 'It works.',
  blocks: [],
  buttons: NO_BUTTONS,
  sources: [],
  findings: [],
};
const common = { v: 1 as const, case: 'c', rev: 0 };
const solved: Button = { label: 'This solved it', press: { ...common, do: 'solved' } };

/** Every object of the message, from the outside in. */
function objects(node: unknown): Record<string, unknown>[] {
  if (typeof node !== 'object' || node === null) return [];
  const inner = Object.values(node).flatMap(objects);
  return Array.isArray(node) ? inner : [node as Record<string, unknown>, ...inner];
}

const ofType = ({ blocks }: SlackMessage, type: string) => objects(blocks).filter((one) => one.type === type);
const actions = ({ blocks }: SlackMessage) =>
  blocks.filter((block): block is types.ActionsBlock => block.type === 'actions');

describe('an answer in Slack', () => {
  it('begins with the verdict in bold, as its notification does', () => {
    const { text, blocks } = renderMessage(NOTHING);
    assert.equal(text, 'It works.');
    assert.deepEqual(blocks, [
      {
        type: 'rich_text',
        elements: [
          { type: 'rich_text_section', elements: [{ type: 'text', text: 'It works.', style: { bold: true } }] },
        ],
      },
    ]);
  });

  it('shows every kind of block, in words that a screen reader gets too', () => {
    const { text } = renderMessage({
      ...NOTHING,
      blocks: [
        { kind: 'paragraph', text: [{ text: 'Why: ' }, { text: 'sc://a/b/c', style: 'code' }], tone: 'warning' },
        {
          kind: 'read',
          title: 'What your log shows (line 1)',
          compared: true,
          rows: [{ label: 'subject', presented: [{ text: 'one' }], expected: [{ text: 'two' }] }],
        },
        {
          kind: 'read',
          title: 'Read',
          compared: false,
          rows: [{ label: 'issuer', presented: [{ text: 'https://x' }] }],
        },
        { kind: 'steps', title: 'Do this', items: [[{ text: 'first' }], [{ text: 'second' }]] },
        { kind: 'list', items: [[{ text: 'also' }]] },
        { kind: 'answered', items: [{ question: 'Renamed?', answer: 'Yes' }] },
        { kind: 'check', question: [{ text: 'Who made it?' }], how: [[{ text: 'look there' }]] },
        { kind: 'code', title: 'Command', text: 'az login' },
      ],
      sources: [
        { title: 'Learn', href: 'https://learn.microsoft.com/a', checked: '2026-11-23', mark: 'documented' },
        { title: 'Forum', href: 'https://github.com/b', checked: '2026-11-22', mark: 'observed' },
      ],
    });
    assert.deepEqual(text.split('\n'), [
      'It works.',
      'Why: sc://a/b/c',
      'What your log shows (line 1)',
      'Presented by Azure DevOps, expected by the identity',
      '• subject',
      'presented: one',
      'expected: two',
      'Read',
      '• issuer: https://x',
      'Do this',
      '1. first',
      '2. second',
      '• also',
      '✓ Renamed? Yes',
      'Next check: Who made it?',
      '• look there',
      'Command',
      'az login',
      'Learn · checked 2026-11-23',
      'Forum · observed, not documented · checked 2026-11-22',
    ]);
  });

  it('puts the answers below the check, the rest of the buttons at the end', () => {
    const message = renderMessage({
      ...NOTHING,
      blocks: [
        { kind: 'check', question: [{ text: 'Was it renamed?' }] },
        { kind: 'paragraph', text: [{ text: 'after' }] },
      ],
      buttons: {
        answers: [{ label: 'Yes', press: { ...common, do: 'answer', check: 'renamed', answer: 'yes' } }],
        follow: [solved],
        more: [
          { label: 'Why this?', press: { ...common, do: 'show', what: 'why' } },
          { label: 'All steps', press: { ...common, do: 'show', what: 'steps' } },
        ],
      },
    });
    assert.deepEqual(
      message.blocks.map(({ type }) => type),
      ['rich_text', 'rich_text', 'actions', 'rich_text', 'actions'],
    );
    const [answers, follow] = actions(message);
    assert.deepEqual(answers?.elements, [
      {
        type: 'button',
        text: { type: 'plain_text', text: 'Yes', emoji: false },
        value: '{"v":1,"case":"c","rev":0,"do":"answer","check":"renamed","answer":"yes"}',
        accessibility_label: 'Yes: Was it renamed?',
        action_id: 'press-0',
      },
    ]);
    assert.deepEqual(
      follow?.elements.map(({ type }) => type),
      ['button', 'overflow'],
    );
  });

  it('makes a button of a single further option, and of one that is too long for a menu', () => {
    const long = (id: string): Button => ({
      label: id,
      press: { ...common, do: 'answer', check: 'c'.repeat(64), answer: id.repeat(60) },
    });
    const short: Button = { label: 'Why this?', press: { ...common, do: 'show', what: 'why' } };
    const types = (more: Button[]) =>
      actions(renderMessage({ ...NOTHING, buttons: { ...NO_BUTTONS, more } })).flatMap(({ elements }) =>
        elements.map(({ type }) => type),
      );
    assert.deepEqual(types([short]), ['button']);
    assert.deepEqual(types([short, solved, long('a')]), ['button', 'overflow']);
    assert.deepEqual(types([long('a'), long('b')]), ['button', 'button']);
  });

  it('links only to https', () => {
    const linked = (href: string) =>
      ofType(renderMessage({ ...NOTHING, blocks: [{ kind: 'paragraph', text: [{ text: 'x', href }] }] }), 'link');
    assert.equal(linked('https://learn.microsoft.com/a').length, 1);
    for (const href of ['http://learn.microsoft.com', 'javascript:alert(1)', 'slack://open', 'x', '']) {
      assert.deepEqual(linked(href), [], href);
    }
  });

  it('says that something is left out where it does not fit, and keeps the check', () => {
    const paragraph = { kind: 'paragraph' as const, text: [{ text: 'x'.repeat(700) }] };
    const list = { kind: 'list' as const, items: Array.from({ length: 8 }, () => paragraph.text) };
    const message = renderMessage({
      ...NOTHING,
      blocks: [list, paragraph, list, { kind: 'check', question: [{ text: 'Still there?' }] }],
    });
    assert.ok(characters(message.blocks) <= SLACK_LIMITS.total);
    const all = JSON.stringify(message.blocks);
    assert.match(all, /Still there\?/);
    assert.match(all, /The rest is left out/);
  });

  it('never becomes markup, a mention or a broadcast, whatever stands in it', () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        const message = renderMessage(reply);
        assert.doesNotMatch(message.text, /[<>]/);
        assert.doesNotMatch(message.text, /&(?!amp;|lt;|gt;)/);
        const kinds = new Set(objects(message.blocks).map(({ type }) => type));
        for (const kind of kinds) assert.ok(LITERAL.has(String(kind)), `${kind} is not shown literally`);
        for (const { emoji } of ofType(message, 'plain_text')) assert.equal(emoji, false);
        for (const { url } of ofType(message, 'link')) assert.match(String(url), /^https:\/\/learn\.microsoft\.com\//);
      }),
    );
  });

  it('stays within every limit of Slack', () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        const message = renderMessage(reply);
        assert.ok(message.text.length > 0 && message.text.length <= SLACK_LIMITS.fallback);
        assert.ok(message.blocks.length > 0 && message.blocks.length <= SLACK_LIMITS.blocks);
        assert.ok(characters(message.blocks) <= SLACK_LIMITS.total);
        for (const { elements } of objects(message.blocks)) {
          if (elements !== undefined) assert.ok(Array.isArray(elements) && elements.length > 0);
        }
        for (const { text } of ofType(message, 'text')) assert.ok(typeof text === 'string' && text.length > 0);
        for (const { url } of ofType(message, 'link')) assert.ok(String(url).length <= SLACK_LIMITS.url);
        for (const { elements } of actions(message)) {
          assert.ok(elements.length <= SLACK_LIMITS.actions);
          const ids = elements.map((element) => ('action_id' in element ? element.action_id : undefined));
          assert.equal(new Set(ids).size, ids.length);
        }
        for (const one of ofType(message, 'button')) {
          assert.ok(String(one.value).length <= SLACK_LIMITS.buttonValue);
          within(one.text, SLACK_LIMITS.buttonText);
          assert.ok(String(one.accessibility_label ?? '').length <= SLACK_LIMITS.accessibilityLabel);
        }
        for (const { options } of ofType(message, 'overflow')) {
          assert.ok(Array.isArray(options) && options.length >= 2 && options.length <= SLACK_LIMITS.options);
          for (const option of options) {
            within(option.text, SLACK_LIMITS.optionText);
            assert.ok(option.value.length <= SLACK_LIMITS.optionValue);
          }
        }
      }),
    );
  });

  it('loses nothing of an answer within the bounds', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1, maxLength: 500 }), { maxLength: 12 }), (texts) => {
        const { blocks } = renderMessage({
          ...NOTHING,
          blocks: texts.map((text) => ({ kind: 'paragraph', text: [{ text }] })),
        });
        const shown = objects(blocks).flatMap(({ type, text }) => (type === 'text' ? [text] : []));
        assert.deepEqual(shown.slice(1), texts);
      }),
    );
  });
});

/** The types whose text Slack shows as it stands; `mrkdwn` and `markdown` are none of them. */
const LITERAL = new Set([
  ...['rich_text', 'rich_text_section', 'rich_text_list', 'rich_text_quote', 'rich_text_preformatted', 'text', 'link'],
  ...['actions', 'button', 'overflow', 'plain_text', 'undefined'],
]);

function within(text: unknown, max: number): void {
  const shown = (text as { text: string }).text;
  assert.ok(shown.length > 0 && shown.length <= max);
}
