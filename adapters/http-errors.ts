/** What the server says when it has no answer: nothing of our inside, whatever went wrong. */
import type { Logger } from 'pino';
import type { Next, Request, Response, Server } from 'restify';

interface Said {
  readonly code: string;
  readonly message: string;
}

const UNREADABLE = { code: 'BadRequest', message: 'This request cannot be understood.' };
const SAID: Readonly<Record<number, Said>> = {
  400: UNREADABLE,
  404: { code: 'NotFound', message: 'There is nothing at this address.' },
  405: { code: 'MethodNotAllowed', message: 'This address does not take requests of this method.' },
  413: { code: 'TooLarge', message: 'This request is too large.' },
  415: { code: 'UnsupportedType', message: 'This address does not take content of this type.' },
};
const OURS = { code: 'Internal', message: 'Something went wrong here. Please try again.' };
const CLOSED = { code: 'DoorClosed', message: 'This door of WIF Doctor is not open: its settings are not given.' };

const DOORS = /^\/(?:$|chat(?:\/|$)|api\/messages$|slack\/events$)/;

/**
 * Answers every error of restify and of a handler in one form, `{ code, message }`. restify would send the message of the
 * error, and the address that was asked for, back to the caller.
 */
export function answerErrors(server: Server, log: Logger): void {
  // restify passes on the errors of its port, and without a listener they would be thrown where nobody catches.
  server.on('error', (error: NodeJS.ErrnoException) => log.error({ code: error.code }, 'the port has an error'));
  server.pre((req: Request, res: Response, next: Next) => {
    try {
      req.getUrl();
      next();
    } catch {
      // restify 12 reads the Host header where nothing catches: one of "@" would end the process.
      send(res, 400, UNREADABLE);
      next(false);
    }
  });
  server.on('restifyError', (req: Request, res: Response, error: unknown, done: () => void) => {
    const status = statusOf(error);
    const path = req.path();
    const said = status === 404 && DOORS.test(path) ? CLOSED : (SAID[status] ?? OURS);
    if (status >= 500) log.error({ failure: nameOf(error), stack: stackOf(error) }, 'a request could not be answered');
    if (res.headersSent) {
      // restify would try to send once more, and that error would end the process.
      res.destroy();
      return;
    }
    send(res, status, said);
    done();
  });
}

function send(res: Response, status: number, said: Said): void {
  res.sendRaw(status, JSON.stringify(said), { 'content-type': 'application/json; charset=utf-8' });
}

/** A status that restify gave itself, where it is one that a caller can do something about; 500 for everything else. */
function statusOf(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' && SAID[status] !== undefined ? status : 500;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

/** Where it happened, without the message, which may hold what somebody wrote. */
function stackOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .join('\n');
}
