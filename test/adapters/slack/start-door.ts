/** A restify server with the Slack door, a store in memory and a fake Web API: all real but Slack itself. */
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import restify from 'restify';
import { openSlack, type SlackDoor } from '../../../adapters/slack/app.ts';
import type { SlackSettings } from '../../../adapters/slack/settings.ts';
import { openStore } from '../../../adapters/store/open-store.ts';
import type { Store } from '../../../adapters/store/port.ts';
import type { Engine } from '../../../bot/engine.ts';
import { type FakeSlackApi, startFakeSlackApi } from './fake-slack-api.ts';
import { scriptedEngine } from './scripted-engine.ts';
import { SIGNING_SECRET, signed } from './slack-requests.ts';

export interface Running {
  readonly url: string;
  readonly port: number;
  readonly api: FakeSlackApi;
  readonly store: Store;
  readonly door: SlackDoor;
  /** What was logged, as text. */
  logged(): string;
  /** Sends an event as Slack does. */
  event(body: object, headers?: Readonly<Record<string, string>>): Promise<Response>;
  /** Sends a press as Slack does. */
  press(body: object): Promise<Response>;
  close(): Promise<void>;
}

export interface Wish {
  readonly engine?: Engine;
  readonly settings?: Partial<SlackSettings>;
  /** Where the store keeps its data; in memory where it is not given. */
  readonly databaseUrl?: string;
  /** Prepares the Web API before the door opens. */
  readonly prepare?: (api: FakeSlackApi) => void;
}

export const BOT_TOKEN = 'xoxb-the-secret-token';

export async function startDoor(wish: Wish = {}): Promise<Running> {
  const { engine = scriptedEngine, settings, databaseUrl = 'file::memory:', prepare } = wish;
  const api = await startFakeSlackApi();
  prepare?.(api);
  const store = await openStore(databaseUrl);
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  const door = await openSlack({
    engine,
    store,
    log,
    settings: { botToken: BOT_TOKEN, signingSecret: SIGNING_SECRET, apiUrl: api.url, ...settings },
  });
  const server = restify.createServer();
  door.mount(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/slack/events`;
  const post = (body: string, type: string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(url, { method: 'POST', body, headers: { 'content-type': type, ...signed(body), ...headers } });
  return {
    url,
    port,
    api,
    store,
    door,
    logged: () => lines.join(''),
    event: (body, headers) => post(JSON.stringify(body), 'application/json', headers),
    press: (body) =>
      post(new URLSearchParams({ payload: JSON.stringify(body) }).toString(), 'application/x-www-form-urlencoded'),
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.server.closeAllConnections();
      });
      await door.close();
      await api.close();
      await store.close();
    },
  };
}
