/** The conversation as a person has it: texts in, answers out, buttons pressed. */
import assert from 'node:assert/strict';
import { memorySchema } from '../../bot/memory.ts';
import { allButtons, conversation, readable } from '../conversation.ts';

const SUBJECT_ERROR =
  "##[error]AADSTS700213: No matching federated identity record found for presented assertion subject 'sc://fabrikam/web/arm-prod'.";

describe('an error', () => {
  it('is answered with its verdict, the values of the text, who can do what, and the next check', () => {
    const reply = conversation().say(SUBJECT_ERROR);
    assert.match(reply.verdict, /AADSTS700213/);
    const text = readable(reply);
    assert.match(text, /sc:\/\/fabrikam\/web\/arm-prod/);
    assert.match(text, /Do this \(.*identity/);
    assert.ok(reply.blocks.some(({ kind }) => kind === 'check'));
    assert.ok(reply.buttons.answers.length >= 2);
    assert.ok(reply.sources.every(({ checked }) => /^\d{4}-\d\d-\d\d$/.test(checked)));
  });

  it('of several codes is answered by the one with an entry; the other gets a line', () => {
    const reply = conversation().say(`${SUBJECT_ERROR}\nAADSTS50173: The provided grant has expired`);
    assert.match(reply.verdict, /AADSTS700213/);
    assert.match(readable(reply), /Also in your text AADSTS50173/);
  });

  it('is known by its whole code: a longer code is another error', () => {
    const ids = (text: string) =>
      conversation()
        .say(text)
        .findings.map(({ id }) => id);
    assert.deepEqual(ids('AADSTS7002139'), ['AADSTS7002139']);
    assert.deepEqual(ids('AADSTS70021'), ['AADSTS70021']);
  });

  it('reads how old the assertion was, and answers that check by itself', () => {
    const reply = conversation().say(
      'AADSTS700024: Client assertion is not within its valid time range. Current time: 2026-11-23T02:00:00Z, assertion valid from 2026-11-23T00:50:00Z, expiry time of assertion 2026-11-23T01:00:00Z.',
    );
    assert.match(reply.verdict, /70 minutes old/);
    assert.ok(
      reply.blocks.some(
        (block) => block.kind === 'answered' && /read from your text/.test(block.items[0]?.answer ?? ''),
      ),
    );
    const changed = conversation();
    const first = changed.say(
      'AADSTS700024: Current time: 2026-11-23T02:00:00Z, assertion valid from 2026-11-23T00:50:00Z, expiry time of assertion 2026-11-23T01:00:00Z.',
    );
    const again = changed.press(first, 'Change the last answer');
    assert.ok(again.blocks.some((block) => block.kind === 'check'));
    assert.ok(!again.blocks.some((block) => block.kind === 'answered'));
  });

  it('without the line that matters asks for it, and takes it from the next message', () => {
    const thread = conversation();
    const first = thread.say('AADSTS70021: No matching federated identity record found for presented assertion.');
    assert.deepEqual(
      first.findings.map(({ id }) => id),
      ['AADSTS70021'],
    );
    const second = thread.say(
      "Assertion Issuer: 'https://vstoken.dev.azure.com/8d6e3f0a-1111-4222-8333-444455556666'. Assertion Subject: 'sc://fabrikam/web/arm-prod'.",
    );
    assert.deepEqual(
      second.findings.map(({ id }) => id),
      ['AADSTS70021-subject-mismatch'],
    );
  });

  it('counts one minute as one', () => {
    const times = (now: string): string =>
      readable(
        conversation().say(
          `AADSTS700024: Client assertion is not within its valid time range. Current time: 2026-11-30T08:${now}:00Z, assertion valid from 2026-11-30T08:15:04Z, expiry time of assertion 2026-11-30T08:25:04Z.`,
        ),
      );
    assert.match(times('14'), /assertion used 1 minute before it was valid/);
    assert.match(times('12'), /assertion used 3 minutes before it was valid/);
    assert.match(times('17'), /assertion 1 minute old when it was used/);
  });

  it('of a managed identity is not told to use one, and the page that tells so is said to be of no use', () => {
    const text = 'our pipeline uses a user-assigned managed identity and fails after a while with AADSTS700024';
    const answer = readable(conversation().say(text));
    assert.doesNotMatch(answer, /use a connection with federation and a managed identity/);
    assert.match(answer, /says otherwise: use a managed identity .* yours is one already/);
    assert.match(answer, /Fails after ten minutes but within the hour/);
    const other = readable(conversation().say('our pipeline fails after a while with AADSTS700024'));
    assert.match(other, /use a connection with federation and a managed identity/);
    assert.doesNotMatch(other, /yours is one already/);
  });

  it('with words that deny what they name is not taken to say it', () => {
    const code = 'AADSTS700223: Federated identity credentials are not allowed in this tenant.';
    const signals = (text: string): readonly string[] => {
      const thread = conversation();
      thread.say(text);
      return thread.memory()?.cases.at(-1)?.signals ?? [];
    };
    const named = (text: string): readonly string[] =>
      signals(`${code} ${text}`).filter((signal) => /^(?:identity:managed|cloud:sovereign)$/.test(signal));
    for (const text of [
      'No user-assigned managed identity is involved.',
      'We are not on login.microsoftonline.us',
      'We use no\nuser-assigned managed identity',
      'Det er ingen user-assigned managed identity her',
    ]) {
      assert.deepEqual(named(text), [], text);
    }
    assert.deepEqual(named('It does not work. user-assigned managed identity'), ['identity:managed']);
    assert.deepEqual(named('It does not work! login.microsoftonline.us'), ['cloud:sovereign']);
    assert.deepEqual(named('no user-assigned managed identity. The user-assigned managed identity'), [
      'identity:managed',
    ]);
    const log = `${code}\n${'a line of the log\n'.repeat(20)}could not log in with\nuser-assigned managed identity 'x'`;
    assert.ok(signals(log).includes('identity:managed'));
  });

  it('made by another product is said to be so', () => {
    const reply = conversation().say(
      "AADSTS70021: No matching federated identity record found for presented assertion. Assertion Issuer: 'https://token.actions.githubusercontent.com'. Assertion Subject: 'repo:fabrikam/web:ref:refs/heads/main'.",
    );
    assert.match(readable(reply), /GitHub Actions, not by Azure DevOps/);
  });
});

describe('a press', () => {
  it('changes the answer that it stands in and leads on to an outcome', () => {
    const thread = conversation();
    const first = thread.say(SUBJECT_ERROR);
    const second = thread.press(first, first.buttons.answers[0]?.label ?? '');
    assert.equal(second.effect, 'update');
    assert.ok(second.blocks.some(({ kind }) => kind === 'answered'));
  });

  it('that the platform repeats is answered the same again', () => {
    const thread = conversation();
    const first = thread.say(SUBJECT_ERROR);
    const once = thread.press(first, 'Yes');
    const memory = thread.memory();
    assert.deepEqual(thread.press(first, 'Yes'), once);
    assert.deepEqual(thread.memory(), memory);
  });

  it('on an outdated answer changes nothing and shows where the thread stands', () => {
    const thread = conversation();
    const first = thread.say(SUBJECT_ERROR);
    thread.press(first, 'Yes');
    const memory = thread.memory();
    const late = thread.press(first, 'No');
    assert.equal(late.effect, 'update');
    assert.match(readable(late), /Your press changed nothing/);
    assert.deepEqual(thread.memory(), memory);
  });

  for (const [what, payload] of [
    ['nothing', undefined],
    ['a string', '{"v":1'],
    ['an unknown deed', { v: 1, case: 'turn-1', rev: 0, do: 'delete' }],
    ['an extra field', { v: 1, case: 'turn-1', rev: 0, do: 'solved', admin: true }],
    ['a case of another thread', { v: 1, case: 'elsewhere', rev: 0, do: 'solved' }],
    ['another version', { v: 2, case: 'turn-1', rev: 0, do: 'solved' }],
    ['an id that is a path', { v: 1, case: 'turn-1', rev: 0, do: 'open', id: '../../etc' }],
  ] as const) {
    it(`with ${what} gets a kind answer and changes nothing`, () => {
      const thread = conversation();
      thread.say(SUBJECT_ERROR);
      const memory = thread.memory();
      const reply = thread.send(payload);
      assert.equal(reply.effect, 'notice');
      assert.match(reply.verdict, /Nothing was changed\. Paste the error again/);
      assert.deepEqual(thread.memory(), memory);
    });
  }

  it('of an answer or entry that does not exist changes nothing', () => {
    const thread = conversation();
    const { press } = thread.say(SUBJECT_ERROR).buttons.answers[0] ?? assert.fail();
    const memory = thread.memory();
    for (const deed of [
      { do: 'answer', check: 'no-such-check', answer: 'yes' },
      { do: 'open', id: 'constructor' },
      { do: 'change', check: 'no-such-check' },
    ]) {
      assert.match(readable(thread.send({ v: 1, case: press.case, rev: press.rev, ...deed })), /changed nothing/);
      assert.deepEqual(thread.memory(), memory);
    }
  });

  it('"This solved it" ends the case, and "Start over" begins it anew', () => {
    const thread = conversation();
    const first = thread.say(SUBJECT_ERROR);
    const solved = thread.press(first, 'This solved it');
    assert.match(solved.verdict, /^Solved: /);
    assert.deepEqual(
      allButtons(solved).map(({ label }) => label),
      ['Start over'],
    );
    const again = thread.press(solved, 'Start over');
    assert.equal(again.verdict, first.verdict);
    assert.deepEqual(
      again.buttons.answers.map(({ label }) => label),
      first.buttons.answers.map(({ label }) => label),
    );
  });

  it('"This solved it" drops the names of every answer in the thread: no later guide takes them', () => {
    const thread = conversation();
    thread.say("AADSTS700213: presented assertion subject 'sc://fabrikam/intranet/arm-test'");
    thread.press(thread.say(SUBJECT_ERROR), 'This solved it');
    assert.doesNotMatch(JSON.stringify(thread.memory()), /sc:|fabrikam|intranet|arm-test/);
    assert.doesNotMatch(readable(thread.say('manual setup')), /fabrikam|intranet|arm-test/);
  });

  it('"Hand over" writes to the one who can mend it: the verdict, what is known, what to do', () => {
    const thread = conversation();
    const text =
      'AADSTS700024: Client assertion is not within its valid time range. Current time: 2026-11-20T11:31:05Z, assertion valid from 2026-11-20T10:20:00Z, expiry time of assertion 2026-11-20T10:30:00Z.';
    const message = readable(thread.press(thread.say(text), 'Hand over'));
    assert.match(message, /For the administrator of the service connection\s+The log-in was 71 minutes old/);
    assert.match(message, /- assertion: 71 minutes old when it was used; it lives 10\n/);
    assert.match(message, /How long after the log-in does it fail\? An hour or more/);
    assert.match(message, /1\. Fails after about an hour or more/);
    assert.doesNotMatch(message, /after ten minutes but within the hour/, 'the text rules that branch out');
  });

  it('a tenant that Entra calls by its name stands in the message, never in a command', () => {
    const id = '0f8fad5b-d9cb-469f-a165-70867728950e';
    for (const [tenant, inCommand] of [
      ['Fabrikam', '<tenant-id>'],
      ['fabrikam.onmicrosoft.com', 'fabrikam.onmicrosoft.com'],
      [id, id],
    ] as const) {
      const thread = conversation();
      const error = thread.say(
        `AADSTS700016: Application with identifier '${id}' was not found in the directory '${tenant}'.`,
      );
      assert.match(readable(thread.press(error, 'Hand over')), new RegExp(`- tenant: ${tenant}\n`));
      const guide = thread.say('which az cli commands verify the service connection?');
      assert.ok(readable(thread.press(guide, 'Yes')).includes(`az login --tenant "${inCommand}"`), tenant);
    }
  });

  it('"Hand over" asks for the role with the action, the scope and the object ID that Azure refused', () => {
    const thread = conversation();
    const [client, object] = ['0f9e8d7c-6b5a-4938-a271-605f4e3d2c1b', '1a2b3c4d-5e6f-4708-9a1b-2c3d4e5f6a7b'];
    const scope = '/subscriptions/00001111-2222-3333-4444-555566667777/resourceGroups/rg-shop';
    const refused = thread.say(
      `{"error":{"code":"AuthorizationFailed","message":"The client '${client}' with object id '${object}' does not have authorization to perform action 'Microsoft.Web/sites/read' over scope '${scope}' or the scope is invalid."}}`,
    );
    const message = readable(thread.press(refused, 'Hand over'));
    assert.match(message, /- action: Microsoft\.Web\/sites\/read\n/);
    assert.ok(message.includes(`- scope: ${scope}\n`));
    assert.ok(message.includes(`--scope "${scope}"`));
    assert.ok(message.includes(`--assignee-object-id "${object}"`));
  });

  it('AuthorizationFailed names an identity as its client ID only where that is another than its object ID', () => {
    const object = '1a2b3c4d-5e6f-4708-9a1b-2c3d4e5f6a7b';
    const reply = conversation().say(
      `(AuthorizationFailed) The client '${object}' with object id '${object}' does not have authorization to perform action 'Microsoft.Web/sites/read' over scope '/subscriptions/x'`,
    );
    assert.match(readable(reply), /object ID 1a2b3c4d/);
    assert.doesNotMatch(readable(reply), /application 1a2b3c4d/);
  });

  it('"Hand over" leaves out what is done in this conversation', () => {
    const thread = conversation();
    const checklist = thread.say('our service connection stopped working this morning');
    const change = thread.press(checklist, 'No');
    assert.match(readable(change), /Ask me for the task/);
    assert.doesNotMatch(readable(thread.press(change, 'Hand over')), /Ask me for the task/);
    const paste = conversation();
    const reply = paste.press(paste.say('our service connection stopped working this morning'), 'Not sure');
    assert.match(readable(reply), /Paste the YAML here/);
    assert.doesNotMatch(readable(paste.press(reply, 'Hand over')), /Paste the YAML here/);
  });

  it('"Hand over" says before and beside the message what no text shows', () => {
    const thread = conversation();
    const subject =
      "AADSTS700213: assertion subject '/eid1/c/pub/t/q7/a/Lk/sc/6f0c1b7e-3f0a-4c52-9d55-2b1a7e0c9f11/0b9d7c3a-5f1e-4d0b-8a66-1c2d3e4f5a6b'";
    const outcome = thread.press(thread.say(subject), 'I cannot see it');
    assert.match(readable(outcome), /Hand over makes a message for this person\. Add issuer, client ID and tenant ID/);
    assert.match(readable(thread.press(outcome, 'Hand over')), /Add to the message: issuer, client ID and tenant ID/);
  });

  it('"Still failing" says what happened and what comes next, in the words of that press alone', () => {
    const thread = conversation();
    const asks = thread.press(thread.say(SUBJECT_ERROR), 'Still failing');
    assert.match(readable(asks), /\nStill failing, then\. Answer this question: .*\n/);
    assert.ok(asks.blocks.some(({ kind }) => kind === 'check'));
    assert.doesNotMatch(readable(thread.press(asks, 'No')), /Still failing, then/);
    const leads = thread.press(thread.press(thread.say(SUBJECT_ERROR), 'Still failing'), 'Still failing');
    assert.match(
      readable(leads),
      /^Let us go through the checklist.*\nStill failing, then: this is the next .*AADSTS700213/,
    );
    assert.doesNotMatch(readable(thread.press(leads, 'Start over')), /Still failing, then/);
  });

  it('"This solved it" under a guide names the guide, which had no fault to be solved', () => {
    const thread = conversation();
    const change = thread.press(thread.say('our service connection stopped working this morning'), 'No');
    assert.equal(thread.press(change, 'This solved it').verdict, 'Solved, with the guide: Go through the checklist');
    const act = thread.press(thread.press(thread.say('must we act before July 2027?'), 'vstoken'), 'Azure public');
    const update = thread.press(thread.press(act, 'No'), 'Update the issuer');
    const done = thread.press(thread.press(update, 'Yes'), 'Yes');
    assert.equal(thread.press(done, 'This solved it').verdict, 'Solved, with the guide: Update the issuer');
  });

  it('"Why this?" says what holds today first, "What Microsoft’s page says" what the page says', () => {
    const page = /An edition of Microsoft's page.*says: the correct issuer starts with/;
    const today = /The Entra issuer was announced/;
    for (const [label, first, second] of [
      ['Why this?', today, page],
      ['What Microsoft’s page says', page, today],
    ] as const) {
      const thread = conversation();
      const text = readable(thread.press(thread.say('which issuer is right for our service connection?'), label));
      assert.ok(text.search(first) >= 0 && text.search(first) < text.search(second), text);
    }
  });

  it('"What Microsoft’s page says" does not lay what is concluded at the door of its source', () => {
    const thread = conversation();
    const reply = thread.say('which issuer is right for our service connection?');
    const text = readable(thread.press(reply, 'What Microsoft’s page says'));
    assert.match(text, /\(inferred\) — our own, after reading Azure DevOps release notes: .*, checked \d{4}-\d\d-\d\d/);
    assert.match(text, /Docker connections\. — Azure DevOps release notes: .*, checked/);
  });

  it('"Why this?" tells which words, which rule and how sure', () => {
    const thread = conversation();
    const why = thread.press(thread.say(SUBJECT_ERROR), 'Why this?');
    assert.match(readable(why), /How I know: AADSTS700213 is in the text.*\(exact\)/);
  });
});

describe('a task question', () => {
  const asked: readonly (readonly [string, string, RegExp])[] = [
    ['does AzureCLI@1 support WIF?', 'AzureCLI@1', /^Yes, AzureCLI@1 .*deprecated.*AzureCLI@2/],
    ['azure cli v1 task?', 'AzureCLI@1', /^Yes, AzureCLI@1/],
    ['AzureFileCopy 4 task with workload identity', 'AzureFileCopy@4', /^No, .*use AzureFileCopy@6/],
    ['can I use AzureFileCopy with WIF', 'AzureFileCopy', /use AzureFileCopy@6/],
    ['Docker@1', 'Docker@1', /yes with an Azure service connection, no with a Docker registry service connection/],
    ['HelmDeploy@1', 'HelmDeploy@1', /yes with an Azure service connection/],
    ['AzureCLI@9', 'AzureCLI@9', /^I don't know AzureCLI@9/],
    ['SuperDeploy@3?', 'SuperDeploy@3', /^I don't know SuperDeploy@3/],
    ['ServiceFabricDeploy@1 wif', 'ServiceFabricDeploy@1', /^No, ServiceFabricDeploy@1 does not support/],
    ['does AzureKeyVualt@2 support federation?', 'AzureKeyVault@2', /^Yes, AzureKeyVault@2/],
  ];
  for (const [text, id, verdict] of asked) {
    it(text, () => {
      const reply = conversation().say(text);
      assert.equal(reply.findings.find(({ kind }) => kind === 'task')?.id, id);
      assert.match(reply.verdict, verdict);
    });
  }

  it('with a typing error says how it was read', () => {
    assert.match(
      readable(conversation().say('does AzureKeyVualt@2 support federation?')),
      /AzureKeyVualt@2 read as AzureKeyVault@2/,
    );
  });

  it('"what about v2?" is about the last task of the thread', () => {
    const thread = conversation();
    thread.say('does AzureCLI@1 support WIF?');
    assert.match(thread.say('what about v2?').verdict, /^Yes, AzureCLI@2/);
    assert.match(thread.say('and @1').verdict, /^Yes, AzureCLI@1/);
  });

  it('with more tasks than a pipeline has is read in part, and says where the reading ended', () => {
    for (const text of [
      `steps:\n${'- task: AzureFileCopy@4\n'.repeat(2_500)}`,
      `steps:\n${'- task: AzureFileCopy@4\n'.repeat(40_000)}`,
    ]) {
      const reply = conversation().say(text);
      assert.match(reply.verdict, /^I have read only a part\. Of 2000 tasks/);
      assert.match(readable(reply), /I have read those before line 2002\./);
      assert.doesNotMatch(readable(reply), /broken/);
    }
    const beside = conversation().attach(
      '',
      ['a.log', SUBJECT_ERROR],
      ['b.yml', '- task: AzureFileCopy@4\n'.repeat(2_001)],
    );
    assert.match(readable(beside), /b\.yml: I have read only a part\. Of 2000 tasks/);
    assert.doesNotMatch(conversation().say('- task: AzureFileCopy@4\n'.repeat(2_000)).verdict, /part/);
  });

  it('names every task of a pasted pipeline', () => {
    const reply = conversation().say(
      'steps:\n- task: AzureCLI@2\n- task: AzureFileCopy@5\n- task: ServiceFabricDeploy@1\n',
    );
    assert.equal(reply.verdict, 'Of 3 tasks in this pipeline, 2 cannot work as they stand.');
    assert.match(readable(reply), /AzureFileCopy@5 \(line 3\).*AzureFileCopy@6.*ServiceFabricDeploy@1 \(line 4\)/);
  });
});

describe('other messages', () => {
  it('without anything to diagnose say what is needed and how to give it', () => {
    for (const text of ['', '   ', '\u0000']) {
      const reply = conversation().say(text, 'shared');
      assert.equal(reply.verdict, 'I need the error as text.');
      assert.match(readable(reply), /put the question and my name into one message/);
    }
  });

  it('a greeting gets the help', () => {
    assert.match(conversation().say('hei').verdict, /^I read why/);
  });

  it('an error of something else is not claimed', () => {
    const reply = conversation().say('##[error]Unhandled: No Dockerfile matching **/Dockerfile was found.');
    assert.equal(reply.verdict, 'I see no Azure log-in error here that I know.');
    assert.match(readable(reply), /line 1/);
    assert.ok(reply.findings.every(({ certainty }) => certainty === 'guess'));
  });

  it('a code without an entry is told by its meaning and its look-up address', () => {
    const reply = conversation().say('AADSTS50076');
    assert.match(reply.verdict, /^AADSTS50076: .*second factor/);
    assert.match(readable(reply), /Its name there is UserStrongAuthClientAuthNRequired/);
    assert.match(readable(reply), /login\.microsoftonline\.com\/error\?code=50076/);
  });
});

describe('what is pasted', () => {
  const SECRET =
    'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL2V4YW1wbGUiLCJzdWIiOiJzYyJ9.c2lnbmF0dXJlLW9mLXRoaXMtdG9rZW4';

  it('comes back masked, with a receipt', () => {
    const reply = conversation().say(`az login --federated-token ${SECRET}\nlog-in failed`);
    assert.ok(!readable(reply).includes(SECRET.slice(0, 30)));
    assert.match(readable(reply), /Masked before reading on: token \(JWT\)/);
  });

  it('with a secret that may still open something brings the advice to rotate it', () => {
    const reply = conversation().say('az login failed: --password Kx8Q~abcdefghijklmnopqrstuvwxyz0123456');
    assert.match(readable(reply), /revoke or rotate it/);
  });

  it('is not remembered', () => {
    const thread = conversation();
    thread.say(`${SUBJECT_ERROR}\nmarker-of-this-text ${SECRET} someone@contoso.com`);
    const memory = JSON.stringify(thread.memory());
    for (const part of ['marker-of-this-text', 'someone@contoso.com', SECRET.slice(0, 20)]) {
      assert.ok(!memory.includes(part), part);
    }
  });

  it('gives the same answer every time, and a memory that fits its schema', () => {
    const [a, b] = [conversation(), conversation()];
    assert.deepEqual(a.say(SUBJECT_ERROR), b.say(SUBJECT_ERROR));
    assert.doesNotThrow(() => memorySchema.parse(a.memory()));
  });
});

describe('the version of Azure CLI', () => {
  const error =
    'AADSTS700024: Client assertion is not within its valid time range. Current time: 2026-11-20T10:26:05Z, assertion valid from 2026-11-20T10:20:00Z, expiry time of assertion 2026-11-20T10:30:00Z.';
  for (const version of [
    'azure-cli                         2.59.0 *',
    '"azure-cli": "2.59.0",',
    'Azure CLI version: 2.59.0',
    'User-Agent: AZURECLI/2.59.0 (DEB)',
  ]) {
    it(`answers the check that asks for it: ${version}`, () => {
      assert.match(conversation().say(`${version}\n${error}`).verdict, /^Azure CLI 2\.59\.0 fails after five minutes/);
    });
  }

  it('that is another one rules that out, and leaves the kind of agent to ask for', () => {
    const text = readable(conversation().say(`azure-cli   2.66.0\n${error}`));
    assert.match(text, /Neither \(read from your text\)/);
    assert.match(text, /Which kind of agent ran the job\?/);
    const early = conversation().say(
      `azure-cli   2.66.0\n${error.replace('Current time: 2026-11-20T10:26', 'Current time: 2026-11-20T10:16')}`,
    );
    assert.match(early.verdict, /clock/);
  });

  it('of the task is none', () => {
    assert.doesNotMatch(readable(conversation().say(`Azure CLI 2.262.3\n${error}`)), /Neither \(read/);
  });
});

describe('"Why this?"', () => {
  for (const [what, text, how] of [
    ['a code without an entry', 'AADSTS50076: you must use multi-factor', 'AADSTS50076 is in the text (exact).'],
    ['a task', 'dose AzurCLI@1 suport wif', 'AzurCLI@1 read as AzureCLI@1 (likely).'],
    [
      'several tasks',
      'AzureCLI@1 and AzureFileCopy@4, do they support WIF?',
      'the text names AzureFileCopy@4 (exact).',
    ],
    [
      'the JSON of a connection',
      '[{"issuer":"https://vstoken.dev.azure.com/x","subject":"sc://a/b/c","audiences":["api://x"]}]',
      'the text holds the JSON of a service connection or of federated credentials (exact).',
    ],
    ['an error', 'AADSTS700213', 'AADSTS700213 is in the text (exact).'],
  ] as const) {
    it(`tells how ${what} is known, and keeps the answer`, () => {
      const thread = conversation();
      const first = thread.say(text);
      assert.doesNotMatch(readable(first), /How I know/);
      const why = thread.press(first, 'Why this?');
      assert.equal(why.verdict, first.verdict);
      assert.ok(readable(why).includes(`How I know: ${how}`), readable(why));
      assert.ok(!allButtons(why).some(({ label }) => label === 'Why this?'));
    });
  }

  it('is not offered where nothing was found in a text', () => {
    const thread = conversation();
    for (const text of ['hello', 'xyzzy', 'steps:\n- task: AzureCLI@1\n']) {
      assert.ok(!allButtons(thread.say(text)).some(({ label }) => label === 'Why this?'), text);
    }
    const other = thread.press(thread.say('does AzureCLI@1 support WIF?'), 'What about AzureCLI@3?');
    assert.ok(!allButtons(other).some(({ label }) => label === 'Why this?'));
  });
});
