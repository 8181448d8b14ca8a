import assert from 'node:assert/strict';
import { type ClientRequest, request } from 'node:http';
import { connect } from 'node:net';
import { mention, type Signing, signed } from './slack-requests.ts';
import { type Running, startDoor } from './start-door.ts';

const KB = 1024;

describe('POST /slack/events', () => {
  let running: Running;
  before(async () => {
    running = await startDoor();
  });
  after(() => running.close());

  const post = (body: string, signing?: Signing, type = 'application/json') =>
    fetch(running.url, { method: 'POST', body, headers: { 'content-type': type, ...signed(body, signing) } });

  /** Sends a raw request, so that the path stays as it is written. Resolves with the status. */
  const raw = (head: string, body = '') =>
    new Promise<number>((resolve, reject) => {
      const socket = connect(running.port, '127.0.0.1', () => socket.end(`${head}\r\nHost: x\r\n${body}`));
      let answer = '';
      socket.on('data', (data) => {
        answer += data;
      });
      socket.on('error', reject);
      socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1])));
    });

  it("answers Slack's check of the address", async () => {
    const response = await post(JSON.stringify({ type: 'url_verification', challenge: 'c4' }));
    assert.equal(response.status, 200);
    assert.deepEqual(await response.json(), { challenge: 'c4' });
  });

  it('refuses a bad, an old and a missing signature', async () => {
    const body = JSON.stringify(mention('x'));
    const old = Math.floor(Date.now() / 1000) - 400;
    assert.equal((await post(body, { secret: 'another' })).status, 401);
    assert.equal((await post(body, { at: old })).status, 401);
    assert.equal((await fetch(running.url, { method: 'POST', body })).status, 401);
    const moved = { ...signed(body), 'content-type': 'application/json' };
    assert.equal((await fetch(running.url, { method: 'POST', body: `${body} `, headers: moved })).status, 401);
    assert.deepEqual(running.api.of('chat.postMessage'), []);
  });

  it('refuses what is no JSON, and quotes none of it in the log', async () => {
    for (const body of ['{"text":"the-pasted-secret', '', 'the-pasted-secret']) {
      const response = await post(body);
      assert.equal(response.status, 400);
      assert.equal(await response.text(), '');
    }
    assert.equal((await post('payload=%7Bx', {}, 'application/x-www-form-urlencoded')).status, 400);
    assert.doesNotMatch(running.logged(), /the-pasted-secret/);
  });

  it('survives signed JSON that is no delivery', async () => {
    for (const body of ['null', '[]', '"text"', '7', '{"event":null}', '{"type":"block_actions","actions":[null]}']) {
      const { status } = await post(body);
      assert.ok(status === 400 || status === 404, `${body}: ${status}`);
    }
    assert.equal((await post(JSON.stringify({ type: 'url_verification', challenge: 'c' }))).status, 200);
  });

  it('refuses what is nested thousands of levels deep', async () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    assert.equal((await post(JSON.stringify(mention('x', { blocks: '@' })).replace('"@"', deep))).status, 400);
    const payload = `{"type":"block_actions","actions":${deep}}`;
    const form = new URLSearchParams({ payload }).toString();
    assert.equal((await post(form, {}, 'application/x-www-form-urlencoded')).status, 400);
    assert.deepEqual(running.api.of('chat.postMessage'), []);
  });

  it('answers an event whose hostile keys and numbers mean nothing to it', async () => {
    const body = JSON.stringify(mention('hostile keys', { n: '@' })).replace(
      '"n":"@"',
      '"n":1e999,"__proto__":{"bot_id":"B"}',
    );
    assert.equal((await post(body)).status, 200);
    assert.match(String((await running.api.called('chat.postMessage')).args.text), /hostile keys/);
  });

  it('survives an address with an encoded letter, which restify and Bolt read differently', async () => {
    const status = await raw('POST /slack/%65vents HTTP/1.1', 'Content-Length: 2\r\nConnection: close\r\n\r\n{}');
    assert.equal(status, 401);
    assert.equal((await post(JSON.stringify({ type: 'url_verification', challenge: 'c' }))).status, 200);
  });

  it('takes nothing but POST', async () => {
    assert.equal((await fetch(running.url)).status, 405);
  });

  it('refuses more than 256 KB by its announced length, before any of it is sent', async () => {
    const headers = { 'content-type': 'application/json', 'content-length': 300 * KB };
    const sent = request(running.url, { method: 'POST', headers });
    sent.flushHeaders();
    assert.equal(await statusOf(sent), 413);
  });

  it('refuses more than 256 KB without an announced length, before all of it is read', async () => {
    const sent = request(running.url, { method: 'POST', headers: { 'transfer-encoding': 'chunked' } });
    const status = statusOf(sent);
    let written = 0;
    let done = false;
    void status.finally(() => {
      done = true;
    });
    const chunk = 'x'.repeat(32 * KB);
    while (!done && written < 64 * KB * KB) {
      written += chunk.length;
      if (!sent.write(chunk)) await new Promise((resolve) => setTimeout(resolve, 2));
    }
    sent.destroy();
    assert.equal(await status, 413);
    assert.ok(written < 32 * KB * KB, `read on for ${written} bytes`);
  });

  it('takes a body just below 256 KB', async () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: 'c', padding: 'x'.repeat(255 * KB) });
    assert.equal((await post(body)).status, 200);
  });
});

function statusOf(sent: ClientRequest): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    sent.on('response', (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject);
  });
}
