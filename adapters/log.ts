/** The log: one JSON object a line on standard error, so that standard output stays for people. */
import { destination, type Logger, pino } from 'pino';

/**
 * No part of the program hands over what people wrote, tokens or bodies. Should a library do so in an object of its own,
 * these fields are cut out.
 */
const NEVER = ['authorization', 'cookie', 'token', 'text', 'body', 'rawBody', 'payload', 'password'];

/** Creates the log; `to` is where it goes when that is not standard error. */
export function createLog(level: string, to: NodeJS.WritableStream | undefined = undefined): Logger {
  return pino(
    {
      name: 'wif-doctor',
      level,
      // One level down as well: a request, a response, the headers of either.
      redact: { paths: NEVER.flatMap((field) => [field, `*.${field}`, `*.headers.${field}`]), remove: true },
      // A request and a response of restify's own log lines hold addresses and headers of people.
      serializers: { req: (req: { method?: string }) => ({ method: req.method }), res: () => undefined },
      base: undefined,
    },
    to ?? destination({ dest: 2, sync: true }),
  );
}
