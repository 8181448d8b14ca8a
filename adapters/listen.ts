/** Opens the port. */
import type { Server as HttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server as NetServer } from 'node:net';
import { ServeError } from './serve-error.ts';

export interface Listening {
  readonly port: number;
  /** Takes no new connection any more. Resolves when the last one has ended, at most `patience` milliseconds later. */
  close(patience: number): Promise<void>;
}

/**
 * Listens on all interfaces, or on the loopback interface only, there by both of its addresses: a browser may take
 * `localhost` for either, and the other could be another program's.
 *
 * @throws ServeError when the port is taken or may not be used.
 */
export async function listen(server: HttpServer, port: number, loopbackOnly: boolean): Promise<Listening> {
  // restify takes the event over, and Node then knows nothing of the connection: it would stay open for ever.
  server.on('upgrade', (_request, socket) => socket.destroy());
  await opened(server, port, loopbackOnly ? '127.0.0.1' : undefined);
  const { port: actual } = server.address() as AddressInfo;
  const second = loopbackOnly ? await alsoByIPv6(server, actual) : undefined;
  return {
    port: actual,
    close: async (patience) => {
      second?.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), patience);
      await closed;
      clearTimeout(timer);
    },
  };
}

/** Undefined on a machine without IPv6. */
async function alsoByIPv6(server: HttpServer, port: number): Promise<NetServer | undefined> {
  // Handing connections over is what the event is documented for:
  // https://nodejs.org/docs/latest-v20.x/api/http.html#event-connection, read 2026-11-23
  const second = createServer((socket) => server.emit('connection', socket));
  try {
    await opened(second, port, '::1');
    return second;
  } catch (error) {
    if (error instanceof ServeError && error.code === 'LISTEN_FAILED') return undefined;
    server.close();
    throw error;
  }
}

function opened(server: HttpServer | NetServer, port: number, host: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => reject(explained(error, port));
    server.once('error', failed);
    server.listen({ port, ...(host === undefined ? {} : { host }) }, () => {
      server.off('error', failed);
      resolve();
    });
  });
}

function explained(error: NodeJS.ErrnoException, port: number): ServeError {
  if (error.code === 'EADDRINUSE') {
    const text = `Port ${port} is in use, perhaps by another WIF Doctor. Stop that program, or set PORT to a free port, such as PORT=${port + 1}.`;
    return new ServeError('PORT_IN_USE', text, { cause: error });
  }
  if (error.code === 'EACCES') {
    const text = `Port ${port} may not be opened by this user: ports below 1024 are often reserved. Set PORT to a higher one, such as PORT=3978.`;
    return new ServeError('PORT_DENIED', text, { cause: error });
  }
  const text = `Port ${port} cannot be opened (${error.code ?? error.name}). Set PORT to another port, such as PORT=3978.`;
  return new ServeError('LISTEN_FAILED', text, { cause: error });
}
