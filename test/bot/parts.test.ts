/** Several files sent at once, and the text beside them: each is read by itself, and all are answered together. */
import assert from 'node:assert/strict';
import { memorySchema } from '../../bot/memory.ts';
import { shownNames } from '../../bot/read/file-name.ts';
import type { Reply } from '../../bot/reply.ts';
import { allButtons, conversation, readable } from '../conversation.ts';

const refused = (subject: string): string =>
  `Starting: Deploy\n##[error]AADSTS700213: No matching federated identity record found for presented assertion subject '${subject}'.\n`;
const TOO_OLD =
  'Task         : Azure CLI\nVersion      : 2.236.1\n\nAADSTS700024: Client assertion is not within its valid time range. Current time: 2026-11-23T02:00:00Z, assertion valid from 2026-11-23T00:50:00Z, expiry time of assertion 2026-11-23T01:00:00Z.\n';
const OTHER = 'Starting: Build\n##[error]Unhandled: No Dockerfile matching **/Dockerfile was found.\n';
const ISSUER = 'https://vstoken.dev.azure.com/8d6e3f0a-1111-4222-8333-444455556666';
const pipeline = (task: string): string => `steps:\n- task: ${task}\n  inputs:\n    azureSubscription: prod\n`;
const credential = (subject: string): string =>
  JSON.stringify([{ id: 'x', name: 'azdo', issuer: ISSUER, subject, audiences: ['api://AzureADTokenExchange'] }]);

const labels = (reply: Reply): string[] => allButtons(reply).map(({ label }) => label);
const blockOf = (reply: Reply, title: string): string =>
  JSON.stringify(reply.blocks.find((block) => 'title' in block && block.title?.startsWith(title)) ?? '');

