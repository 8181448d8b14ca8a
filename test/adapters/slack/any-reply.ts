/** Replies of every shape, within the bounds and far beyond them, with texts that try to become markup. */
import fc from 'fast-check';
import type { Press } from '../../../bot/press.ts';
import type { Block, Button, Reply, RichText } from '../../../bot/reply.ts';

const HOSTILE = [
  '<!channel>',
  '<!here|here>',
  '<@U123456>',
  '<#C123456|general>',
  '<https://evil.example|Microsoft>',
  '<mailto:a@b.example|a>',
  '*bold* _it_ ~s~ `c` ```pre```',
  '&lt;!channel&gt;',
  ':tada: <!date^1^{date}|x>',
  '> quote',
  '\u202Eevil\u0000',
  '\ud83d\ude00',
  '\ud83d',
];

const text = (max: number) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.string({ maxLength: 60, unit: 'binary' }) },
    { weight: 3, arbitrary: fc.constantFrom(...HOSTILE) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(...HOSTILE, '&', 'x'), fc.nat(max))
        .map(([one, n]) => one.repeat(n / one.length)),
    },
  );

const href = fc.constantFrom(
  'https://learn.microsoft.com/azure/devops',
  'javascript:alert(1)',
  'http://plain.example',
  'no address',
  `https://learn.microsoft.com/${'x'.repeat(4000)}`,
);
const span = fc.record(
  { text: text(3000), style: fc.constantFrom('strong' as const, 'code' as const), href },
  { requiredKeys: ['text'] },
);
const rich: fc.Arbitrary<RichText> = fc.array(span, { maxLength: 5 });
const many = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 14 });
const row = fc.record({ label: text(900), presented: rich, expected: rich }, { requiredKeys: ['label', 'presented'] });

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record(
    {
      kind: fc.constant('paragraph' as const),
      text: rich,
      tone: fc.constantFrom('muted' as const, 'warning' as const),
    },
    { requiredKeys: ['kind', 'text'] },
  ),
  fc.record({ kind: fc.constant('read' as const), title: text(300), compared: fc.boolean(), rows: many(row) }),
  fc.record({ kind: fc.constant('steps' as const), title: text(300), items: many(rich) }),
  fc.record(
    { kind: fc.constant('list' as const), title: text(300), items: many(rich) },
    { requiredKeys: ['kind', 'items'] },
  ),
  fc.record({
    kind: fc.constant('answered' as const),
    items: many(fc.record({ question: text(900), answer: text(900) })),
  }),
  fc.record(
    { kind: fc.constant('check' as const), question: rich, how: many(rich) },
    { requiredKeys: ['kind', 'question'] },
  ),
  fc.record(
    { kind: fc.constant('code' as const), title: text(300), text: text(4000) },
    { requiredKeys: ['kind', 'text'] },
  ),
);

const id = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$/);
const common = { v: fc.constant(1 as const), case: fc.stringMatching(/^[A-Za-z0-9_-]{1,24}$/), rev: fc.nat(9999) };
const press: fc.Arbitrary<Press> = fc.oneof(
  fc.record({ ...common, do: fc.constant('answer' as const), check: id, answer: id }),
  fc.record({ ...common, do: fc.constantFrom('solved' as const, 'failing' as const, 'restart' as const) }),
  fc.record({ ...common, do: fc.constant('open' as const), id }),
);
const button: fc.Arbitrary<Button> = fc.record({ label: text(120), press });
const source = fc.record({
  title: text(300),
  href,
  checked: fc.constantFrom('2026-11-23', 'some other day'),
  mark: fc.constantFrom('documented' as const, 'code' as const, 'observed' as const, 'inferred' as const),
});

export const anyReply: fc.Arbitrary<Reply> = fc.record({
  effect: fc.constantFrom('post' as const, 'update' as const, 'notice' as const),
  verdict: text(400),
  blocks: fc.array(block, { maxLength: 16 }),
  buttons: fc.record({ answers: many(button), follow: many(button), more: many(button) }),
  sources: many(source),
  findings: fc.constant([]),
});
