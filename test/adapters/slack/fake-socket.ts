/** The server's end of a WebSocket, as far as Socket Mode needs it: short texts, pings, a farewell (RFC 6455). */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

export interface FakeSocket {
  /** Sends a text of JSON. */
  send(message: object): void;
  /** What came in, parsed. */
  readonly received: readonly unknown[];
  destroy(): void;
}

const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

/** Takes the upgrade and greets as Slack does. */
export function acceptSocket(req: IncomingMessage, socket: Duplex): FakeSocket {
  const key = `${req.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
  const accept = createHash('sha1').update(key).digest('base64');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  const received: unknown[] = [];
  let buffered = Buffer.alloc(0);
  const write = (kind: number, payload: Buffer) => socket.write(frame(kind, payload));
  socket.on('error', () => {});
  socket.on('data', (data: Buffer) => {
    buffered = Buffer.concat([buffered, data]);
    for (let taken = take(buffered); taken !== undefined; taken = take(buffered)) {
      buffered = buffered.subarray(taken.length);
      if (taken.kind === TEXT) received.push(JSON.parse(taken.payload.toString()));
      if (taken.kind === PING) write(PONG, taken.payload);
      if (taken.kind === CLOSE) {
        write(CLOSE, taken.payload);
        socket.end();
      }
    }
  });
  const send = (message: object) => write(TEXT, Buffer.from(JSON.stringify(message)));
  send({ type: 'hello', num_connections: 1 });
  return { send, received, destroy: () => socket.destroy() };
}

function frame(kind: number, payload: Buffer): Buffer {
  const head =
    payload.length < 126
      ? Buffer.from([0x80 | kind, payload.length])
      : Buffer.from([0x80 | kind, 126, payload.length >> 8, payload.length & 0xff]);
  return Buffer.concat([head, payload]);
}

/** The first whole frame of a client, unmasked. */
function take(data: Buffer): { kind: number; payload: Buffer; length: number } | undefined {
  if (data.length < 2) return undefined;
  const short = data.readUInt8(1) & 0x7f;
  const start = short === 126 ? 4 : 2;
  if (data.length < start + 4) return undefined;
  const size = short === 126 ? data.readUInt16BE(2) : short;
  const length = start + 4 + size;
  if (data.length < length) return undefined;
  const mask = data.subarray(start, start + 4);
  const payload = Buffer.from(data.subarray(start + 4, length).map((byte, index) => byte ^ (mask[index % 4] ?? 0)));
  return { kind: data.readUInt8(0) & 0x0f, payload, length };
}
