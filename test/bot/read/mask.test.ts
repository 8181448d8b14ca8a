import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { mask } from '../../../bot/read/mask.ts';
import { secretPatterns } from '../../../bot/read/secret-patterns.ts';

describe('mask', () => {
  for (const { kind, masks, leaves } of secretPatterns) {
    describe(kind, () => {
      for (const [text, expected] of masks) {
        it(`masks ${text.slice(0, 60)}`, () => {
          const masked = mask(text);
          assert.equal(masked.text, expected);
          assert.equal(mask(expected).text, expected);
          assert.deepEqual(
            masked.receipt.map((m) => m.kind),
            [kind],
          );
        });
      }
      for (const text of leaves) it(`leaves ${text.slice(0, 60)}`, () => assert.equal(mask(text).text, text));
    });
  }
});
