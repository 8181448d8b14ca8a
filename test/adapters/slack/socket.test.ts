import assert from 'node:assert/strict';
import type { Answer } from './fake-slack-api.ts';
import type { FakeSocket } from './fake-socket.ts';
import { buttonPress, mention } from './slack-requests.ts';
import { type Running, startDoor } from './start-door.ts';

const APP_TOKEN = 'xapp-the-other-secret';

describe('the Slack door in Socket Mode', () => {
  let running: Running;
  afterEach(() => running.close());

  const start = async (...open: Answer[]) => {
    running = await startDoor({
      settings: { appToken: APP_TOKEN },
      prepare: (api) => {
        if (open.length > 0) api.answer('apps.connections.open', ...open);
      },
    });
  };
  const until = async <T>(look: () => T | undefined): Promise<T> => {
    for (;;) {
      const found = look();
      if (found !== undefined && found !== false) return found;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  const ready = async (): Promise<FakeSocket> => {
    await until(() => running.door.status().ready || undefined);
    return until(() => running.api.sockets.at(-1));
  };

  it('needs no signing secret, uses the app token, and opens no address', async () => {
    running = await startDoor({ settings: { appToken: APP_TOKEN, signingSecret: undefined } });
    assert.equal(running.door.mode, 'socket');
    assert.equal(running.door.status().detail, 'wif-doctor in Contoso, in Socket Mode');
    assert.equal(running.api.of('apps.connections.open')[0]?.authorization, `Bearer ${APP_TOKEN}`);
    assert.equal((await running.event(mention('over HTTP'))).status, 404);
  });

  it('acknowledges and answers a mention, and a press in the answer', async () => {
    await start();
    const socket = await ready();
    const body = mention('AADSTS700016');
    socket.send({ type: 'events_api', envelope_id: 'e1', accepts_response_payload: false, payload: body });
    const { args } = await running.api.called('chat.postMessage');
    assert.equal(args.thread_ts, body.event.ts);
    await until(() => socket.received.find((one) => JSON.stringify(one).includes('"e1"')));

    const value = JSON.parse(/"value":("(?:[^"\\]|\\.)*")/.exec(JSON.stringify(args.blocks))?.[1] ?? '""');
    const payload = buttonPress(value, { message: '1800000000.000001', root: body.event.ts });
    socket.send({ type: 'interactive', envelope_id: 'e2', accepts_response_payload: true, payload });
    assert.match(String((await running.api.called('chat.update')).args.text), /^pressed answer/);
    await until(() => socket.received.find((one) => JSON.stringify(one).includes('"e2"')));
  });

  it('answers once what comes twice', async () => {
    await start();
    const socket = await ready();
    const payload = mention('twice');
    for (const envelope_id of ['e1', 'e2']) socket.send({ type: 'events_api', envelope_id, payload });
    socket.send({ type: 'events_api', envelope_id: 'e3', payload: mention('the end') });
    await running.api.called('chat.postMessage', 2);
    assert.equal(running.api.of('chat.postMessage').filter(({ args }) => /twice/.test(String(args.text))).length, 1);
  });

  it('opens the connection again when it breaks, and when Slack asks for it', async () => {
    await start();
    (await ready()).destroy();
    await running.api.called('apps.connections.open', 2);
    (await ready()).send({ type: 'disconnect', reason: 'refresh_requested' });
    await running.api.called('apps.connections.open', 3);
    const socket = await ready();
    socket.send({ type: 'events_api', envelope_id: 'e1', payload: mention('still here?') });
    await running.api.called('chat.postMessage');
  });

  it('says that the app token is refused, tries again, and never ends the process', async () => {
    await start({ ok: false, error: 'invalid_auth' }, { ok: false, error: 'invalid_auth' });
    await running.api.called('apps.connections.open', 2);
    assert.match(running.door.status().detail, /refuses the app token \(invalid_auth\).*SLACK_APP_TOKEN/);
    assert.equal(running.logged().match(/refuses the app token/g)?.length, 1, 'said once, not at every try');
    assert.ok(!running.logged().includes(APP_TOKEN));
  });

  it('tries again when the address that Slack names cannot be reached', async () => {
    await start({ ok: true, url: 'ws://127.0.0.1:1/link' });
    await running.api.called('apps.connections.open', 2);
    assert.equal(running.door.status().ready, false);
  });

  it('logs no text of a message at the finest level', async () => {
    await start();
    const socket = await ready();
    socket.send({ type: 'events_api', envelope_id: 'e1', payload: mention('the-pasted-secret') });
    await running.api.called('chat.postMessage');
    assert.doesNotMatch(running.logged(), /the-pasted-secret/);
  });
});
