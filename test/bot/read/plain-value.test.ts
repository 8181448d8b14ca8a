import assert from 'node:assert/strict';
import { plainValue } from '../../../bot/read/plain-value.ts';
import { namesIn } from '../../../bot/read/values.ts';

describe('plainValue', () => {
  for (const [what, value, plain] of [
    ['nothing', undefined, undefined],
    ['an empty value', '', undefined],
    ['a value that prints nothing', ' \n\u202e', undefined],
    ['a value of one word', 'contoso', 'contoso'],
    ['a value over several lines, with blanks at its ends', ' contoso\r\nshop\t', 'contoso shop'],
    ['a value that turns the direction of what follows', 'contoso\u202eshop', 'contoso shop'],
  ] as const) {
    it(`makes one masked line of ${what}`, () => assert.equal(plainValue(value), plain));
  }

  it('masks what is secret in it', () => assert.doesNotMatch(plainValue('password=Tr0ub4dor&3xyz') ?? '', /Tr0ub4dor/));

  it('is what the encoded names of a subject become', () => {
    const { organization, project, connection } = namesIn(
      'sc://con%E2%80%AEtoso/my%0Ashop/gl%70at-aB3dE5gH7jaB3dE5gH7j',
    );
    assert.deepEqual([organization, project, connection], ['con toso', 'my shop', '[token masked]']);
  });
});
