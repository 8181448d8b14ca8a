/** A database file that refuses what is written to it, as on a full disk, and can still be read. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';

export interface Disk {
  /** For openStore. */
  readonly databaseUrl: string;
  fill(): void;
  clear(): void;
  remove(): void;
}

/** A folder for a database; it is full as soon as a store has been opened in it and `fill` was called. */
export function diskThatFills(): Disk {
  const folder = mkdtempSync(join(tmpdir(), 'wif-doctor-full-'));
  const path = join(folder, 'threads.db');
  const change = (statement: (table: string) => string) => {
    const database = new Database(path);
    for (const table of ['threads', 'deliveries']) database.exec(statement(table));
    database.close();
  };
  return {
    databaseUrl: `file:${path}`,
    fill: () =>
      change(
        (table) =>
          `create trigger full_${table} before insert on ${table} begin select raise(rollback, 'database or disk is full'); end`,
      ),
    clear: () => change((table) => `drop trigger full_${table}`),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
