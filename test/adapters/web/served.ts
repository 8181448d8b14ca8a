/** The real server on a free port, with the page as it is now and a database that is gone afterwards. */
import { request } from 'node:http';
import { type RunningServer, serve } from '../../../adapters/server.ts';
import { readSettings } from '../../../adapters/settings.ts';
import { builtPage } from '../../built-page.ts';

let page: Promise<URL> | undefined;

/** Starts it with these settings of the environment; the caller closes it. */
export async function served(environment: Readonly<Record<string, string>> = {}): Promise<RunningServer> {
  page ??= builtPage();
  const quiet = { PORT: '0', LOG_LEVEL: 'silent', DATABASE_URL: 'file::memory:' };
  return serve(readSettings({ ...quiet, ...environment }), { page: await page });
}

export interface Answer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
}

/** A request with any header, Host too, which fetch would not let us choose. */
export function ask(
  url: string,
  {
    method = 'GET',
    headers = {},
    body = '',
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, (response) => {
      response.on('error', reject);
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

export const THREAD = '0123456789abcdef0123456789abcdef';

/** Posts JSON as the page does. */
export function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const type = { 'content-type': 'application/json' };
  return ask(url, { method: 'POST', headers: { ...type, ...headers }, body: JSON.stringify(body) });
}
