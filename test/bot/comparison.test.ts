/** Presented and expected, from whatever a thread has shown of the two sides. */
import assert from 'node:assert/strict';
import { conversation, engine, readable } from '../conversation.ts';

const ISSUER = 'https://vstoken.dev.azure.com/8d6e3f0a-1111-4222-8333-444455556666';
const ERROR = `AADSTS70021: No matching federated identity record found for presented assertion. Assertion Issuer: '${ISSUER}'. Assertion Subject: 'sc://fabrikam/Web/arm-prod'.`;

const credentials = (subject: string, issuer = ISSUER): string =>
  JSON.stringify([{ id: 'x', name: 'azdo', issuer, subject, audiences: ['api://AzureADTokenExchange'] }]);

const APP = '33333333-3333-4333-8333-333333333333';

const table = (subject: string): string =>
  [
    `az ad app federated-credential list --id ${APP} --output table`,
    `Issuer${' '.repeat(ISSUER.length - 4)}Name  Subject`,
    `${'-'.repeat(ISSUER.length)}  ----  ${'-'.repeat(30)}`,
    `${ISSUER}  azdo  ${subject}`,
  ].join('\n');

const connection = (scheme: string, subject = 'sc://fabrikam/Web/arm-prod'): string =>
  JSON.stringify({
    id: '11111111-1111-4111-8111-111111111111',
    name: 'arm-prod',
    type: 'azurerm',
    authorization: {
      scheme,
      parameters: {
        serviceprincipalid: '33333333-3333-4333-8333-333333333333',
        tenantid: '22222222-2222-4222-8222-222222222222',
        workloadIdentityFederationIssuer: ISSUER,
        workloadIdentityFederationSubject: subject,
      },
    },
  });

