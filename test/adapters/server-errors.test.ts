/** What restify does with errors by itself, and what callers get instead. */
import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import restify, { type Request, type Response, type Server } from 'restify';
import { answerErrors } from '../../adapters/http-errors.ts';
import { ask } from './web/served.ts';

describe('the answers to errors', () => {
  let server: Server;
  let url: string;

  before(async () => {
    server = restify.createServer();
    answerErrors(server, pino({ level: 'silent' }));
    server.get('/rejects', async () => {
      throw new Error('the password of the database is hunter2');
    });
    server.get('/late', async (_req: Request, res: Response) => {
      res.writeHead(200, { 'content-length': '100' });
      res.write('half of it');
      throw new Error('hunter2');
    });
    server.get('/fine', async (_req: Request, res: Response) => {
      res.send(200, { fine: true });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  after(() => new Promise<void>((resolve) => server.close(() => resolve())));

  it('are of one form, and tell nothing of what failed inside', async () => {
    const { status, headers, text } = await ask(`${url}/rejects`);
    assert.equal(status, 500);
    assert.equal(headers['content-type'], 'application/json; charset=utf-8');
    assert.deepEqual(JSON.parse(text), { code: 'Internal', message: 'Something went wrong here. Please try again.' });
  });

  it('do not repeat the address that was asked for', async () => {
    const { status, text } = await ask(`${url}/hunter2?token=hunter2`);
    assert.equal(status, 404);
    assert.deepEqual(JSON.parse(text), { code: 'NotFound', message: 'There is nothing at this address.' });
  });

  it('break off an answer that failed half way, and the server lives on', async () => {
    await assert.rejects(ask(`${url}/late`), { code: 'ECONNRESET' });
    assert.equal((await ask(`${url}/fine`)).status, 200);
  });
});
