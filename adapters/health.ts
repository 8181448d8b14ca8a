/** Whether the process lives, and whether it can serve: `GET /healthz` and `GET /readyz`. */
import type { Logger } from 'pino';
import type { Request, Response, Server } from 'restify';
import type { Store } from './store/port.ts';

/** A part of the server that can be out of order by itself. */
export interface Part {
  readonly name: string;
  /** `note`: what to say of it in place of `ready` or `not ready`, where there is more to say. */
  status(): { readonly ready: boolean; readonly note?: string };
}

/**
 * Mounts both. `/readyz` answers 503 while a part is not ready, and says which, but not why: that is for the log. Without
 * a store that takes writes texts are still answered, but no button works, so where there is another replica it should
 * serve.
 */
export function mountHealth(server: Server, store: Store, parts: readonly Part[], log: Logger): void {
  server.get('/healthz', async (_req: Request, res: Response) => {
    respond(res, 200, { status: 'alive' });
  });
  server.get('/readyz', async (_req: Request, res: Response) => {
    const storing = await store.ready().then(
      () => true,
      (error: unknown) => {
        log.error({ failure: error instanceof Error ? error.message : 'unknown' }, 'the store takes no writes');
        return false;
      },
    );
    const states = [
      { name: 'store', ready: storing, ...(storing ? {} : { note: 'does not take writes' }) },
      ...parts.map((part) => ({ name: part.name, ...part.status() })),
    ];
    const ready = states.every((state) => state.ready);
    respond(res, ready ? 200 : 503, {
      status: ready ? 'ready' : 'not ready',
      parts: Object.fromEntries(states.map((state) => [state.name, said(state)])),
    });
  });
}

function said({ ready, note }: ReturnType<Part['status']>): string {
  return note ?? (ready ? 'ready' : 'not ready');
}

function respond(res: Response, status: number, body: object): void {
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  res.end(JSON.stringify(body));
}
