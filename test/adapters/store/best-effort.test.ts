import assert from 'node:assert/strict';
import { pino } from 'pino';
import { BestEffort } from '../../../adapters/store/best-effort.ts';
import { openStore } from '../../../adapters/store/open-store.ts';
import type { Store } from '../../../adapters/store/port.ts';
import type { Engine } from '../../../bot/engine.ts';
import { EMPTY_MEMORY } from '../../../bot/memory.ts';
import { NO_BUTTONS } from '../../../bot/reply.ts';
import type { Turn } from '../../../bot/turn.ts';
import { type Disk, diskThatFills } from './full-disk.ts';

const AT = new Date('2026-11-23T10:00:00Z');
const later = (minutes: number) => new Date(AT.getTime() + minutes * 60_000);

/** Says how often the thread has asked. */
const counting: Engine = {
  respond(_turn, memory = EMPTY_MEMORY) {
    const task = String(Number(memory.task ?? 0) + 1);
    const common = { blocks: [], buttons: NO_BUTTONS, sources: [], findings: [] };
    return { reply: { effect: 'post', verdict: `question ${task}`, ...common }, memory: { ...memory, task } };
  },
};

const text: Turn = { id: 'a', at: AT, place: 'direct', input: { kind: 'text', text: 'the-pasted-secret', files: [] } };

describe('the store that fails, as the doors use it', () => {
  let disk: Disk;
  let store: Store;
  let storing: BestEffort;
  let logged: string[];
  beforeEach(async () => {
    disk = diskThatFills();
    store = await openStore(disk.databaseUrl);
    logged = [];
    storing = new BestEffort(store, pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) }));
  });
  afterEach(async () => {
    await store.close();
    disk.remove();
  });

  const claim = (key: string, at = AT) => storing.begin().claim([key], at);
  const said = async (engine = counting) => (await storing.begin().respond(engine, 'thread', text)).verdict;

  it('takes a delivery once for ten minutes, and one that was released again', async () => {
    await claim('before');
    disk.fill();
    assert.equal(await claim('before'), false);
    assert.equal(await claim('k'), true);
    assert.equal(await claim('k', later(9.9)), false);
    assert.equal(await claim('k', later(10)), true);
    const event = storing.begin();
    assert.equal(await event.claim(['r'], AT), true);
    await event.release();
    assert.equal(await claim('r'), true);
  });

  it('knows a delivery that another process took, as long as it can be asked', async () => {
    const other = new BestEffort(store, pino({ level: 'silent' }));
    assert.equal(await other.begin().claim(['k'], AT), true);
    assert.equal(await claim('k'), false);
  });

  it('answers as if the thread were new, keeps nothing of it, and goes on with the thread afterwards', async () => {
    assert.equal(await said(), 'question 1');
    disk.fill();
    assert.equal(await said(), 'question 1');
    assert.equal(await said(), 'question 1');
    disk.clear();
    assert.equal(await said(), 'question 2');
  });

  it('is logged once for an event, however much of it fails', async () => {
    disk.fill();
    const event = storing.begin();
    await event.claim(['k'], AT);
    await event.respond(counting, 'thread', text);
    await event.release();
    assert.equal(logged.length, 1);
    assert.match(logged[0] ?? '', /"level":50.*disk is full/);
    assert.doesNotMatch(logged.join(''), /the-pasted-secret/);
  });

  it('is not blamed for a defect of the engine, which is passed on', async () => {
    const broken: Engine = {
      respond() {
        throw new RangeError('the-pasted-secret');
      },
    };
    await assert.rejects(said(broken), RangeError);
    disk.fill();
    await assert.rejects(said(broken), RangeError);
    assert.doesNotMatch(logged.join(''), /the-pasted-secret/);
    assert.ok(logged.length <= 1);
  });
});
