/** An organization's folder while the server runs: changed, broken, mended, turned to another, without a restart. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setTimeout as pass } from 'node:timers/promises';
import { type KnowledgeFolder, openKnowledgeFolder } from '../../adapters/knowledge-folder.ts';
import { createLog } from '../../adapters/log.ts';
import { type RunningServer, serve } from '../../adapters/server.ts';
import { readSettings } from '../../adapters/settings.ts';
import type { Memory } from '../../bot/memory.ts';
import { knowledge as ours } from '../../knowledge/compiled.ts';
import { builtPage } from '../built-page.ts';
import { allButtons, readable } from '../conversation.ts';
import { type OwnFolder, ownFolder } from '../own-folder.ts';
import { ask, post, THREAD } from './web/served.ts';

const ENTRY = 'errors/contoso-gateway.yaml';
const TITLE = "The Contoso gateway refuses the agent's connection to Entra";
const GATEWAY = 'CG-4031: the token endpoint is not on the allow list for pool build-7';
const INTERVAL = 20;

/** A log whose lines can be read. */
function logged() {
  const to = new PassThrough();
  let text = '';
  to.on('data', (chunk) => {
    text += String(chunk);
  });
  const lines = (): { level: number; msg: string; problems?: string[] }[] =>
    text
      .split('\n')
      .filter(Boolean)
      .map((one) => JSON.parse(one));
  return { log: createLog('info', to), lines };
}

async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (const end = Date.now() + 15_000; Date.now() < end; await pass(INTERVAL)) if (await holds()) return;
  assert.fail(`never happened: ${what}`);
}

