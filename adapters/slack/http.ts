/** Slack's requests over HTTP: Bolt's own receiver inside our restify server. */
import { HTTPReceiver, type Logger } from '@slack/bolt';
import type { Next, Request, Response, Server } from 'restify';
import { ComeAgain } from './come-again.ts';
import { SLACK_LIMITS } from './limits.ts';

export const EVENTS_PATH = '/slack/events';

/**
 * A receiver that answers a delivery only when it has been dealt with, so that Slack brings again what failed
 * (https://docs.slack.dev/apis/events-api/#retries, read 2026-11-23).
 */
export function httpReceiver(signingSecret: string, logger: Logger): HTTPReceiver {
  return new HTTPReceiver({
    signingSecret,
    endpoints: [EVENTS_PATH],
    bodyLimit: SLACK_LIMITS.body,
    processBeforeResponse: true,
    logger,
    processEventErrorHandler: async ({ error, response }) => {
      if (!response.headersSent) {
        // Our listeners throw ComeAgain and nothing else: what else fails is a body that Bolt can make nothing of.
        response.writeHead(error instanceof ComeAgain ? 503 : 400);
        response.end();
      }
      return true;
    },
  });
}

/**
 * Mounts it. No body parser may stand before it: Bolt verifies the signature over the bytes that came in.
 * restify decodes a path before it routes, Bolt does not, and throws at `/slack/%65vents`: hence the fixed address.
 */
export function mountReceiver(server: Server, receiver: HTTPReceiver): void {
  server.post(EVENTS_PATH, (req: Request, res: Response, next: Next) => {
    res.once('close', () => next(false));
    req.url = EVENTS_PATH;
    // A body that is too long, or does not say how long it is, may not hold the connection: it is refused unread.
    if (!(Number(req.headers['content-length']) <= SLACK_LIMITS.body)) res.shouldKeepAlive = false;
    try {
      receiver.requestListener(req, res);
    } catch {
      if (!res.headersSent) res.writeHead(404);
      res.end();
    }
  });
}
