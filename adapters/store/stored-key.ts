/** How the keys of platforms stand in the database. */
import { createHash } from 'node:crypto';

/**
 * The SHA-256 of a key, as 64 hexadecimal digits. Keys come from outside: hashed, they have one length, no character
 * that an engine cuts or replaces (NUL, lone surrogates; hence UTF-16, which keeps every string distinct), and the file
 * does not tell who talked where.
 */
export function storedKey(key: string): string {
  return createHash('sha256').update(key, 'utf16le').digest('hex');
}
