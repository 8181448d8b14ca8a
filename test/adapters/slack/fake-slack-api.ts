/** Slack's Web API on loopback: keeps what is called, and answers as it is told to. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { acceptSocket, type FakeSocket } from './fake-socket.ts';

export interface Call {
  readonly method: string;
  readonly authorization: string | undefined;
  /** The arguments, those that travel as JSON parsed. */
  readonly args: Readonly<Record<string, unknown>>;
}

/** What a method answers: a body, or anything that is done with the response itself. */
export type Answer = object | ((res: ServerResponse, call: Call) => void);

export interface FakeSlackApi {
  readonly url: string;
  readonly calls: readonly Call[];
  /** The calls of a method. */
  of(method: string): readonly Call[];
  /** The answers of a method from now on; the last one stays. */
  answer(method: string, ...answers: readonly Answer[]): void;
  /** Waits until the method has been called so often. */
  called(method: string, times?: number): Promise<Call>;
  /** Socket Mode connections that were made. */
  readonly sockets: readonly FakeSocket[];
  close(): Promise<void>;
}

export const BOT = { userId: 'UB0T', botId: 'BB0T', teamId: 'T1' };

const AUTH = {
  ok: true,
  user_id: BOT.userId,
  bot_id: BOT.botId,
  team_id: BOT.teamId,
  user: 'wif-doctor',
  team: 'Contoso',
};

export async function startFakeSlackApi(port = 0): Promise<FakeSlackApi> {
  const calls: Call[] = [];
  const sockets: FakeSocket[] = [];
  const answers = new Map<string, Answer[]>([['auth.test', [AUTH]]]);
  let watchers: (() => void)[] = [];
  let posted = 0;

  const server = createServer(async (req, res) => {
    const call = await readCall(req);
    calls.push(call);
    const [first, ...rest] = answers.get(call.method) ?? [];
    if (rest.length > 0) answers.set(call.method, rest);
    if (typeof first === 'function') first(res, call);
    else
      send(
        res,
        first ?? { ok: true, channel: call.args.channel, ts: `1800000000.${String(++posted).padStart(6, '0')}` },
      );
    for (const notify of watchers) notify();
  });
  server.on('upgrade', (_req, socket) => sockets.push(acceptSocket(_req, socket)));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  answers.set('apps.connections.open', [{ ok: true, url: `ws://${address}/link` }]);

  const of = (method: string) => calls.filter((call) => call.method === method);
  return {
    url: `http://${address}/api/`,
    calls,
    sockets,
    of,
    answer: (method, ...given) => void answers.set(method, [...given]),
    called: (method, times = 1) =>
      new Promise((resolve) => {
        const look = () => {
          const call = of(method)[times - 1];
          if (call === undefined) return;
          watchers = watchers.filter((one) => one !== look);
          resolve(call);
        };
        watchers.push(look);
        look();
      }),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers with a status, as a gateway in front of Slack would. */
export function status(code: number, headers: Readonly<Record<string, string>> = {}): Answer {
  return (res) => end(res, code, headers);
}

function send(res: ServerResponse, body: object): void {
  end(res, 200, { 'content-type': 'application/json' }, JSON.stringify(body));
}

/** Not chained: restify replaces writeHead for the whole process by one that returns nothing. */
function end(res: ServerResponse, code: number, headers: Readonly<Record<string, string>>, body = ''): void {
  res.writeHead(code, headers);
  res.end(body);
}

async function readCall(req: IncomingMessage): Promise<Call> {
  let body = '';
  for await (const chunk of req) body += chunk;
  const args: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(body)) args[name] = parsed(name, value);
  return { method: (req.url ?? '').replace('/api/', ''), authorization: req.headers.authorization, args };
}

function parsed(name: string, value: string): unknown {
  if (name === 'blocks') return JSON.parse(value);
  return value === 'true' ? true : value === 'false' ? false : value;
}
