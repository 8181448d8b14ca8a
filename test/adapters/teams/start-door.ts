/** A restify server with the Teams door, a store in memory and a fake connector: all real but Teams itself. */
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import restify from 'restify';
import { openStore } from '../../../adapters/store/open-store.ts';
import type { Store } from '../../../adapters/store/port.ts';
import { openTeams, type TeamsDoor, type TeamsOptions } from '../../../adapters/teams/door.ts';
import type { Engine } from '../../../bot/engine.ts';
import { type FakeConnector, startConnector } from './fake-connector.ts';
import { scriptedEngine } from './scripted-engine.ts';

export interface Running {
  readonly url: string;
  readonly connector: FakeConnector;
  readonly store: Store;
  readonly door: TeamsDoor;
  /** What the door logged, as text. */
  readonly logged: () => string;
  /** Sends an activity as Teams does; its serviceUrl is the fake connector. */
  send(activity: object, headers?: Readonly<Record<string, string>>): Promise<Response>;
  close(): Promise<void>;
}

export interface Wish extends Partial<Omit<TeamsOptions, 'engine' | 'store'>> {
  readonly engine?: Engine;
  /** Where the store keeps its data; in memory where it is not given. */
  readonly databaseUrl?: string;
}

export async function startDoor(wish: Wish = {}): Promise<Running> {
  const { engine = scriptedEngine, databaseUrl = 'file::memory:', ...options } = wish;
  const opened = await openStore(databaseUrl);
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  const door = openTeams({ engine, store: opened, log, settings: {}, local: true, ...options });
  const connector = await startConnector();
  const server = restify.createServer();
  server.post('/api/messages', door.messages);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`;
  return {
    url,
    connector,
    store: opened,
    door,
    logged: () => lines.join(''),
    send: (activity, headers = {}) =>
      fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify({ serviceUrl: connector.serviceUrl, ...activity }),
      }),
    async close() {
      await door.close();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await connector.close();
      await opened.close();
    },
  };
}
