/** Guides as a person walks them: each step can be asked about, and what the thread knows is filled in. */
import assert from 'node:assert/strict';
import type { Reply } from '../../bot/reply.ts';
import { conversation, readable } from '../conversation.ts';

const labels = (buttons: Reply['buttons']['answers']): string[] => buttons.map(({ label }) => label);

describe('a step of a guide', () => {
  it('says how to see that it worked, and what to carry over', () => {
    const thread = conversation();
    const step = thread.press(thread.say('how do I set up a service connection by hand?'), 'Managed identity');
    assert.match(readable(step), /Step 1 of 5.*It worked when .*Carry over: client ID and tenant ID/);
  });

  it('can be asked where its values stand, by its button or in words, and goes on from there', () => {
    for (const ask of ['button', 'where do I find it?', 'hvor finner jeg det']) {
      const thread = conversation();
      const step = thread.press(thread.say('how do I set up a service connection by hand?'), 'Managed identity');
      const where = ask === 'button' ? thread.press(step, 'Where do I find it?') : thread.say(ask);
      assert.match(readable(where), /Client ID.*tenant/s, ask);
      assert.match(readable(where), /Step 1 of 5/, ask);
      assert.match(readable(thread.press(where, 'Done')), /Step 2 of 5/, ask);
    }
  });

  it('is not asked for places by a message about something else', () => {
    const thread = conversation();
    thread.press(thread.say('how do I set up a service connection by hand?'), 'Managed identity');
    assert.doesNotMatch(readable(thread.say('where is the build log of my pipeline?')), /Step 1 of 5/);
  });
});

describe('a question for a value', () => {
  it('is answered for that value', () => {
    const verdictOf = (text: string) => conversation().say(text).verdict;
    assert.match(verdictOf('where do I find the subject identifier?'), /issuer and the subject identifier/);
    assert.match(verdictOf('hvor finner jeg klient-id?'), /client ID and the tenant ID/);
    assert.match(verdictOf('where is the object id for the role?'), /object ID/);
    assert.match(verdictOf('where are the federated credentials?'), /federated credentials/);
  });

  it('for two values at once is asked back', () => {
    const reply = conversation().say('where do I find the subject and the client id?');
    assert.deepEqual(labels(reply.buttons.answers), ['Issuer or subject', 'An ID', 'What the identity expects']);
  });
});

