/** The issuer or the subject that somebody pastes after an error: the same error, with what is known now. */
import assert from 'node:assert/strict';
import { conversation, readable } from '../../conversation.ts';

const SUBJECT = 'subject: sc://fabrikam/web/arm-prod';
const ISSUER = 'issuer: https://vstoken.dev.azure.com/5f4dcc3b-0000-4000-8000-000000000001';

function lastOf(...texts: string[]) {
  const thread = conversation();
  const replies = texts.map((text) => thread.say(text));
  const reply = replies.at(-1) ?? assert.fail();
  return { reply, claimed: reply.findings.filter(({ certainty }) => certainty !== 'guess') };
}

describe('an issuer or a subject alone, after an error', () => {
  for (const [what, error, text, id, line] of [
    ['the subject', 'AADSTS700213', SUBJECT, 'AADSTS700213', 1],
    ['the issuer', 'AADSTS700213', ISSUER, 'AADSTS700213', 1],
    ['the line on which it stands', 'AADSTS700213', `here you are\nfrom the log\n${ISSUER}`, 'AADSTS700213', 3],
    ['the subject among other lines', 'AADSTS700213', `here you are\n${SUBJECT}`, 'AADSTS700213', 2],
    ['the variant that it tells of', 'AADSTS70021', SUBJECT, 'AADSTS70021-subject-mismatch', 1],
  ] as const) {
    it(`is read with it: ${what}`, () => {
      const [code = ''] = /AADSTS\d+/.exec(error) ?? [];
      const why = `${code} in this thread, with the line pasted now`;
      assert.deepEqual(lastOf(error, text).claimed, [{ kind: 'error', id, code, certainty: 'likely', why, line }]);
    });
  }

  it('adds to what the thread knew', () => {
    const text = readable(lastOf('AADSTS700213', SUBJECT, ISSUER).reply);
    assert.match(text, /sc:\/\/fabrikam\/web\/arm-prod/);
    assert.match(text, /vstoken\.dev\.azure\.com\/5f4dcc3b/);
  });

  for (const [what, ...texts] of [
    ['where the thread has no error', SUBJECT],
    ['where the issuer is nobody that we know', 'AADSTS700213', 'issuer: https://issuer.example.com/x'],
    ['where the subject is of no federation', 'AADSTS700213', 'subject: someone else'],
    ['after an error that is not about it', 'AADSTS7000222', SUBJECT],
    [
      'after an error without a code',
      'Get "?audience=api://AzureADTokenExchange": unsupported protocol scheme ""',
      SUBJECT,
    ],
    ['after a code without an entry', 'AADSTS50076', SUBJECT],
  ] as const) {
    it(`tells of no error ${what}`, () => assert.deepEqual(lastOf(...texts).claimed, []));
  }

  it('gives way to an error that stands beside it', () => {
    assert.deepEqual(
      lastOf('AADSTS700213', `AADSTS7000222\n${SUBJECT}`).claimed.map(({ id }) => id),
      ['AADSTS7000222'],
    );
  });
});

describe('a guide that is asked for in a thread', () => {
  const FIRST =
    "AADSTS700213: No matching federated identity record found for presented assertion subject 'sc://fabrikam/web/arm-prod'. Assertion Issuer: 'https://vstoken.dev.azure.com/5f4dcc3b-0000-4000-8000-000000000001'.";
  const shownIn = (text: string, ...before: string[]): string => readable(lastOf(...before, text).reply);

  it('knows what the issuer of the connection that failed is', () => {
    const known = /begin with\? vstoken\.dev\.azure\.com \(read from your text\)/;
    assert.match(shownIn('where do I find the issuer and the subject?', FIRST), known);
    assert.doesNotMatch(shownIn('where do I find the issuer and the subject?'), /read from your text/);
    const asked = (...texts: string[]): string => shownIn('must we act before July 2027?', ...texts);
    assert.match(asked(FIRST), /vstoken/);
    assert.notEqual(asked(FIRST), asked());
  });

  it('takes what the question itself says before what the thread has shown', () => {
    const text = shownIn(
      'must we act by 1 July 2027? our issuer is https://login.microsoftonline.com/5f4dcc3b-0000-4000-8000-000000000001/v2.0',
      FIRST,
    );
    assert.match(text, /has the Entra issuer already/);
  });

  describe('has the values of one connection', () => {
    const [ISSUER_OF_OTHER, APPLICATION] = [
      'https://vstoken.dev.azure.com/5f4dcc3b-0000-4000-8000-000000000002',
      '11111111-2222-4333-8444-555555555555',
    ];
    const json = (issuer: string, subject: string): string =>
      JSON.stringify({
        name: 'arm-prod',
        type: 'azurerm',
        authorization: {
          scheme: 'WorkloadIdentityFederation',
          parameters: {
            workloadIdentityFederationIssuer: issuer,
            workloadIdentityFederationSubject: subject,
            serviceprincipalid: APPLICATION,
          },
        },
      });
    const OWN = json(
      'https://vstoken.dev.azure.com/5f4dcc3b-0000-4000-8000-000000000001',
      'sc://fabrikam/web/arm-prod',
    );
    const OTHER = json(ISSUER_OF_OTHER, 'sc://contoso/web/arm-prod');

    /** What the guide to the whole chain shows for comparing, and the identity that it asks for. */
    function comparedIn(...before: string[]): readonly [values: string, identity: string] {
      const thread = conversation();
      for (const text of before) thread.say(text);
      let reply = thread.say('which az cli commands verify the service connection?');
      reply = thread.press(reply, 'Yes');
      reply = thread.press(reply, 'Yes');
      const text = readable(reply);
      return [
        /letter by letter with (.*?);/.exec(text)?.[1] ?? '',
        /app federated-credential list --id "(.*?)"/.exec(text)?.[1] ?? '',
      ];
    }
    const own = 'https://vstoken.dev.azure.com/5f4dcc3b-0000-4000-8000-000000000001 and sc://fabrikam/web/arm-prod';

    for (const [what, before, values, identity] of [
      ['that failed', [FIRST], own, '<client-id>'],
      ['that failed and was pasted then', [FIRST, OWN], own, APPLICATION],
      ['that was pasted before it failed', [OWN, FIRST], own, APPLICATION],
      ['that was pasted before a code without values', [OWN, 'AADSTS700213'], own, APPLICATION],
      ['that was pasted alone', [OWN], own, APPLICATION],
      ['that was pasted last, of two', [FIRST, OTHER], `${ISSUER_OF_OTHER} and sc://contoso/web/arm-prod`, APPLICATION],
      ['that failed last, of two', [OTHER, FIRST], own, '<client-id>'],
    ] as const) {
      it(what, () => assert.deepEqual(comparedIn(...before), [values, identity]));
    }
  });
});
