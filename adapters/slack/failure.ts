/** What a failed call of Slack's Web API means for the answer that it carried. */
import { webApi } from '@slack/bolt';

export interface Failure {
  /**
   * `again`: nothing of it was seen, and it may work later. `never`: it will not work as it is.
   * `unclear`: it may have been carried out, so that doing it again could show an answer twice.
   */
  readonly kind: 'again' | 'never' | 'unclear';
  /** For the log: Slack's own code where there is one, never a text of a message. */
  readonly detail: string;
  /** Milliseconds that Slack asks to wait. */
  readonly waitMs?: number;
}

/** Slack's trouble, not ours. https://docs.slack.dev/reference/methods/chat.postMessage/#errors, read 2026-11-23 */
const THEIRS = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'ratelimited']);

/** The connection was never made, so Slack never saw the call. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Anything that is not an error of the Web API counts as `again`: nothing was sent. */
export function failureOf(error: unknown): Failure {
  if (error instanceof webApi.WebAPIPlatformError) {
    const { error: code } = error.data;
    return { kind: THEIRS.has(code) ? 'again' : 'never', detail: code };
  }
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return { kind: 'again', detail: 'rate limited', waitMs: error.retryAfter * 1000 };
  }
  if (error instanceof webApi.WebAPIHTTPError) {
    return { kind: ofStatus(error.statusCode), detail: `HTTP ${error.statusCode}` };
  }
  if (error instanceof webApi.WebAPIRequestError) {
    const code = codeOf(error.original);
    return { kind: NOT_SENT.has(code) ? 'again' : 'unclear', detail: code };
  }
  return { kind: 'again', detail: error instanceof Error ? error.name : 'unknown error' };
}

/** A gateway's 502, 504 or 408 says nothing about what happened behind it. */
function ofStatus(status: number): Failure['kind'] {
  if (status === 429 || status === 500 || status === 503) return 'again';
  return status > 500 || status === 408 ? 'unclear' : 'never';
}

/** fetch hides the reason in the cause; where it tried several addresses, in the first of the errors. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return error.cause === undefined ? error.name : codeOf(error.cause);
}
