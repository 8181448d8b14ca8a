/** What the banner of a task says of the error after it, as far as the table of tasks documents it. */
import assert from 'node:assert/strict';
import type { Reply } from '../../../bot/reply.ts';
import { conversation, readable } from '../../conversation.ts';

const TOKEN = '##[error]Could not fetch access token for Azure. Status code: invalid_client, status message: ***';
const SCHEME = "##[error]Unsupported authentication scheme 'WorkloadIdentityFederation' for Azure endpoint.";

function banner(title: string, version: string, author = 'Microsoft Corporation'): string {
  return `Task         : ${title}\nDescription  : It does it\nVersion      : ${version}\nAuthor       : ${author}\n====`;
}

function answered(reply: Reply): string[] {
  return reply.blocks.flatMap((block) => (block.kind === 'answered' ? block.items.map(({ answer }) => answer) : []));
}

const READ = '(read from your text)';

describe('the banner before an error', () => {
  it('answers whether the task supports federation, and names the version to use', () => {
    const reply = conversation().say(`${banner('Azure file copy', '5.230.1')}\n${TOKEN}`);
    assert.deepEqual(answered(reply), [`No ${READ}`, `No ${READ}`]);
    assert.match(reply.verdict, /^Move to a version of the task/);
    assert.match(
      readable(reply),
      /Change {1,3}AzureFileCopy@5 {1,3}to {1,3}AzureFileCopy@6 {0,3}, and check its inputs/,
    );
    assert.match(readable(reply), /AzureFileCopy@5 \(Azure file copy 5\.230\.1\)/);
    assert.deepEqual(
      reply.findings.map(({ id }) => id),
      ['could-not-fetch-access-token'],
    );
  });

  it('answers a later check once the one before it is answered', () => {
    const thread = conversation();
    const first = thread.say(`${banner('Azure CLI', '2.262.3')}\n${TOKEN}`);
    assert.deepEqual(answered(first), []);
    assert.deepEqual(answered(thread.press(first, 'No')), ['No', `Yes ${READ}`]);
  });

  for (const [what, text] of [
    ['that the table does not list', banner('Azure CLI', '3.280.4')],
    ['in a version that the table does not know', banner('Azure file copy', '9.1.1')],
    ['whose support depends on the connection', banner('Docker', '2.240.2')],
    ['with a title that is not in the table', banner('Replace tokens', '5.1.1')],
    ['that somebody else made', banner('Azure file copy', '5.230.1', 'Fabrikam')],
  ] as const) {
    it(`answers nothing of a task ${what}`, () => {
      const reply = conversation().say(`${text}\n${SCHEME}`);
      assert.deepEqual(answered(reply), []);
      assert.match(reply.verdict, /does not know workload identity federation/);
    });
  }

  it('counts only until the agent says that the task is done, or that another begins', () => {
    for (const line of [
      '##[section]Finishing: Azure file copy',
      '2026-07-01T12:00:33.1234567Z ##[section]Starting: Deploy',
    ]) {
      const reply = conversation().say(`${banner('Azure file copy', '5.230.1')}\n${line}\n${SCHEME}`);
      assert.deepEqual(answered(reply), []);
      assert.doesNotMatch(readable(reply), /AzureFileCopy@5/);
    }
  });

  it('counts only before the error', () => {
    const reply = conversation().say(`${SCHEME}\n${banner('Azure file copy', '5.230.1')}`);
    assert.deepEqual(answered(reply), []);
    assert.doesNotMatch(readable(reply), /AzureFileCopy@5/);
  });

  it('is the last one before the error', () => {
    const reply = conversation().say(
      `${banner('Azure Network Load Balancer', '1.1.1')}\n${banner('Azure file copy', '5.230.1')}\n${SCHEME}`,
    );
    assert.match(readable(reply), /change {1,3}AzureFileCopy@5 {1,3}to {1,3}AzureFileCopy@6/);
  });

  it('is none where the last one cannot be read whole', () => {
    const reply = conversation().say(`${banner('Azure file copy', '5.230.1')}\nTask : Something\n${SCHEME}`);
    assert.deepEqual(answered(reply), []);
    assert.doesNotMatch(readable(reply), /AzureFileCopy@5/);
  });

  const framed = (name: string, title: string, version: string): string =>
    `##[section]Starting: ${name}\n==========\n${banner(title, version)}======`;

  it('is not one that a script prints in the section of another task', () => {
    const own = framed('Deploy', 'Azure file copy', '5.230.1');
    for (const quoted of [
      'Task         : Azure CLI\nVersion      : 2.262.3',
      '2026-11-20T09:14:05.12Z     Task         : Azure CLI\n2026-11-20T09:14:05.12Z     Version      : 2.262.3',
      `=====\n${banner('Azure CLI', '2.262.3')}`,
      'Task : Azure CLI',
    ]) {
      const reply = conversation().say(`${own}\nold log:\n${quoted}\n${SCHEME}`);
      assert.match(readable(reply), /AzureFileCopy@5 \(Azure file copy 5\.230\.1\)/, quoted);
      assert.doesNotMatch(readable(reply), /Azure CLI/, quoted);
    }
  });

  it('is none where it cannot be told from one that a script prints', () => {
    const own = framed('Deploy', 'Azure CLI', '2.262.3');
    const other = framed('Copy', 'Azure file copy', '5.230.1');
    const lines = 'a line of the log\n'.repeat(5);
    for (const text of [
      `${own}\n${other}\n${SCHEME}`,
      `${own}\n${other}\n##[section]Finishing: Copy\n${other}\n${SCHEME}`,
      `${lines}Task         : Azure file copy\nVersion      : 5.230.1\n${lines}${SCHEME}`,
    ]) {
      const reply = conversation().say(text);
      assert.deepEqual(answered(reply), [], text);
      assert.doesNotMatch(readable(reply), /AzureFileCopy@5|Azure CLI/, text);
    }
    const done = conversation().say(`${own}\n##[section]Finishing: Deploy\n${other}\n${SCHEME}`);
    assert.match(readable(done), /AzureFileCopy@5 \(Azure file copy 5\.230\.1\)/);
  });

  it('speaks of each of several errors for the task in which that stands', () => {
    const token =
      'Error: cannot request token: Get "?audience=api://AzureADTokenExchange": unsupported protocol scheme ""';
    const thread = conversation();
    const reply = thread.say(
      `${banner('Azure file copy', '5.230.1')}\n${SCHEME}\n${banner('Azure CLI', '2.262.3')}\n${token}`,
    );
    assert.deepEqual(answered(reply), [`Azure DevOps itself ${READ}`, `Yes ${READ}`]);
    assert.match(readable(reply), /AzureFileCopy@5 \(Azure file copy 5\.230\.1\)/);
    const opened = thread.press(reply, 'Open: Empty token address');
    assert.match(readable(opened), /task AzureCLI@2/);
    assert.doesNotMatch(readable(opened), /AzureFileCopy/);
  });

  it('sends to no version where the table names none', () => {
    const reply = conversation().say(`${banner('Azure Network Load Balancer', '1.227.3')}\n${SCHEME}`);
    assert.equal(reply.verdict, 'Do the work with another task');
  });
});

describe('a banner without an error', () => {
  const text = banner('Azure CLI', '2.246.1');
  const tasksIn = (message: string): string[] =>
    conversation()
      .say(message)
      .findings.filter(({ kind }) => kind === 'task')
      .map(({ id }) => id);

  it('names the task that a question is about', () => {
    assert.deepEqual(tasksIn(`is this task ok with wif?\n${text}`), ['AzureCLI@2']);
    assert.deepEqual(tasksIn(`${text}\nfederation?`), ['AzureCLI@2']);
    assert.deepEqual(tasksIn(`${text}\n${banner('Azure file copy', '5.230.1')} federation?`), [
      'AzureCLI@2',
      'AzureFileCopy@5',
    ]);
  });

  it('is a question where nothing else is pasted', () => {
    assert.deepEqual(tasksIn(`Starting: deploy to production\n=======\n${text}`), ['AzureCLI@2']);
  });

  it('is none in a log that says something else', () => {
    assert.deepEqual(tasksIn(`${text}\nScript finished.\nFinishing: Azure CLI`), []);
  });
});
