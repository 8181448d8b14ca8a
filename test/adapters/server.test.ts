/** The server as a whole: which doors open, what it says of itself, what it tells nobody, how it ends. */
import assert from 'node:assert/strict';
import { connect, createServer } from 'node:net';
import { PassThrough } from 'node:stream';
import { createLog } from '../../adapters/log.ts';
import { type RunningServer, serve } from '../../adapters/server.ts';
import { readSettings } from '../../adapters/settings.ts';
import { builtPage } from '../built-page.ts';
import { diskThatFills } from './store/full-disk.ts';
import { ask, post, served, THREAD } from './web/served.ts';

const TEAMS = {
  MicrosoftAppId: '00000000-0000-0000-0000-000000000001',
  MicrosoftAppPassword: 'not-a-real-password',
  MicrosoftAppTenantId: '00000000-0000-0000-0000-000000000002',
};
/** Nothing listens there: the door is open, and Slack cannot be reached. */
const SLACK = {
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_SIGNING_SECRET: 'not-a-real-secret',
  SLACK_API_URL: 'http://127.0.0.1:9/api/',
};

const MESSAGE = { type: 'message', text: 'hello', conversation: { id: 'conversation' } };

describe('the server', function () {
  this.timeout(20_000);
  const running: RunningServer[] = [];

  async function start(environment: Record<string, string> = {}): Promise<RunningServer> {
    const server = await served(environment);
    running.push(server);
    return server;
  }

  afterEach(async () => {
    await Promise.all(running.splice(0).map((server) => server.close()));
  });

  describe('without settings', () => {
    it('opens the page and Teams for this machine, and says what Slack lacks', async () => {
      const server = await start();
      assert.deepEqual(
        server.doors.map(({ name, open }) => [name, open]),
        [
          ['Page', true],
          ['Teams', true],
          ['Slack', false],
        ],
      );
      assert.match(server.doors.find(({ name }) => name === 'Slack')?.detail ?? '', /SLACK_BOT_TOKEN/);
      assert.match(server.url, /^http:\/\/localhost:\d+\/$/);
      assert.equal((await ask(server.url)).status, 200);
      const closed = await post(`${server.url}slack/events`, {});
      assert.equal(closed.status, 404);
      assert.equal(JSON.parse(closed.text).code, 'DoorClosed');
    });

    it('turns web pages away from the Teams door as well', async () => {
      const server = await start();
      const url = `${server.url}api/messages`;
      const message = { type: 'message', text: 'hello' };
      assert.equal((await post(url, message, { origin: 'https://attacker.example' })).status, 403);
      assert.equal((await post(url, message, { host: 'attacker.example' })).status, 403);
      assert.equal((await post(url, message, { 'content-type': 'text/plain' })).status, 415);
    });

    it('answers nothing at all by a foreign name, which a web page may have led here', async () => {
      const server = await start();
      for (const path of ['', 'metrics', 'readyz', 'healthz', 'nowhere', 'api/messages']) {
        for (const [name, value] of [
          ['host', 'attacker.example'],
          ['origin', 'https://attacker.example'],
        ] as const) {
          const { status, text } = await ask(server.url + path, { headers: { [name]: value } });
          assert.equal(status, 403, path);
          assert.doesNotMatch(text, /wif_doctor_|ready|alive/, path);
        }
      }
      for (const host of ['localhost', '127.0.0.1', '[::1]:3978']) {
        assert.equal((await ask(`${server.url}readyz`, { headers: { host } })).status, 200, host);
      }
    });

    it('cannot be reached from outside', async () => {
      const server = await start();
      const { port } = new URL(server.url);
      // Any address of 127.0.0.0/8 leads here, but only to who listens on all interfaces.
      await assert.rejects(ask(`http://127.0.0.2:${port}/healthz`), { code: 'ECONNREFUSED' });
    });
  });

  describe('with settings', () => {
    it('keeps the page closed beside the other doors, unless LOCAL_PAGE is on', async () => {
      const without = await start(TEAMS);
      assert.equal((await ask(without.url)).status, 404);
      assert.equal((await post(`${without.url}chat/messages`, { thread: THREAD, text: 'hello' })).status, 404);
      assert.match(without.doors.find(({ name }) => name === 'Page')?.detail ?? '', /LOCAL_PAGE/);

      const beside = await start({ ...TEAMS, LOCAL_PAGE: 'on' });
      assert.equal((await ask(beside.url, { headers: { host: 'wif-doctor.contoso.example' } })).status, 200);
      const headers = { host: 'wif-doctor.contoso.example', origin: 'https://attacker.example' };
      assert.equal((await post(`${beside.url}chat/messages`, { thread: THREAD, text: 'hello' }, headers)).status, 403);
    });

    it('lets probes and Prometheus ask by whatever name or address it has', async () => {
      const server = await start(TEAMS);
      for (const path of ['healthz', 'readyz', 'metrics']) {
        for (const host of ['10.0.0.7:3978', 'wif-doctor.contoso.example']) {
          assert.equal((await ask(server.url + path, { headers: { host } })).status, 200, path);
        }
      }
    });

    it('asks for a signature at both doors, whatever the address looks like', async () => {
      const server = await start({ ...TEAMS, ...SLACK });
      // Bolt throws at this address where it is mounted plainly, which ends the process.
      for (const path of ['slack/events', 'slack/%65vents']) {
        assert.equal((await post(server.url + path, {})).status, 401, path);
      }
      assert.equal((await post(`${server.url}api/messages`, MESSAGE)).status, 401);
      assert.equal((await ask(`${server.url}healthz`)).status, 200);
    });

    it('takes webhooks of 256 KB and no more', async () => {
      const server = await start({ ...TEAMS, ...SLACK });
      for (const path of ['api/messages', 'slack/events']) {
        assert.equal((await post(server.url + path, { text: 'x'.repeat(257 * 1024) })).status, 413, path);
        assert.equal((await post(server.url + path, { ...MESSAGE, text: 'x'.repeat(250 * 1024) })).status, 401, path);
      }
    });

    it('lives while Slack cannot be reached, and says that it is not ready', async () => {
      const server = await start(SLACK);
      assert.equal((await ask(`${server.url}healthz`)).status, 200);
      const { status, text } = await ask(`${server.url}readyz`);
      assert.equal(status, 503);
      assert.deepEqual(JSON.parse(text), { status: 'not ready', parts: { store: 'ready', slack: 'not ready' } });
    });
  });

  it('is alive and ready', async () => {
    const server = await start();
    assert.equal((await ask(`${server.url}healthz`)).status, 200);
    const { status, text } = await ask(`${server.url}readyz`);
    assert.equal(status, 200);
    assert.deepEqual(JSON.parse(text), { status: 'ready', parts: { store: 'ready', teams: 'ready' } });
  });

  it('answers on a full disk, counts what could not be kept, and says that it is not ready', async () => {
    const disk = diskThatFills();
    const server = await start({ DATABASE_URL: disk.databaseUrl });
    disk.fill();
    const text = 'AADSTS700016: Application with identifier x was not found in the directory Fabrikam.';
    const answer = await post(`${server.url}chat/messages`, { thread: THREAD, text });
    assert.equal(answer.status, 200);
    assert.match(answer.text, /AADSTS700016/);
    const press = JSON.parse(/"press":(\{[^}]*\})/.exec(answer.text)?.[1] ?? 'null');
    const pressed = await post(`${server.url}chat/press`, { thread: THREAD, press });
    assert.deepEqual([pressed.status, JSON.parse(pressed.text).effect], [200, 'notice']);
    assert.match(pressed.text, /please press again/);
    const readiness = await ask(`${server.url}readyz`);
    assert.equal(readiness.status, 503);
    assert.equal(JSON.parse(readiness.text).parts.store, 'does not take writes');
    const metrics = (await ask(`${server.url}metrics`)).text;
    assert.match(metrics, /wif_doctor_store_failures_total\{door="page",operation="exchange"\} 2/);
    assert.match(metrics, /wif_doctor_answers_total\{door="page",input="text",[^}]*\} 1/, 'thought about once');

    disk.clear();
    assert.equal((await ask(`${server.url}readyz`)).status, 200);
    const late = await post(`${server.url}chat/press`, { thread: THREAD, press });
    assert.match(late.text, /no longer remember/);
    disk.remove();
  });

  it('counts requests and answers, and no word of them', async () => {
    const server = await start();
    await post(`${server.url}chat/messages`, { thread: THREAD, text: 'AADSTS700016 for the tenant Fabrikam' });
    await ask(`${server.url}some/address/of/nobody`);
    const { status, text } = await ask(`${server.url}metrics`);
    assert.equal(status, 200);
    assert.match(text, /wif_doctor_request_seconds_count\{door="page",status="200"\} 1/);
    assert.match(text, /wif_doctor_request_seconds_count\{door="none",status="404"\} 1/);
    assert.match(
      text,
      /wif_doctor_answers_total\{door="page",input="text",effect="post",finding="error",certainty="exact"\} 1/,
    );
    assert.doesNotMatch(text, /Fabrikam|nobody|AADSTS/);
  });

  it('logs nothing that was pasted, nor any header', async () => {
    const to = new PassThrough();
    let written = '';
    to.on('data', (chunk) => {
      written += String(chunk);
    });
    const settings = readSettings({ PORT: '0', DATABASE_URL: 'file::memory:' });
    const server = await serve(settings, { log: createLog('trace', to), page: await builtPage() });
    running.push(server);
    await post(
      `${server.url}chat/messages`,
      { thread: THREAD, text: 'AADSTS700016 hunter2' },
      { authorization: 'Bearer hunter3' },
    );
    await post(`${server.url}chat/messages`, { thread: THREAD, hunter4: true });
    await post(`${server.url}api/messages`, { type: 'message', text: 'hunter5' });
    await server.close();
    assert.match(written, /the server listens/);
    assert.doesNotMatch(written, /hunter\d|AADSTS700016/);
  });

  it('survives requests that nobody would write by hand, and tells nothing of its inside', async () => {
    const server = await start();
    for (const head of [
      'GET / HTTP/1.1\r\nHost: @',
      'GET / HTTP/1.1\r\nHost: [',
      'GET / HTTP/1.1\r\nHost:',
      'GET /healthz HTTP/1.1\r\nHost: a b',
      'GET // HTTP/1.1\r\nHost: localhost',
      'GET /%zz HTTP/1.1\r\nHost: localhost',
      'GET /chat/%c0%af HTTP/1.1\r\nHost: localhost',
      'GET http://[ HTTP/1.1\r\nHost: localhost',
      'OPTIONS * HTTP/1.1\r\nHost: localhost',
      'GET /metrics HTTP/1.1\r\nHost: localhost\r\nAccept: image/png',
      'GET /nowhere HTTP/1.1\r\nHost: localhost\r\nAccept: image/png',
      'POST /nowhere HTTP/1.1\r\nHost: localhost\r\nContent-Type: a/b\r\nContent-Length: 2\r\n\r\n{}',
      'PROPFIND / HTTP/1.1\r\nHost: localhost',
      'DELETE /chat/messages HTTP/1.1\r\nHost: localhost',
    ]) {
      const answer = await raw(Number(new URL(server.url).port), `${head}\r\nConnection: close\r\n\r\n`);
      assert.match(answer, /^HTTP\/1\.1 [24]\d\d /, head);
      assert.doesNotMatch(answer, /node_modules|\.ts\b|Error:|restify|nowhere/i, head);
    }
    assert.equal((await ask(`${server.url}healthz`)).status, 200);
  });

  it('says which setting to change when the port is taken, and leaves nothing open', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? String(address.port) : '';
    await assert.rejects(start({ PORT: port }), (error: Error & { code?: string }) => {
      assert.equal(error.code, 'PORT_IN_USE');
      assert.match(error.message, new RegExp(`Port ${port} is in use.*PORT`));
      return true;
    });
    await new Promise((resolve) => other.close(resolve));
    await start({ PORT: port });
  });

  it('finishes what is under way when it is told to end, and takes nothing more', async () => {
    const server = await start();
    const line = 'noise '.repeat(20);
    const long = { thread: THREAD, text: `${`${line}\n`.repeat(20_000)}AADSTS700016` };
    const underWay = post(`${server.url}chat/messages`, long);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await Promise.all([server.close(), server.close()]);
    const { status, text } = await underWay;
    assert.equal(status, 200);
    assert.match(text, /AADSTS700016/);
    await assert.rejects(ask(server.url));
  });
});

/** Sends bytes as they are; returns the whole answer. */
function raw(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += String(chunk);
    });
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
    socket.setTimeout(5000, () => socket.destroy(new Error('no answer')));
  });
}
