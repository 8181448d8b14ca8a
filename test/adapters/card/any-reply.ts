/** Replies of every kind: within the bounds of the model, with texts as hostile as they can be. */
import fc from 'fast-check';
import { PRESS_VERSION } from '../../../bot/press.ts';
import { type Block, type Button, REPLY_BOUNDS, type Reply, type Span } from '../../../bot/reply.ts';

const HOSTILE = [
  '[click](javascript:alert(1))',
  '**bold** _it_ `code` # h\n- x\n1. y\n> z ~~no~~',
  '<at>Everyone</at> <script>x</script> &lt;',
  '{{DATE(2026-11-23T00:00:00Z, SHORT)}} {{TIME(2026-11-23T00:00:00Z)}} $\u007Bexpression}',
  'https://evil.example/ http://evil.example www.evil.example',
  '\u202Ereversed \u200B \uD800 \u0000 🩺'.repeat(3),
  'sc://contoso/shop/prod-azure',
  '',
];

/** Texts of a person, with what chat platforms could take for markup. */
export const pasted = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 60 }), fc.lorem());

/** A text that is pasted, cut to a bound. */
const text = (max: number) => pasted.map((value) => value.slice(0, max));

const href = fc.constantFrom(
  'https://learn.microsoft.com/azure/devops?view=a&b=c#d',
  'javascript:alert(1)',
  'http://evil.example/',
  'https://user:password@evil.example/',
  'data:text/html,x',
  'nonsense',
);

const span: fc.Arbitrary<Span> = fc.record(
  { text: text(REPLY_BOUNDS.text), style: fc.constantFrom('strong' as const, 'code' as const), href },
  { requiredKeys: ['text'] },
);
const rich = fc.array(span, { maxLength: 4 });
const items = fc.array(rich, { maxLength: REPLY_BOUNDS.items });
const title = text(REPLY_BOUNDS.verdict);

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record(
    {
      kind: fc.constant('paragraph' as const),
      text: rich,
      tone: fc.constantFrom('muted' as const, 'warning' as const),
    },
    { requiredKeys: ['kind', 'text'] },
  ),
  fc.record({
    kind: fc.constant('read' as const),
    title,
    compared: fc.boolean(),
    rows: fc.array(
      fc.record({ label: title, presented: rich, expected: rich }, { requiredKeys: ['label', 'presented'] }),
      { maxLength: REPLY_BOUNDS.rows },
    ),
  }),
  fc.record({ kind: fc.constant('steps' as const), title, items }),
  fc.record({ kind: fc.constant('list' as const), title, items }, { requiredKeys: ['kind', 'items'] }),
  fc.record({
    kind: fc.constant('answered' as const),
    items: fc.array(fc.record({ question: title, answer: text(REPLY_BOUNDS.label) }), { maxLength: 8 }),
  }),
  fc.record(
    { kind: fc.constant('check' as const), question: rich, how: items },
    { requiredKeys: ['kind', 'question'] },
  ),
  fc.record(
    { kind: fc.constant('code' as const), title, text: text(REPLY_BOUNDS.code) },
    { requiredKeys: ['kind', 'text'] },
  ),
);

const button: fc.Arbitrary<Button> = fc.record({
  label: fc.lorem({ maxCount: 3 }).map((value) => value.slice(0, REPLY_BOUNDS.label)),
  press: fc.record({
    v: fc.constant(PRESS_VERSION),
    case: fc.constant('case'),
    rev: fc.nat(99),
    do: fc.constant('answer' as const),
    check: fc.constant('renamed'),
    answer: fc.constantFrom('yes', 'no'),
  }),
});
const buttons = (maxLength: number) => fc.array(button, { maxLength });

export const anyReply: fc.Arbitrary<Reply> = fc.record({
  effect: fc.constantFrom('post' as const, 'update' as const, 'notice' as const),
  verdict: text(REPLY_BOUNDS.verdict),
  blocks: fc.array(block, { maxLength: REPLY_BOUNDS.blocks }),
  buttons: fc.record({
    answers: buttons(REPLY_BOUNDS.answers),
    follow: buttons(REPLY_BOUNDS.follow),
    more: buttons(REPLY_BOUNDS.more),
  }),
  sources: fc.array(
    fc.record({
      title,
      href,
      checked: fc.constant('2026-11-23'),
      mark: fc.constantFrom('documented' as const, 'code' as const, 'observed' as const, 'inferred' as const),
    }),
    { maxLength: REPLY_BOUNDS.sources },
  ),
  findings: fc.constant([]),
});
