/** From the setting `DATABASE_URL` to an open store. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Store } from './port.ts';
import { IN_MEMORY, openSqlite } from './sqlite.ts';
import { StoreError } from './store-error.ts';

/**
 * Opens the store that an address names: `file:data/wif-doctor.db` (relative to the working directory),
 * `file:///srv/wif-doctor.db`, or `file::memory:`, which is gone with the process.
 *
 * @throws StoreError for an address that is not understood and for a file that cannot be used.
 */
export async function openStore(databaseUrl: string): Promise<Store> {
  // An address may hold a password, so no message repeats more of it than its scheme.
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(databaseUrl)?.[1]?.toLowerCase();
  if (scheme === 'postgres' || scheme === 'postgresql') {
    const text =
      'DATABASE_URL names a PostgreSQL database, which is not supported yet. Set it to a file, such as file:data/wif-doctor.db, or leave it out.';
    throw new StoreError('STORE_UNSUPPORTED', text);
  }
  const path = scheme === 'file' ? filePath(databaseUrl) : undefined;
  if (path === undefined) {
    const seen = scheme === undefined ? 'has no scheme' : `has the scheme ${scheme}:`;
    const text = `DATABASE_URL ${seen} or names no file. Set it to a file, such as file:data/wif-doctor.db, or leave it out.`;
    throw new StoreError('STORE_URL', text);
  }
  return openSqlite(path);
}

/** Always absolute: libsql would take a relative name that looks like an address for a server. */
function filePath(url: string): string | undefined {
  const path = url.slice('file:'.length);
  if (path === IN_MEMORY) return IN_MEMORY;
  if (path === '' || path.includes('\0')) return undefined;
  if (!path.startsWith('//')) return resolve(path);
  try {
    return fileURLToPath(url);
  } catch {
    return undefined;
  }
}
