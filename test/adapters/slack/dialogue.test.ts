/** The door with the real engine, the real knowledge and a store on disk. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engine } from '../../conversation.ts';
import type { Call } from './fake-slack-api.ts';
import { buttonPress, mention } from './slack-requests.ts';
import { type Running, startDoor } from './start-door.ts';

const LOG =
  "2026-11-20T10:15:42.12Z ##[error]AADSTS700213: No matching federated identity record found for presented assertion subject 'sc://contoso/shop/&lt;!channel&gt;'. Check your federated identity credential Subject, Audience and Issuer against the presented assertion.";
const MESSAGE = '1800000000.000001';

describe('a dialogue in Slack', () => {
  let folder: string;
  let running: Running;
  const start = async () => {
    running = await startDoor({ engine, databaseUrl: `file:${join(folder, 'threads.db')}` });
  };
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'wif-doctor-slack-'));
    await start();
  });
  afterEach(async () => {
    await running.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The values of the buttons by their labels. */
  const buttons = ({ args }: Call): Map<string, string> => {
    const found = new Map<string, string>();
    JSON.stringify(args.blocks, (_, node) => {
      if (typeof node?.value === 'string') found.set(node.text.text, node.value);
      return node;
    });
    return found;
  };

  it('leads from the error through a check, over a restart, and tells everyone', async () => {
    const question = mention(`please help\n${LOG}`);
    await running.event(question);
    const posted = await running.api.called('chat.postMessage');
    assert.match(String(posted.args.text), /AADSTS700213/);
    assert.match(
      JSON.stringify(posted.args.blocks),
      /sc:\/\/contoso\/shop\/<!channel>/,
      'the value stands there as pasted',
    );
    assert.doesNotMatch(String(posted.args.text), /<!channel>/);
    const root = question.event.ts;
    const [label, value] = [...buttons(posted)][0] ?? [];
    assert.ok(label && value, 'the first check has buttons');

    await running.close();
    await start();
    await running.press(buttonPress(value, { message: MESSAGE, root }));
    const updated = await running.api.called('chat.update');
    assert.deepEqual([updated.args.channel, updated.args.ts], ['C1', MESSAGE]);
    assert.match(String(updated.args.text), new RegExp(`✓ .*${label}`), 'the answered check stays as a line');
    assert.match(String(updated.args.text), /AADSTS700213/);

    const solved = buttons(updated).get('This solved it');
    assert.ok(solved);
    await running.press(buttonPress(solved, { message: MESSAGE, root }));
    await running.api.called('chat.update', 2);
    assert.equal(running.api.of('chat.postMessage').length, 0, 'one living answer');
  });

  it('draws the answer as the thread stands where a press comes after another of the same buttons', async () => {
    const question = mention(LOG);
    await running.event(question);
    const first = buttons(await running.api.called('chat.postMessage'));
    const press = (value = '') => running.press(buttonPress(value, { message: MESSAGE, root: question.event.ts }));
    await press(first.get('No'));
    const shown = buttons(await running.api.called('chat.update'));
    await press(first.get('Yes'));
    const again = await running.api.called('chat.update', 2);
    assert.match(String(again.args.text), /Someone pressed a button here a moment before you/);
    assert.deepEqual(buttons(again), shown);
    await press(shown.get('This solved it'));
    assert.match(String((await running.api.called('chat.update', 3)).args.text), /Solved/);
  });

  it('says what it needs when there is nothing to diagnose', async () => {
    await running.event(mention(''));
    const { args } = await running.api.called('chat.postMessage');
    assert.match(String(args.text), /paste/i);
  });

  it('answers the same question again with the same case when its first answer could not be shown', async () => {
    running.api.answer(
      'chat.postMessage',
      { ok: false, error: 'fatal_error' },
      { ok: false, error: 'fatal_error' },
      { ok: false, error: 'fatal_error' },
      { ok: true, ts: MESSAGE },
    );
    const question = mention(LOG);
    assert.equal((await running.event(question)).status, 503);
    assert.equal((await running.event(question, { 'x-slack-retry-num': '1' })).status, 200);
    const [first, , , last] = running.api.of('chat.postMessage');
    assert.deepEqual(last?.args.blocks, first?.args.blocks);
    const [value = ''] = [...buttons(await running.api.called('chat.postMessage', 4)).values()];
    await running.press(buttonPress(value, { message: MESSAGE, root: question.event.ts }));
    await running.api.called('chat.update');
  });

  it('remembers the task of its thread', async () => {
    const question = mention('does AzureCLI@1 support WIF?');
    await running.event(question);
    await running.event(mention('what about v2?', { thread_ts: question.event.ts }));
    const { args } = await running.api.called('chat.postMessage', 2);
    assert.match(String(args.text), /AzureCLI@2/);
  });
});
