/** A request to change the protocol is not left open: restify takes it over, and nothing would ever end it. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { served } from './web/served.ts';

describe('a request to upgrade', () => {
  it('ends the connection, and does not keep the server from stopping', async () => {
    const running = await served();
    const { port } = new URL(running.url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.on('error', () => {});
    socket.write(`GET / HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n`);
    await once(socket, 'close');
    assert.ok(socket.destroyed);
    await running.close();
  });
});