describe('a guide in a thread', () => {
  const ERROR =
    "AADSTS700211: No matching federated identity record found for presented assertion issuer 'https://vstoken.dev.azure.com/3f0b6c1e-8f6e-4d0c-9a55-2b1a7e0c9f11'. Assertion Subject: 'sc://fabrikam/web/arm-prod'.";

  it('has the values of the thread in its commands', () => {
    const thread = conversation();
    thread.say(ERROR);
    const first = thread.say('which az cli commands verify the service connection?');
    assert.match(readable(first), /"https:\/\/dev\.azure\.com\/fabrikam" --project "web"/);
    const third = thread.press(thread.press(first, 'Yes'), 'Yes');
    assert.match(
      readable(third),
      /Compare letter by letter with https:\/\/vstoken\S+ and sc:\/\/fabrikam\/web\/arm-prod/,
    );
  });

  it('for a new connection has not the subject of the old one, but that of the new once it has been pasted', () => {
    const thread = conversation();
    thread.say(ERROR);
    const second = thread.press(thread.say('can I set up the service connection by script?'), 'Done');
    assert.match(readable(second), /"https:\/\/dev\.azure\.com\/fabrikam" --project "web"/);
    assert.match(readable(second), /endpoint\.json \{\n.*"serviceprincipalid": "<client-id>".*"name": "web"/s);
    const third = thread.press(second, 'Done');
    assert.match(readable(third), /--issuer "<issuer>" --subject "<subject>"/);
    const subject =
      '/eid1/c/pub/t/q7Zt/a/Lk2p/sc/6f0c1b7e-3f0a-4c52-9d55-2b1a7e0c9f11/0b9d7c3a-5f1e-4d0b-8a66-1c2d3e4f5a6b';
    thread.say(
      JSON.stringify({
        name: 'arm-new',
        type: 'azurerm',
        authorization: {
          scheme: 'WorkloadIdentityFederation',
          parameters: {
            workloadIdentityFederationIssuer:
              'https://login.microsoftonline.com/9b1d7c3a-5f1e-4d0b-8a66-1c2d3e4f5a6b/v2.0',
            workloadIdentityFederationSubject: subject,
          },
        },
      }),
    );
    const again = thread.press(thread.press(third, 'Change the last answer'), 'Done');
    assert.match(readable(again), new RegExp(`--subject "${subject}"`));
  });

  it('names two values that are not known without saying twice where they are', () => {
    const thread = conversation();
    const first = thread.say('which az cli commands verify the service connection?');
    const third = thread.press(thread.press(first, 'Yes'), 'Yes');
    assert.match(
      readable(third),
      /letter by letter with the issuer and the subject identifier that the service connection shows;/,
    );
  });

  it('without them shows placeholders that cannot be taken for values', () => {
    const thread = conversation();
    let step = thread.say('can I set up the service connection by script?');
    for (const label of ['Done', 'Done']) step = thread.press(step, label);
    assert.match(readable(step), /--issuer "<issuer>" --subject "<subject>".*--id "<client-id>"/s);
  });

  it('takes a check as answered that the thread has answered, and lets it be changed', () => {
    const thread = conversation();
    thread.say(ERROR);
    const reply = thread.say('do I have to act before July 2027?');
    assert.match(
      readable(reply),
      /What does the issuer of the connection begin with\? vstoken \(read from your text\)/,
    );
    assert.match(readable(thread.press(reply, 'Change the last answer')), /What does the issuer/);
  });

  it('shows no value of one connection with those of another that was pasted too', () => {
    const other = JSON.stringify({
      name: 'elsewhere',
      type: 'azurerm',
      authorization: {
        scheme: 'WorkloadIdentityFederation',
        parameters: {
          serviceprincipalid: 'b1b1b1b1-1111-4222-8333-444455556666',
          workloadIdentityFederationIssuer: 'https://vstoken.dev.azure.com/8d6e3f0a-1111-4222-8333-999955556666',
          workloadIdentityFederationSubject: 'sc://contoso/shop/elsewhere',
        },
      },
    });
    const ofOther = /contoso|shop|elsewhere|b1b1b1b1|9999/;
    for (const [first, second, shown, hidden] of [
      [ERROR, other, /contoso/, /fabrikam|arm-prod/],
      [other, ERROR, /fabrikam/, ofOther],
    ] as const) {
      const thread = conversation();
      thread.say(first);
      thread.say(second);
      thread.say('where do I find the issuer and subject?');
      const values = JSON.stringify(thread.memory()?.cases.at(-1)?.values);
      assert.match(values, shown);
      assert.doesNotMatch(values, hidden);
    }
  });

  it('takes the names of the connection from the subject that was presented, not from a credential', () => {
    const thread = conversation();
    thread.say(ERROR);
    thread.say(
      '[{"id":"x","name":"azdo","issuer":"https://vstoken.dev.azure.com/8d6e3f0a-1111-4222-8333-444455556666","subject":"sc://contoso/shop/old","audiences":["api://AzureADTokenExchange"]}]',
    );
    assert.match(
      readable(thread.say('where do I find the subject identifier?')),
      /dev\.azure\.com\/fabrikam" --project "web"/,
    );
  });

  it('takes nothing from a thread that is solved', () => {
    const thread = conversation();
    thread.press(thread.say(ERROR), 'This solved it');
    assert.doesNotMatch(readable(thread.say('do I have to act before July 2027?')), /read from your text/);
  });
});

describe('the words of a question', () => {
  it('answer the check that they are about', () => {
    const thread = conversation();
    const reply = thread.say('do we have to act by 1 July 2027? The connection is in Azure Government');
    assert.match(thread.press(reply, 'vstoken').verdict, /left out/);
  });

  for (const question of [
    'do we have to act by 1 July 2027? We are not in Azure Government',
    "do we have to act by 1 July 2027? We aren't in Azure China",
    'do we have to act by 1 July 2027? We left Azure Government last year',
    'må vi gjøre noe før 1. juli 2027? Vi er ikke i Azure Government',
    'how do I set up a service connection by hand, without a managed identity?',
    'how do I set up a service connection by hand? A managed identity is not allowed here',
  ]) {
    it(`answer no check where they are taken back: ${question}`, () => {
      const thread = conversation();
      thread.say(question);
      const { signals = [] } = thread.memory()?.cases.at(-1) ?? {};
      assert.deepEqual(signals, []);
    });
  }

  it('that speak for two answers leave the check open', () => {
    const reply = conversation().say(
      'how do I set up a service connection by hand, with a managed identity or an app registration?',
    );
    assert.deepEqual(labels(reply.buttons.answers), ['Managed identity', 'App registration', 'Not sure']);
  });
});

describe('a message to hand over', () => {
  it('holds what support asks for: the IDs and the time beside the error', () => {
    const thread = conversation();
    const reply = thread.say(
      "AADSTS700016: Application with identifier '5b1e2f77-90ad-4c36-8f0e-6d2f8c1a4e55' was not found in the directory 'Fabrikam'. Trace ID: 0b0c0d0e-1111-4222-8333-444455556666 Correlation ID: 1b0c0d0e-1111-4222-8333-444455556666 Timestamp: 2026-11-20 07:41:09Z",
    );
    const text = readable(thread.press(reply, 'Hand over'));
    assert.match(text, /- client ID: 5b1e2f77-90ad-4c36-8f0e-6d2f8c1a4e55/);
    assert.match(text, /- time: 2026-11-20 07:41:09Z\n- trace ID: 0b0c0d0e\S+\n- correlation ID: 1b0c0d0e/);
  });
});
