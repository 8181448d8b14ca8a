import assert from 'node:assert/strict';
import type { CodeSeen } from '../../../bot/read/codes.ts';
import type { Evidence } from '../../../bot/read/evidence.ts';
import { readSignals } from '../../../bot/read/signals.ts';

const at = (text: string) => ({ text, at: 0 });
const minute = (minutes: number) => new Date(minutes * 60_000);

describe('readSignals', () => {
  for (const [what, evidence, signals] of [
    ['nothing', {}, []],
    ['an issuer', { issuer: at('https://token.actions.githubusercontent.com') }, ['issuer:github']],
    ['a subject of names', { subject: at('sc://contoso/shop/azure') }, ['subject:names']],
    ['a subject of names that is cut short', { subject: at('SC://contoso/sh') }, ['subject:names']],
    ['another subject', { subject: at('repo:contoso/shop:ref:refs/heads/main') }, ['subject:other']],
    [
      'an assertion that is too old',
      { times: { from: minute(0), until: minute(10), now: minute(70) } },
      ['age:over-an-hour'],
    ],
    ['an agent', { agent: 'self-hosted' }, ['agent:self-hosted']],
    [
      'a managed identity of another cloud',
      { managedIdentity: [0], sovereignCloud: [0] },
      ['identity:managed', 'cloud:sovereign'],
    ],
  ] as const satisfies readonly (readonly [string, Partial<Evidence>, readonly string[]])[]) {
    it(`tells what ${what} shows, and no more`, () =>
      assert.deepEqual([...readSignals({ tasks: [], ...evidence }, [])], signals));
  }

  it('tells that there is a code', () => {
    const code: CodeSeen = { code: 'AADSTS700213', at: 0, form: 'prefixed', places: [0] };
    assert.deepEqual([...readSignals({ tasks: [] }, [code])], ['code:any']);
  });
});
