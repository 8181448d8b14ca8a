import assert from 'node:assert/strict';
import { jsonIn } from '../../../bot/read/json-in-text.ts';

const name = (value: string) => ({ name: value });

describe('jsonIn', () => {
  for (const [what, text, values] of [
    ['nothing', '', []],
    ['prose with brackets', 'see [the log] {here} and [1] or {}', []],
    ['an object', '{"name":"a"}', [name('a')]],
    ['a list, and not once more what it holds', '[{"name":"a"},{"name":"b"}]', [[name('a'), name('b')]]],
    ['two objects amid words', 'got {"name":"a"} and then {"name":"b"}.', [name('a'), name('b')]],
    ['an object behind empty brackets', `${'[] {} [1] '.repeat(30)}{"name":"a"}`, [name('a')]],
    ['an object far behind other text', `${'no JSON here '.repeat(50_000)}{"name":"a"}`, [name('a')]],
    ['what closes within a list that is cut off', '[{"name":"a"},{"name":"b"},{"na', [name('a'), name('b')]],
    ['what stands before and after a bracket of the wrong kind', '[{"name":"a"}} {"name":"b"}', [name('a'), name('b')]],
    ['what stands before a string that does not end', '[{"name":"a"}, "b\n] {"name":"c"}', [name('a'), name('c')]],
    ['nothing where a comma is missing', '{"name" "a", "b": 1}', []],
    ['nothing that is longer than 512 KB', JSON.stringify(name('a'.repeat(512 * 1024))), []],
    ['an object of nearly that length', JSON.stringify(name('a'.repeat(500_000))), [name('a'.repeat(500_000))]],
    ['at most 20 values', '{"name":"a"} '.repeat(30), Array.from({ length: 20 }, () => name('a'))],
    [
      'at most 20 values of a list that is cut off',
      `[${'{"name":"a"},'.repeat(30)}`,
      Array.from({ length: 20 }, () => name('a')),
    ],
  ] as const) {
    it(`finds ${what}`, () => {
      const found = jsonIn(text);
      assert.deepEqual(
        found.map(({ value }) => value),
        values,
      );
      for (const { value, from, to } of found) assert.deepEqual(JSON.parse(text.slice(from, to)), value);
    });
  }
});
