/** Errors of the connector: what they mean, and what of them may be logged. */

interface Failure extends Error {
  readonly statusCode?: unknown;
  readonly code?: unknown;
  readonly response?: { readonly headers?: { get?(name: string): string | undefined } };
}

/** The connector was cut off; whether what was sent to it has arrived, nobody knows. */
export class TooLate extends Error {
  constructor() {
    super('The connector did not answer in time.');
    this.name = 'TooLate';
  }
}

/** Codes with which a connection fails before anything is sent over it. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** The status with which the connector answered, if it did. */
export function statusOf(error: unknown): number | undefined {
  const status = (error as Failure | undefined)?.statusCode;
  return typeof status === 'number' ? status : undefined;
}

/** The wait in milliseconds that a 429 asks for; one second where it names none. */
export function retryAfterOf(error: unknown): number {
  const header = (error as Failure | undefined)?.response?.headers?.get?.('retry-after');
  const seconds = Number(header ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : 1000;
}

/**
 * Whether what was to be sent surely was not: the connector refused it, or was never reached. A timeout, a reset or a
 * 5xx tells nothing: the message may stand there.
 */
export function surelyNotSent(error: unknown): boolean {
  const status = statusOf(error);
  if (status !== undefined) return status >= 400 && status < 500 && status !== 408;
  const { name, code } = error as Failure;
  if (error instanceof TooLate || name === 'AbortError') return false;
  return name !== 'RestError' || (typeof code === 'string' && NOT_CONNECTED.has(code));
}

/**
 * An error for the log: kind, code, status and where it was thrown. The connector's errors hold the request and its
 * answer, and with them what people wrote, so neither they nor their messages are passed on.
 */
export function loggable(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const { name, message, stack, code, cause } = error as Failure;
  const status = statusOf(error);
  return {
    name,
    ...(name === 'RestError' ? {} : { message: message.slice(0, 300) }),
    ...(typeof code === 'string' ? { code } : {}),
    ...(status === undefined ? {} : { status }),
    at: stack
      ?.split('\n')
      .filter((frame) => /^\s+at /.test(frame))
      .slice(0, 12),
    ...(cause === undefined ? {} : { cause: loggable(cause) }),
  };
}
