import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readConnectionJson as readJson } from '../../../bot/read/connection-json.ts';

const readConnectionJson = (text: string) => readJson(text).facts;

const ID = '0f8fad5b-d9cb-469f-a165-70867728950e';
const ISSUER = `https://login.microsoftonline.com/${ID}/v2.0`;
const SUBJECT = `/eid1/c/pub/t/abc/a/def/sc/${ID}/${ID}`;

const endpoint = {
  id: ID,
  name: 'prod-azure',
  type: 'azurerm',
  isReady: true,
  data: { environment: 'AzureCloud', creationMode: 'Manual', subscriptionName: 'Production' },
  authorization: {
    scheme: 'WorkloadIdentityFederation',
    parameters: {
      tenantid: 'tenant-of-contoso',
      serviceprincipalid: 'application-of-contoso',
      workloadIdentityFederationIssuer: ISSUER,
      workloadIdentityFederationIssuerType: 'EntraID',
      workloadIdentityFederationSubject: SUBJECT,
    },
  },
};
const connection = {
  kind: 'connection',
  id: ID,
  name: 'prod-azure',
  type: 'azurerm',
  scheme: 'WorkloadIdentityFederation',
  issuer: ISSUER,
  subject: SUBJECT,
  issuerType: 'EntraID',
  application: 'application-of-contoso',
  tenant: 'tenant-of-contoso',
  creationMode: 'Manual',
  environment: 'AzureCloud',
  ready: true,
};
const audiences = ['api://AzureADTokenExchange'];
const credential = { name: 'devops', issuer: ISSUER, subject: SUBJECT, audiences };
const pretty = (value: unknown) => JSON.stringify(value, null, 2);

