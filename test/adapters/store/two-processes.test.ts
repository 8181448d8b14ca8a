import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openStore } from '../../../adapters/store/open-store.ts';
import { EMPTY_MEMORY } from '../../../bot/memory.ts';

const ROUNDS = 60;
const PROCESSES = 3;
const AT = new Date('2026-11-23T10:00:00Z');

/** Counts up in one thread and claims the same deliveries as everyone else; prints how many of them it got. */
const worker = `
  import { openStore } from ${JSON.stringify(new URL('../../../adapters/store/open-store.ts', import.meta.url).href)};
  const at = new Date(${AT.getTime()});
  const store = await openStore(process.env.DATABASE_URL);
  let claimed = 0;
  for (let round = 0; round < ${ROUNDS}; round += 1) {
    await store.exchange('t', at, (memory) => ({
      memory: { v: 1, cases: [], task: String(Number(memory?.task ?? 0) + 1) },
    }));
    if (await store.claim(['delivery-' + round], at)) claimed += 1;
  }
  await store.close();
  console.log(claimed);
`;

describe('two processes on one database file', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'wif-doctor-store-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('make it together, lose no memory and take no delivery twice', async () => {
    const DATABASE_URL = `file:${join(folder, 'new', 'shared.db')}`;
    const run = () =>
      promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', worker], {
        env: { ...process.env, DATABASE_URL },
      });
    const outputs = await Promise.all(Array.from({ length: PROCESSES }, run));
    const claimed = outputs.reduce((sum, { stdout }) => sum + Number(stdout), 0);
    assert.equal(claimed, ROUNDS);

    const store = await openStore(DATABASE_URL);
    const { task } = await store.exchange('t', AT, (memory) => ({ memory: EMPTY_MEMORY, task: memory?.task }));
    await store.close();
    assert.equal(task, String(ROUNDS * PROCESSES));
  });
});
