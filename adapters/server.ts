/** Opens the doors that are configured: one restify server, with health, metrics and the answers to errors. */
import type { Logger } from 'pino';
import restify, { type Request, type Response, type Server, type ServerOptions } from 'restify';
import { createEngine, type Engine } from '../bot/engine.ts';
import { knowledge } from '../knowledge/compiled.ts';
import { mountHealth, type Part } from './health.ts';
import { answerErrors } from './http-errors.ts';
import { type KnowledgeFolder, openKnowledgeFolder } from './knowledge-folder.ts';
import { listen } from './listen.ts';
import { createLog } from './log.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import type { Settings } from './settings.ts';
import { openSlack } from './slack/app.ts';
import { openStore } from './store/open-store.ts';
import type { Store } from './store/port.ts';
import { openTeams } from './teams/door.ts';
import { openWeb } from './web/open-web.ts';
import { Refusal } from './web/refusal.ts';
import { assertSameOrigin, LOOPBACK_HOSTS } from './web/same-origin.ts';

/** Milliseconds that requests under way have to come to an end. */
const PATIENCE = 10_000;

export interface DoorReport {
  readonly name: 'Page' | 'Teams' | 'Slack';
  readonly open: boolean;
  /** For a person to read: where it is, or what it lacks. */
  readonly detail: string;
}

export interface RunningServer {
  /** Where a browser on this machine finds it, with a slash at its end. */
  readonly url: string;
  readonly doors: readonly DoorReport[];
  /** Takes no more requests, lets those under way finish for some seconds, closes the doors and the store. */
  close(): Promise<void>;
}

export interface ServeOptions {
  readonly log?: Logger;
  /** The folder of the built page, where it is another. */
  readonly page?: URL;
}

interface Doorway {
  readonly server: Server;
  readonly log: Logger;
  /** Both as a door uses them, so that they are counted as its own. */
  readonly engineFor: (door: string) => Engine;
  readonly storeFor: (door: string) => Store;
}

interface Door extends Part {
  readonly name: 'teams' | 'slack';
  status(): { readonly ready: boolean; readonly detail: string };
  close(): Promise<void>;
}

/**
 * Starts. Throws ServeError (port), StoreError (database), KnowledgeFolderError or PAGE_NOT_BUILT, each with its remedy;
 * nothing stays open then.
 */
export async function serve(settings: Settings, options: ServeOptions = {}): Promise<RunningServer> {
  const { log = createLog(settings.logLevel) } = options;
  const metrics = createMetrics();
  // restify 12 logs through pino; its type declarations are those of restify 8, which used bunyan.
  const server = restify.createServer({ name: 'wif-doctor', log: log as unknown as ServerOptions['log'] });
  const store = await openStore(settings.databaseUrl);
  const doors: Door[] = [];
  let own: KnowledgeFolder | undefined;
  const closeDoors = () => Promise.allSettled([...doors, ...(own ? [own] : [])].map((one) => one.close()));
  try {
    const folder = settings.knowledgeDir;
    if (folder !== undefined) own = await openKnowledgeFolder({ folder, ours: knowledge, log });
    const engine = own?.engine ?? createEngine(knowledge);
    measure(server, metrics);
    if (settings.local) keepToThisMachine(server, log);
    answerErrors(server, log);
    const doorway: Doorway = {
      server,
      log,
      engineFor: (door) => metrics.counted(engine, door),
      storeFor: (door) => metrics.watched(store, door),
    };
    if (settings.page) await mountPage(doorway, settings.local, options.page);
    if (settings.local || settings.teams) doors.push(mountTeams(doorway, settings));
    if (settings.slack) doors.push(await mountSlack(doorway, settings.slack));
    mountHealth(server, store, own ? [own, ...doors] : doors, log);
    mountMetrics(server, metrics);
    const listening = await listen(server.server, settings.port, settings.local);
    const url = `http://localhost:${listening.port}/`;
    // A local start has a person before it, who reads the address on the terminal.
    const level = settings.local ? 'debug' : 'info';
    log[level]({ port: listening.port }, 'the server listens');
    const close = async () => {
      log[level]('the server stops');
      await Promise.all([listening.close(PATIENCE), closeDoors()]);
      await store.close();
    };
    let closing: Promise<void> | undefined;
    return {
      url,
      doors: report(settings, url, doors),
      close: () => {
        closing ??= close();
        return closing;
      },
    };
  } catch (error) {
    await closeDoors();
    await store.close();
    throw error;
  }
}

