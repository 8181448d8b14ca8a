/** Several errors in one text: each is shown with what stands in its own stretch, and with nothing of another. */
import assert from 'node:assert/strict';
import { memorySchema } from '../../bot/memory.ts';
import type { Reply } from '../../bot/reply.ts';
import { allButtons, conversation, readable } from '../conversation.ts';

const id = (error: number, digit: number): string => `${String(error).repeat(8)}-aaaa-4bbb-8ccc-00000000000${digit}`;
const traces = (error: number): string =>
  `Trace ID: ${id(error, 1)} Correlation ID: ${id(error, 2)} Timestamp: 2026-11-20 0${error}:41:09Z`;
const refused = (error: number, subject: string): string =>
  `##[error]AADSTS700213: No matching federated identity record found for presented assertion subject '${subject}'. ${traces(error)}`;
const none = (error: number): string =>
  `##[error]AADSTS70025: The client '${id(error, 3)}'(app) has no configured federated identity credentials. ${traces(error)}`;
const tooOld = (error: number): string =>
  `##[error]AADSTS700024: Client assertion is not within its valid time range. Current time: 2026-11-20T09:05:00Z, assertion valid from 2026-11-20T07:41:00Z, expiry time of assertion 2026-11-20T07:51:00Z. ${traces(error)}`;
const forbidden = (error: number): string =>
  `ERROR: (AuthorizationFailed) The client '${id(error, 3)}' with object id '${id(error, 4)}' does not have authorization to perform action 'Microsoft.Web/sites/read' over scope '/subscriptions/${id(error, 5)}' or the scope is invalid.`;

/** What the message of "Hand over" says is known. */
function known(reply: Reply): string {
  const block = reply.blocks.find(({ kind }) => kind === 'code');
  return block?.kind === 'code' ? block.text : '';
}

