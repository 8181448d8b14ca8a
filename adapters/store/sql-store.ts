/** The store over any engine that Kysely speaks to. */
import { type Kysely, sql } from 'kysely';
import { type Memory, memorySchema } from '../../bot/memory.ts';
import type { Store } from './port.ts';
import { StoreError } from './store-error.ts';
import { storedKey } from './stored-key.ts';
import type { Tables } from './tables.ts';

export const DELIVERY_WINDOW_MS = 10 * 60 * 1000;
const THREAD_LIFE_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * A store over a database whose tables are up to date.
 *
 * Every statement stands in a transaction, and every transaction begins with a statement that writes. SQLite takes its
 * one write lock when the transaction begins (see `patient-sqlite.ts`): one that reads first and writes later is refused
 * at once when another process wrote in between (https://sqlite.org/isolation.html, read 2026-11-23). PostgreSQL locks
 * the row.
 *
 * @param explain turns an error of the engine into one of ours; anything else is thrown as it is.
 */
export function sqlStore(db: Kysely<Tables>, explain: (error: unknown) => unknown): Store {
  const attempt = async <T>(work: () => Promise<T>): Promise<T> => {
    if (closed) throw new StoreError('STORE_FAILED', 'The store has been closed. Open it again to use it.');
    try {
      return await work();
    } catch (error) {
      throw explain(error);
    }
  };
  let closed = false;

  return {
    claim: (keys, at) =>
      attempt(() =>
        db.transaction().execute(async (trx) => {
          const seen_at = at.getTime();
          await trx
            .deleteFrom('deliveries')
            .where('seen_at', '<=', seen_at - DELIVERY_WINDOW_MS)
            .execute();
          // In one order for everyone, so that two transactions cannot wait for each other.
          const rows = [...new Set(keys.map(storedKey))].sort().map((key) => ({ key, seen_at }));
          if (rows.length === 0) return true;
          const marked = await trx
            .insertInto('deliveries')
            .values(rows)
            .onConflict((conflict) => conflict.doNothing())
            .returning('key')
            .execute();
          if (marked.length === rows.length) return true;
          await remove(
            trx,
            marked.map((row) => row.key),
          );
          return false;
        }),
      ),

    release: (keys) => attempt(() => db.transaction().execute((trx) => remove(trx, keys.map(storedKey)))),

    exchange: (thread, at, respond) =>
      attempt(() =>
        db.transaction().execute(async (trx) => {
          const key = storedKey(thread);
          const updated_at = at.getTime();
          await trx
            .deleteFrom('threads')
            .where('updated_at', '<', updated_at - THREAD_LIFE_MS)
            .execute();
          const row = await trx
            .insertInto('threads')
            .values({ thread: key, memory: '', updated_at })
            .onConflict((conflict) => conflict.column('thread').doUpdateSet({ updated_at }))
            .returning('memory')
            .executeTakeFirstOrThrow();
          const result = respond(readMemory(row.memory));
          const memory = JSON.stringify(result.memory);
          await trx.updateTable('threads').set({ memory }).where('thread', '=', key).execute();
          return result;
        }),
      ),

    ready: () =>
      attempt(() =>
        db.transaction().execute(async (trx) => {
          // A mark of the year 1970: a full disk is only felt by writing, and the next delivery takes this away again.
          await trx
            .insertInto('deliveries')
            .values({ key: storedKey('ready'), seen_at: 0 })
            .onConflict((conflict) => conflict.column('key').doUpdateSet({ seen_at: 0 }))
            .execute();
          await trx.selectFrom('threads').select(sql`1`.as('one')).limit(1).execute();
        }),
      ),

    async close() {
      closed = true;
      await db.destroy();
    },
  };
}

async function remove(db: Kysely<Tables>, keys: string[]): Promise<void> {
  if (keys.length > 0) await db.deleteFrom('deliveries').where('key', 'in', keys).execute();
}

/** Undefined for a new thread, and for a memory that an edition with another schema left behind. */
function readMemory(json: string): Memory | undefined {
  try {
    return memorySchema.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}