describe('several files', () => {
  it('are read each by itself: no value, line or task of one stands under the error of another', () => {
    const thread = conversation();
    const first = thread.attach('', ['build.log', TOO_OLD], ['deploy.log', refused('sc://fabrikam/web/arm-prod')]);
    assert.match(first.verdict, /AADSTS700213/);
    assert.match(blockOf(first, 'What your text shows (line 2 of deploy.log)'), /sc:\/\/fabrikam\/web\/arm-prod/);
    assert.match(readable(first), /Also in your text AADSTS700024, line 4 of build\.log: /);
    assert.doesNotMatch(readable(first), /70 minutes|AzureCLI@/);
    const opened = thread.press(first, 'Open: AADSTS700024');
    assert.match(opened.verdict, /70 minutes old/);
    assert.match(blockOf(opened, 'What your text shows (line 4 of build.log)'), /70 minutes old.*AzureCLI@2/);
    assert.doesNotMatch(readable(opened), /fabrikam/);
    assert.match(readable(thread.press(opened, 'Hand over')), /task: AzureCLI@2/);
  });

  it('with the same error show what it says in each', () => {
    const reply = conversation().attach(
      '',
      ['a.log', refused('sc://fabrikam/web/test')],
      ['b.log', refused('sc://fabrikam/web/prod')],
    );
    assert.match(blockOf(reply, 'What your text shows (line 2 of a.log)'), /web\/test/);
    assert.match(blockOf(reply, 'Also in your text'), /line 2 of b\.log.*web\/prod/);
  });

  it('with more errors than are listed say how many more there are', () => {
    const codes = [...Array(50).keys()].map((number) => `AADSTS90${100 + number}`);
    const reply = conversation().attach(
      '',
      ...codes.map((code, number) => [`${number}.log`, `##[error]${code}: refused\n`] as const),
    );
    const also = reply.blocks.find((block) => block.kind === 'list' && block.title === 'Also in your text');
    assert.ok(also?.kind === 'list');
    assert.equal(also.items.length, 8);
    assert.deepEqual(also.items.at(-1), [{ text: 'and 42 more' }]);
  });

  it('give way together: what is general in one, where another has the cause', () => {
    const reply = conversation().attach(
      '',
      ['a.log', '##[error]Could not fetch access token for Azure. Status code: 400\n'],
      ['b.log', refused('sc://fabrikam/web/arm-prod')],
    );
    assert.match(reply.verdict, /AADSTS700213/);
    assert.doesNotMatch(readable(reply), /Also in your text|No Azure log-in error/);
  });

  it('are both sides of a comparison', () => {
    const reply = conversation().attach(
      '',
      ['credentials.json', credential('sc://fabrikam/Web/arm-prod')],
      ['a.log', refused('sc://fabrikam/web/arm-prod')],
    );
    assert.match(blockOf(reply, 'What your text shows (line 2 of a.log)'), /web\/arm-prod.*Web\/arm-prod/);
    assert.match(readable(reply), /only in upper and lower case/);
  });

  it('compare each error by its own assertion', () => {
    const thread = conversation();
    const [issuer, expected] = ['https://elsewhere.example.org/', 'sc://fabrikam/Web/arm-prod'];
    const first = thread.attach(
      '',
      ['a.log', refused('sc://fabrikam/web/arm-prod')],
      [
        'b.log',
        `AADSTS700211: No matching federated identity record found for presented assertion issuer '${issuer}'.`,
      ],
      ['credentials.json', credential(expected)],
    );
    assert.match(blockOf(first, 'What your text shows'), /web\/arm-prod.*Web\/arm-prod/);
    const opened = thread.press(first, 'Open: AADSTS700211');
    assert.match(blockOf(opened, 'What your text shows (line 1 of b.log)'), /elsewhere.*vstoken/);
    assert.doesNotMatch(readable(opened), /web\/arm-prod/);
  });

  it('may bring the assertion and its error apart', () => {
    const reply = conversation().attach(
      '',
      ['a.log', 'AADSTS70021: No matching federated identity record found for presented assertion.'],
      ['b.txt', `Assertion Issuer: '${ISSUER}'\nAssertion Subject: 'sc://fabrikam/web/arm-prod'`],
    );
    assert.equal(reply.findings[0]?.id, 'AADSTS70021-subject-mismatch');
    assert.match(readable(reply), /sc:\/\/fabrikam\/web\/arm-prod/);
  });

  it('with a pipeline beside a log answer both', () => {
    const reply = conversation().attach(
      '',
      ['a.log', refused('sc://fabrikam/web/arm-prod')],
      ['azure-pipelines.yml', pipeline('AzureFileCopy@4')],
    );
    assert.match(reply.verdict, /AADSTS700213/);
    assert.match(readable(reply), /AzureFileCopy@4 \(line 2 of azure-pipelines\.yml\).*AzureFileCopy@6/);
    assert.equal(reply.blocks.at(-1)?.kind, 'check');
  });

  it('that are pipelines get one verdict, with the file of each task and a change for each file', () => {
    const reply = conversation().attach(
      '',
      ['build.yml', pipeline('AzureFileCopy@4')],
      ['deploy.yml', pipeline('AzureFileCopy@5')],
    );
    assert.equal(reply.verdict, 'Of 2 tasks in these 2 pipelines, 2 cannot work as they stand.');
    assert.match(
      readable(reply),
      /AzureFileCopy@4 \(line 2 of build\.yml\).*AzureFileCopy@5 \(line 2 of deploy\.yml\)/,
    );
    for (const file of ['build.yml', 'deploy.yml']) assert.ok(readable(reply).includes(`+++ b/${file}`), file);
  });

  it('are masked each, with one receipt', () => {
    const secret = (value: string): string => `az login --service-principal --password ${value}\n`;
    const reply = conversation().attach(
      '',
      ['a.log', secret('Kx8Qabcdefghijklmnopqrstuvwxyz0123456')],
      ['b.log', secret('Zt5Wabcdefghijklmnopqrstuvwxyz6543210') + refused('sc://fabrikam/web/arm-prod')],
    );
    assert.match(readable(reply), /Masked before reading on: [a-z ]+ × 2\./);
    assert.doesNotMatch(JSON.stringify(reply), /Kx8Q|Zt5W/);
  });

  it('name those in which nothing was recognised', () => {
    const reply = conversation().attach('', ['a.log', OTHER], ['b.log', refused('sc://fabrikam/web/arm-prod')]);
    assert.match(readable(reply), /No Azure log-in error that I know in: a\.log\./);
  });

  it('however many leave the check of the answer in it', () => {
    const many = Array.from({ length: 19 }, (_, index) => [`${index}.yml`, pipeline('AzureFileCopy@4')] as const);
    const reply = conversation().attach('why?', ['a.log', refused('sc://fabrikam/web/arm-prod')], ...many);
    assert.equal(reply.blocks.at(-1)?.kind, 'check');
  });

  it('are not remembered, but for their names and values, which "This solved it" drops', () => {
    const thread = conversation();
    const first = thread.attach('', ['a.log', `${OTHER}${TOO_OLD}`], ['b.log', refused('sc://fabrikam/web/arm-prod')]);
    const kept = JSON.stringify(memorySchema.parse(thread.memory()));
    assert.match(kept, /a\.log.*b\.log/);
    assert.doesNotMatch(kept, /Dockerfile/);
    thread.press(first, 'This solved it');
    assert.doesNotMatch(JSON.stringify(thread.memory()?.cases), /a\.log|b\.log|fabrikam/);
  });
});

