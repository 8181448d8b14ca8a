/** The door of the chat page: `GET /` and its own routes under `/chat`. */
import { createHash, randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Engine } from '../../bot/engine.ts';
import type { Turn } from '../../bot/turn.ts';
import { renderCard } from '../card/card.ts';
import { BestEffort } from '../store/best-effort.ts';
import type { Store } from '../store/port.ts';
import { BUILT_PAGE, readPage } from './page-files.ts';
import { readJson } from './read-json.ts';
import { Refusal } from './refusal.ts';
import { BODY_LIMITS, messageFrom, pressFrom } from './request-body.ts';
import { assertSameOrigin } from './same-origin.ts';

export interface WebOptions {
  readonly engine: Engine;
  readonly store: Store;
  readonly log: Logger;
  /** The host names, without a port, by which the page may be reached; without them, any. */
  readonly allowedHosts?: readonly string[];
  /** The folder of the built page, where it is another. */
  readonly page?: URL;
  readonly now?: () => Date;
}

export interface WebRoute {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

export interface WebDoor {
  /** To be mounted without a body parser before them: they read bodies themselves. */
  readonly routes: readonly WebRoute[];
}

/**
 * Of its own files only, no inline script or style, no frame around it: what a person pastes cannot become part of the
 * page and nothing can be sent elsewhere. The card library sets styles by script, which `style-src` does not govern.
 */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
} as const;

/** Opens the door. Throws PAGE_NOT_BUILT when the page's files are not there. */
export async function openWeb(options: WebOptions): Promise<WebDoor> {
  const { engine, store, log, allowedHosts, now = () => new Date() } = options;
  const storing = new BestEffort(store, log);
  const files = await readPage(options.page ?? BUILT_PAGE);

  const guarded =
    (handle: WebRoute['handle']): WebRoute['handle'] =>
    async (request, response) => {
      try {
        assertSameOrigin(request.headers, allowedHosts);
        await handle(request, response);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        log.info({ status: error.status, code: error.code }, 'a request to the page was not served');
        respond(response, error.status, { code: error.code, message: error.message });
      }
    };

  const answer = async (thread: string, input: Turn['input'], headers: IncomingHttpHeaders) => {
    const at = now();
    const locale = localeOf(headers);
    const turn: Turn = {
      id: randomBytes(18).toString('base64url'),
      at,
      place: 'direct',
      input,
      ...(locale === undefined ? {} : { locale }),
    };
    const key = `web:${createHash('sha256').update(thread).digest('base64url')}`;
    const reply = await storing.begin().respond(engine, key, turn);
    return { effect: reply.effect, card: renderCard(reply) };
  };

  const routes: WebRoute[] = files.map(({ path, type, content }) => ({
    method: 'GET',
    path,
    handle: async (_request, response) => {
      response.writeHead(200, { ...HEADERS, 'content-type': type, 'cache-control': 'no-cache' });
      response.end(content);
    },
  }));
  routes.push(
    {
      method: 'POST',
      path: '/chat/messages',
      handle: async (request, response) => {
        const { thread, text, files } = messageFrom(await readJson(request, BODY_LIMITS.message));
        respond(response, 200, await answer(thread, { kind: 'text', text, files }, request.headers));
      },
    },
    {
      method: 'POST',
      path: '/chat/press',
      handle: async (request, response) => {
        const { thread, press } = pressFrom(await readJson(request, BODY_LIMITS.press));
        respond(response, 200, await answer(thread, { kind: 'press', payload: press }, request.headers));
      },
    },
  );
  return { routes: routes.map((route) => ({ ...route, handle: guarded(route.handle) })) };
}

function respond(response: ServerResponse, status: number, body: object): void {
  // restify's own writeHead returns nothing, so calls are not chained.
  response.writeHead(status, {
    ...HEADERS,
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify(body));
}

/** The language that the browser asks for first. */
function localeOf(headers: IncomingHttpHeaders): string | undefined {
  return /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{2,8}){0,3}(?=[,;]|$)/.exec(headers['accept-language'] ?? '')?.[0];
}