/**
 * Ends the process in good order when it is told to: by Ctrl+C, by a service manager, by a container's. A second signal
 * ends it at once.
 */
export function closeOnSignals(running: RunningServer): void {
  let told = false;
  const stop = () => {
    if (told) process.exit(1);
    told = true;
    running.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

async function mountPage(doorway: Doorway, local: boolean, page: URL | undefined): Promise<void> {
  const { server, log, engineFor, storeFor } = doorway;
  const { routes } = await openWeb({
    engine: engineFor('page'),
    store: storeFor('page'),
    log,
    ...(local ? { allowedHosts: LOOPBACK_HOSTS } : {}),
    ...(page === undefined ? {} : { page }),
  });
  for (const { method, path, handle } of routes) {
    const mount = method === 'GET' ? server.get.bind(server) : server.post.bind(server);
    mount(path, async (req: Request, res: Response) => handle(req, res));
  }
}

function mountTeams({ server, log, engineFor, storeFor }: Doorway, { local, teams }: Settings): Door {
  const door = openTeams({ engine: engineFor('teams'), store: storeFor('teams'), log, settings: teams ?? {}, local });
  server.post('/api/messages', async (req: Request, res: Response) => door.messages(req, res));
  return { name: 'teams', status: () => door.status(), close: () => door.close() };
}

async function mountSlack(doorway: Doorway, settings: NonNullable<Settings['slack']>): Promise<Door> {
  const { server, log, engineFor, storeFor } = doorway;
  const door = await openSlack({ engine: engineFor('slack'), store: storeFor('slack'), log, settings });
  door.mount(server);
  return { name: 'slack', status: () => door.status(), close: () => door.close() };
}

function mountMetrics(server: Server, metrics: Metrics): void {
  server.get('/metrics', async (_req: Request, res: Response) => {
    const { type, text } = await metrics.text();
    res.writeHead(200, { 'content-type': type });
    res.end(text);
  });
}

/**
 * Without an account nothing, not even what is counted, is for a web page that had its name lead here. Where the bot is
 * set up for Slack or Teams, probes and Prometheus ask by whatever name or address it has.
 */
function keepToThisMachine(server: Server, log: Logger): void {
  server.pre((req: Request, res: Response, next) => {
    try {
      assertSameOrigin(req.headers, LOOPBACK_HOSTS);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      log.info({ status: error.status, code: error.code }, 'a request to the local server was not served');
      res.writeHead(error.status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
      res.end(JSON.stringify({ code: error.code, message: error.message }));
      return next(false);
    }
    next();
  });
}

function measure(server: Server, metrics: Metrics): void {
  server.pre((req: Request, res: Response, next) => {
    const start = performance.now();
    // restify's own event does not come for a request that its sender gave up.
    res.once('close', () => metrics.request(doorOf(req), res.statusCode, (performance.now() - start) / 1000));
    next();
  });
}

/** From the route, not from the address: whoever asks for thousands of addresses makes no thousand rows. */
function doorOf(req: Request): string {
  const path = String(req.getRoute()?.path ?? '');
  if (path === '/' || path.startsWith('/chat/')) return 'page';
  return { '/api/messages': 'teams', '/slack/events': 'slack' }[path] ?? (path === '' ? 'none' : 'health');
}

function report(settings: Settings, url: string, doors: readonly Door[]): readonly DoorReport[] {
  const detail = (name: Door['name'], lacks: string) => {
    const door = doors.find((one) => one.name === name);
    return { open: door !== undefined, detail: door?.status().detail ?? lacks };
  };
  return [
    { name: 'Page', open: settings.page, detail: settings.page ? url : 'closed: set LOCAL_PAGE=on to open it' },
    {
      name: 'Teams',
      ...detail('teams', 'closed: set MicrosoftAppId, MicrosoftAppPassword and MicrosoftAppTenantId to open it'),
    },
    {
      name: 'Slack',
      ...detail('slack', 'closed: set SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET, or SLACK_APP_TOKEN, to open it'),
    },
  ];
}
