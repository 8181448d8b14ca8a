import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import Database from 'libsql';
import { openStore } from '../../../adapters/store/open-store.ts';
import type { Store } from '../../../adapters/store/port.ts';
import { EMPTY_MEMORY, type Memory } from '../../../bot/memory.ts';

const AT = new Date('2026-11-23T10:00:00Z');
const later = (ms: number) => new Date(AT.getTime() + ms);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const withTask = (task: string): Memory => ({ ...EMPTY_MEMORY, task });
const keep = (store: Store, thread: string, memory: Memory, at = AT) => store.exchange(thread, at, () => ({ memory }));
const recall = async (store: Store, thread: string, at = AT) => {
  const { seen } = await store.exchange(thread, at, (seen) => ({ memory: seen ?? EMPTY_MEMORY, seen }));
  return seen;
};

describe('the store', () => {
  let folder: string;
  let url: string;
  let store: Store;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'wif-doctor-store-'));
    url = `file:${join(folder, 'wif-doctor.db')}`;
    store = await openStore(url);
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  describe('exchange', () => {
    it('hands over undefined for a new thread, then what was kept, and returns what respond returned', async () => {
      const answer = await store.exchange('t', AT, (memory) => {
        assert.equal(memory, undefined);
        return { memory: withTask('AzureCLI@2'), reply: 'hello' };
      });
      assert.equal(answer.reply, 'hello');
      assert.deepEqual(await recall(store, 't'), withTask('AzureCLI@2'));
      assert.equal(await recall(store, 'another'), undefined);
    });

    it('keeps everything that a memory can hold, through a restart', async () => {
      const memory: Memory = {
        v: 1,
        task: 'AzureCLI@2',
        cases: [
          {
            id: 'case-1',
            rev: 3,
            shows: { kind: 'walk', id: 'AADSTS700213' },
            first: { kind: 'code', id: 'AADSTS50076' },
            view: 'check',
            trail: [{ check: 'compare', answer: 'differs', read: true }],
            leads: ['checklist'],
            tried: ['AADSTS700211'],
            state: 'open',
            values: { subject: 'sc://contoso/søk/東京 "\u0000\ud800' },
            signals: ['issuer:entra'],
            findings: [{ kind: 'error', id: 'AADSTS700213', certainty: 'exact', why: 'the code', line: 2 }],
            last: '{}',
          },
        ],
      };
      await keep(store, 't', memory);
      await store.close();
      store = await openStore(url);
      assert.deepEqual(await recall(store, 't'), memory);
    });

    it('loses none of 50 that arrive together', async () => {
      const count = (memory: Memory | undefined) => ({ memory: withTask(String(Number(memory?.task ?? 0) + 1)) });
      await Promise.all(Array.from({ length: 50 }, () => store.exchange('t', AT, count)));
      assert.equal((await recall(store, 't'))?.task, '50');
    });

    it('keeps the old memory and goes on when respond throws', async () => {
      await keep(store, 't', withTask('before'));
      const broken = new Error('broken');
      const fails = store.exchange('t', AT, () => {
        throw broken;
      });
      await assert.rejects(fails, (error) => error === broken);
      await assert.rejects(store.exchange('new', AT, () => assert.fail('broken')));
      assert.deepEqual(await recall(store, 't'), withTask('before'));
      assert.equal(await recall(store, 'new'), undefined);
    });

    it('hands over undefined for a memory that does not fit the schema any more', async () => {
      for (const [thread, written] of [
        ['older', '{"v":0,"cases":[]}'],
        ['odd', '[]'],
        ['cut', '{"v":1,"cas'],
      ] as const) {
        await keep(store, thread, withTask('x'));
        const other = new Database(url.slice('file:'.length));
        other.prepare(`update threads set memory = ? where memory like '%"task":"x"%'`).run([written]);
        other.close();
        assert.equal(await recall(store, thread), undefined, thread);
      }
    });

    it('remembers a thread for 30 days after it was last used', async () => {
      await keep(store, 'used', withTask('a'));
      await keep(store, 'left', withTask('b'));
      assert.ok(await recall(store, 'used', later(20 * DAY)));
      assert.equal(await recall(store, 'left', later(30 * DAY + 1)), undefined);
      assert.ok(await recall(store, 'used', later(49 * DAY)));
    });

    it('drops an expired thread from the file although nobody asks for it', async () => {
      await keep(store, 'left', withTask('b'));
      await keep(store, 'other', withTask('c'), later(31 * DAY));
      const other = new Database(url.slice('file:'.length));
      assert.equal(other.prepare('select thread from threads').all().length, 1);
      other.close();
    });
  });

  describe('claim', () => {
    it('takes a delivery once, also under another of its keys', async () => {
      assert.equal(await store.claim(['event:1', 'message:9'], AT), true);
      assert.equal(await store.claim(['event:1'], AT), false);
      assert.equal(await store.claim(['event:2', 'message:9'], AT), false);
      assert.equal(await store.claim(['event:3'], AT), true);
    });

    it('marks nothing of a delivery that it turns away', async () => {
      await store.claim(['b'], AT);
      assert.equal(await store.claim(['a', 'b', 'c'], AT), false);
      assert.equal(await store.claim(['a'], AT), true);
      assert.equal(await store.claim(['c'], AT), true);
    });

    it('takes one of many that arrive together', async () => {
      const taken = await Promise.all(Array.from({ length: 20 }, (_, n) => store.claim(['same', `own-${n}`], AT)));
      assert.equal(taken.filter(Boolean).length, 1);
    });

    it('forgets after ten minutes, not before', async () => {
      await store.claim(['k'], AT);
      assert.equal(await store.claim(['k'], later(10 * MINUTE - 1)), false);
      assert.equal(await store.claim(['k'], later(10 * MINUTE)), true);
    });

    it('is not prolonged by a repetition', async () => {
      await store.claim(['k'], AT);
      await store.claim(['k'], later(9 * MINUTE));
      assert.equal(await store.claim(['k'], later(10 * MINUTE)), true);
    });

    it('takes a key that is given twice, and no key at all', async () => {
      assert.equal(await store.claim(['k', 'k'], AT), true);
      assert.equal(await store.claim([], AT), true);
      assert.equal(await store.claim([], AT), true);
    });

    it('survives a restart', async () => {
      await store.claim(['k'], AT);
      await store.close();
      store = await openStore(url);
      assert.equal(await store.claim(['k'], later(MINUTE)), false);
    });

    it('is taken back by release', async () => {
      await store.claim(['a', 'b'], AT);
      await store.release(['a', 'b', 'never']);
      await store.release([]);
      assert.equal(await store.claim(['a', 'b'], AT), true);
    });
  });

  describe('keys from outside', () => {
    it('tells any two keys apart', async () => {
      const key = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.constantFrom("'; drop table threads; --", 'a\0b', 'a\0c', 'a', '\ud800', '\ud801', '\ufffd', '%', '_', ''),
        fc.integer({ min: 1, max: 3 }).map((n) => 'x'.repeat(100_000) + n),
      );
      const property = fc.asyncProperty(fc.uniqueArray(key, { minLength: 2, maxLength: 6 }), async (keys) => {
        for (const [n, each] of keys.entries()) await keep(store, each, withTask(String(n)));
        for (const [n, each] of keys.entries()) assert.equal((await recall(store, each))?.task, String(n));
        for (const each of keys) assert.equal(await store.claim([each], AT), true);
        for (const each of keys) assert.equal(await store.claim([each], AT), false);
        await store.release(keys);
      });
      await fc.assert(property, { numRuns: 25 });
    });

    it('does not write them to the file', async () => {
      await keep(store, 'T123:C456:1700000000.000100', EMPTY_MEMORY);
      await store.claim(['slack:Ev0PV52K21'], AT);
      await store.close();
      const bytes = readFileSync(url.slice('file:'.length), 'latin1');
      assert.doesNotMatch(bytes, /1700000000|Ev0PV52K21/);
      store = await openStore(url);
    });
  });
});
