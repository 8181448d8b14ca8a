/** What people say in a few plain words, and what a colleague would answer. */
import assert from 'node:assert/strict';
import type { Reply } from '../../bot/reply.ts';
import { allButtons, conversation, readable } from '../conversation.ts';

const say = (text: string): Reply => conversation().say(text);

describe('an error that words alone point to', () => {
  it('is said to sound like it, without a code that nobody wrote in the first line', () => {
    const { verdict, blocks } = say('we renamed our project and now the service connection fails');
    assert.match(verdict, /^This sounds like: Issuer or subject/);
    assert.doesNotMatch(verdict, /AADSTS/);
    assert.match(JSON.stringify(blocks), /A log with AADSTS70021 would make it certain/);
  });

  it('keeps its code where the code was written, and says nothing of a sound', () => {
    const reply = say('AADSTS70021');
    assert.match(reply.verdict, /\(AADSTS70021\)$/);
    assert.doesNotMatch(readable(reply), /sounds like/);
  });

  it('is not asked what was told already', () => {
    for (const [text, known] of [
      ['someone deleted the managed identity of our service connection', /still exist.*No \(read from your text\)/],
      ['our pipeline loses the azure login after an hour', /How long after.*An hour or more \(read from your text\)/],
    ] as const) {
      assert.match(readable(say(text)), known, text);
    }
    const thread = conversation();
    const told = thread.press(thread.say('vi har omdøpt prosjektet og nå virker ikke service connection'), 'Not sure');
    assert.match(readable(told), /renamed\? Yes \(read from your text\)/);
    assert.match(readable(told), /Who made the identity/);
  });

  it('is quoted in the words as they were typed', () => {
    assert.match(readable(say('Prosjektet er omdøpt, og nå får vi ikke logget inn')), /"omdøpt".*"får vi ikke"/);
  });
});

describe('a question, where nothing failed', () => {
  for (const [text, first] of [
    ['who can create a service principal?', /^Whoever may register applications/],
    ['hvem kan lage en app registration for oss', /^Whoever may register applications/],
    ['How long does the token live?', /^The assertion lives for ten minutes/],
    ['what is WIF?', /^With workload identity federation \(WIF\)/],
    ['hvad betyder wif egentlig', /^With workload identity federation \(WIF\)/],
    ['what audience should I enter?', /^The audience is api:\/\/AzureADTokenExchange/],
  ] as const) {
    it(`is answered first: ${text}`, () => {
      const reply = say(text);
      assert.match(reply.verdict, first);
      assert.doesNotMatch(readable(reply), /sounds like|Likely, not certain/);
    });
  }

  it('for the meaning of federation leads on to setting it up, with a source', () => {
    const { buttons, sources } = say('what is workload identity federation?');
    assert.deepEqual(
      buttons.answers.map(({ label }) => label),
      ['Set a connection up by hand', 'Convert one with a secret', 'Walk through the checklist'],
    );
    assert.equal(sources.length, 1);
  });

  it('is left alone where it is about something else', () => {
    for (const text of [
      'what is workload identity federation in GCP?',
      'what is federated learning?',
      'who runs the HR federation this year?',
      'how long does a kubernetes service account token live?',
      'who can create a pull request?',
      'how do I rename a branch?',
      'i renamed my project folder and now the login page is broken',
      'how do I set up a terraform backend in an azure storage account',
      'convert png to jpg',
      'who is the audience for this talk?',
      'hvor ser jeg hvilke tester som feiler',
      'bygget vårt feiler etter en time på integrasjonstestene',
      'takk for maten',
    ]) {
      assert.equal(
        conversation()
          .say(text)
          .findings.filter(({ certainty }) => certainty !== 'guess').length,
        0,
        text,
      );
    }
  });
});

