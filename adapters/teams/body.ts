/** Reads the body of a request as JSON, refusing it as early as it can be refused. */
import type { IncomingMessage } from 'node:http';
import { isTooDeep, TOO_DEEP } from '../json-depth.ts';
import { TEAMS_LIMITS } from './limits.ts';
import { Refusal } from './refusal.ts';

/**
 * The JSON value in the body of the request, at most TEAMS_LIMITS.body bytes. Throws a Refusal: 415 for another type or
 * an encoding (a compressed body is larger than it looks), 413 as soon as the body is known to be too long, whether it
 * says so or comes in chunks, 400 when it is no JSON.
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new Refusal(415, 'This address takes application/json only.');
  if (request.headers['content-encoding'] !== undefined) throw new Refusal(415, 'Send the body without an encoding.');
  const text = (await readBytes(request)).toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refusal(400, 'The body is not JSON.');
  }
  if (isTooDeep(value)) throw new Refusal(400, TOO_DEEP);
  return value;
}

/** restify's own reader answers only when the whole body has come in, so this one counts for itself. */
function readBytes(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const tooLong = () => {
      reject(new Refusal(413, `The body is longer than ${TEAMS_LIMITS.body} bytes.`));
      discard(request);
    };
    if (Number(request.headers['content-length'] ?? 0) > TEAMS_LIMITS.body) return tooLong();
    const chunks: Buffer[] = [];
    let length = 0;
    const take = (chunk: Buffer) => {
      length += chunk.length;
      if (length <= TEAMS_LIMITS.body) return void chunks.push(chunk);
      request.off('data', take);
      tooLong();
    };
    request.on('data', take);
    request.once('end', () => resolve(Buffer.concat(chunks)));
    const cutOff = () => reject(new Refusal(400, 'The body ended early.'));
    request.once('error', cutOff);
    request.once('close', cutOff);
  });
}

function discard(request: IncomingMessage): void {
  let left: number = TEAMS_LIMITS.drain;
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) request.destroy();
  });
  request.on('error', () => {});
}
