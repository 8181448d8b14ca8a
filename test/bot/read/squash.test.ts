import assert from 'node:assert/strict';
import fc from 'fast-check';
import { squash, squashed } from '../../../bot/read/squash.ts';

describe('squash', () => {
  it('keeps the letters and digits of a sentence however it is wrapped and boxed', () => {
    assert.equal(squash("AADSTS70025: The client\n│ 'x' has").text, 'aadsts70025theclientxhas');
    assert.equal(squash('Størmer 🔑 KEY').text, 'strmerkey');
    assert.equal(squash('').text, '');
    assert.equal(squash('').offset(0), 0);
  });

  it('does so in a text of any length', () => {
    const { text, offset } = squash('Key: '.repeat(1000));
    assert.equal(text, 'key'.repeat(1000));
    for (const key of [0, 60, 500, 999]) assert.equal(offset(3 * key), 5 * key);
  });

  it('knows where each character stood, and takes what lies beyond for the end', () => {
    const letter = fc.constantFrom('a', 'Z', '7', ' ', '\n', '│', 'ø', '🔑');
    const text = fc.array(letter, { maxLength: 900 }).map((letters) => letters.join(''));
    fc.assert(
      fc.property(text, (original) => {
        const { text: kept, offset } = squash(original);
        const stood = [...original.matchAll(/[a-z0-9]/gi)].map(({ index }) => index);
        assert.deepEqual(
          [...kept].map((_, index) => offset(index)),
          stood,
        );
        assert.equal(kept, squashed(original));
        assert.equal(offset(kept.length), original.length);
        assert.equal(offset(kept.length + 1000), original.length);
      }),
    );
  });
});
