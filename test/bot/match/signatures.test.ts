/** Which sentences are found in a text, what has to stand beside them, and what must not. */
import assert from 'node:assert/strict';
import { createCatalog } from '../../../bot/match/catalog.ts';
import { findSignatures, prepareSignatures } from '../../../bot/match/signatures.ts';
import { read } from '../../../bot/read/read.ts';
import { knowledge } from '../../../knowledge/compiled.ts';
import type { Signature } from '../../../knowledge/schema.ts';

const { known } = createCatalog(knowledge);
const error = knowledge.errors[0] ?? assert.fail();

/** The signatures that the text has, by id, each with the line on which it is reported. */
function found(signatures: Readonly<Record<string, Partial<Signature>>>, text: string): Record<string, number> {
  const entries = Object.entries(signatures).map(([id, signature]) => {
    return { ...error, id, signatures: [{ says: [], certainty: 'exact' as const, ...signature }] };
  });
  const reading = read(text, known);
  return Object.fromEntries(
    findSignatures(reading, prepareSignatures(entries)).map(({ signature, at }) => [
      signature.entry.id,
      reading.lineAt(reading.squashed.offset(at)),
    ]),
  );
}

function names(signatures: Readonly<Record<string, Partial<Signature>>>, text: string): string[] {
  return Object.keys(found(signatures, text));
}

/** So many letters that say nothing. */
const letters = (count: number): string => ` ${'z'.repeat(count)} `;

describe('a sentence', () => {
  const gate = { gate: { says: ['The gate refused the visitor'] } };

  it('is found however it is wrapped, boxed, quoted or written', () => {
    for (const text of [
      'the gate refused the visitor',
      '│ The "gate"\n│ REFUSED the visi-\n│ tor.',
      'x:The gate refused the visitors',
    ]) {
      assert.deepEqual(names(gate, text), ['gate'], text);
    }
    assert.deepEqual(names(gate, 'The gate refused a visitor'), []);
  });

  it('of several fragments has them in their order, at most 400 letters apart', () => {
    const two = {
      two: { says: ['gate refused', 'by the guard of the house'] },
      three: { says: ['gate refused', 'by the guard', 'at noon'] },
    };
    for (const [text, ...ids] of [
      [`gate refused${letters(400)}by the guard of the house`, 'two'],
      [`gate refused${letters(401)}by the guard of the house`],
      [`gate refused by the guard${letters(400)}at noon`, 'three'],
      [`gate refused by the guard${letters(401)}at noon`],
      ['by the guard of the house: gate refused'],
      ['gate refused by the guard of the garden'],
      [`gate refused${letters(500)}gate refused, by the guard of the house`, 'two'],
    ] as const) {
      assert.deepEqual(names(two, text), ids, text);
    }
  });

  it('of several fragments is reported where its longest one stands, of equal ones the first', () => {
    for (const [says, line] of [
      [['garden', 'gate refused the visitor', 'at noon'], 2],
      [['garden gate of the house', 'refused', 'noon'], 1],
      [['refused', 'no entry', 'after noon'], 3],
      [['gardens', 'refused'], 1],
    ] as const) {
      const text = 'gardens: garden gate of the house\ngate refused the visitor: no entry\nat noon; after noon';
      assert.deepEqual(found({ it: { says: [...says] } }, text), { it: line }, says.join());
    }
  });
});

describe('sentences in one another', () => {
  for (const [what, says, text, ...ids] of [
    [
      'the longer one counts',
      ['gate refused', 'the gate refused the key'],
      'they say: the gate refused the key',
      'the gate refused the key',
    ],
    [
      'also where both begin alike',
      ['gate refused', 'gate refused the key'],
      'so the gate refused the key',
      'gate refused the key',
    ],
    [
      'and where both end alike',
      ['gate refused', 'the old gate refused'],
      'so the old gate refused',
      'the old gate refused',
    ],
    [
      'both count where the shorter one stands elsewhere as well',
      ['gate refused', 'the gate refused the key'],
      'Gate refused! The gate refused the key',
      'gate refused',
      'the gate refused the key',
    ],
    [
      'both count where the first reaches into the second',
      ['northern gate refused', 'gate refused twice'],
      'northern gate refused twice',
      'northern gate refused',
      'gate refused twice',
    ],
    [
      'so they do where the second is the longer',
      ['old gate refused', 'gate refused many times'],
      'old gate refused many times',
      'old gate refused',
      'gate refused many times',
    ],
    [
      'both count apart from each other',
      ['gate refused', 'the bridge was closed to all'],
      'gate refused; the bridge was closed to all',
      'gate refused',
      'the bridge was closed to all',
    ],
    [
      'and in the other order',
      ['gate refused', 'the bridge was closed to all'],
      'the bridge was closed to all; gate refused',
      'gate refused',
      'the bridge was closed to all',
    ],
  ] as const) {
    it(what, () => {
      const signatures = Object.fromEntries(says.map((sentence) => [sentence, { says: [sentence] }]));
      assert.deepEqual(names(signatures, text), ids);
    });
  }

  it('two entries with the same sentence both count', () => {
    const says = ['gate refused'];
    assert.deepEqual(names({ one: { says }, other: { says } }, 'the gate refused'), ['one', 'other']);
  });
});

describe('a sentence that other products print too', () => {
  const signatures = { gate: { says: ['the gate refused'], near: ['Azure', 'Entra'] } };
  for (const [what, text, ...ids] of [
    ['counts after a word of ours', 'the log-in to Azure is over, the gate refused', 'gate'],
    ['counts before one', 'the gate refused what Entra sent', 'gate'],
    ['counts ten lines after one', `Azure${letters(1195)}the gate refused`, 'gate'],
    ['counts ten lines before one', `the gate refused${letters(1195)}Azure`, 'gate'],
    ['does not count further away', `Azure${letters(1200)}the gate refused${letters(1200)}Azure`],
    ['does not count where nothing is ours', 'kubectl: the gate refused'],
    ['does not count where something follows that is not ours', 'Error: the gate refused kubectl'],
    ['counts alone', 'the gate refused', 'gate'],
    ['counts where an error is all that is said', '##[error]Error: the gate refused', 'gate'],
    [
      'counts where somebody asks for help with it',
      'hi, we get "the gate refused" again, please help, what does it mean?',
      'gate',
    ],
    [
      'counts with one of ours at a later place',
      `kubectl: the gate refused${letters(1300)}Azure: the gate refused`,
      'gate',
    ],
  ] as const) {
    it(what, () => assert.deepEqual(names(signatures, text), ids));
  }
});

describe('a sentence that is of another product in some places', () => {
  const signatures = { gate: { says: ['the gate refused'], unless: ['docker', 'npm install'] } };
  for (const [what, text, ...ids] of [
    ['counts by itself', 'the gate refused', 'gate'],
    ['does not count after its name', 'docker login: the gate refused'],
    ['does not count before its name', 'the gate refused to npm install'],
    ['does not count two lines after it', `docker${letters(244)}the gate refused`],
    ['does not count two lines before it', `the gate refused${letters(244)}docker`],
    ['counts further away', `docker${letters(245)}the gate refused${letters(245)}docker`, 'gate'],
    ['counts at a later place without it', `docker: the gate refused${letters(300)}the gate refused`, 'gate'],
  ] as const) {
    it(what, () => assert.deepEqual(names(signatures, text), ids));
  }
});