describe('the two sides of a federation', () => {
  it('are compared once the list of credentials follows the error: the field, the place, the command', () => {
    const thread = conversation();
    thread.say(ERROR);
    const reply = thread.say(credentials('sc://fabrikam/web/arm-prod'));
    assert.equal(reply.verdict, 'The credential azdo does not fit: the subject differs (AADSTS70021)');
    assert.match(readable(reply), /only in upper and lower case, first at character 15/);
    const command = reply.blocks.find((block) => block.kind === 'code');
    assert.ok(command?.kind === 'code');
    assert.match(
      command.text,
      /"subject": "sc:\/\/fabrikam\/Web\/arm-prod"[\s\S]*federated-credential update .*"azdo"/,
    );
  });

  it('are answered alike in one message and in two: the code, the warning, the sources, the message to hand over', () => {
    const list = credentials('sc://fabrikam/web/arm-prod');
    const [one, two] = [conversation(), conversation()];
    two.say(ERROR);
    const [whole, later] = [one.say(`${ERROR}\n${list}`), two.say(list)];
    assert.equal(later.verdict, whole.verdict);
    assert.deepEqual(later.sources, whole.sources);
    assert.deepEqual(later.blocks.slice(1), whole.blocks.slice(1));
    assert.match(readable(later), /^Compared with the credential azdo/m);
    assert.match(readable(later), /stops on 1 July 2027/);
    const message = two.press(later, 'Hand over').blocks.find(({ kind }) => kind === 'code');
    assert.deepEqual(
      message,
      one.press(whole, 'Hand over').blocks.find(({ kind }) => kind === 'code'),
    );
    assert.match(JSON.stringify(message), /subject in the credential azdo now: sc:\/\/fabrikam\/web\/arm-prod/);
  });

  it('say what stands for a client ID that nobody has shown', () => {
    const note = /<client-id> is the application \(client\) ID that the failing connection shows/;
    assert.match(readable(conversation().say(`${ERROR}\n${credentials('sc://fabrikam/web/arm-prod')}`)), note);
    const known = `${ERROR}\n${table('sc://fabrikam/web/arm-prod')}`;
    assert.doesNotMatch(readable(conversation().say(known)), note);
  });

  it('are compared anew once the credential was mended', () => {
    const thread = conversation();
    thread.say(ERROR);
    thread.say(credentials('sc://fabrikam/web/arm-prod'));
    const reply = thread.say(credentials('sc://fabrikam/Web/arm-prod'));
    assert.match(reply.verdict, /^The credential azdo fits: .*\(AADSTS70021\)$/);
    assert.ok(!thread.memory()?.cases.at(-1)?.signals.includes('compared:differs'));
  });

  it('leave an error out that showed nothing, or a connection that has a secret', () => {
    const silent = conversation();
    silent.say('what is AADSTS700213?');
    silent.say(connection('WorkloadIdentityFederation'));
    assert.doesNotMatch(silent.say(credentials('sc://fabrikam/web/arm-prod')).verdict, /AADSTS/);
    const secret = conversation();
    secret.say(ERROR);
    secret.say(credentials('sc://fabrikam/web/arm-prod'));
    assert.match(secret.say(connection('ServicePrincipal')).verdict, /logs in with a secret/);
  });

  for (const [what, audience, verdict] of [
    ['nothing of an audience that was not shown', '', /fits: the issuer and the subject are the same/],
    ['another audience', 'audience: api://AzureADTokenExchangeUSGov', /does not fit: the audience differs/],
    ['the same audience', 'audience: api://AzureADTokenExchange', /the subject and the audience are the same/],
  ] as const) {
    it(`say ${what}`, () => {
      const error = `${ERROR.replace('70021', '700213')}\n${audience}\n`;
      assert.match(conversation().say(error + credentials('sc://fabrikam/Web/arm-prod')).verdict, verdict);
    });
  }

  it('that agree are said to agree, so that the search goes on elsewhere', () => {
    const thread = conversation();
    thread.say(credentials('sc://fabrikam/Web/arm-prod'));
    const reply = thread.say(connection('WorkloadIdentityFederation'));
    assert.match(reply.verdict, /^The credential azdo fits/);
    assert.match(readable(reply), /Is it the right identity\? .* 33333333-3333/);
    assert.doesNotMatch(readable(reply), /federated-credential (?:update|create)/);
  });

  it('name which of organization, project and connection was renamed', () => {
    const thread = conversation();
    thread.say(connection('WorkloadIdentityFederation', 'sc://fabrikam/Shop/arm-prod'));
    assert.match(readable(thread.say(credentials('sc://fabrikam/Web/arm-prod'))), /differ in the name of the project/);
  });

  it('of another issuer get a credential of their own: the one that is there stays', () => {
    const thread = conversation();
    thread.say(ERROR);
    const entra = 'https://login.microsoftonline.com/22222222-2222-4222-8222-222222222222/v2.0';
    const reply = thread.say(credentials('/eid1/c/pub/t/abc/a/def/sc/1/2', entra));
    assert.match(readable(reply), /different makers/);
    assert.match(readable(reply), /federated-credential create/);
  });

  it('may be told in words after the error', () => {
    const thread = conversation();
    thread.say(ERROR);
    const reply = thread.say('the federated credential has subject: sc://fabrikam/web/arm-prod');
    assert.equal(reply.verdict, 'The federated credential does not fit: the subject differs (AADSTS70021)');
  });

  it('may be told in words beside the error, whose own are what was presented', () => {
    const subject = 'AADSTS700213: No matching federated identity record found for presented assertion subject';
    for (const text of [
      `${subject} 'sc://fabrikam/Web/arm-prod'.\nOur federated credential has subject sc://fabrikam/web/arm-prod!`,
      `${subject} 'sc://fabrikam/Web/arm-prod'. The FIC says 'sc://fabrikam/web/arm-prod', why?`,
    ]) {
      const reply = conversation().say(text);
      assert.match(reply.verdict, /^The federated credential does not fit: the subject differs/);
      assert.match(readable(reply), /presented …:\/\/fabrikam\/Web\/arm-prod, in the credential/);
    }
    const alone = conversation();
    alone.say('AADSTS70021: it fails. Our federated credential has subject sc://fabrikam/Web/arm-prod');
    assert.equal(alone.memory()?.sides?.assertion, undefined);
    assert.equal(alone.memory()?.sides?.credentials?.[0]?.subject, 'sc://fabrikam/Web/arm-prod');
  });

  it('are not told apart where one sentence names two subjects', () => {
    const thread = conversation();
    thread.say(
      'AADSTS70021: fails with sc://fabrikam/Web/arm-prod but the federated credential has sc://fabrikam/web/arm-prod',
    );
    assert.equal(thread.memory()?.sides?.credentials, undefined);
  });

  it('stand side by side in the error itself where the list came first', () => {
    const thread = conversation();
    thread.say(credentials('sc://fabrikam/web/arm-prod'));
    const read = thread.say(ERROR).blocks.find(({ kind }) => kind === 'read');
    assert.ok(read?.kind === 'read' && read.compared);
    assert.match(JSON.stringify(read.rows), /fabrikam\/Web.*fabrikam\/web/);
  });

  it('decide about an error in place of its checks, in one paste', () => {
    const thread = conversation();
    const reply = thread.say(`${ERROR}\n\n${table('sc://fabrikam/Shop/arm-prod')}`);
    assert.match(reply.verdict, /^The credential azdo does not fit: the subject differs \(AADSTS\d+\)$/);
    assert.match(readable(reply), /name of the project \(presented Web, in the credential Shop\)/);
    assert.ok(!reply.blocks.some(({ kind }) => kind === 'check'));
    const commands = reply.blocks.flatMap((block) => (block.kind === 'code' ? [block.text] : []));
    assert.ok(commands.some((text) => text.includes(`az ad app federated-credential update --id "${APP}"`)));
    assert.ok(!commands.some((text) => text.includes('az identity')), 'the command above the table says whose it is');
    const message = thread.press(reply, 'Hand over').blocks.find(({ kind }) => kind === 'code');
    assert.match(JSON.stringify(message), /does not fit: the subject differs.*federated-credential update/);
    assert.doesNotMatch(readable(thread.press(reply, 'Still failing')), /renamed\?/);
  });

  it('that agree leave no more to compare: the checklist does not ask again', () => {
    const whole = conversation();
    const later = conversation();
    later.say(ERROR);
    const list = table('sc://fabrikam/Web/arm-prod');
    for (const [thread, reply] of [
      [whole, whole.say(`${ERROR}\n\n${list}`)],
      [later, later.say(list)],
    ] as const) {
      assert.match(reply.verdict, /^The credential azdo fits: .*same, letter by letter \(AADSTS\d+\)$/);
      let next = thread.press(reply, 'Still failing');
      assert.doesNotMatch(readable(next), /If you have the error, paste it/);
      for (const label of ['Yes', 'No', 'No']) next = thread.press(next, label);
      assert.match(
        readable(next),
        /are issuer and subject identifier of the connection exactly .*Yes \(read from your text\)/,
      );
    }
  });

  for (const [shape, list] of [
    [
      'YAML',
      `- audiences:\n  - api://AzureADTokenExchange\n  id: x\n  issuer: ${ISSUER}\n  name: azdo\n  subject: sc://fabrikam/Shop/arm-prod`,
    ],
    [
      'a list of PowerShell',
      `Audience : {api://AzureADTokenExchange}\nIssuer   : ${ISSUER}\nName     : azdo\nSubject  : sc://fabrikam/Shop/arm-prod`,
    ],
    ['fields between tabs', `1\t\tx\t${ISSUER}\tazdo\tsc://fabrikam/Shop/arm-prod`],
    ['Markdown', `| Name | Issuer | Subject |\n|---|---|---|\n| azdo | ${ISSUER} | sc://fabrikam/Shop/arm-prod |`],
  ] as const) {
    it(`are compared where the list is ${shape}, below the error and after it`, () => {
      const thread = conversation();
      thread.say(ERROR);
      for (const reply of [conversation().say(`${ERROR}\n\n${list}`), thread.say(list)]) {
        assert.match(reply.verdict, /^The credential azdo does not fit: the subject differs/);
        assert.match(readable(reply), /name of the project \(presented Web, in the credential Shop\)/);
      }
    });
  }

  it('of which a table shows a part alone leave all open', () => {
    const cutOff = `Name  Issuer                    Subject\n----  ------                    -------\nazdo  https://vstoken.dev.azur\u2026 sc://fabrikam/W\u2026`;
    const reply = conversation().say(`${ERROR}\n\n${cutOff}`);
    assert.ok(reply.blocks.some(({ kind }) => kind === 'check'));
    assert.match(readable(reply), /sc:\/\/fabrikam\/Web\/arm-prod cut off in the table/);
    const thread = conversation();
    thread.say(connection('WorkloadIdentityFederation'));
    const alone = thread.say(`${cutOff}\nprod  ${ISSUER.slice(0, 22)}... sc://x/y/z`);
    assert.match(alone.verdict, /^I cannot compare the credential azdo: its table cuts values off/);
    assert.match(readable(alone), /federated-credential list/);
    assert.doesNotMatch(readable(alone), /federated-credential (?:update|create)/);
  });

  it('of which the identity has none at all get one', () => {
    const thread = conversation();
    thread.say(ERROR);
    const reply = thread.say('[]');
    assert.equal(reply.verdict, 'The list is empty: the identity has no federated credential at all (AADSTS70021)');
    assert.match(
      readable(reply),
      /federated-credential create .*sc:\/\/fabrikam\/Web\/arm-prod|sc:\/\/fabrikam\/Web\/arm-prod.*federated-credential create/s,
    );
    assert.match(readable(conversation().say('[]')), /Paste the error with its assertion/);
  });

  it('are asked of a script where the credential has the audience of service connections', () => {
    const thread = conversation();
    thread.say(
      "AADSTS700212: No matching federated identity record found for presented assertion audience 'api://contoso'.",
    );
    const reply = thread.say(credentials('sc://fabrikam/Web/arm-prod'));
    assert.match(readable(reply), /presented api:\/\/contoso, in the credential api:\/\/AzureADTokenExchange/);
    assert.match(readable(reply), /what asks for the token, a script or a library/);
    assert.doesNotMatch(readable(reply), /federated-credential update/);
  });

  it('are mended as a whole: an issuer with a slash at its end too, though the error does not show what was presented', () => {
    const thread = conversation();
    thread.say(
      "AADSTS700213: No matching federated identity record found for presented assertion subject 'sc://a/b/c'.",
    );
    const answer = readable(thread.say(credentials('sc://a/b/d', `${ISSUER}/`)));
    assert.match(answer, /does not fit: the issuer and the subject differ/);
    assert.ok(answer.includes(`"issuer": "${ISSUER}", "subject": "sc://a/b/c"`));
  });

  it('of a managed identity are set by a command that names it, as its list does', () => {
    const thread = conversation();
    thread.say(ERROR);
    const id =
      '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-ids/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-web/federatedIdentityCredentials/azdo';
    const [credential] = JSON.parse(credentials('sc://fabrikam/web/arm-prod'));
    const reply = thread.say(JSON.stringify([{ ...credential, id }]));
    assert.match(readable(reply), /--identity-name "id-web" --resource-group "rg-ids"/);
  });

  for (const [what, issuer, subject, maker] of [
    [
      'names under the Entra issuer',
      'https://login.microsoftonline.com/22222222-2222-4222-8222-222222222222/v2.0',
      'sc://fabrikam/Web/arm-prod',
      'the Azure DevOps issuer',
    ],
    ['IDs under the Azure DevOps issuer', ISSUER, '/eid1/c/pub/t/a/a/b/sc/1/2', 'the Entra issuer'],
    ['a repository under the Azure DevOps issuer', ISSUER, 'repo:fabrikam/web:ref:refs/heads/main', 'GitHub Actions'],
    [
      'names under GitHub Actions',
      'https://token.actions.githubusercontent.com',
      'sc://fabrikam/Web/arm-prod',
      'the Azure DevOps issuer',
    ],
  ] as const) {
    it(`are said not to go together in a credential: ${what}`, () => {
      const note = `does not go with this subject, which ${maker} writes`;
      const thread = conversation();
      assert.ok(readable(thread.say(credentials(subject, issuer))).includes(note));
      const read = thread.say(ERROR).blocks.find(({ kind }) => kind === 'read');
      assert.ok(read?.kind === 'read');
      assert.match(JSON.stringify(read.rows[0]?.expected), new RegExp(note));
      assert.doesNotMatch(JSON.stringify(read.rows[0]?.presented), /does not go with/);
    });
  }

  it('are said not to go together where an error shows them so', () => {
    const mixed = `AADSTS70021: No match. Assertion Issuer: '${ISSUER}'. Assertion Subject: 'repo:fabrikam/web:ref:refs/heads/main'.`;
    assert.match(readable(conversation().say(mixed)), /does not go with this subject, which GitHub Actions writes/);
    assert.doesNotMatch(readable(conversation().say(ERROR)), /does not go with/);
  });

  it('show a letter that only looks like a Latin one, in an error and in a credential', () => {
    const thread = conversation();
    assert.match(readable(thread.say(ERROR.replace('fabrikam', 'f\u0430brikam'))), /sc:\/\/f<U\+0430>brikam/);
    const reply = thread.say(credentials('sc://fabrikam/Web/arm-prod'));
    assert.match(
      readable(reply),
      /differ only in a letter that only looks the same, at character 7 \(<U\+0430> and <U\+0061>\)/,
    );
  });

  it('name a connection that presents something else than was refused', () => {
    const other = connection('WorkloadIdentityFederation', 'sc://fabrikam/Web/arm-test');
    const note = /Connection arm-prod presents another subject than the error shows: sc:\/\/fabrikam\/Web\/arm-test\./;
    const thread = conversation();
    thread.say(ERROR);
    for (const reply of [conversation().say(`${ERROR}\n${other}`), thread.say(other)]) {
      assert.match(readable(reply), note);
      assert.doesNotMatch(readable(reply), /another issuer/);
    }
    const command = readable(conversation().say(`${ERROR}\n${other}\n${credentials('sc://fabrikam/web/arm-prod')}`));
    assert.match(command, /federated-credential update --id "<client-id>"/);
    assert.doesNotMatch(command, new RegExp(APP));
    const masked = ERROR.replace('fabrikam/Web', '***/Web');
    for (const text of [
      `${masked}\n${other.replace('arm-test', 'arm-prod')}`,
      `${ERROR}\n${connection('WorkloadIdentityFederation')}`,
      `${ERROR}\n[${other},${other}]`,
    ]) {
      assert.doesNotMatch(readable(conversation().say(text)), /presents another/);
    }
  });

  it('of which one is missing are asked for', () => {
    assert.match(readable(conversation().say(credentials('sc://a/b/c'))), /az devops service-endpoint show/);
    assert.match(readable(conversation().say(connection('WorkloadIdentityFederation'))), /federated-credential list/);
  });

  it('do not exist for a connection with a secret', () => {
    const reply = conversation().say(connection('ServicePrincipal'));
    assert.equal(reply.verdict, 'arm-prod logs in with a secret, not with workload identity federation.');
    assert.equal(reply.buttons.answers[0]?.label, 'Convert it to federation');
  });

  it('put no value into a command that a shell could read as more than a value', () => {
    const thread = conversation();
    thread.say(ERROR.replace('arm-prod', 'arm$(id)'));
    const reply = thread.say(credentials('sc://fabrikam/web/arm-prod'));
    for (const block of reply.blocks) if (block.kind === 'code') assert.doesNotMatch(block.text, /\$\(id\)/);
  });
});

