/** The person's own values, in the forms in which logs have them. */
import assert from 'node:assert/strict';
import { createCatalog } from '../../../bot/match/catalog.ts';
import type { Evidence, Value } from '../../../bot/read/evidence.ts';
import { type Reading, read } from '../../../bot/read/read.ts';
import { knowledge } from '../../../knowledge/compiled.ts';

const { known } = createCatalog(knowledge);
const TENANT = '3c1f8e52-7a7b-4a0e-9d36-58f3a1c2b4d5';
const APP = '0f9e8d7c-6b5a-4938-a271-605f4e3d2c1b';
const ORGANIZATION = '6f0c1b7e-3f0a-4c52-9d55-2b1a7e0c9f11';

type Name = { [Key in keyof Evidence]-?: NonNullable<Evidence[Key]> extends Value ? Key : never }[keyof Evidence];

function reading(text: string): Reading {
  return read(text, known);
}

const cases: Readonly<Record<Name, readonly (readonly [text: string, value: string | undefined])[]>> = {
  issuer: [
    ["Assertion Issuer: 'https://vstoken.dev.azure.com/x'.", 'https://vstoken.dev.azure.com/x'],
    ['Assertion Issuer: https://app.vstoken.visualstudio.com.', 'https://app.vstoken.visualstudio.com'],
    ['Assertion Issuer: <https://app.vstoken.visualstudio.com>', 'https://app.vstoken.visualstudio.com'],
    ['Assertion Issuer: **https://app.vstoken.visualstudio.com**', 'https://app.vstoken.visualstudio.com'],
    [
      "presented assertion issuer 'https://login.microsoftonline.com/x/v2.0'. Check",
      'https://login.microsoftonline.com/x/v2.0',
    ],
    [
      "presented assertion\nissuer 'https://token.actions.githubusercontent.com'",
      'https://token.actions.githubusercontent.com',
    ],
    ["Tokens issued by issuer 'https://vstoken.dev.azure.com/x' may not", 'https://vstoken.dev.azure.com/x'],
    [' issuer - https://token.actions.githubusercontent.com', 'https://token.actions.githubusercontent.com'],
    ['"issuer": "https://vstoken.dev.azure.com/x"', 'https://vstoken.dev.azure.com/x'],
    [`see https://vstoken.dev.azure.com/${ORGANIZATION}, it fails`, `https://vstoken.dev.azure.com/${ORGANIZATION}`],
    ['Assertion Issuer: https://app.vstoken.visualstudio.com...', 'https://app.vstoken.visualstudio.com'],
    ["assertion issuer 'https://vstoken.dev.azure\n  .com/x'", 'https://vstoken.dev.azure.com/x'],
    ['error 70021, issuer is app.vstoken.visualstudio.com', 'app.vstoken.visualstudio.com'],
    ['vstoken.dev.azure.com is its host', undefined],
    ["Assertion Issuer: '***'.", '***'],
    ["Assertion Issuer: '…'.", undefined],
    ['the issuer is wrong', undefined],
  ],
  subject: [
    ["presented assertion subject 'sc://contoso/Web Shop/Azure (prod)'. Check", 'sc://contoso/Web Shop/Azure (prod)'],
    ["presented assertion\n   subject 'sc://contoso/shop/prod'.", 'sc://contoso/shop/prod'],
    ["Assertion Subject: 'sc://contoso/My\nProject/prod'.", 'sc://contoso/My Project/prod'],
    ["Assertion Subject: 'sc://contoso/My\n  Web\n  Shop/prod'.", 'sc://contoso/My Web Shop/prod'],
    ["Assertion Subject: 'repo:contoso/web:*'.", 'repo:contoso/web:*'],
    ["Assertion Subject: '**'.", undefined],
    ['Assertion Subject: system:serviceaccount:shop:web.', 'system:serviceaccount:shop:web'],
    [' subject claim - repo:contoso/web:ref:refs/heads/main', 'repo:contoso/web:ref:refs/heads/main'],
    ['Subject identifier: sc://contoso/shop/prod', 'sc://contoso/shop/prod'],
    ['it says sc://contoso/shop/prod, why?', 'sc://contoso/shop/prod'],
    ['subject=%27sc://contoso/shop/prod%27&x=1', 'sc://contoso/shop/prod'],
    ["Assertion Subject: '***'.", '***'],
    ["presented assertion subject 'sc://contoso/***/prod'", 'sc://contoso/***/prod'],
    ['Subject: your invoice', undefined],
  ],
  audience: [
    ["Assertion Audience: 'api://AzureADTokenExchange'.", 'api://AzureADTokenExchange'],
    ["presented assertion audience 'https://management.azure.com'", 'https://management.azure.com'],
    ['  audience: api://AzureADTokenExchange\n', 'api://AzureADTokenExchange'],
    ['the target audience is everyone', undefined],
  ],
  application: [
    [`Application with identifier '${APP}' was not found`, APP],
    [`Application with\nidentifier 'contoso-web' was not found`, 'contoso-web'],
    [`The client '${APP}'(contoso-web) has no configured`, APP],
    [`secret keys for app '${APP}' are expired`, APP],
    [`client_id=${APP}&scope=x`, APP],
    ["The client 'contoso-web' has no configured", undefined],
  ],
  tenant: [
    ["was not found in the directory 'contoso.onmicrosoft.com'.", 'contoso.onmicrosoft.com'],
    ["was not found in the\ndirectory 'Contoso'.", 'Contoso'],
    ["was not found in the directory '(Contoso) Test'.", '(Contoso) Test'],
    [`http call(https://login.microsoftonline.com/${TENANT}/oauth2/v2.0/token)`, TENANT],
    [`tenantId: ${TENANT}`, TENANT],
    ['every tenant of the house', undefined],
  ],
  connection: [
    [`GET _apis/x?serviceConnectionId=${APP}&api-version=7.1`, APP],
    ['serviceConnectionId=azure-prod', undefined],
  ],
  correlation: [
    [`Correlation ID: ${APP} Timestamp`, APP],
    [`"correlation_id":"${APP}"`, APP],
    ['Correlation ID: none', undefined],
  ],
  trace: [
    [`Trace ID: ${APP} Correlation`, APP],
    [`"trace_id":"${APP}"`, APP],
    ['stack trace id 12', undefined],
  ],
  timestamp: [
    ['Timestamp: 2026-11-20 07:41:09Z', '2026-11-20 07:41:09Z'],
    ['"timestamp":"2026-11-20 07:41:09Z"', '2026-11-20 07:41:09Z'],
    ['timestamp: yesterday', undefined],
  ],
  action: [
    ["does not have authorization to perform action 'Microsoft.Web/sites/read' over", 'Microsoft.Web/sites/read'],
    [
      "has permission to perform action 'Microsoft.Web/sites/write' on scope '/a'; however, it does not have permission to perform action(s) 'Microsoft.Network/virtualNetworks/join/action' on",
      'Microsoft.Network/virtualNetworks/join/action',
    ],
    [
      '{\\"message\\": \\"authorization to perform action \\u0027Microsoft.Web/sites/read\\u0027',
      'Microsoft.Web/sites/read',
    ],
    ['may not perform action at all', undefined],
  ],
  scope: [
    [`over scope '/subscriptions/${APP}' or the scope is invalid`, `/subscriptions/${APP}`],
    [`over scope /subscriptions/${APP}. If access`, `/subscriptions/${APP}`],
    [
      `perform action 'x' on scope '/a' and 'y' on the linked scope(s) '/subscriptions/${APP}/b'`,
      `/subscriptions/${APP}/b`,
    ],
    [`does not have permission to perform action 'x' at scope '/subscriptions/${APP}'.`, `/subscriptions/${APP}`],
    ["over scope '/subscriptions/***'", undefined],
    ["at scope 'user_impersonation'", undefined],
    ['the scope is invalid', undefined],
  ],
  principal: [
    [`the client 'x' with object id '${APP}' does`, APP],
    ["with object id '***'", undefined],
  ],
  azureCli: [
    ['azure-cli                         2.79.0', '2.79.0'],
    ['azure-cli (2.59.0)', '2.59.0'],
    ['azure-cli is missing', undefined],
  ],
};

