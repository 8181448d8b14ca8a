/** The door to Teams: `POST /api/messages`. */
import type { ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Request, Response } from 'restify';
import type { Engine } from '../../bot/engine.ts';
import type { Store } from '../store/port.ts';
import { parseActivity } from './activity.ts';
import { type Authentication, authenticationFrom, TeamsAdapter, type TeamsSettings } from './adapter.ts';
import { readJson } from './body.ts';
import { Conversation } from './conversation.ts';
import { loggable } from './failure.ts';
import { assertLocalRequest, assertLocalService } from './loopback.ts';
import { Refusal } from './refusal.ts';

export interface TeamsOptions {
  readonly engine: Engine;
  readonly store: Store;
  readonly log: Logger;
  readonly settings: TeamsSettings;
  /** Without an account: serves only clients on this machine, without a signature. */
  readonly local: boolean;
  /** How requests are checked, where it is not by the settings alone: other clouds, and tests. */
  readonly authentication?: Authentication;
  readonly now?: () => Date;
}

export interface TeamsDoor {
  /** For `POST /api/messages`, without a body parser before it: it reads the body itself. */
  readonly messages: (req: Request, res: Response) => Promise<void>;
  status(): { readonly ready: boolean; readonly detail: string };
  /** Resolves when nothing is under way any more; the store stays open. */
  close(): Promise<void>;
}

/**
 * Opens the door. Throws TEAMS_SETTINGS when it is neither local nor has an app id: it would take requests from anyone.
 */
export function openTeams(options: TeamsOptions): TeamsDoor {
  const { engine, store, log, settings, local, now = () => new Date() } = options;
  if (!local && !settings.appId) {
    throw Object.assign(
      new Error(
        'The Teams door has no MicrosoftAppId, so it cannot tell who sends. Set it, or start without settings.',
      ),
      { code: 'TEAMS_SETTINGS' },
    );
  }
  const adapter = new TeamsAdapter(options.authentication ?? authenticationFrom(local ? {} : settings));
  const conversation = new Conversation({ engine, store, log, now });
  let closed = false;

  const serve = async (req: Request, res: Response): Promise<void> => {
    if (closed) throw new Refusal(503, 'The bot is stopping. Send the request again later.');
    if (local) assertLocalRequest(req.headers);
    const activity = parseActivity(await readJson(req));
    if (local) assertLocalService(activity.serviceUrl);
    const invoke = await adapter.receive(req.headers.authorization ?? '', activity, (context) =>
      conversation.handle(context, activity),
    );
    respond(res, invoke?.status ?? 200, invoke?.body);
  };

  return {
    async messages(req, res) {
      try {
        await serve(req, res);
      } catch (error) {
        const refusal =
          error instanceof Refusal
            ? error
            : new Refusal(500, 'The message could not be answered. Send it again.', error);
        const level = refusal.status >= 500 ? 'error' : 'info';
        log[level](
          { status: refusal.status, failure: loggable(refusal) },
          'a request to the Teams door was not served',
        );
        respond(res, refusal.status, { code: refusal.status, message: refusal.message });
      }
    },
    status: () =>
      closed
        ? { ready: false, detail: 'closed' }
        : { ready: true, detail: local ? 'open for local Bot Framework clients, without an account' : 'open' },
    async close() {
      closed = true;
      await conversation.settled();
    },
  };
}

function respond(res: ServerResponse, status: number, body: unknown): void {
  if (res.headersSent) return;
  res.statusCode = status;
  if (body === undefined) return void res.end();
  res.setHeader('Content-Type', 'application/json; charset=utf-8');
  res.end(JSON.stringify(body));
}
