import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ANY_UNUSUAL, anchorSearch } from '../../../bot/read/anchors.ts';

describe('anchorSearch', () => {
  it('finds every place of every anchor, also where they overlap or end in each other', () => {
    const places = anchorSearch(['she', 'he', 'hers', 'his', 'ushered'])('ushers, his SHE');
    assert.deepEqual(Object.fromEntries(places), { she: [1, 12], he: [2, 13], hers: [2], his: [8] });
    assert.deepEqual(Object.fromEntries(anchorSearch(['ushered', 'he'])('ushers')), { he: [2] });
  });

  it('takes a line break for a space, and nothing else for it', () => {
    const search = anchorSearch(['assertion subject']);
    assert.deepEqual(search('an assertion\nsubject').get('assertion subject'), [3]);
    assert.equal(search('an assertion\tsubject').size, 0);
  });

  it('counts characters beyond ASCII as one each', () => {
    assert.deepEqual(anchorSearch(['key'])('│ nøkkel 🔑 key').get('key'), [12]);
    assert.equal(anchorSearch(['key'])('\u212aey').size, 0);
  });

  it('tells whether there is a character that a keyboard does not give, wherever it stands', () => {
    const search = anchorSearch(['key', ANY_UNUSUAL]);
    assert.equal(search('a plain key:\t{~}\r\nand no more').has(ANY_UNUSUAL), false);
    for (const unusual of ['\u001b', '\u0000', '\u007f', '\u200b', '│']) {
      for (const text of [`${unusual}key`, `key ${unusual}`, `a ${unusual} key`]) {
        assert.equal(search(text).has(ANY_UNUSUAL), true, JSON.stringify(text));
        assert.deepEqual(search(text).get('key'), [text.indexOf('key')]);
      }
    }
    assert.equal(anchorSearch(['key'])('│').has(ANY_UNUSUAL), false);
  });

  it('stops at the most places asked for', () => {
    assert.deepEqual(anchorSearch(['a'], 2)('aaaa').get('a'), [0, 1]);
  });

  it('finds what a search for each anchor alone finds', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abB: '), minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 6 }),
        fc.string({ unit: fc.constantFrom(...'abB:\n é'), maxLength: 60 }),
        (words, text) => {
          const anchors = [...new Set(words.map((one) => one.toLowerCase()))];
          const plain = text.toLowerCase().replaceAll('\n', ' ');
          const expected = anchors.map((anchor) => {
            const starts = [...plain].flatMap((_, at) => (plain.startsWith(anchor, at) ? [at] : []));
            return [anchor, starts] as const;
          });
          assert.deepEqual(
            new Map(anchorSearch(anchors)(text)),
            new Map(expected.filter(([, starts]) => starts.length > 0)),
          );
        },
      ),
    );
  });
});
