import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import Database from 'libsql';
import { openStore } from '../../../adapters/store/open-store.ts';
import { EMPTY_MEMORY } from '../../../bot/memory.ts';

const AT = new Date('2026-11-23T10:00:00Z');

describe('openStore', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'wif-doctor-store-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('makes the file and the folders above it', async () => {
    const path = join(folder, 'a', 'b', 'c.db');
    const store = await openStore(`file:${path}`);
    await store.ready();
    await store.close();
    assert.ok(existsSync(path));
  });

  it('takes a path relative to the working directory, and a file address with slashes', async () => {
    const before = process.cwd();
    process.chdir(folder);
    try {
      await (await openStore('file:data/relative.db')).close();
      await (await openStore(pathToFileURL(join(folder, 'with space.db')).href)).close();
    } finally {
      process.chdir(before);
    }
    assert.ok(existsSync(join(folder, 'data', 'relative.db')));
    assert.ok(existsSync(join(folder, 'with space.db')));
  });

  it('keeps a path that looks like the address of a server on this machine', async () => {
    const before = process.cwd();
    process.chdir(folder);
    try {
      await (await openStore('file:libsql://example.invalid')).close();
    } finally {
      process.chdir(before);
    }
    assert.ok(existsSync(join(folder, 'libsql:', 'example.invalid')));
  });

  it('keeps a database in memory apart from every other', async () => {
    const [one, other] = [await openStore('file::memory:'), await openStore('file::memory:')];
    assert.equal(await one.claim(['k'], AT), true);
    assert.equal(await other.claim(['k'], AT), true);
    await one.close();
    await other.close();
  });

  it('says that PostgreSQL is not supported yet, without repeating the password', async () => {
    for (const scheme of ['postgres', 'postgresql', 'POSTGRES']) {
      await assert.rejects(openStore(`${scheme}://doctor:hunter2@db/wif`), (error: Error & { code?: string }) => {
        assert.equal(error.code, 'STORE_UNSUPPORTED');
        assert.match(error.message, /not supported yet.*file:data\/wif-doctor\.db/);
        assert.doesNotMatch(error.message, /hunter2/);
        return true;
      });
    }
  });

  for (const url of [
    '',
    'data.db',
    'mysql://u:hunter2@h/d',
    'file:',
    'file:a\0b',
    'file://elsewhere/x.db',
    'sqlite:x',
  ]) {
    it(`refuses ${JSON.stringify(url)} and says what to set`, async () => {
      await assert.rejects(openStore(url), (error: Error & { code?: string }) => {
        assert.equal(error.code, 'STORE_URL');
        assert.match(error.message, /^DATABASE_URL .* Set it to a file, such as file:data\/wif-doctor\.db/);
        assert.doesNotMatch(error.message, /hunter2/);
        return true;
      });
    });
  }

  it('leaves a file alone that is no database, and names it', async () => {
    const path = join(folder, 'notes.txt');
    const notes = 'My notes about last week, which are no database.\n'.repeat(40);
    writeFileSync(path, notes);
    await assert.rejects(openStore(`file:${path}`), (error: Error & { code?: string }) => {
      assert.equal(error.code, 'STORE_FOREIGN');
      assert.ok(error.message.includes(path));
      assert.match(error.message, /left as it is.*DATABASE_URL/);
      return true;
    });
    assert.equal(readFileSync(path, 'utf8'), notes);
  });

  it('leaves the database of another program alone', async () => {
    const path = join(folder, 'other.db');
    const other = new Database(path);
    other.exec('create table invoices (number integer)');
    other.close();
    const before = readFileSync(path);
    await assert.rejects(openStore(`file:${path}`), { code: 'STORE_FOREIGN' });
    assert.deepEqual(readFileSync(path), before);
  });

  it('leaves a database of a newer version alone', async () => {
    const path = join(folder, 'newer.db');
    await (await openStore(`file:${path}`)).close();
    const newer = new Database(path);
    newer.exec(`insert into kysely_migration values ('9999-from-the-future', '2031-01-01T00:00:00Z')`);
    newer.close();
    await assert.rejects(openStore(`file:${path}`), { code: 'STORE_FOREIGN', message: /newer version/ });
  });

  it('says so when a folder stands where the file should, or a file where its folder should', async () => {
    mkdirSync(join(folder, 'taken.db'));
    await assert.rejects(openStore(`file:${join(folder, 'taken.db')}`), { code: 'STORE_OPEN', message: /taken\.db/ });
    writeFileSync(join(folder, 'file'), '');
    await assert.rejects(openStore(`file:${join(folder, 'file', 'x.db')}`), { code: 'STORE_OPEN' });
  });

  // In a process of its own: what is tested could hold this one up without an end.
  it('gives up below a file system that takes no folders', async function () {
    if (process.platform !== 'linux') this.skip();
    const opens = `
      import { openStore } from ${JSON.stringify(new URL('../../../adapters/store/open-store.ts', import.meta.url).href)};
      await openStore('file:/proc/wif-doctor/a/b.db').catch(({ code, message }) => console.log(code, message));
    `;
    const args = ['--import', 'tsx', '--input-type=module', '--eval', opens];
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 15_000, killSignal: 'SIGKILL' });
    assert.match(stdout, /^STORE_OPEN The database file \/proc\/wif-doctor\/a\/b\.db cannot be opened.*DATABASE_URL/);
  });

  it('answers with an error of its own after it was closed', async () => {
    const store = await openStore('file::memory:');
    await store.close();
    await assert.rejects(store.ready(), { code: 'STORE_FAILED' });
    await assert.rejects(
      store.exchange('t', AT, () => ({ memory: EMPTY_MEMORY })),
      { code: 'STORE_FAILED' },
    );
  });

  it('is not ready when its tables are gone', async () => {
    const path = join(folder, 'gone.db');
    const store = await openStore(`file:${path}`);
    const other = new Database(path);
    other.exec('drop table threads');
    other.close();
    await assert.rejects(store.ready(), (error: Error & { code?: string }) => {
      assert.equal(error.code, 'STORE_FAILED');
      assert.ok(error.message.includes(path));
      return true;
    });
    await store.close();
  });
});