describe('a pasted token', () => {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const token = [
    part({ alg: 'RS256', typ: 'JWT' }),
    part({ iss: ISSUER, sub: 'sc://fabrikam/Web/arm-prod', nbf: 1_795_435_200, exp: 1_795_435_800 }),
    part({ signature: 'of this example' }),
  ].join('.');

  it('is read for its claims and dropped; the answer says what it opens and for how long', () => {
    const reply = conversation().say(token);
    assert.match(readable(reply), /sc:\/\/fabrikam\/Web\/arm-prod/);
    assert.match(readable(reply), /is a credential: .* until 2026-11-23 12:10 UTC.* It lives 10 minutes/);
    assert.ok(!JSON.stringify(reply).includes(token.split('.')[1] ?? ''));
  });
});

describe('an answer', () => {
  it('says of a source that it was checked more than 90 days ago', () => {
    const turn = {
      id: 'a',
      at: new Date('2027-06-01'),
      place: 'direct',
      input: { kind: 'text', text: 'AADSTS70025', files: [] },
    } as const;
    assert.ok(engine.respond(turn).reply.sources.every(({ stale }) => stale));
    assert.ok(
      conversation()
        .say('AADSTS70025')
        .sources.every(({ stale }) => stale === undefined),
    );
  });

  it('hands over: the evidence, what is asked for, and where it is told', () => {
    const thread = conversation();
    const message = thread.press(thread.say(ERROR), 'Hand over').blocks.find((block) => block.kind === 'code');
    assert.ok(message?.kind === 'code');
    for (const part of [
      /^For the owner/,
      /subject: sc:\/\/fabrikam\/Web\/arm-prod/,
      /\n1\. /,
      /https:\/\/learn\.microsoft\.com/,
    ]) {
      assert.match(message.text, part);
    }
  });
});

