/** Bolt's log lines in our log. */
import { type Logger as BoltLogger, LogLevel } from '@slack/bolt';
import type { Logger } from 'pino';

/**
 * Only the first text of a line is kept, and nothing of level debug: there Bolt writes whole requests and tokens
 * (@slack/socket-mode 3 logs each message, @slack/web-api 8.2.0 each body).
 */
export function boltLogger(log: Logger): BoltLogger {
  return {
    debug: () => {},
    info: (...said) => log.debug(line(said)),
    warn: (...said) => log.warn(line(said)),
    error: (...said) => log.error(line(said)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}

function line([first]: readonly unknown[]): string {
  const text = first instanceof Error ? first.name : String(first);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