describe('readConnectionJson', () => {
  for (const [shape, text] of [
    ['a single object', pretty(endpoint)],
    ['the answer of the REST call', pretty({ count: 1, value: [endpoint] })],
    ['a list', JSON.stringify([endpoint])],
    [
      'a fenced block amid prose',
      `Here it is [the connection]:\n\`\`\`json\n${pretty(endpoint)}\n\`\`\`\nWhat is wrong {here}?`,
    ],
    ['a log line', `2026-11-20T10:15:42Z [info] {"a": 1} got ${JSON.stringify(endpoint)} [done]`],
    ['an answer that is cut off', pretty({ value: [endpoint, endpoint] }).slice(0, -500)],
  ] as const) {
    it(`reads a connection from ${shape}`, () => assert.deepEqual(readConnectionJson(text), [connection]));
  }

  it('reads what is there of an incomplete connection', () => {
    const text = pretty({ name: 'old', type: 'azurerm', isReady: 'no', authorization: { scheme: 'ServicePrincipal' } });
    assert.deepEqual(readConnectionJson(text), [
      { kind: 'connection', name: 'old', type: 'azurerm', scheme: 'ServicePrincipal', ready: false },
    ]);
  });

  it('reads a paste that begins within the connection', () => {
    const [found] = readConnectionJson(`"authorization": ${pretty(endpoint.authorization)},\n  "id": "x"`);
    assert.ok(found?.kind === 'connection');
    assert.equal(found.subject, SUBJECT);
  });

  it("reads an app's credentials as Azure CLI lists them", () => {
    const text = pretty([{ ...credential, id: ID, description: null }]);
    assert.deepEqual(readConnectionJson(text), [
      { kind: 'federated-credentials', owner: 'app', credentials: [credential] },
    ]);
  });

  it('reads the answer of Microsoft Graph', () => {
    const text = pretty({ '@odata.context': 'https://graph.microsoft.com/v1.0/…', value: [{ ...credential, id: ID }] });
    assert.deepEqual(readConnectionJson(text), [
      { kind: 'federated-credentials', owner: 'app', credentials: [credential] },
    ]);
  });

  for (const [shape, item] of [
    ['flat', credential],
    ['with properties', { name: 'devops', properties: { issuer: ISSUER, subject: SUBJECT, audiences } }],
  ] as const) {
    it(`reads a managed identity's credentials, ${shape}`, () => {
      const id = `/subscriptions/x/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/mi/federatedIdentityCredentials/devops`;
      assert.deepEqual(readConnectionJson(pretty([{ ...item, id }])), [
        {
          kind: 'federated-credentials',
          owner: 'managed-identity',
          credentials: [{ ...credential, identity: 'mi', group: 'rg' }],
        },
      ]);
    });
  }

  for (const [owner, ids] of [
    ['app', [ID, ID]],
    ['unknown', [undefined, undefined]],
    ['unknown', [ID, undefined]],
    ['unknown', [ID, 7]],
    ['managed-identity', ['/subscriptions/x/UserAssignedIdentities/mi', undefined]],
  ] as const) {
    it(`takes the owner of credentials with the ids ${ids} for ${owner}`, () => {
      const text = pretty(ids.map((id) => ({ ...credential, id })));
      assert.deepEqual(readConnectionJson(text), [
        { kind: 'federated-credentials', owner, credentials: [credential, credential] },
      ]);
    });
  }

  it('reads a credential whose issuer is masked', () => {
    const [found] = readConnectionJson(pretty({ ...credential, issuer: '***' }));
    assert.ok(found?.kind === 'federated-credentials');
    assert.equal(found.credentials[0]?.issuer, '***');
  });

  it('reads a credential without audiences by the address of its issuer', () => {
    for (const issuer of [ISSUER, ' HTTP://vstoken.dev.azure.com/x']) {
      const [found] = readConnectionJson(pretty({ issuer, subject: SUBJECT }));
      assert.ok(found?.kind === 'federated-credentials');
      assert.deepEqual(found.credentials, [{ issuer, subject: SUBJECT, audiences: [] }]);
    }
  });

  it('reads a connection and credentials from one text', () => {
    const kinds = readConnectionJson(`${pretty(endpoint)}\nand\n${pretty([credential])}`).map(({ kind }) => kind);
    assert.deepEqual(kinds, ['connection', 'federated-credentials']);
  });

  for (const [what, value] of [
    ["a certificate's JSON", { issuer: 'CN=https://contoso.com', subject: 'CN=www' }],
    ['any other JSON', { Logging: { LogLevel: { Default: 'Information' } } }],
    ["another product's authorization", { authorization: { scheme: 'Basic', parameters: { username: 'x' } } }],
    ["another product's authorization without parameters", { authorization: { scheme: 'Basic' } }],
    ['a connection that does not say how it logs in', { type: 'azurerm', authorization: { parameters: {} } }],
    ['values of the wrong types', [{ issuer: 1, subject: {}, audiences: 'x' }, { authorization: [] }, null, 7]],
    ['an issuer that is far too long', [{ ...credential, issuer: `https://${'a'.repeat(1000)}` }]],
  ] as const) {
    it(`leaves ${what} alone`, () => assert.deepEqual(readConnectionJson(pretty(value)), []));
  }

  it('takes at most 20 connections and 40 credentials of one identity', () => {
    assert.equal(readConnectionJson(JSON.stringify(Array.from({ length: 500 }, () => endpoint))).length, 20);
    const [found] = readConnectionJson(JSON.stringify(Array.from({ length: 500 }, () => credential)));
    assert.ok(found?.kind === 'federated-credentials');
    assert.equal(found.credentials.length, 40);
  });

  it('finds the connection between any two texts without brackets or quotes', () => {
    const prose = fc.string({ unit: 'binary' }).map((text) => text.replace(/[[\]{}"]/g, ''));
    fc.assert(
      fc.property(prose, prose, (before, after) => {
        assert.deepEqual(readConnectionJson(before + JSON.stringify(endpoint) + after), [connection]);
      }),
    );
  });

  it('never throws on any JSON or text', () => {
    fc.assert(fc.property(fc.oneof(fc.json(), fc.string({ unit: 'binary' })), (text) => void readConnectionJson(text)));
  });

  it('survives hostile brackets', () => {
    for (const piece of ['[', '{"a":', '{"', '[{"a":"b"},', '}{', '{"__proto__":[', '"\\"[']) {
      // Were it quadratic, this would not come back before the runner gives up.
      assert.deepEqual(readConnectionJson(piece.repeat(200_000)), []);
    }
  });
});
