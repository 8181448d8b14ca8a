/** The Slack door, while nothing can be written to its database. */
import assert from 'node:assert/strict';
import { type Disk, diskThatFills } from '../store/full-disk.ts';
import { pressOf } from './scripted-engine.ts';
import { buttonPress, mention } from './slack-requests.ts';
import { type Running, startDoor } from './start-door.ts';

const MESSAGE = '1800000000.000001';

describe('a full disk below the Slack door', () => {
  let disk: Disk;
  let running: Running;
  beforeEach(async () => {
    disk = diskThatFills();
    running = await startDoor({ databaseUrl: disk.databaseUrl });
  });
  afterEach(async () => {
    await running.close();
    disk.remove();
  });

  const errors = () =>
    running
      .logged()
      .split('\n')
      .filter((line) => line.includes('"level":50'));

  it('costs nobody an answer, and gives none twice', async () => {
    disk.fill();
    const question = mention('the-pasted-secret');
    assert.equal((await running.event(question)).status, 200);
    assert.equal((await running.event(question, { 'x-slack-retry-num': '1' })).status, 200);
    const [posted, ...others] = running.api.of('chat.postMessage');
    assert.match(String(posted?.args.text), /^shared heard: the-pasted-secret/);
    assert.deepEqual(others, []);
    disk.clear();
    assert.equal((await running.event(question, { 'x-slack-retry-num': '2' })).status, 200);
    assert.equal(running.api.of('chat.postMessage').length, 1, 'the mark outlives the trouble');
  });

  it('is logged once for each question, with its reason and nothing that was pasted', async () => {
    disk.fill();
    await running.event(mention('the-pasted-secret'));
    await running.event(mention('the-pasted-secret'));
    assert.equal(errors().length, 2);
    for (const line of errors()) assert.match(line, /disk is full.*without remembering/);
    assert.doesNotMatch(running.logged(), /the-pasted-secret/);
  });

  it('lets a question be answered when it comes again, where the answer surely did not arrive', async () => {
    disk.fill();
    running.api.answer('chat.postMessage', ...Array(3).fill({ ok: false, error: 'fatal_error' }), {
      ok: true,
      ts: '1',
    });
    const question = mention('hello');
    assert.equal((await running.event(question)).status, 503);
    assert.equal((await running.event(question)).status, 200);
    assert.equal(running.api.of('chat.postMessage').length, 4);
  });

  it('is told to who presses, privately, and the button works when there is room again', async () => {
    const question = mention('hello');
    await running.event(question);
    const { args } = await running.api.called('chat.postMessage');
    const [, id = ''] = /\\"case\\":\\"([^\\]+)/.exec(JSON.stringify(args.blocks)) ?? [];
    const press = () =>
      running.press(buttonPress(JSON.stringify(pressOf(id)), { message: MESSAGE, root: question.event.ts }));
    disk.fill();
    assert.equal((await press()).status, 200);
    const said = await running.api.called('chat.postEphemeral');
    assert.match(String(said.args.text), /Nothing has changed: please press again/);
    assert.equal(said.args.user, 'U2');
    assert.equal(errors().length, 1);
    disk.clear();
    await press();
    await running.api.called('chat.update');
  });
});
