/** SQLite that waits for the lock of another process without holding up its own: the engine answers synchronously. */
import { setTimeout as sleep } from 'node:timers/promises';
import { SqliteDialect, SqliteDriver } from 'kysely';
import type Database from 'libsql';

/**
 * Milliseconds that a transaction waits for another process that writes. Ours write for a millisecond or two; with what
 * else an answer takes, this stays well inside the fifteen seconds after which Teams sends a message again.
 */
export const PATIENCE_MS = 3000;

/** Milliseconds between two tries. By chance, so that two processes do not keep meeting. */
const nextTry = () => 5 + Math.random() * 20;

export class PatientSqliteDialect extends SqliteDialect {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    super({ database });
    this.#database = database;
  }

  override createDriver(): SqliteDriver {
    return new PatientDriver(this.#database);
  }
}

/**
 * A transaction takes the write lock when it begins, which is the one moment at which it may have to wait: after that
 * nothing of it is done twice. Those of this process wait in turn, each for the connection.
 *
 * `exec`, not a prepared statement: one that was refused stays open in libsql 0.5.29, and no later transaction can commit
 * ("SQL statements in progress").
 */
class PatientDriver extends SqliteDriver {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    super({ database });
    this.#database = database;
  }

  override async beginTransaction(): Promise<void> {
    await patiently(() => this.#database.exec('begin immediate'));
  }

  /** Without a write-ahead log, which some file systems do not allow, this waits for those who read. */
  override async commitTransaction(): Promise<void> {
    await patiently(() => this.#database.exec('commit'));
  }

  /** A full disk makes SQLite roll back by itself; a second time is an error, which would hide the first. */
  override async rollbackTransaction(): Promise<void> {
    if (this.#database.inTransaction) this.#database.exec('rollback');
  }
}

/** Does it again while another process holds the lock, for `PATIENCE_MS` at most; then throws what the engine said. */
export async function patiently<T>(work: () => T): Promise<T> {
  for (const until = Date.now() + PATIENCE_MS; ; ) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || Date.now() >= until) throw error;
    }
    await sleep(nextTry());
  }
}

export function isBusy(error: unknown): boolean {
  return isEngineError(error) && error.code.startsWith('SQLITE_BUSY');
}

export function isEngineError(error: unknown): error is Error & { code: string } {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('SQLITE_')
  );
}
