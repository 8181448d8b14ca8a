/** A real database file, and another connection to it that holds the lock. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { openStore } from '../../../adapters/store/open-store.ts';
import type { Store } from '../../../adapters/store/port.ts';
import { EMPTY_MEMORY } from '../../../bot/memory.ts';

const AT = new Date('2026-11-23T10:00:00Z');

describe('a database that is locked', () => {
  let folder: string;
  let path: string;
  let store: Store;
  let other: Database.Database;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'wif-doctor-store-'));
    path = join(folder, 'wif-doctor.db');
    store = await openStore(`file:${path}`);
    other = new Database(path);
  });
  afterEach(async () => {
    if (other.inTransaction) other.exec('rollback');
    other.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  // The lock is given back by a timer of this process: it never fires where the wait holds the process up.
  const unlockIn = (ms: number) => {
    other.exec('begin immediate');
    setTimeout(() => other.exec('commit'), ms);
  };

  it('lets this process go on, and everything that waited is kept once the lock is given back', async () => {
    unlockIn(300);
    const count = () =>
      store.exchange('t', AT, (memory) => ({
        memory: { ...EMPTY_MEMORY, task: String(Number(memory?.task ?? 0) + 1) },
      }));
    const claims = [store.claim(['k'], AT), store.claim(['k'], AT)];
    await Promise.all([...Array.from({ length: 10 }, count), store.release(['never']), store.ready()]);
    assert.deepEqual(await Promise.all(claims), [true, false]);
    const { task } = await store.exchange('t', AT, (memory) => ({ memory: EMPTY_MEMORY, task: memory?.task }));
    assert.equal(task, '10');
  });

  it('asks respond once, however often it has to try', async () => {
    unlockIn(200);
    let asked = 0;
    await store.exchange('t', AT, () => {
      asked += 1;
      return { memory: EMPTY_MEMORY };
    });
    assert.equal(asked, 1);
  });

  it('can be opened once the lock is given back', async () => {
    unlockIn(300);
    const second = await openStore(`file:${path}`);
    assert.equal(await second.claim(['k'], AT), true);
    await second.close();
  });

  it('is given up after a few seconds, with an error that says who is to blame', async () => {
    other.exec('begin immediate');
    let ticks = 0;
    const clock = setInterval(() => {
      ticks += 1;
    }, 10);
    await assert.rejects(store.claim(['k'], AT), { code: 'STORE_FAILED', message: /Another process holds it/ });
    clearInterval(clock);
    assert.ok(ticks > 20, `the process went on only ${ticks} times meanwhile`);
    other.exec('rollback');
    assert.equal(await store.claim(['k'], AT), true);
  });
});
