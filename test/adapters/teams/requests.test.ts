import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { execute, message } from './activities.ts';
import { type Running, startDoor } from './start-door.ts';

const address = (more: object) => JSON.stringify(message('hello', more));

const JSON_TYPE = { 'Content-Type': 'application/json' };

describe('a request to /api/messages', () => {
  let bot: Running;
  beforeEach(async () => {
    bot = await startDoor();
  });
  afterEach(() => bot.close());

  const request = (body: string | undefined, headers: Record<string, string> = JSON_TYPE) =>
    fetch(bot.url, { method: 'POST', headers, ...(body === undefined ? {} : { body }) });

  for (const [name, body] of [
    ['malformed JSON', '{"type":'],
    ['an empty body', ''],
    ['an array', '[]'],
    ['null', 'null'],
    ['an object without a type', '{}'],
    ['a type that is a number', '{"type":5,"conversation":{"id":"a"}}'],
    ['no conversation', '{"type":"message"}'],
    ['a text that is an object', '{"type":"message","conversation":{"id":"a"},"text":{}}'],
    ['a name of the bot that is no text', address({ recipient: { id: '28:bot', name: 7 } })],
    ['a name of the sender that is no text', address({ from: { id: '29:person', name: {} } })],
    ['a tenant that is no text', address({ conversation: { id: 'a', tenantId: 7 } })],
    ['a channel that is a number', address({ channelId: 7 })],
    [
      'thousands of levels',
      `{"type":"message","conversation":{"id":"a"},"channelData":${'['.repeat(5000)}${']'.repeat(5000)}}`,
    ],
    [
      'thousands of levels in a button',
      JSON.stringify(execute('@')).replace('"@"', '{"a":'.repeat(9000) + 1 + '}'.repeat(9000)),
    ],
    ['an address in its prototype', '{"type":"message","__proto__":{"conversation":{"id":"a"}}}'],
    ['entities that are none', '{"type":"message","conversation":{"id":"a"},"entities":{"length":1}}'],
  ]) {
    it(`with ${name} is refused with 400`, async () => {
      const response = await request(body);
      assert.equal(response.status, 400);
      assert.match(await response.text(), /^\{"code":400,"message":"The body /);
    });
  }

  it('of another type, or with an encoding, is refused with 415', async () => {
    assert.equal((await request('{}', { 'Content-Type': 'text/plain' })).status, 415);
    assert.equal((await request('a=b', { 'Content-Type': 'application/x-www-form-urlencoded' })).status, 415);
    assert.equal((await request('{}', { ...JSON_TYPE, 'Content-Encoding': 'gzip' })).status, 415);
  });

  it('may name its character set', async () => {
    const response = await bot.send(message('hello'), { 'Content-Type': 'application/json; charset=utf-8' });
    assert.equal(response.status, 200);
  });

  it('of more than 256 KB is refused with 413', async () => {
    assert.equal((await request(JSON.stringify(message('x'.repeat(300_000))))).status, 413);
    assert.equal((await bot.send(message('x'.repeat(250_000)))).status, 200);
  });

  it('that says it is too long is refused before its body comes', async () => {
    const status = await statusOfUnfinished(bot.url, 'Content-Length: 900000\r\n\r\n{"type"');
    assert.match(status, /^HTTP\/1\.1 413/);
  });

  it('that turns out too long, chunk by chunk, is refused before its end', async () => {
    const chunk = `${(100_000).toString(16)}\r\n${'x'.repeat(100_000)}\r\n`;
    const status = await statusOfUnfinished(bot.url, `Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(3)}`);
    assert.match(status, /^HTTP\/1\.1 413/);
  });

  it('that is refused leaves the door open for the next one', async () => {
    await request('[]');
    assert.equal((await bot.send(message('hello'))).status, 200);
  });
});

describe('a local start', () => {
  let bot: Running;
  beforeEach(async () => {
    bot = await startDoor();
  });
  afterEach(() => bot.close());

  const port = () => new URL(bot.url).port;

  it('serves this machine under each of its names', async () => {
    for (const host of ['localhost', '127.0.0.1', '[::1]']) {
      const activity = JSON.stringify({ ...message('hello'), serviceUrl: bot.connector.serviceUrl });
      const length = Buffer.byteLength(activity);
      const raw = `Content-Length: ${length}\r\nContent-Type: application/json\r\n\r\n${activity}`;
      assert.match(await statusOfUnfinished(bot.url, raw, `${host}:${port()}`), /^HTTP\/1\.1 200/);
    }
  });

  for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '10.0.0.1', '']) {
    it(`refuses the foreign host ${JSON.stringify(host)}`, async () => {
      const raw = 'Content-Length: 2\r\nContent-Type: application/json\r\n\r\n{}';
      assert.match(await statusOfUnfinished(bot.url, raw, host), /^HTTP\/1\.1 403/);
    });
  }

  it('refuses web pages of other origins, and serves its own', async () => {
    for (const origin of ['https://evil.example', 'http://localhost:1', 'null']) {
      assert.equal((await bot.send(message('hello'), { origin })).status, 403);
    }
    assert.deepEqual(bot.connector.sent, []);
    assert.equal((await bot.send(message('hello'), { origin: new URL(bot.url).origin })).status, 200);
  });

  it('sends answers to this machine only', async () => {
    for (const serviceUrl of [
      'https://evil.example/',
      'http://127.0.0.1.evil.example/',
      'http://localhost@evil.example/',
      'http://10.0.0.1/',
      'http://[::ffff:10.0.0.1]/',
      'file:///etc/passwd',
      'nonsense',
      undefined,
    ]) {
      assert.equal((await bot.send(message('hello', { serviceUrl }))).status, 403, serviceUrl);
    }
  });
});

describe('closing the door', () => {
  it('refuses what comes after it', async () => {
    const bot = await startDoor();
    assert.deepEqual(bot.door.status(), {
      ready: true,
      detail: 'open for local Bot Framework clients, without an account',
    });
    await bot.door.close();
    assert.equal(bot.door.status().ready, false);
    assert.equal((await bot.send(message('hello'))).status, 503);
    await bot.close();
  });
});

/** The status line that comes back although the request is never finished. */
function statusOfUnfinished(url: string, rest: string, host?: string): Promise<string> {
  const { port, pathname, host: own } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => {
      const type = rest.includes('Content-Type') ? '' : 'Content-Type: application/json\r\n';
      socket.write(`POST ${pathname} HTTP/1.1\r\nHost: ${host ?? own}\r\n${type}${rest}`);
    });
    socket.once('data', (data) => {
      resolve(data.toString('latin1').split('\r\n', 1)[0] ?? '');
      socket.destroy();
    });
    socket.once('error', reject);
    socket.setTimeout(5000, () => {
      socket.destroy();
      reject(new Error('no answer within 5 s'));
    });
  });
}
