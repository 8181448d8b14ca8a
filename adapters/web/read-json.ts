/** Reads the body of a request as JSON, turning it away as early as it can be. */
import type { IncomingMessage } from 'node:http';
import { isTooDeep, TOO_DEEP } from '../json-depth.ts';
import { Refusal } from './refusal.ts';
import { TOO_LARGE } from './request-body.ts';

/** How much of a body that is too long is still taken, so that the browser reads our answer and no broken connection. */
const DRAIN_BYTES = 64 * 1024 * 1024;

/**
 * The JSON value in the body, of at most `limit` bytes. Only application/json is taken: a form of a foreign page cannot
 * send that without asking first. Throws a Refusal with 415, 413 or 400.
 */
export async function readJson(request: IncomingMessage, limit: number): Promise<unknown> {
  const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new Refusal(415, 'NotJson', 'This address takes application/json only.');
  // A compressed body may hold a thousand times of what it weighs.
  if (request.headers['content-encoding'] !== undefined) {
    throw new Refusal(415, 'Compressed', 'Send the body as it is, without Content-Encoding.');
  }
  const body = await readBytes(request, limit);
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    throw new Refusal(400, 'BadJson', 'The body is not JSON.');
  }
  if (isTooDeep(value)) throw new Refusal(400, 'TooDeep', TOO_DEEP);
  return value;
}

function readBytes(request: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const refuse = () => {
      chunks.length = 0;
      reject(new Refusal(413, 'TooLarge', TOO_LARGE));
    };
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else if (length > DRAIN_BYTES) request.destroy();
      else refuse();
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    const cutOff = () => reject(new Refusal(400, 'CutOff', 'The body ended early.'));
    request.once('error', cutOff);
    request.once('close', cutOff);
    if (Number(request.headers['content-length'] ?? 0) > limit) refuse();
  });
}