describe('the folder of an organization, while the bot runs', () => {
  let own: OwnFolder;
  let open: KnowledgeFolder | undefined;
  beforeEach(() => {
    own = ownFolder();
  });
  afterEach(async () => {
    await open?.close();
    open = undefined;
    own.remove();
  });

  async function opened() {
    const { log, lines } = logged();
    open = await openKnowledgeFolder({ folder: own.path, ours, log, interval: INTERVAL });
    const { engine, status } = open;
    const turn = (input: Parameters<typeof engine.respond>[0]['input'], memory?: Memory) =>
      engine.respond({ id: 'turn', at: new Date(), place: 'direct', input }, memory);
    const say = (text: string) => turn({ kind: 'text', text, files: [] });
    return { lines, status, turn, say, verdict: () => say(GATEWAY).reply.verdict };
  }

  it('answers from a change, and says in the log what it has now', async () => {
    const { lines, verdict, say } = await opened();
    assert.equal(verdict(), TITLE);
    own.edit(ENTRY, TITLE, 'The gateway of Contoso says no');
    await until(() => verdict() === 'The gateway of Contoso says no', 'the new title');
    own.write('additions/checklist.yaml', 'addsTo: checklist\nnotes:\n  - text: At Contoso, begin with the wiki.\n');
    await until(() => readable(say('checklist').reply).includes('begin with the wiki'), 'the addition');
    own.remove(ENTRY);
    await until(() => !verdict().includes('Contoso'), 'the entry gone');
    const [first, ...later] = lines();
    assert.deepEqual(
      { ...first, time: 0 },
      {
        level: 30,
        time: 0,
        name: 'wif-doctor',
        errors: 1,
        guides: 0,
        tasks: 2,
        additions: 1,
        msg: 'the knowledge of the organization is loaded',
      },
    );
    assert.equal(later.length, 3);
  });

  it('keeps the last good knowledge while a file is broken, says so once, and takes the mended one', async () => {
    const { lines, status, verdict } = await opened();
    assert.deepEqual(status(), { ready: true });
    own.edit(ENTRY, 'then: wait', 'then: hunter2');
    await until(() => status().note === 'not current', 'the note');
    await pass(5 * INTERVAL);
    assert.equal(verdict(), TITLE);
    const errors = lines().filter(({ level }) => level >= 50);
    assert.equal(errors.length, 1);
    assert.match(errors[0]?.problems?.[0] ?? '', /^errors\/contoso-gateway\.yaml:\d+: hunter2 is no check .*\(add it/);
    assert.match(errors[0]?.msg ?? '', /last good knowledge goes on answering/);
    own.edit(ENTRY, 'then: hunter2', 'then: wait');
    await until(() => status().note === undefined, 'current again');
    assert.equal(verdict(), TITLE);
  });

  it('is held up by nothing that it would read for ever', async () => {
    const { status, verdict, lines } = await opened();
    for (const [what, put] of [
      ['pipe', (path: string) => execFileSync('mkfifo', [path])],
      ['link to a device', (path: string) => symlinkSync('/dev/zero', path)],
    ] as const) {
      put(join(own.path, 'words/da.yaml'));
      await until(() => status().note === 'not current', `the note about a ${what}`);
      assert.equal(verdict(), TITLE);
      own.remove('words/da.yaml');
      await until(() => status().note === undefined, `current again after a ${what}`);
    }
    assert.deepEqual(
      lines().flatMap(({ problems = [] }) => problems),
      [
        'words/da.yaml:1: is no file (remove it, or put a file in its place)',
        'words/da.yaml:1: is no file (remove it, or put a file in its place)',
      ],
    );
  });

  it('lives through the folder going away and coming back', async () => {
    const { status, verdict } = await opened();
    renameSync(own.path, `${own.path}-away`);
    await until(() => status().note === 'not current', 'the note');
    assert.equal(verdict(), TITLE);
    renameSync(`${own.path}-away`, own.path);
    await until(() => status().note === undefined, 'current again');
  });

  it('waits for a file that is written piece by piece', async () => {
    const { lines, verdict } = await opened();
    const whole = `# ${'x'.repeat(30_000)}\nlanguage: en\nconcepts:\n  contoso-gateway: [contoso gateway, the gate]\n  allow-list: [allow list]\n`;
    for (let end = 1_000; end < whole.length; end += 4_000) {
      own.write('words/en.yaml', whole.slice(0, end));
      await pass(INTERVAL / 4);
    }
    own.write('words/en.yaml', whole);
    own.edit(ENTRY, TITLE, 'All pieces are there');
    await until(() => verdict() === 'All pieces are there', 'the whole file');
    assert.deepEqual(
      lines().filter(({ level }) => level >= 50),
      [],
    );
  });

  it('sees a ConfigMap turned to its next version', async () => {
    const next = ownFolder();
    try {
      next.edit(ENTRY, TITLE, 'The next version');
      const mount = join(own.path, 'mount');
      mkdirSync(mount);
      symlinkSync(own.path, join(mount, '..data'));
      for (const name of ['errors', 'words', 'sources.yaml', 'roles.yaml', 'organization.yaml']) {
        symlinkSync(join('..data', name), join(mount, name));
      }
      open = await openKnowledgeFolder({ folder: mount, ours, log: logged().log, interval: INTERVAL });
      const { engine } = open;
      const input = { kind: 'text', text: GATEWAY, files: [] } as const;
      const verdict = () => engine.respond({ id: 'turn', at: new Date(), place: 'direct', input }).reply.verdict;
      assert.equal(verdict(), TITLE);
      symlinkSync(next.path, join(mount, '..data_tmp'));
      renameSync(join(mount, '..data_tmp'), join(mount, '..data'));
      await until(() => verdict() === 'The next version', 'the next version');
    } finally {
      next.remove();
    }
  });

  it('leaves threads their memory: a button of before the change goes on after it', async () => {
    const { say, turn, verdict } = await opened();
    const { reply, memory } = say(GATEWAY);
    const yes = allButtons(reply).find(({ label }) => label === 'Yes');
    own.edit(ENTRY, TITLE, 'Changed meanwhile');
    await until(() => verdict() === 'Changed meanwhile', 'the change');
    const after = turn({ kind: 'press', payload: yes?.press }, memory);
    assert.match(after.reply.verdict, /run the pipeline again tomorrow/);
  });

  it('looks no more after it is closed', async () => {
    const { lines, verdict } = await opened();
    await open?.close();
    own.edit(ENTRY, TITLE, 'Nobody sees this');
    await pass(5 * INTERVAL);
    assert.equal(verdict(), TITLE);
    assert.equal(lines().length, 1);
  });

  describe('with the server', function () {
    this.timeout(60_000);
    let server: RunningServer | undefined;
    afterEach(async () => {
      await server?.close();
      server = undefined;
    });

    const start = async (log = createLog('silent')) => {
      const settings = readSettings({ PORT: '0', DATABASE_URL: 'file::memory:', KNOWLEDGE_DIR: own.path });
      server = await serve(settings, { log, page: await builtPage() });
      return server;
    };

    it('changes the answer without a restart, keeps the old one while it is broken, and says so', async () => {
      const { log, lines } = logged();
      const { url } = await start(log);
      const answered = async () => (await post(`${url}chat/messages`, { thread: THREAD, text: GATEWAY })).text;
      const ready = async () => {
        const { status, text } = await ask(`${url}readyz`);
        return { http: status, ...JSON.parse(text) };
      };
      const parts = (knowledge: string) => ({ store: 'ready', knowledge, teams: 'ready' });
      assert.match(await answered(), /The Contoso gateway refuses/);
      assert.match(await answered(), /From your organization, Contoso/);
      assert.deepEqual(await ready(), { http: 200, status: 'ready', parts: parts('ready') });

      own.edit(ENTRY, TITLE, 'The gateway says no');
      await until(async () => (await answered()).includes('The gateway says no'), 'the changed answer');

      own.edit(ENTRY, 'title: The gateway says no\n', '');
      await until(async () => (await ready()).parts.knowledge === 'not current', 'the note of /readyz');
      assert.deepEqual(await ready(), { http: 200, status: 'ready', parts: parts('not current') });
      assert.match(await answered(), /The gateway says no/);
      assert.ok(
        lines().some(({ problems }) => problems?.some((one) => /^errors\/contoso-gateway\.yaml:1: title/.test(one))),
      );

      own.edit(ENTRY, 'label:', 'title: The gateway says yes\nlabel:');
      await until(async () => (await ready()).parts.knowledge === 'ready', 'ready again');
      assert.match(await answered(), /The gateway says yes/);
    });

    it('does not start with a folder that is broken, and says what to correct', async () => {
      own.edit(ENTRY, 'who: platform-team', 'who: nobody');
      await assert.rejects(start(), (error: Error & { code?: string }) => {
        assert.equal(error.code, 'KNOWLEDGE_DIR');
        assert.match(
          error.message,
          /^KNOWLEDGE_DIR: the entries in .* cannot be used\.\n- errors\/contoso-gateway\.yaml:12: nobody is not in roles\.yaml \(add it there, or correct the name\)\nCorrect them, or start without KNOWLEDGE_DIR\.$/,
        );
        return true;
      });
    });
  });
});
