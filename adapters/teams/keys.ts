/** Opaque names for what Teams names: its own ids tell who talks where, and are kept nowhere. */
import { createHash } from 'node:crypto';

/** 24 characters of `A-Za-z0-9_-`, as a turn's id may have: 144 bits of SHA-256. */
export function opaque(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 24);
}
