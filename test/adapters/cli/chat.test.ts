import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { setTimeout as pass } from 'node:timers/promises';
import { splitMessages } from '../../../adapters/cli/messages.ts';
import { run, start } from './run.ts';

const ERROR = 'AADSTS700213: No matching federated identity record found for presented assertion subject';

describe('wif-doctor chat', () => {
  it('answers, and a number presses the button beside it', async () => {
    const { stdout, stderr, status } = await run(['chat'], { input: `${ERROR}\n\n1\n` });
    assert.equal(status, 0);
    assert.equal(stderr, '');
    const label = /\[1\] (.+?) {2}\[2\]/.exec(stdout)?.[1];
    assert.ok(label, stdout);
    assert.match(stdout, new RegExp(`✓ .*${label}`));
  });

  it('remembers the task that was asked about', async () => {
    const { stdout } = await run(['chat'], { input: 'does AzureCLI@1 support WIF?\n\nwhat about v2?\n' });
    assert.match(stdout, /AzureCLI@1[\s\S]*\n\n.*AzureCLI@2/);
  });

  it('answers a line from a pipe that stays open, and stops at exit', async () => {
    const child = start(['chat']);
    child.stdin.write(`${ERROR}\n`);
    const [answer] = await once(child.stdout, 'data');
    assert.match(String(answer), /AADSTS700213/);
    child.stdin.write('exit\n');
    const [status] = await once(child, 'close');
    assert.equal(status, 0);
  });

  it('says so when there is no such button, and presses nothing', async () => {
    const { stdout } = await run(['chat'], { input: `${ERROR}\n\n99\n` });
    assert.match(stdout, /There is no button 99: they go from 1 to \d+\./);
    assert.doesNotMatch(stdout, /✓/);
  });

  it('says nothing and ends well when there is nothing to read', async () => {
    const { stdout, status } = await run(['chat'], { input: '\n\n' });
    assert.equal(status, 0);
    assert.equal(stdout, '');
  });
});

describe('splitMessages', () => {
  /** The messages of a readline interface that is fed by `feed`. */
  async function messages(terminal: boolean, feed: (type: (text: string) => void) => Promise<void>): Promise<string[]> {
    const keys = new PassThrough();
    const input = createInterface({ input: keys, output: new PassThrough(), terminal });
    const got: string[] = [];
    const reading = (async () => {
      for await (const message of splitMessages(input, { terminal })) got.push(message);
    })();
    await feed((text) => keys.write(text));
    keys.end();
    await reading;
    return got;
  }

  it('on a terminal, takes a paste with empty lines and numbers in it as one message', async () => {
    const got = await messages(true, async (type) => {
      type('first\r\n\r\n2\r\nlast without an end');
      await pass(500);
      type('\r');
      await pass(500);
      type('1\r');
    });
    assert.deepEqual(got, ['first\n\n2\nlast without an end', '1']);
  });

  it('on a terminal, sends with Enter, and nothing with Enter alone', async () => {
    const got = await messages(true, async (type) => {
      for (const line of ['one', '', 'two']) {
        type(`${line}\r`);
        await pass(400);
      }
    });
    assert.deepEqual(got, ['one', 'two']);
  });

  it('from a pipe, parts messages at empty lines and at numbers', async () => {
    const got = await messages(false, async (type) => type('a\nb\n\n\n1\n2\nc\n3\nd'));
    assert.deepEqual(got, ['a\nb', '1', '2', 'c', '3', 'd']);
  });
});