describe('a text beside a file', () => {
  const log = ['a.log', refused('sc://fabrikam/web/arm-prod')] as const;

  for (const text of ['here is the log', 'does this work?', 'please help', 'hi', 'still failing', 'checklist']) {
    it(`that says "${text}" does not hide the error in it`, () => {
      const thread = conversation();
      thread.say('AADSTS700024');
      const reply = thread.attach(text, log);
      assert.match(reply.verdict, /AADSTS700213/);
      assert.match(readable(reply), /line 2 of a\.log/);
    });
  }

  it('that asks for help is help with the file', () => {
    assert.match(readable(conversation().attach('help', ['a.log', OTHER])), /line 2 of a\.log.*Dockerfile/);
  });

  it('that asks about a task is answered too, first, and opened by a button', () => {
    const thread = conversation();
    const reply = thread.attach('does AzureCLI@1 support WIF?', log);
    assert.match(reply.verdict, /AADSTS700213/);
    assert.match(JSON.stringify(reply.blocks[0]), /You asked.*Yes, AzureCLI@1 supports/);
    assert.match(thread.press(reply, 'Open: AzureCLI@1').verdict, /^Yes, AzureCLI@1/);
  });

  it('that asks about a task is the question where the file has no error', () => {
    const reply = conversation().attach('does AzureCLI@1 support WIF?', ['a.log', `AzureFileCopy@4\n${OTHER}`]);
    assert.match(reply.verdict, /^Yes, AzureCLI@1/);
  });

  it('that asks about a task stands beside the verdict on a pipeline', () => {
    const reply = conversation().attach('does AzureCLI@1 support WIF?', ['a.yml', pipeline('AzureFileCopy@4')]);
    assert.equal(reply.verdict, 'The one task of this pipeline cannot work as it stands.');
    assert.match(readable(reply), /You asked AzureCLI@1: Yes/);
  });

  it('that asks for something else is not lost beside an error', () => {
    const thread = conversation();
    const opened = thread.press(
      thread.attach('how do I create a service connection manually?', log),
      'Open: Set it up by hand',
    );
    assert.match(opened.verdict, /by hand|manual/i);
  });

  it('that is an error of its own is one of several', () => {
    const reply = conversation().attach('AADSTS700024', log);
    assert.match(readable(reply), /AADSTS700024, line 1 of your message/);
  });

  it('may tell what the credential has', () => {
    const reply = conversation().attach('the federated credential has subject: sc://fabrikam/Web/arm-prod', log);
    assert.match(readable(reply), /only in upper and lower case/);
  });
});

