import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { mask } from '../../../bot/read/mask.ts';
import { readClaims } from '../../../bot/read/token.ts';

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = (payload: unknown): string =>
  `${part({ alg: 'RS256', typ: 'JWT' })}.${part(payload)}.c2lnbmF0dXJlLXRoYXQtaXMtbG9uZw`;
const assertion = {
  iss: 'https://vstoken.dev.azure.com/0f8fad5b-d9cb-469f-a165-70867728950e',
  sub: 'sc://contoso/Bestillinger æøå/web',
  aud: 'api://AzureADTokenExchange',
  iat: 1_760_000_000,
  nbf: 1_760_000_000,
  exp: 1_760_000_600,
};
const claims = {
  issuer: assertion.iss,
  subject: assertion.sub,
  audience: assertion.aud,
  issuedAt: assertion.iat,
  notBefore: assertion.nbf,
  expires: assertion.exp,
};

describe('readClaims', () => {
  it('reads the claims of an assertion', () => assert.deepEqual(readClaims(token(assertion)), claims));

  it('reads them from a token that was cut off in its signature, or has none', () => {
    const [header, payload] = token(assertion).split('.');
    assert.deepEqual(readClaims(`${header}.${payload}.c2ln`), claims);
    assert.deepEqual(readClaims(`${header}.${payload}`), claims);
  });

  it('reads application, tenant and version of both kinds of access token', () => {
    assert.deepEqual(readClaims(token({ appid: 'a', tid: 't', ver: '1.0' })), {
      application: 'a',
      tenant: 't',
      version: '1.0',
    });
    assert.deepEqual(readClaims(token({ azp: 'a', tid: 't', ver: '2.0' })), {
      application: 'a',
      tenant: 't',
      version: '2.0',
    });
  });

  it('reads a payload with every character of Base64url, also with the padding that some libraries add', () => {
    for (const payload of ['eyJzdWIiOiJ-fn4-Pj4_Pz8ifQ', 'eyJzdWIiOiJ-fn4-Pj4_Pz8ifQ==']) {
      assert.deepEqual(readClaims(`e30.${payload}.x`), { subject: '~~~>>>???' });
    }
  });

  it('takes the first of several audiences', () => {
    assert.deepEqual(readClaims(token({ aud: ['api://one', 'api://two'] })), { audience: 'api://one' });
  });

  it('reads what mask hands out', () => {
    const { tokens, text } = mask(`Using assertion ${token(assertion)} now`);
    assert.equal(text, 'Using assertion [token masked] now');
    assert.deepEqual(tokens.map(readClaims), [claims]);
  });

  it('reads a claim of 512 characters and the last second of the year 9999', () => {
    assert.deepEqual(readClaims(token({ tid: 'x'.repeat(512), exp: 253_402_300_799 })), {
      tenant: 'x'.repeat(512),
      expires: 253_402_300_799,
    });
  });

  it('leaves out claims of a wrong type, an absurd length or an impossible time', () => {
    assert.deepEqual(
      readClaims(
        token({
          iss: 'https://x',
          sub: 7,
          aud: { a: 1 },
          exp: '1760000000',
          iat: 0,
          nbf: 1e300,
          tid: 'x'.repeat(513),
          ver: '',
        }),
      ),
      { issuer: 'https://x' },
    );
  });

  for (const [what, text] of [
    ['nothing', ''],
    ['a word', 'eyJhbGciOiJub25lIn0'],
    ['a payload cut off', token(assertion).slice(0, 90)],
    ['a payload that is no object', token(['iss'])],
    ['a payload that is null', token(null)],
    ['an encrypted token', `${part({ alg: 'dir', enc: 'A128GCM' })}..aXY.Y2lwaGVy.dGFn`],
    ['no claim of use', token({ nonce: 'x' })],
    ['bytes that are no UTF-8', `e30.${Buffer.from('{"iss":"\xff"}', 'latin1').toString('base64url')}.x`],
    ['a payload beyond all measure', token({ iss: 'https://x', pad: 'x'.repeat(20_000) })],
  ] as const) {
    it(`reads nothing from ${what}`, () => assert.equal(readClaims(text), undefined));
  }

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.jsonValue().map(token),
          fc.base64String().map((value) => `e30.${value}.x`),
        ),
        (text) => {
          readClaims(text);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('takes nothing from the prototype of objects', () => {
    assert.equal(readClaims(token(JSON.parse('{"__proto__":{"iss":"https://x"}}'))), undefined);
  });
});
