/** Stands for the Bot Framework connector on loopback: records what the bot sends, and answers as it is told to. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Activity } from 'botbuilder';

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly activity: Partial<Activity>;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The answer waits for this. */
  readonly after?: Promise<void>;
  /** The head of the answer comes, and its body never ends. */
  readonly endless?: true;
  /** The connection is cut without an answer. */
  readonly reset?: true;
}

export interface FakeConnector {
  readonly serviceUrl: string;
  /** Every request, in the order in which it came, whatever it was answered with. */
  readonly sent: readonly Sent[];
  posts(): readonly Sent[];
  updates(): readonly Sent[];
  /** The answers to the next requests; when there are none left, all is well. */
  next(...answers: readonly Answer[]): void;
  /** Resolves when so many requests have come. */
  received(count: number): Promise<void>;
  close(): Promise<void>;
}

export async function startConnector(): Promise<FakeConnector> {
  const sent: Sent[] = [];
  const answers: Answer[] = [];
  const server = createServer(async (req, res) => {
    const answer = answers.shift() ?? { status: req.method === 'POST' ? 201 : 200 };
    const { method = '', url = '', headers } = req;
    sent.push({ method, path: url, authorization: headers.authorization, activity: JSON.parse(await textOf(req)) });
    await answer.after;
    if (answer.reset) return void req.socket.destroy();
    res.writeHead(answer.status, { 'Content-Type': 'application/json', ...answer.headers });
    if (answer.endless) return void res.write('{"id"');
    res.end(JSON.stringify(answer.status < 300 ? { id: `sent-${sent.length}` } : { error: { code: 'Fake' } }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    sent,
    posts: () => sent.filter(({ method }) => method === 'POST'),
    updates: () => sent.filter(({ method }) => method === 'PUT'),
    next: (...more) => void answers.push(...more),
    async received(count) {
      for (const until = Date.now() + 5000; sent.length < count && Date.now() < until; ) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      if (sent.length < count) throw new Error(`the connector got ${sent.length} requests instead of ${count}`);
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function textOf(req: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of req) text += chunk;
  return text;
}
