/** Slack's requests over HTTP: Bolt's own receiver inside our restify server. */
import type { ServerResponse } from 'node:http';
import { HTTPReceiver, isValidSlackRequest, type Logger } from '@slack/bolt';
import type { Next, Request, Response, Server } from 'restify';
import { isDelivery, readBody } from './body.ts';
import { ComeAgain } from './come-again.ts';
import { SLACK_LIMITS } from './limits.ts';

export const EVENTS_PATH = '/slack/events';

export interface HttpDoor {
  readonly receiver: HTTPReceiver;
  /** Mounts `POST /slack/events`. No body parser may stand before it: the signature is over the bytes that came in. */
  mount(server: Server): void;
}

/**
 * A receiver that answers a delivery only when it has been dealt with, so that Slack brings again what failed
 * (https://docs.slack.dev/apis/events-api/#retries, read 2026-11-23).
 */
export function openHttp(signingSecret: string, logger: Logger): HttpDoor {
  const receiver = new HTTPReceiver({
    signingSecret,
    endpoints: [EVENTS_PATH],
    processBeforeResponse: true,
    logger,
    processEventErrorHandler: async ({ error, response }) => {
      // Our listeners throw ComeAgain and nothing else: what else fails is a body that Bolt can make nothing of.
      if (!response.headersSent) refuse(response, error instanceof ComeAgain ? 503 : 400);
      return true;
    },
  });

  async function serve(req: Request, res: Response): Promise<void> {
    const body = await readBody(req, SLACK_LIMITS.body);
    if (body === undefined) {
      // What is still on its way is not read.
      res.shouldKeepAlive = false;
      return refuse(res, 413);
    }
    if (!isDelivery(body.toString(), req.headers['content-type'])) {
      return refuse(res, isSigned(req, body, signingSecret) ? 400 : 401);
    }
    // restify decodes a path before it routes, Bolt does not, and throws at `/slack/%65vents`: hence the fixed address.
    receiver.requestListener(Object.assign(req, { rawBody: body, url: EVENTS_PATH }), res);
  }

  return {
    receiver,
    mount: (server) => {
      server.post(EVENTS_PATH, (req: Request, res: Response, next: Next) => {
        res.once('close', () => next(false));
        serve(req, res).catch(() => {
          if (!res.headersSent) refuse(res, 400);
        });
      });
    },
  };
}

function isSigned(req: Request, body: Buffer, signingSecret: string): boolean {
  const headers = {
    'x-slack-signature': String(req.headers['x-slack-signature']),
    'x-slack-request-timestamp': Number(req.headers['x-slack-request-timestamp']),
  };
  return isValidSlackRequest({ signingSecret, body: body.toString(), headers });
}

/** Tells the caller nothing but the status. */
function refuse(res: ServerResponse, status: number): void {
  res.writeHead(status);
  res.end();
}