describe('thanks', () => {
  for (const text of ['thanks!', 'takk', 'Tak', 'ok', 'tusen takk for hjelpen', 'fixed, thanks', 'super tak']) {
    it(`get a kind line and no more: ${text}`, () => {
      const reply = say(text);
      assert.match(reply.verdict, /^Glad to help/);
      assert.deepEqual([reply.blocks, allButtons(reply), reply.sources], [[], [], []]);
    });
  }

  it('leave the thread where it stands', () => {
    const thread = conversation();
    thread.say('AADSTS700213');
    const before = thread.memory();
    thread.say('takk');
    assert.equal(thread.memory(), before);
  });

  it('beside a question are no answer to it', () => {
    assert.match(say('thanks, but does AzureCLI@1 support WIF?').verdict, /^Yes, AzureCLI@1/);
    assert.doesNotMatch(say('thanks for the cake').verdict, /Glad/);
  });
});

describe('an answer that is typed', () => {
  const asked = (): ReturnType<typeof conversation> => {
    const thread = conversation();
    thread.press(thread.say('we renamed our org'), 'Not sure');
    return thread;
  };

  it('is taken in any of the languages', () => {
    for (const [typed, taken] of [
      ['vet ikke', /Who made the identity.*Not sure/],
      ['ved ikke', /Who made the identity.*Not sure/],
      ['dunno', /Who made the identity.*Not sure/],
      ['fortsatt samme feil', /Tried already/],
      ['still the same error', /Tried already/],
    ] as const) {
      assert.match(readable(asked().say(typed)), taken, typed);
    }
    for (const [yes, no] of [
      ['ja', 'nei'],
      ['yep', 'nej'],
    ] as const) {
      const thread = conversation();
      thread.say('our service connection stopped working');
      assert.match(readable(thread.say(yes)), /federation\? Yes/);
      assert.match(readable(thread.say(no)), /AADSTS700238\? No/);
    }
  });

  it('is nothing without a check', () => {
    for (const text of ['ja', 'no', 'ved ikke', 'still failing']) {
      assert.deepEqual(say(text).findings, [], text);
    }
  });
});

describe('a message in which words of the field mean something else', () => {
  for (const text of [
    'my password expired',
    'invalid password, nobody changed it',
    'our domain expired what now',
    'the key vault secret expires tomorrow',
    'where do I put the issue in jira',
    'finish setup of my new laptop',
    'PR is saved as draft',
    'my boss gave me a task, what do I do with it',
    'we got a service principal error, what now',
    'no federated learning model matches our subject',
    'terraform state lock',
    'can I convert all images at once',
    'is john a robot',
    'which role does anna have',
    'hvilken rolle skal jeg ha i møtet',
    'hvordan tester jeg appen',
    'hvordan setter jeg opp printeren',
    'docker registry in our cluster uses workload identity',
    'which azure version do we have',
  ]) {
    it(`is left alone: ${text}`, () =>
      assert.deepEqual(
        say(text).findings.filter(({ certainty }) => certainty !== 'guess'),
        [],
      ));
  }
});

describe('a message that nothing knows', () => {
  it('is shown beside the checklist, which then does not ask for it', () => {
    const reply = say('our service connection fails with status code 500');
    assert.match(readable(reply), /fails with status code 500/);
    assert.match(readable(reply), /I do not know this message/);
    assert.doesNotMatch(readable(reply), /paste it here first/);
    assert.match(readable(say('our service connection stopped working')), /paste it here first/);
  });

  it('with a code of Azure DevOps itself is told from the log-in to Azure', () => {
    const reply = say("TF400813: The user 'abc' is not authorized to access this resource.");
    assert.match(readable(reply), /TF400813 is a code of Azure DevOps itself/);
    assert.ok(allButtons(reply).some(({ label }) => label === 'Connection to Azure DevOps'));
    assert.match(readable(say('service connection fails with TF400813')), /TF400813 is a code of Azure DevOps itself/);
  });

  it('may name a tool without asking about the task of that name', () => {
    const reply = say(
      'Error: building account: Authenticating using the Azure CLI is only supported as a User (not a Service Principal).',
    );
    assert.deepEqual(
      reply.findings.filter(({ kind }) => kind === 'task'),
      [],
    );
    assert.match(readable(reply), /only supported as a User/);
    assert.match(say('does azure cli support a service principal with federation?').verdict, /AzureCLI/);
  });

  it('gets no sentence that is true on one platform only', () => {
    for (const text of ['', 'xyzzy']) assert.doesNotMatch(readable(say(text)), /Slack|Teams/, text);
  });
});