describe('one file alone', () => {
  it('is answered as the same text is, without its name', () => {
    for (const text of [refused('sc://fabrikam/web/arm-prod'), TOO_OLD, OTHER, 'help', credential('sc://a/b/c')]) {
      assert.deepEqual(conversation().attach(' \n', ['a.log', text]), conversation().say(text));
    }
  });

  it('gives its name to the change of its versions', () => {
    assert.match(
      readable(conversation().attach('', ['ci/build.yml', pipeline('AzureFileCopy@4')])),
      /\+\+\+ b\/ci\/build\.yml/,
    );
  });
});

describe('the name of a file', () => {
  it('is shown short, masked, on one line, and once', () => {
    const shown = shownNames([
      'a.log',
      'a.log',
      '',
      'x\u202egol.exe\n##[error]\u0000\u200b',
      'someone@contoso.com.log',
      `${'n'.repeat(300)}.log`,
      '😀'.repeat(100),
    ]);
    assert.deepEqual(shown.slice(0, 4), ['a.log', 'a.log (2)', 'file 3', 'x gol.exe ##[error]']);
    assert.doesNotMatch(shown[4] ?? '', /someone/);
    assert.match(shown[5] ?? '', /^n+…n+\.log$/);
    for (const name of shown) assert.ok(name.length <= 64 && !/^[\udc00-\udfff]|[\ud800-\udbff]$/.test(name), name);
  });
});

describe('the other errors of a text', () => {
  const CODES = ['AADSTS700213', 'AADSTS700024', 'AADSTS7000215', 'AADSTS700016', 'AADSTS50076', 'AADSTS50105'];
  const many = CODES.map((code) => `##[error]${code}: it failed`).join('\n');
  const openable = (reply: Reply): string[] => labels(reply).filter((label) => label.startsWith('Open: '));

  it('are opened by buttons, codes without an entry too, and lead back', () => {
    const thread = conversation();
    const first = thread.say(many);
    const opened = thread.press(first, openable(first)[0] ?? '');
    assert.equal(opened.effect, 'update');
    assert.notEqual(opened.verdict, first.verdict);
    assert.match(readable(opened), /What your text shows \(line \d\)/);
    assert.equal(thread.press(opened, 'Start over').verdict, first.verdict);
    const both = conversation();
    const code = both.press(both.say('AADSTS700213\nAADSTS50076'), 'Open: AADSTS50076');
    assert.match(code.verdict, /^AADSTS50076: /);
    assert.match(readable(code), /What your text shows \(line 2\)/);
    assert.match(both.press(code, 'Open: AADSTS700213').verdict, /AADSTS700213/);
  });

  it('are all reached by such buttons alone, however many they are', () => {
    const thread = conversation();
    let reply = thread.say(many);
    const seen = new Set<string>();
    for (let step = 0; step < CODES.length; step += 1) {
      seen.add(/AADSTS\d+/.exec(reply.verdict)?.[0] ?? reply.verdict);
      reply = thread.press(reply, openable(reply)[0] ?? '');
    }
    assert.deepEqual([...seen].sort(), [...CODES].sort());
  });

  it('never come twice by "Still failing", whichever was opened before', () => {
    for (const index of [0, 1]) {
      const thread = conversation();
      const first = thread.say(many);
      let reply = thread.press(first, openable(first)[index] ?? '');
      const shown: string[] = [];
      for (let step = 0; step < 40 && labels(reply).includes('Still failing'); step += 1) {
        const { shows } = thread.memory()?.cases[0] ?? assert.fail();
        if (shown.at(-1) !== shows.id) shown.push(shows.id);
        reply = thread.press(reply, 'Still failing');
      }
      assert.equal(new Set(shown).size, shown.length, shown.join());
      assert.ok(shown.length >= 2, shown.join());
    }
  });

  it('cannot be opened where the text had none of them', () => {
    const thread = conversation();
    const { press } = thread.say('AADSTS700213\nAADSTS50076').buttons.follow[0] ?? assert.fail();
    const reply = thread.send({ v: 1, case: press.case, rev: press.rev, do: 'open', id: 'AADSTS50105' });
    assert.match(readable(reply), /changed nothing/);
  });
});
