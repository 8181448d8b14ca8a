import assert from 'node:assert/strict';
import { pino } from 'pino';
import { openSlack } from '../../../adapters/slack/app.ts';
import { openStore } from '../../../adapters/store/open-store.ts';
import { BOT, startFakeSlackApi, status } from './fake-slack-api.ts';
import { scriptedEngine } from './scripted-engine.ts';
import { mention, SIGNING_SECRET } from './slack-requests.ts';
import { BOT_TOKEN, type Running, startDoor } from './start-door.ts';

const KNOWN = { ok: true, user_id: BOT.userId, bot_id: BOT.botId, team_id: BOT.teamId };

describe('the Slack door opens', () => {
  let running: Running;
  afterEach(() => running?.close());

  it('and says as whom', async () => {
    running = await startDoor();
    assert.deepEqual(running.door.status(), { ready: true, detail: 'wif-doctor in Contoso, over HTTP' });
    assert.equal(running.door.mode, 'http');
    assert.equal(running.api.of('auth.test').length, 1);
  });

  it('with a refused token, says what to look at, and takes events all the same', async () => {
    running = await startDoor({ prepare: (api) => api.answer('auth.test', { ok: false, error: 'invalid_auth' }) });
    const { ready, detail } = running.door.status();
    assert.equal(ready, false);
    assert.match(detail, /refuses the bot token \(invalid_auth\).*SLACK_BOT_TOKEN/);
    assert.match(running.logged(), /invalid_auth/);
    assert.ok(!running.logged().includes(BOT_TOKEN));
    const began = Date.now();
    assert.equal((await running.event(mention('hello?'))).status, 200);
    assert.ok(Date.now() - began < 3000, 'Slack waits for three seconds');
    assert.deepEqual(running.api.of('chat.postMessage'), []);
  });

  it('with a Web API that fails at first, and answers then what was asked before', async () => {
    running = await startDoor({ prepare: (api) => api.answer('auth.test', status(503), KNOWN) });
    assert.equal(running.door.status().ready, false);
    assert.match(running.door.status().detail, /cannot be reached \(HTTP 503\).*SLACK_API_URL/);
    assert.equal((await running.event(mention('early'))).status, 200);
    const { args } = await running.api.called('chat.postMessage');
    assert.match(String(args.text), /^shared heard: early/);
    assert.equal(running.door.status().ready, true);
  });

  it('with a Web API that is not there, without waiting for it, and finds it later', async () => {
    const place = await startFakeSlackApi();
    await place.close();
    const store = await openStore('file::memory:');
    const began = Date.now();
    const door = await openSlack({
      engine: scriptedEngine,
      store,
      log: pino({ level: 'silent' }),
      settings: { botToken: BOT_TOKEN, signingSecret: SIGNING_SECRET, apiUrl: place.url },
    });
    assert.ok(Date.now() - began < 3500);
    assert.match(door.status().detail, /cannot be reached \(ECONNREFUSED\)/);
    const api = await startFakeSlackApi(Number(new URL(place.url).port));
    await api.called('auth.test');
    while (!door.status().ready) await new Promise((resolve) => setTimeout(resolve, 20));
    await door.close();
    await api.close();
    await store.close();
  });

  it('with a Web API that never answers, and closes in time', async () => {
    running = await startDoor({ prepare: (api) => api.answer('auth.test', () => {}) });
    assert.match(running.door.status().detail, /not answered yet/);
    const began = Date.now();
    assert.equal((await running.event(mention('anyone?'))).status, 200);
    assert.ok(Date.now() - began < 3000);
    const closing = Date.now();
    await running.door.close();
    assert.ok(Date.now() - closing < 6000);
  });

  it('not without a way in', async () => {
    running = await startDoor();
    const parts = { engine: scriptedEngine, store: running.store, log: pino({ level: 'silent' }) };
    await assert.rejects(openSlack({ ...parts, settings: { botToken: BOT_TOKEN } }), /SLACK_SIGNING_SECRET/);
  });

  it('and waits for an answer under way when it closes', async () => {
    running = await startDoor();
    running.api.answer('chat.postMessage', (res) => setTimeout(() => res.end('{"ok":true,"ts":"1"}'), 500));
    const event = running.event(mention('last one'));
    await running.api.called('chat.postMessage');
    await running.door.close();
    assert.match(running.logged(), /answered/);
    assert.equal((await event).status, 200);
  });
});
