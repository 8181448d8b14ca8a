/** The bytes of a request, read before Bolt sees them: it reads an announced length of any size up to its bound. */
import type { IncomingMessage } from 'node:http';
import { isTooDeep } from '../json-depth.ts';

/** Resolves with undefined as soon as the body is known to be longer than `max` bytes. Rejects when it is cut off. */
export async function readBody(req: IncomingMessage, max: number): Promise<Buffer | undefined> {
  if (Number(req.headers['content-length'] ?? 0) > max) return undefined;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    req.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= max) chunks.push(chunk);
      else resolve(undefined);
    });
    req.once('end', () => resolve(Buffer.concat(chunks)));
    req.once('error', reject);
    req.once('close', () => reject(new Error('The body was cut off.')));
  });
}

/**
 * Whether Bolt can look into the body: it reads properties of whatever the JSON holds, and `null` has none, which would
 * end the process (@slack/bolt 5.1.0, HTTPReceiver.handleIncomingEvent). A form without `payload` is left to it.
 */
export function isDelivery(body: string, contentType: string | undefined): boolean {
  const form = contentType === 'application/x-www-form-urlencoded';
  const json = form ? new URLSearchParams(body).get('payload') : body;
  if (json === null) return true;
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) && !isTooDeep(value);
  } catch {
    return false;
  }
}