describe('several errors in one text', () => {
  it('have their own values each, in the answer, when opened, and handed over', () => {
    const thread = conversation();
    const first = thread.say([tooOld(1), refused(2, 'sc://contoso/webshop/azure-prod'), none(3)].join('\n'));
    assert.match(first.verdict, /AADSTS700213/);
    assert.match(readable(first), /sc:\/\/contoso\/webshop\/azure-prod/);
    assert.doesNotMatch(readable(first), /84 minutes|3333/);
    const message = known(thread.press(first, 'Hand over'));
    assert.match(message, /time: 2026-11-20 02:41:09Z\n- trace ID: 2222.*\n- correlation ID: 2222/);
    assert.doesNotMatch(message, /1111|3333|minutes old/);

    const again = conversation();
    const old = again.press(
      again.say([tooOld(1), refused(2, 'sc://contoso/webshop/azure-prod')].join('\n')),
      'Open: AADSTS700024',
    );
    assert.match(old.verdict, /84 minutes old/);
    assert.doesNotMatch(readable(old), /contoso|webshop/);
    const handed = known(again.press(old, 'Hand over'));
    assert.match(handed, /trace ID: 1111/);
    assert.match(handed, /84 minutes old/);
    assert.doesNotMatch(handed, /2222|contoso/);
    assert.deepEqual(memorySchema.safeParse(JSON.parse(JSON.stringify(again.memory()))).success, true);
  });

  it('are read in one line too, and where the first stands again after the second', () => {
    for (const text of [
      `${refused(1, 'sc://contoso/webshop/test')} ${none(2)}`,
      [refused(1, 'sc://contoso/webshop/test'), none(2), refused(3, 'sc://contoso/webshop/test')].join('\n'),
    ]) {
      const thread = conversation();
      const opened = thread.press(thread.say(text), 'Open: AADSTS70025');
      assert.match(readable(opened), /application 22222222-/);
      assert.doesNotMatch(readable(opened), /contoso/);
      assert.doesNotMatch(known(thread.press(opened, 'Hand over')), /1111|3333/);
    }
  });

  it('of one code for two log-ins are not mixed', () => {
    const text = `in test:\nAADSTS700213: presented assertion subject 'sc://contoso/webshop/test'.\n\nin prod:\n${refused(2, 'sc://contoso/webshop/prod')}`;
    const thread = conversation();
    const message = known(thread.press(thread.say(text), 'Hand over'));
    assert.match(message, /subject: sc:\/\/contoso\/webshop\/test/);
    assert.doesNotMatch(message, /prod|2222/);
  });

  it('of one code are one where the second time says more', () => {
    const text = `it says AADSTS700213\nand the log:\n\n${refused(2, 'sc://contoso/webshop/prod')}\n${refused(2, 'sc://contoso/webshop/prod')}`;
    assert.match(readable(conversation().say(text)), /sc:\/\/contoso\/webshop\/prod/);
  });

  it('share what the text says once before all of them, unless one of them says otherwise', () => {
    const connection = 'POST …/oidctoken?serviceConnectionId=c0ffee00-1111-4222-8333-444455556666';
    const tenant = 'tenant bbbbbbbb-1111-4222-8333-444455556666';
    const other = "AADSTS700016: Application with identifier 'x' was not found in the directory 'Fabrikam'.";
    const thread = conversation();
    const first = thread.say(
      `##[section]Starting: Deploy\n${connection}\n${tenant}\n${refused(1, 'sc://a/b/c')}\n${other}`,
    );
    assert.match(known(thread.press(first, 'Hand over')), /connection ID: c0ffee00/);
    const again = conversation();
    const opened = again.press(
      again.say(`${connection}\n${tenant}\n${refused(1, 'sc://a/b/c')}\n${other}`),
      'Open: AADSTS700016',
    );
    assert.match(readable(opened), /tenant Fabrikam/);
    assert.match(known(again.press(opened, 'Hand over')), /connection ID: c0ffee00/);
  });

  it('show the version of Azure CLI that their own task prints', () => {
    const section = (name: string, lines: string): string =>
      `##[section]Starting: ${name}\n====\nTask : Azure CLI\nVersion : 2.262.3\n====\n${lines}\n##[section]Finishing: ${name}`;
    const other = "AADSTS700016: Application with identifier 'x' was not found in the directory 'Fabrikam'.";
    const thread = conversation();
    const first = thread.say(`${section('a', other)}\n${section('b', `azure-cli  2.79.0\n${none(2)}`)}`);
    assert.match(first.verdict, /AADSTS700016/);
    assert.doesNotMatch(readable(first), /2\.79\.0/);
  });

  it('leave out what stands between them and may be said of either', () => {
    const login = '+ az login --tenant bbbbbbbb-1111-4222-8333-444455556666';
    const thread = conversation();
    const first = thread.say(`${refused(1, 'sc://a/b/c')}\n${login}\n${none(2)}`);
    assert.doesNotMatch(known(thread.press(first, 'Hand over')), /bbbbbbbb/);
  });

  it('choose the variant of a code by what that code itself says', () => {
    const legacy = "##[error]AADSTS700211: presented assertion issuer 'https://app.vstoken.visualstudio.com/x'.";
    const subject =
      "##[error]AADSTS70021: No matching federated identity record found. Assertion Subject: 'sc://a/b/c'.";
    assert.deepEqual(
      conversation()
        .say(`${legacy}\n${subject}`)
        .findings.map((finding) => finding.id)
        .sort(),
      ['AADSTS70021-subject-mismatch', 'AADSTS700211'],
    );
  });

  it('are listed where the other is a missing role, which comes after a log-in', () => {
    const thread = conversation();
    const first = thread.say(`${forbidden(1)}\n${refused(2, 'sc://contoso/webshop/prod')}`);
    assert.match(first.verdict, /AADSTS700213/);
    assert.match(readable(first), /Also in your text authorization-failed, line 1/);
    assert.doesNotMatch(readable(first), /Microsoft\.Web|1111/);
    const opened = thread.press(first, 'Open: Logged in, role missing');
    assert.match(readable(opened), /action Microsoft\.Web\/sites\/read/);
    assert.doesNotMatch(readable(opened), /contoso/);
    const general = conversation().say(
      `##[error]Could not fetch access token for Azure. Status code: 400\n${forbidden(1)}`,
    );
    assert.deepEqual(
      general.findings.map((finding) => finding.id),
      ['could-not-fetch-access-token', 'authorization-failed'],
    );
  });

  it('can be handed over however many there are', () => {
    const reply = conversation().say(
      ['AADSTS50076', 'AADSTS50173', 'AADSTS53003', refused(2, 'sc://a/b/c')].join('\n'),
    );
    assert.ok(allButtons(reply).some(({ label }) => label === 'Hand over'));
  });

  it('have a line for a log-in that worked and saw no subscription, beside one that was refused', () => {
    const unseen = 'ERROR: No subscriptions found for 0f8fad5b-d9cb-469f-a165-70867728950e.';
    for (const text of [`${refused(1, 'sc://contoso/webshop/test')}\n${unseen}`, `${unseen}\n${none(2)}`]) {
      const reply = conversation().say(text);
      assert.match(reply.verdict, /AADSTS700/);
      assert.match(readable(reply), /no-subscriptions, line \d: .*no subscription/);
    }
  });

  describe('that are one error of several log-ins', () => {
    const two = `${refused(1, 'sc://contoso/shop/test')}\n${refused(2, 'sc://contoso/shop/prod')}\n${refused(3, 'sc://contoso/shop/test')}`;
    const list = (...subjects: string[]): string =>
      JSON.stringify(
        subjects.map((subject, index) => ({
          id: 'x',
          name: `azdo-${index}`,
          issuer: 'https://vstoken.dev.azure.com/8d6e3f0a-1111-4222-8333-444455556666',
          subject,
          audiences: ['api://AzureADTokenExchange'],
        })),
      );

    it('are a line each, of which the first is walked through', () => {
      const thread = conversation();
      const reply = thread.say(two);
      assert.deepEqual(
        reply.findings.map(({ id, line, nth }) => [id, line, nth]),
        [
          ['AADSTS700213', 1, undefined],
          ['AADSTS700213', 2, 2],
        ],
      );
      assert.match(readable(reply), /AADSTS700213, line 2: another log-in, .*: sc:\/\/contoso\/shop\/prod$/m);
      const message = known(thread.press(reply, 'Hand over'));
      assert.match(message, /subject: sc:\/\/contoso\/shop\/test/);
      assert.doesNotMatch(message, /prod|2222/);
      assert.ok(memorySchema.safeParse(JSON.parse(JSON.stringify(thread.memory()))).success);
    });

    it('are compared each, with a list beside them and with one that comes later', () => {
      const credentials = list('sc://contoso/shop/prod', 'sc://contoso/Shop/test');
      const later = conversation();
      later.say(two);
      for (const reply of [conversation().say(`${two}\n${credentials}`), later.say(credentials)]) {
        assert.match(reply.verdict, /^The credential azdo-1 does not fit: the subject differs \(AADSTS700213\)$/);
        assert.match(readable(reply), /shop\/prod\. The credential azdo-0 fits: the subject is the same/);
      }
      assert.match(readable(later.say(credentials)), /^Also in this thread AADSTS700213: another log-in/m);
      const neither = readable(conversation().say(`${two}\n${list('sc://contoso/shop/dev')}`));
      assert.match(
        neither,
        /shop\/prod\. .* does not fit: .* the connection \(presented prod, in the credential dev\)/,
      );
    });

    it('are compared each where they stand in a file each', () => {
      const reply = conversation().attach(
        list('sc://contoso/shop/prod'),
        ['a.log', refused(1, 'sc://contoso/shop/test')],
        ['b.log', refused(2, 'sc://contoso/shop/prod')],
      );
      assert.match(readable(reply), /line 1 of b\.log: another log-in, .*shop\/prod\. The credential azdo-0 fits/);
    });

    it('are told apart by the application that was sought', () => {
      const missing = (app: string): string =>
        `AADSTS700016: Application with identifier '${app}' was not found in the directory 'Fabrikam'.`;
      const reply = conversation().say(`${missing(id(1, 1))}\n${missing(id(2, 2))}`);
      assert.match(readable(reply), /line 2: another log-in, refused with the same error: 2222/);
    });

    it('are not claimed where one of them shows a part alone, or what stands around it', () => {
      const connection = JSON.stringify({
        name: 'arm',
        type: 'azurerm',
        authorization: {
          scheme: 'WorkloadIdentityFederation',
          parameters: { workloadIdentityFederationSubject: 'sc://contoso/shop/prod' },
        },
      });
      for (const text of [
        `${refused(1, 'sc://contoso/shop/test')}\n${refused(2, 'sc://contoso/shop/***')}`,
        `${refused(1, 'sc://contoso/shop/test')}\n${refused(2, 'sc://contoso/sh\u2026')}`,
        `${refused(1, 'sc://contoso/shop/test')}\n${connection}\nand once more AADSTS700213`,
        `${refused(1, 'sc://contoso/shop/test')}\n${tooOld(2)}\n${refused(3, 'sc://contoso/shop/test')}`,
      ]) {
        assert.equal(
          conversation()
            .say(text)
            .findings.filter(({ id }) => id === 'AADSTS700213').length,
          1,
          text,
        );
      }
    });
  });
});
