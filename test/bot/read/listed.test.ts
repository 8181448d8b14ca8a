import assert from 'node:assert/strict';
import { read } from '../../../bot/read/read.ts';

const ORGANIZATION = '6f0c1b7e-3f0a-4c52-9d55-2b1a7e0c9f11';
const ISSUER = `https://vstoken.dev.azure.com/${ORGANIZATION}`;
const GITHUB = 'https://token.actions.githubusercontent.com';
const APP_TABLE = [
  'Description    Issuer                                                              Name    Subject',
  '-------------  ------------------------------------------------------------------  ------  -------------------------------',
  `               ${GITHUB}                         gh      repo:contoso/web:ref:refs/heads/main`,
  `for releases   ${ISSUER}  azdo    sc://contoso/Web Shop/prod`,
];
const IDENTITY_TABLE = [
  'Issuer                                                              Name    ResourceGroup    Subject',
  '------------------------------------------------------------------  ------  ---------------  -------------------------',
  `${ISSUER}  azdo    rg-identities    sc://contoso/web/prod`,
];
const LIST = JSON.stringify([
  { name: 'azdo', issuer: ISSUER, subject: 'sc://contoso/web/prod', audiences: ['api://x'] },
]);
const reading = (text: string) => read(text, { all: new Set(), federation: new Set() });

describe('what a text lists', () => {
  it('is read from the table of an app registration', () => {
    const [found, ...others] = reading(
      ['$ az ad app federated-credential list -o table', ...APP_TABLE, ''].join('\n'),
    ).json;
    assert.deepEqual(others, []);
    assert.deepEqual(found, {
      kind: 'federated-credentials',
      owner: 'app',
      credentials: [
        { name: 'gh', issuer: GITHUB, subject: 'repo:contoso/web:ref:refs/heads/main', audiences: [] },
        { name: 'azdo', issuer: ISSUER, subject: 'sc://contoso/Web Shop/prod', audiences: [] },
      ],
    });
  });

  for (const [how, line] of [
    ['with Windows line ends', (text: string) => `${text}\r`],
    ['in a log', (text: string) => `2026-11-20T09:05:12.1234567Z ${text}`],
  ] as const) {
    it(`is read from the table of a managed identity ${how}`, () => {
      const [found] = reading(IDENTITY_TABLE.map(line).join('\n')).json;
      assert.ok(found?.kind === 'federated-credentials');
      assert.equal(found.owner, 'managed-identity');
      assert.deepEqual(found.credentials, [
        { name: 'azdo', issuer: ISSUER, subject: 'sc://contoso/web/prod', audiences: [] },
      ]);
    });
  }

  for (const [what, text] of [
    ['a table of something else', APP_TABLE.join('\n').replace('Subject', 'Object ')],
    ['certificates', 'Issuer      Subject\n----------  ----------\nCN=contoso  CN=web\n'],
    ['a rule without rows', APP_TABLE.slice(0, 2).join('\n')],
    ['empty brackets amid words', 'the list was [] and then it failed'],
    ['an empty list of something else', 'az vm list\n[]'],
  ] as const) {
    it(`is nothing in ${what}`, () => assert.deepEqual(reading(text).json, []));
  }

  for (const [what, owner, text] of [
    ['alone', 'unknown', ' [] '],
    [
      'under its command',
      'managed-identity',
      'PS> az identity federated-credential list --identity-name id -g rg\n[]\n',
    ],
    [
      'of Microsoft Graph',
      'unknown',
      '{"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#applications(\'1\')/federatedIdentityCredentials", "value": []}',
    ],
  ] as const) {
    it(`is no credential at all in an empty list ${what}`, () => {
      assert.deepEqual(reading(text).json, [{ kind: 'federated-credentials', owner, credentials: [] }]);
    });
  }

  for (const [what, text] of [
    ['JSON', LIST],
    ['JSON in a log', `2026-11-20T09:05:12.1234567Z ${LIST.replaceAll(',', ',\n2026-11-20T09:05:12.1234567Z ')}`],
    ['a table', APP_TABLE.join('\n')],
  ] as const) {
    it(`is what the identity expects, never what was presented: ${what}`, () => {
      const { evidence, signals, json } = reading(`presented assertion audience 'api://wrong'\n${text}`);
      assert.equal(json.length, 1);
      assert.equal(evidence.audience?.text, 'api://wrong');
      assert.equal(evidence.issuer, undefined);
      assert.equal(evidence.subject, undefined);
      assert.deepEqual([...signals], []);
    });
  }

  it('leaves the lines of what stands below it where they are', () => {
    const found = reading(`${APP_TABLE.join('\n')}\npresented assertion subject 'sc://contoso/shop/prod'`);
    assert.equal(found.lineAt(found.evidence.subject?.at ?? -1), 5);
  });
});
