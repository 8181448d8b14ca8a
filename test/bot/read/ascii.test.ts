import assert from 'node:assert/strict';
import { asciiOf, BEYOND } from '../../../bot/read/ascii.ts';

describe('asciiOf', () => {
  for (const [what, text, bytes] of [
    ['ASCII', 'aZ\n', [97, 90, 10]],
    ['other letters, each of which counts as one', 'aø│b', [97, BEYOND, BEYOND, 98]],
    ['a character of two units', '🔑', [BEYOND, BEYOND]],
  ] as const) {
    it(`makes bytes of ${what}, in a text of any length`, () => {
      for (const times of [0, 1, 300]) {
        assert.deepEqual([...asciiOf(text.repeat(times))], Array.from({ length: times }, () => bytes).flat());
      }
    });
  }
});
