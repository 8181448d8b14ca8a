import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { status } from './fake-slack-api.ts';
import { pressOf } from './scripted-engine.ts';
import { buttonPress, mention } from './slack-requests.ts';
import { type Running, startDoor } from './start-door.ts';

interface Shown {
  readonly root: string;
  /** The values of the buttons of the answer, in order; those of the overflow menu last. */
  readonly values: readonly string[];
}

describe('a press of a button in Slack', () => {
  let running: Running;
  beforeEach(async () => {
    running = await startDoor();
  });
  afterEach(() => running.close());

  const MESSAGE = '1800000000.000001';

  async function ask(): Promise<Shown> {
    const body = mention('AADSTS700213');
    await running.event(body);
    const { args } = await running.api.called('chat.postMessage');
    const values = [...JSON.stringify(args.blocks).matchAll(/"value":("(?:[^"\\]|\\.)*")/g)];
    return { root: body.event.ts, values: values.map(([, value]) => JSON.parse(value ?? '')) };
  }

  it('is acknowledged at once and updates the message for everyone', async () => {
    const { root, values } = await ask();
    running.api.answer('chat.update', (res) => setTimeout(() => res.end('{"ok":true}'), 1500));
    const began = Date.now();
    const response = await running.press(buttonPress(values[0] ?? '', { message: MESSAGE, root }));
    assert.equal(response.status, 200);
    assert.ok(Date.now() - began < 1000, 'the acknowledgement does not wait for the update');
    const { args } = await running.api.called('chat.update');
    assert.deepEqual([args.channel, args.ts], ['C1', MESSAGE]);
    assert.match(String(args.text), /^pressed answer/);
    assert.ok(Array.isArray(args.blocks) && args.blocks.length > 1);
    assert.equal(running.api.of('chat.postMessage').length, 1);
  });

  it('works from the overflow menu, and may post a new answer in the thread', async () => {
    const { root, values } = await ask();
    const help = values.find((value) => value.includes('"open"')) ?? '';
    await running.press(buttonPress(help, { message: MESSAGE, root, option: true }));
    const { args } = await running.api.called('chat.postMessage', 2);
    assert.deepEqual([args.thread_ts, running.api.of('chat.update').length], [root, 0]);
  });

  for (const [what, value] of [
    ['forged', '{"v":1,"case":"x","rev":0,"do":"everything"}'],
    ['of a case that is gone', JSON.stringify(pressOf('long-gone'))],
    ['no JSON', 'not { json'],
    ['empty', ''],
  ] as const) {
    it(`that is ${what} is answered privately and changes nothing`, async () => {
      const { root } = await ask();
      const response = await running.press(buttonPress(value, { message: MESSAGE, root }));
      assert.equal(response.status, 200);
      const { args } = await running.api.called('chat.postEphemeral');
      assert.deepEqual([args.channel, args.user, args.thread_ts], ['C1', 'U2', root]);
      assert.deepEqual([running.api.of('chat.update').length, running.api.of('chat.postMessage').length], [0, 1]);
    });
  }

  it('in another thread knows nothing of this one', async () => {
    const { values } = await ask();
    await running.press(buttonPress(values[0] ?? '', { message: MESSAGE, root: '1.2' }));
    await running.api.called('chat.postEphemeral');
    assert.equal(running.api.of('chat.update').length, 0);
  });

  it('in a message that only one person sees is answered to that person', async () => {
    const { root, values } = await ask();
    await running.press(buttonPress(values[0] ?? '', { message: MESSAGE, root, ephemeral: true }));
    assert.match(String((await running.api.called('chat.postEphemeral')).args.text), /^pressed answer/);
  });

  it('is dealt with once when it is delivered twice', async () => {
    const { root, values } = await ask();
    const body = buttonPress(values[0] ?? '', { message: MESSAGE, root });
    await running.press(body);
    await running.press(body);
    await running.press(buttonPress(values[1] ?? '', { message: MESSAGE, root }));
    await running.api.called('chat.update', 2);
    assert.match(String(running.api.of('chat.update')[1]?.args.text), /^pressed solved/);
  });

  it('on a message that was deleted is logged and harms nothing', async () => {
    const { root, values } = await ask();
    running.api.answer('chat.update', { ok: false, error: 'message_not_found' }, { ok: true });
    assert.equal((await running.press(buttonPress(values[0] ?? '', { message: MESSAGE, root }))).status, 200);
    await running.api.called('chat.update');
    await running.press(buttonPress(values[0] ?? '', { message: MESSAGE, root }));
    await running.api.called('chat.update', 2);
    assert.match(running.logged(), /message_not_found/);
  });

  it('is tried again when Slack is away for a moment', async () => {
    const { root, values } = await ask();
    running.api.answer('chat.update', status(503), status(429, { 'retry-after': '1' }), { ok: true });
    await running.press(buttonPress(values[0] ?? '', { message: MESSAGE, root }));
    await running.api.called('chat.update', 3);
  });

  for (const [what, trouble] of [
    ['fails for some seconds, for nobody brings a press again', [status(500), status(500), status(503)]],
    ['may have taken the update, which twice is the same as once', [status(504)]],
    ['hangs up in the middle of the call', [(res: ServerResponse) => void res.destroy()]],
  ] as const) {
    it(`is shown once Slack works again, where it ${what}`, async () => {
      const { root, values } = await ask();
      running.api.answer('chat.update', ...trouble, { ok: true });
      await running.press(buttonPress(values[0] ?? '', { message: MESSAGE, root }));
      const { args } = await running.api.called('chat.update', trouble.length + 1);
      assert.match(String(args.text), /^pressed answer/);
      assert.equal(running.api.of('chat.postEphemeral').length, 0);
    }).timeout(10_000);
  }

  it('puts no older answer over a newer one, where the older has to wait for a rate limit', async () => {
    const { root, values } = await ask();
    const press = (value = '') => running.press(buttonPress(value, { message: MESSAGE, root }));
    running.api.answer('chat.update', status(429, { 'retry-after': '2' }), { ok: true });
    await press(values[0]);
    await running.api.called('chat.update');
    await press(values[1]);
    await running.api.called('chat.update', 2);
    await new Promise((resolve) => setTimeout(resolve, 2500));
    assert.deepEqual(
      running.api.of('chat.update').map(({ args }) => /^pressed \w+/.exec(String(args.text))?.[0]),
      ['pressed answer', 'pressed solved'],
    );
  });

  it('is shown after the one before it, however slow Slack is, and those between are left out', async () => {
    const { root, values } = await ask();
    const press = (value = '', message = MESSAGE) => running.press(buttonPress(value, { message, root }));
    let release = () => {};
    const held = (res: ServerResponse) => {
      release = () => void res.end('{"ok":true}');
    };
    running.api.answer('chat.update', held, { ok: true });
    await press(values[0]);
    await running.api.called('chat.update');
    await press(values[0]);
    await press(values[1]);
    await press(values[0], '1800000000.000002');
    await running.api.called('chat.update', 2);
    release();
    await running.api.called('chat.update', 3);
    assert.deepEqual(
      running.api.of('chat.update').map(({ args }) => [args.ts, /^pressed \w+/.exec(String(args.text))?.[0]]),
      [
        [MESSAGE, 'pressed answer'],
        ['1800000000.000002', 'pressed answer'],
        [MESSAGE, 'pressed solved'],
      ],
    );
  });

  it('that names no message gets 200 and nothing else', async () => {
    const response = await running.press({ type: 'block_actions', user: { id: 'U2' }, actions: [{ action_id: 'a' }] });
    assert.equal(response.status, 200);
    assert.deepEqual(running.api.of('chat.postEphemeral'), []);
  });
});
