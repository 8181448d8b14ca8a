/** An entry's examples are its tests: what it must match, and by no other entry; what it must not. */
import assert from 'node:assert/strict';
import { knowledge } from '../../knowledge/compiled.ts';
import { conversation } from '../conversation.ts';

function claimed(text: string): string[] {
  return conversation()
    .say(text)
    .findings.filter(({ kind, certainty }) => kind !== 'task' && certainty !== 'guess')
    .map(({ id }) => id);
}

describe('the examples of every entry and guide', () => {
  for (const { id, examples } of [...knowledge.errors, ...knowledge.guides]) {
    describe(id, () => {
      for (const text of examples.match) {
        it(`is meant by: ${text.slice(0, 90)}`, () => assert.deepEqual(claimed(text), [id]));
      }
      for (const text of examples.not) {
        it(`is not meant by: ${text.slice(0, 90)}`, () =>
          assert.ok(!claimed(text).includes(id), claimed(text).join(', ')));
      }
    });
  }
});
