/** The Slack door: a Bolt app that hears mentions, direct messages and presses, and nothing else. */
import { setTimeout as sleep } from 'node:timers/promises';
import { App, webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Server } from 'restify';
import type { Engine } from '../../bot/engine.ts';
import type { Store } from '../store/port.ts';
import { boltLogger } from './bolt-logger.ts';
import { createConversation } from './conversation.ts';
import { openHttp } from './http.ts';
import { checkIdentity } from './identity.ts';
import { SLACK_LIMITS } from './limits.ts';
import { pressedOf } from './pressed.ts';
import { questionOf } from './question.ts';
import type { SlackSettings } from './settings.ts';
import { openSocket } from './socket.ts';
import { clientOptions, type Waits } from './web-client.ts';

export interface SlackDoor {
  readonly mode: 'http' | 'socket';
  /** Mounts `POST /slack/events`; does nothing in Socket Mode. */
  mount(server: Server): void;
  /** Whether it can answer now, and who it is or what it lacks, for a person to read. */
  status(): { readonly ready: boolean; readonly detail: string };
  /** Stops hearing, and waits a few seconds for the answers under way. */
  close(): Promise<void>;
}

interface Parts {
  readonly engine: Engine;
  readonly store: Store;
  readonly log: Logger;
  readonly settings: SlackSettings;
}

/** What the app subscribes to and may do; manifest/slack/manifest.yaml says the same. */
export const BOT_EVENTS = ['app_mention', 'message.im'] as const;
export const BOT_SCOPES = ['app_mentions:read', 'chat:write', 'im:history'] as const;

/** Milliseconds before each repetition of a call. Over HTTP it gives up early: Slack brings the question again. */
const HTTP_WAITS = [300, 900];
const SOCKET_WAITS = [500, 2000, 10_000, 30_000];
/** Nobody brings a press again, nor a question whose delivery has its HTTP answer. */
const PRESS_WAITS = [300, 900, 3000, 10_000, 30_000];
const LATE_WAITS = [2000, 10_000, 30_000];

/** Milliseconds to wait, at start for Slack's first word, at the end for answers under way. */
const START_PATIENCE = 3000;
const CLOSE_PATIENCE = 5000;

/**
 * Opens the door. Never waits longer than three seconds for Slack and never throws because of it: whatever is wrong with
 * the Web API is logged and tried again in the background.
 * Throws a TypeError when the settings hold neither an app token nor a signing secret.
 */
export async function openSlack({ engine, store, log: parent, settings }: Parts): Promise<SlackDoor> {
  const log = parent.child({ door: 'slack' });
  const logger = boltLogger(log);
  const options = clientOptions(logger, settings.apiUrl);
  const client = new webApi.WebClient(settings.botToken, options);
  const socket = settings.appToken === undefined ? undefined : openSocket(settings.appToken, options, logger, log);
  const http = socket === undefined ? openHttp(signingSecretOf(settings), logger) : undefined;

  const identity = checkIdentity(client, log);
  const waits = socket === undefined ? HTTP_WAITS : SOCKET_WAITS;
  const conversation = createConversation({ engine, store, client, identity, waits, pressWaits: PRESS_WAITS, log });
  const underWay = new Set<Promise<void>>();
  const track = (work: Promise<void>): Promise<void> => {
    underWay.add(work);
    void work.catch(() => {}).finally(() => underWay.delete(work));
    return work;
  };

  const app = new App({
    receiver: (socket ?? http)?.receiver,
    logger,
    clientOptions: options,
    convoStore: false,
    // Answers at once, whatever the Web API does: with a token of its own Bolt would call auth.test, and hang on it.
    authorize: async () => {
      const me = identity.known();
      return { botToken: settings.botToken, botId: me?.botId, botUserId: me?.userId };
    },
  });
  let closing = false;
  const hear = async ({ body }: { body: unknown }): Promise<void> => {
    const question = questionOf(body);
    if (question === undefined) return;
    let late = false;
    const ask = async (waits: Waits): Promise<void> => {
      try {
        await conversation.ask(question);
      } catch (error) {
        const [wait, ...rest] = waits;
        // Slack brings again what it has no HTTP answer to; for the rest of it, we ask ourselves.
        if (!late || closing || wait === undefined) throw error;
        await sleep(wait, undefined, { ref: false });
        await ask(rest);
      }
    };
    const inTime = deadline().then(() => {
      late = true;
    });
    await Promise.race([track(ask(LATE_WAITS)), inTime]);
  };
  app.event('app_mention', hear);
  app.event('message', hear);
  app.action(/.*/, async ({ ack, body }) => {
    await ack();
    const pressed = pressedOf(body);
    if (pressed !== undefined) void track(conversation.press(pressed));
  });
  app.error(async (error) => {
    throw error;
  });

  socket?.connect();
  const tried = Promise.all([identity.firstTry, socket?.firstTry]);
  await Promise.race([tried, sleep(START_PATIENCE, undefined, { ref: false })]);

  return {
    mode: socket === undefined ? 'http' : 'socket',
    mount: (server) => http?.mount(server),
    status: () => {
      const me = identity.known();
      if (me === undefined) return { ready: false, detail: identity.trouble() };
      if (socket !== undefined && !socket.connected()) return { ready: false, detail: socket.trouble() };
      return { ready: true, detail: `${me.name}, ${socket === undefined ? 'over HTTP' : 'in Socket Mode'}` };
    },
    close: async () => {
      closing = true;
      identity.close();
      await socket?.close();
      await Promise.race([Promise.allSettled(underWay), sleep(CLOSE_PATIENCE, undefined, { ref: false })]);
    },
  };
}

function signingSecretOf({ signingSecret }: SlackSettings): string {
  if (signingSecret) return signingSecret;
  throw new TypeError('Slack over HTTP needs SLACK_SIGNING_SECRET; without it, Socket Mode needs SLACK_APP_TOKEN.');
}

/** Over HTTP a delivery has its answer by then; what takes longer goes on without it. */
function deadline(): Promise<void> {
  return sleep(SLACK_LIMITS.answerWithin, undefined, { ref: false });
}
