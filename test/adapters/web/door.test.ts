/** The page's door over HTTP: what it answers, and whom it turns away. */
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import type { RunningServer } from '../../../adapters/server.ts';
import { ask, post, served, THREAD } from './served.ts';

const ERROR =
  "##[error]AADSTS700213: No matching federated identity record found for presented assertion subject 'sc://contoso/shop/prod-azure'.";

describe('the door of the page', () => {
  let server: RunningServer;
  let messages: string;
  let presses: string;

  before(async () => {
    server = await served();
    messages = `${server.url}chat/messages`;
    presses = `${server.url}chat/press`;
  });

  after(() => server.close());

  it('serves the page, its parts and the card library, each as what it is', async () => {
    const types = {
      '': 'text/html',
      'chat/page.css': 'text/css',
      'chat/page.js': 'text/javascript',
      'chat/adaptivecards.js': 'text/javascript',
      'chat/icon.svg': 'image/svg+xml',
    };
    for (const [path, type] of Object.entries(types)) {
      const { status, headers } = await ask(server.url + path);
      assert.equal(status, 200, path);
      assert.ok(headers['content-type']?.includes(type), path);
      assert.equal(headers['x-content-type-options'], 'nosniff');
    }
  });

  it('serves nothing but these files', async () => {
    for (const path of [
      'chat/',
      'chat/page.ts',
      'chat/..%2fpage.js',
      'chat/%2e%2e/%2e%2e/package.json',
      'package.json',
    ]) {
      assert.equal((await ask(server.url + path)).status, 404, path);
    }
  });

  it('forbids the page every script, frame and address that is not its own', async () => {
    const policy = String((await ask(server.url)).headers['content-security-policy']);
    for (const rule of ["default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'"]) {
      assert.ok(policy.includes(rule), rule);
    }
    assert.ok(!policy.includes('unsafe'));
  });

  it('answers an error with a new card, and a press with the card that takes its place', async () => {
    const first = await post(messages, { thread: THREAD, text: ERROR });
    assert.equal(first.status, 200);
    assert.equal(first.headers['cache-control'], 'no-store');
    const { effect, card } = JSON.parse(first.text);
    assert.equal(effect, 'post');
    assert.equal(card.type, 'AdaptiveCard');
    assert.match(first.text, /AADSTS700213/);
    assert.match(first.text, /sc:\/\/contoso\/shop\/prod-azure/);

    const press = firstPress(card);
    const second = JSON.parse((await post(presses, { thread: THREAD, press })).text);
    assert.equal(second.effect, 'update');
  });

  it('reads a file like a text', async () => {
    const files = [{ name: 'build.log', text: `Starting: Deploy\n${ERROR}\nFinishing: Deploy` }];
    assert.match((await post(messages, { thread: THREAD, text: '', files })).text, /AADSTS700213/);
    const two = [...files, { name: 'other.log', text: 'Starting: Build\nAADSTS50076: a second factor is needed' }];
    const { text } = await post(messages, { thread: THREAD, text: 'here they are', files: two });
    assert.match(text, /line 2 of build\.log/);
    assert.match(text, /line 2 of other\.log/);
  });

  it('says privately that a button is unknown here: one of another conversation, a forged one', async () => {
    const { card } = JSON.parse((await post(messages, { thread: THREAD, text: ERROR })).text);
    const elsewhere = 'fedcba9876543210fedcba9876543210';
    for (const [thread, press] of [
      [elsewhere, firstPress(card)],
      [THREAD, { v: 1, do: 'solved', case: '../../etc', rev: 0 }],
      [THREAD, 'AADSTS700213'],
      [THREAD, null],
    ]) {
      const { status, text } = await post(presses, { thread, press });
      assert.equal(status, 200);
      assert.equal(JSON.parse(text).effect, 'notice');
    }
  });

  it('keeps a conversation for itself that came by localhost, 127.0.0.1 or ::1', async () => {
    const { port } = new URL(server.url);
    for (const host of ['localhost', '127.0.0.1', '[::1]']) {
      const url = `http://${host}:${port}/`;
      if (host === '[::1]' && !hasIPv6()) continue;
      const { status } = await post(
        `${url}chat/messages`,
        { thread: THREAD, text: 'hello' },
        { origin: url.slice(0, -1) },
      );
      assert.equal(status, 200, host);
    }
  });

  it('turns away what came by a foreign name, to which a web page may have been made to lead', async () => {
    for (const host of ['attacker.example', 'localhost.attacker.example:3978', '127.0.0.1.attacker.example']) {
      assert.equal((await ask(server.url, { headers: { host } })).status, 403, host);
      const { status, text } = await post(messages, { thread: THREAD, text: ERROR }, { host });
      assert.equal(status, 403, host);
      assert.equal(JSON.parse(text).code, 'ForeignHost');
    }
  });

  it('turns away the pages of other origins', async () => {
    for (const origin of ['https://attacker.example', 'null', 'http://localhost:1', 'http://localhost']) {
      const { status, text } = await post(messages, { thread: THREAD, text: ERROR }, { origin });
      assert.equal(status, 403, origin);
      assert.equal(JSON.parse(text).code, 'ForeignOrigin');
    }
  });

  it('takes JSON only, which a form of a foreign page cannot send', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', '']) {
      const { status } = await post(messages, { thread: THREAD, text: ERROR }, { 'content-type': type });
      assert.equal(status, 415, type);
    }
    const compressed = await post(messages, { thread: THREAD, text: ERROR }, { 'content-encoding': 'gzip' });
    assert.equal(compressed.status, 415);
  });

  it('refuses what is no JSON or has another shape, without repeating it', async () => {
    const headers = { 'content-type': 'application/json' };
    assert.equal((await ask(messages, { method: 'POST', headers, body: '{"thread":' })).status, 400);
    assert.equal((await ask(messages, { method: 'POST', headers })).status, 400);
    for (const body of [
      {},
      [],
      null,
      { thread: 'short', text: ERROR },
      { thread: THREAD, text: 'hunter2'.repeat(2), admin: true },
      { thread: THREAD, text: 7 },
      { thread: THREAD, text: '   ' },
      { thread: THREAD, text: '', files: [{ name: 'hunter2', text: 5 }] },
      { thread: THREAD, text: '', files: Array(21).fill({ name: 'a', text: 'b' }) },
    ]) {
      const { status, text } = await post(messages, body);
      assert.equal(status, 400, JSON.stringify(body).slice(0, 80));
      assert.ok(!text.includes('hunter2'));
    }
    assert.equal((await post(presses, { thread: THREAD })).status, 400);
  });

  it('refuses kindly what is nested thousands of levels deep, which is well below what it takes in bytes', async () => {
    const headers = { 'content-type': 'application/json' };
    for (const [url, body] of [
      [presses, `{"thread":"${THREAD}","press":${nested('[', ']', 5000)}}`],
      [presses, `{"thread":"${THREAD}","press":${nested('{"a":', '}', 2500, '1')}}`],
      [messages, `{"thread":"${THREAD}","text":"x","files":${nested('[', ']', 1_000_000)}}`],
      [messages, nested('[', ']', 1_000_000)],
    ] as const) {
      const { status, text } = await ask(url, { method: 'POST', headers, body });
      assert.equal(status, 400);
      assert.deepEqual([JSON.parse(text).code, /100 levels/.test(text)], ['TooDeep', true]);
    }
  });

  it('takes hostile keys and numbers in a button for what they are', async () => {
    const headers = { 'content-type': 'application/json' };
    for (const [press, expected] of [
      ['{"v":1,"do":"solved","case":"x","rev":1e999}', 400],
      [`{"v":${'9'.repeat(3000)},"do":"solved","case":"x","rev":1}`, 400],
      ['{"__proto__":{"v":1,"rev":0},"do":"solved","case":"x"}', 200],
      ['{"constructor":{"prototype":{"v":1}}}', 200],
    ] as const) {
      const body = `{"thread":"${THREAD}","press":${press}}`;
      const { status, text } = await ask(presses, { method: 'POST', headers, body });
      assert.equal(status, expected, press.slice(0, 60));
      if (expected === 200) assert.equal(JSON.parse(text).effect, 'notice');
    }
    const polluted = `{"__proto__":{"thread":"${THREAD}"},"text":"x"}`;
    assert.equal((await ask(messages, { method: 'POST', headers, body: polluted })).status, 400);
  });

  it('reads 5 MB whole, whatever JSON makes of it', async () => {
    const line = '2026-11-20T10:15:42.1234567Z \u001b[36m"noise": \\ of a long log\u001b[0m\r\n';
    const noise = line.repeat(Math.floor((5 * 1024 * 1024 - 300) / line.length));
    const { status, text } = await post(messages, {
      thread: THREAD,
      text: '',
      files: [{ name: 'a.log', text: `${noise}${ERROR}` }],
    });
    assert.equal(status, 200);
    assert.match(text, /AADSTS700213/);
  });

  it('says kindly what is too large', async () => {
    const text = 'x'.repeat(5 * 1024 * 1024 + 1);
    const { status, text: answer } = await post(messages, { thread: THREAD, text });
    assert.equal(status, 413);
    assert.match(JSON.parse(answer).message, /5 MB/);
    assert.equal((await post(presses, { thread: THREAD, press: 'x'.repeat(20_000) })).status, 413);
  });

  it('answers 413 before a body that says how long it is has come in', async () => {
    const headers = {
      'content-type': 'application/json',
      'content-length': String(100 * 1024 * 1024),
      connection: 'close',
    };
    assert.equal(await unfinished(messages, headers), 413);
  });
});

/** Sends the head of a request and none of its body. */
function unfinished(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers }, (response) => {
      resolve(response.statusCode ?? 0);
      sent.destroy();
    });
    sent.on('error', reject);
    sent.flushHeaders();
  });
}

function nested(open: string, close: string, levels: number, inside = ''): string {
  return open.repeat(levels) + inside + close.repeat(levels);
}

function hasIPv6(): boolean {
  return Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === '::1'));
}

function firstPress(card: unknown): unknown {
  const [, press] = /"data":\{"press":(\{[^}]*\})\}/.exec(JSON.stringify(card)) ?? [];
  assert.ok(press, 'the card has a button');
  return JSON.parse(press);
}
