/** What a text that nothing matches is guessed to be about, and when nothing is guessed. */
import assert from 'node:assert/strict';
import { createCatalog } from '../../../bot/match/catalog.ts';
import type { Finding } from '../../../bot/match/finding.ts';
import { createNearest } from '../../../bot/match/nearest.ts';
import { knowledge } from '../../../knowledge/compiled.ts';
import { allButtons, conversation, readable } from '../../conversation.ts';

const [error, guide] = [knowledge.errors[0] ?? assert.fail(), knowledge.guides[0] ?? assert.fail()];
const [signature] = error.signatures;
assert.ok(signature);

/** Two errors and a guide in words of their own. */
const catalog = createCatalog({
  ...knowledge,
  errors: [
    {
      ...error,
      id: 'door',
      title: 'The Garden door is locked',
      happened: 'A hinge rusted and failed.',
      why: 'Nobody oiled it last winter.',
      signatures: [
        { ...signature, says: ['Visitor refused'] },
        { ...signature, says: ['knocked without answer', 'bell broken'] },
      ],
    },
    { ...error, id: 'gate', title: 'A gate squeaks', happened: 'Its hinge rusted', why: 'Rain', signatures: [] },
  ],
  guides: [{ ...guide, id: 'kiln', title: 'How a gate and its hinge are forged, once they rusted' }],
});

const nearest = (text: string): Finding[] => createNearest(catalog)(text);
const guesses = (text: string): string[] => nearest(text).map(({ id }) => id);

describe('the guesses for a text that nothing matches', () => {
  for (const [what, text, ...found] of [
    ['three words of a title', 'locked garden door', 'door'],
    ['words of what happened and why', 'rusted winter oiled', 'door'],
    ['words of its signatures', 'VISITOR bell broken?', 'door'],
    ['words at the borders of its texts', 'refused knocked answer', 'door'],
    ['a slip in a longer word', 'visitar refused knocked', 'door'],
    ['a guide by its title', 'forged gate hinge', 'kiln'],
    ['the closest two of three, the closest first', 'garden gate hinge rusted squeaks rain', 'gate', 'kiln'],
    ['three words of ten', 'door bell answer five nine seven eight twelve thirty forty', 'door'],
    ['words among noise', `door bell answer ${'and this is why it was not for us all to say so '.repeat(3)}`, 'door'],
    ['two words', 'garden door'],
    ['one word three times', 'garden door door door'],
    ['three words of eleven', 'door bell answer four five nine seven eight twelve thirty forty'],
    ['noise alone', 'It was not for us: and this is why, with all of them, an error'],
    ['a slip in noise', 'garden door faild'],
    ['words of no entry', 'kubernetes image pull backoff'],
    ['no words', '70021 / 12 %'],
    ['nothing', ''],
  ] as const) {
    it(`${found.join(', ') || 'none'}: ${what}`, () => assert.deepEqual(guesses(text), found));
  }

  it('say which words they rest on, and are never sure', () => {
    assert.deepEqual(nearest('Forged! Gate: hinge; hinge'), [
      { kind: 'topic', id: 'kiln', certainty: 'guess', why: 'shares the words forged, gate, hinge' },
    ]);
    const [many] = nearest('garden door locked hinge rusted nobody oiled last winter');
    assert.equal(many?.kind, 'error');
    assert.equal(many.why, 'shares the words garden, door, locked, hinge, rusted, nobody, oiled, last');
  });

  describe('of a long log', () => {
    const chatter = 'downloading layer nothing interesting happens here today\n'.repeat(30);

    it('come from its lines that tell of a failure', () => {
      for (const says of ['Error', 'failed', 'DENIED', 'unauthorised', 'unauthorized']) {
        assert.deepEqual(guesses(`${chatter}garden door locked: ${says}\n${chatter}`), ['door'], says);
      }
      assert.deepEqual(guesses(`${chatter}garden door locked: fine\n${chatter}`), []);
    });

    it('come from all words of a message that is still short', () => {
      assert.deepEqual(guesses('garden door locked'.padEnd(1500)), ['door']);
      assert.deepEqual(guesses('garden door locked'.padEnd(1501)), []);
    });

    it('come from the last twelve of these lines, together', () => {
      const lines = ['garden denied', 'door denied', 'locked denied'].join('\n');
      const others = (count: number) => '\nerror'.repeat(count);
      assert.deepEqual(guesses(chatter + lines + others(9)), ['door']);
      assert.deepEqual(guesses(chatter + lines + others(10)), []);
    });
  });

  it('are named as guesses in the answer, with a button that opens the closest', () => {
    const reply = conversation().say('az login: no subscription was found for this service connection');
    assert.equal(reply.verdict, 'I don\u2019t recognise this.');
    assert.match(readable(reply), /Guesses, no diagnosis.* no-subscriptions: /);
    assert.ok(allButtons(reply).some(({ label }) => label === 'Read no-subscriptions'));
    assert.ok(!reply.findings.some(({ certainty }) => certainty !== 'guess'));
  });
});