describe('what is decoded after the masking', () => {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

  it('is masked too, and cannot write lines of its own into a message to hand over', () => {
    const sub = 'sc://contoso/p/jane.doe@contoso.com\n\nPlease:\n1. run this \u202e';
    const token = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ iss: ISSUER, sub })}.${part({ signature: 'of this example' })}`;
    const thread = conversation();
    const first = thread.say(`AADSTS700213: No matching federated identity record found\n${token}`);
    const reply = thread.press(first, 'Hand over');
    const all = JSON.stringify([first, reply, thread.memory()]);
    assert.ok(!all.includes('jane.doe') && !all.includes('\u202e'), all);
    const message = reply.blocks.find((block) => block.kind === 'code');
    assert.ok(message?.kind === 'code');
    assert.equal(message.text.match(/^Please:$/gm)?.length, 1);
  });

  it('in JSON is masked too', () => {
    const thread = conversation();
    thread.say(credentials('sc://fabrikam/Web/x').replace('azdo', 'jane\\u0040contoso.com'));
    assert.ok(!JSON.stringify(thread.memory()).includes('jane@contoso.com'));
  });
});

describe('a subject that is none of a federation', () => {
  it('does not go on with the error of the thread', () => {
    const thread = conversation();
    thread.say(ERROR);
    for (const text of ["mail subject: 'Lunch on Friday?'", "openssl says subject: 'CN=web.contoso.com'"]) {
      assert.ok(
        thread.say(text).findings.every(({ certainty }) => certainty === 'guess'),
        text,
      );
    }
  });
});

describe('a list with credentials of several products', () => {
  const SUBJECT = 'sc://fabrikam/Webshop/azure-prod';
  const ERROR = `AADSTS700213: No matching federated identity record found for presented assertion subject '${SUBJECT}'.`;
  const github = {
    name: 'gh',
    issuer: 'https://token.actions.githubusercontent.com',
    subject: 'repo:fabrikam/webshop:ref:refs/heads/main',
    audiences: ['api://AzureADTokenExchange'],
  };
  const ours = {
    name: 'ado-prod',
    issuer: 'https://vstoken.dev.azure.com/8d6e3f0a-1111-4222-8333-444455556666',
    subject: SUBJECT.toLowerCase(),
    audiences: ['api://AzureADTokenExchange'],
  };

  it('is compared with the one that is meant, though the error names the subject alone', () => {
    const thread = conversation();
    thread.say(ERROR);
    assert.match(thread.say(JSON.stringify([github, ours])).verdict, /ado-prod does not fit/);
  });

  it('never has the credential of another product changed', () => {
    const thread = conversation();
    thread.say(ERROR);
    const text = readable(thread.say(JSON.stringify([github])));
    assert.match(text, /federated-credential create/);
    assert.doesNotMatch(text, /federated-credential update|"issuer": "https:\/\/token\.actions/);
  });
});
