/** Opaque keys: what Slack calls a channel or a message never leaves this folder. */
import { createHash } from 'node:crypto';

/** 16 characters of `A-Za-z0-9_-` (96 bits), the same for the same parts. */
export function opaqueKey(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 16);
}
