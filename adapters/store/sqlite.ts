/** The embedded engine: a file, or the memory of the process. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely, Migrator } from 'kysely';
import Database from 'libsql';
import { migrations } from './migrations.ts';
import { isBusy, isEngineError, PATIENCE_MS, PatientSqliteDialect, patiently } from './patient-sqlite.ts';
import type { Store } from './port.ts';
import { sqlStore } from './sql-store.ts';
import { reason, StoreError } from './store-error.ts';
import type { Tables } from './tables.ts';

export const IN_MEMORY = ':memory:';

/**
 * Opens a database file, makes it and its folder where they are missing, and brings its tables up to date.
 *
 * @param path absolute, or `IN_MEMORY`.
 * @throws StoreError `STORE_OPEN` or `STORE_FOREIGN`; the file is left as it was.
 */
export async function openSqlite(path: string): Promise<Store> {
  const handle = openFile(path);
  const db = new Kysely<Tables>({ dialect: new PatientSqliteDialect(handle) });
  try {
    await migrate(handle, db);
  } catch (error) {
    handle.close();
    throw cannotOpen(path, error);
  }
  return sqlStore(db, (error) => (isEngineError(error) ? failed(path, error) : error));
}

function openFile(path: string): Database.Database {
  try {
    if (path !== IN_MEMORY) makeFolder(dirname(path));
    // No timeout of the engine's own: it would wait inside the statement, and the whole process with it.
    return new Database(path, { timeout: 0 });
  } catch (error) {
    throw unreachable(path, error);
  }
}

/** Folder by folder: below a file system that takes none, such as /proc, Node's own recursion never ends (Node 20.20). */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  const above = dirname(path);
  // A drive of Windows that is missing is its own parent.
  if (above !== path) makeFolder(above);
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process that starts may have been faster.
    if (!existsSync(path)) throw error;
  }
}

/** Kysely leaves SQLite's migrations unguarded; the write lock keeps two starting processes from doing them twice. */
async function migrate(handle: Database.Database, db: Kysely<Tables>): Promise<void> {
  const tables = await patiently(() =>
    handle.prepare("select name from sqlite_master where type = 'table'").pluck().all(),
  );
  if (tables.length > 0 && !tables.includes('kysely_migration')) throw new Error('it has tables of its own');
  await patiently(() => handle.exec('pragma journal_mode = wal'));
  // With a write-ahead log a power cut can undo the last writes under `normal`, never damage the file:
  // https://sqlite.org/pragma.html#pragma_synchronous (read 2026-11-23).
  handle.exec('pragma synchronous = normal');
  await patiently(() => handle.exec('begin immediate'));
  const { error } = await new Migrator({ db, provider: migrations }).migrateToLatest();
  handle.exec(error === undefined ? 'commit' : 'rollback');
  if (error !== undefined) throw error;
}

function cannotOpen(path: string, cause: unknown): StoreError {
  const code = isEngineError(cause) ? cause.code : '';
  if (isBusy(cause)) {
    const text = `Another process has locked the database file ${path} for more than ${PATIENCE_MS / 1000} seconds. End that process, or set DATABASE_URL to another file.`;
    return new StoreError('STORE_OPEN', text, { cause });
  }
  if (/^SQLITE_(CANTOPEN|READONLY|PERM|IOERR|FULL|AUTH)/.test(code)) return unreachable(path, cause);
  const text = `The file ${path} is not a database of WIF Doctor that this version can use (${reason(cause)}). Likely it belongs to another program, is damaged, or comes from a newer version. It was left as it is: move it away, or set DATABASE_URL to another file.`;
  return new StoreError('STORE_FOREIGN', text, { cause });
}

function unreachable(path: string, cause: unknown): StoreError {
  const text = `The database file ${path} cannot be opened (${reason(cause)}). Likely its folder cannot be written to, or a folder stands where the file should. Correct that, or set DATABASE_URL to a file that this account can write, such as file:data/wif-doctor.db.`;
  return new StoreError('STORE_OPEN', text, { cause });
}

function failed(path: string, cause: Error & { code: string }): StoreError {
  const cure = isBusy(cause)
    ? 'Another process holds it; see that only WIF Doctor uses it.'
    : 'Check that the disk has room, that the file can be written and that it is whole.';
  return new StoreError('STORE_FAILED', `The database ${path} refused a statement (${cause.message}). ${cure}`, {
    cause,
  });
}