describe('the evidence of a text', () => {
  for (const name of Object.keys(cases) as Name[]) {
    describe(name, () => {
      for (const [text, value] of cases[name]) {
        it(`${value ?? 'none'}: ${JSON.stringify(text)}`, () => {
          const { evidence } = reading(text);
          assert.equal(evidence[name]?.text, value);
        });
      }
    });
  }

  it('stands on its line', () => {
    const found = reading("one\r\n\ttwo\r\n##[error]presented assertion subject 'sc://contoso/shop/prod'\r\n");
    assert.equal(found.lineAt(found.evidence.subject?.at ?? -1), 3);
    assert.equal(found.line(3), "presented assertion subject 'sc://contoso/shop/prod'");
  });

  it('takes the first value of several', () => {
    const { evidence } = reading("assertion subject 'sc://a/b/first' and assertion subject 'sc://a/b/second'");
    assert.equal(evidence.subject?.text, 'sc://a/b/first');
  });

  it('goes past what is masked to the next place', () => {
    const { evidence } = reading("assertion subject '***' and assertion subject 'sc://a/b/c'");
    assert.equal(evidence.subject?.text, 'sc://a/b/c');
  });

  it('of which the agent masked a part shows its form, and gives no value to copy', () => {
    const partly = reading("presented assertion subject 'sc://contoso/***/prod'");
    assert.equal(partly.evidence.subject?.masked, true);
    assert.ok(partly.signals.has('subject:names'));
    assert.deepEqual(partly.values, { organization: 'contoso', connection: 'prod' });
    const wholly = reading("Assertion Issuer: '***'. Assertion Subject: '***'.");
    assert.deepEqual([...wholly.signals], []);
    assert.deepEqual(wholly.values, {});
  });

  it('has the times of an assertion, also where they are wrapped', () => {
    const times = `Current time: 2026-11-20T09:05:12Z,\n    assertion valid from 2026-11-20T07:51:12Z, expiry\n    time of assertion 2026-11-20T08:01:12Z.`;
    assert.equal(reading(times).evidence.times?.until.toISOString(), '2026-11-20T08:01:12.000Z');
    assert.equal(reading('the current time is unknown').evidence.times, undefined);
  });

  it('has issuer and subject from a token, where no error says them', () => {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const token = [
      part({ alg: 'RS256', typ: 'JWT' }),
      part({ iss: 'https://vstoken.dev.azure.com/x', sub: 'sc://contoso/shop/token' }),
      part({ signature: 'of this example' }),
    ].join('.');
    const values = (text: string) => {
      const { issuer, subject } = reading(text).evidence;
      return [issuer?.text, subject?.text];
    };
    assert.deepEqual(values(token), ['https://vstoken.dev.azure.com/x', 'sc://contoso/shop/token']);
    assert.deepEqual(values(`${token}\nassertion subject 'sc://contoso/shop/error'`), [
      'https://vstoken.dev.azure.com/x',
      'sc://contoso/shop/error',
    ]);
  });

  it('has the task and its version from the banner', () => {
    const banner = 'Task         : Azure CLI\nDescription  : Run commands\nVersion      : 2.262.3\nAuthor       : x';
    const [task, ...others] = reading(`Starting\n${banner}\nother`).evidence.tasks;
    assert.deepEqual(task, { name: 'Azure CLI', version: '2.262.3', author: 'x', at: 9, end: 9 + banner.length });
    assert.deepEqual(others, []);
    for (const text of [
      'Task : Azure CLI\nno version here',
      `Task : Azure CLI\n${'x\n'.repeat(400)}Version : 2.262.3`,
    ]) {
      assert.deepEqual(
        reading(text).evidence.tasks.map(({ name, version }) => ({ name, version })),
        [{ name: 'Azure CLI', version: undefined }],
      );
    }
    assert.deepEqual(reading('My task : do it\nVersion : 2.0.0').evidence.tasks, []);
  });

  it('reads a banner that a terminal has broken', () => {
    const wrapped = 'Task :\nAzure Network\nLoad Balancer\nDescription : Connect an\ninterface\nVersion :\n1.227.3\n';
    const [task] = reading(wrapped).evidence.tasks;
    assert.deepEqual([task?.name, task?.version], ['Azure Network Load Balancer', '1.227.3']);
  });

  it('has every banner, each with its own version', () => {
    const { tasks } = reading('Task : One\nTask : Two\nVersion : 2.0.1\nlog\n\nTask : Three\nVersion : 3.0.1').evidence;
    assert.deepEqual(
      tasks.map(({ name, version }) => `${name} ${version}`),
      ['One undefined', 'Two 2.0.1', 'Three 3.0.1'],
    );
  });

  it('tells a hosted agent from one of their own', () => {
    assert.equal(reading('file /home/vsts/work/1/s/main.tf').evidence.agent, 'hosted');
    assert.equal(reading("Agent name: 'Hosted Agent'").evidence.agent, 'hosted');
    assert.equal(reading("Agent name: 'build-07'").evidence.agent, 'self-hosted');
    assert.equal(reading('no agent is named').evidence.agent, undefined);
  });

  it('knows a managed identity by name, also over a line', () => {
    for (const text of ['user-assigned managed identity', 'User assigned\nmanaged identity']) {
      assert.ok(reading(text).evidence.managedIdentity, text);
    }
    for (const text of [
      'the managed identities of others',
      'azurerm_user_assigned_identity.aks: Creation complete after 3s [id=/subscriptions/1/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/aks]',
    ]) {
      assert.equal(reading(text).evidence.managedIdentity, undefined, text);
    }
  });

  it('knows a sovereign cloud by name or address, not where all clouds are listed', () => {
    for (const text of [
      'az cloud set -n AzureUSGovernment',
      'POST https://login.partner.microsoftonline.cn/x/oauth2',
    ]) {
      assert.ok(reading(text).evidence.sovereignCloud, text);
    }
    for (const text of ['AzureCloud', 'one of AzureCloud, AzureChinaCloud, AzureUSGovernment']) {
      assert.equal(reading(text).evidence.sovereignCloud, undefined, text);
    }
  });

  it('becomes the values that texts of the knowledge name', () => {
    const { values } = reading("presented assertion subject 'sc://contoso/My%20Project/azure/prod'.");
    assert.deepEqual(values, {
      subject: 'sc://contoso/My%20Project/azure/prod',
      organization: 'contoso',
      project: 'My Project',
      connection: 'azure/prod',
    });
  });
});
