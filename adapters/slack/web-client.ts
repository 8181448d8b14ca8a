/** How we call Slack's Web API. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger, webApi } from '@slack/bolt';
import { failureOf } from './failure.ts';

/** Never waits longer for a rate limit than this, in milliseconds. */
const LONGEST_WAIT = 60_000;

/**
 * Options of every client. The client itself repeats nothing: it would also repeat a call that may have been carried
 * out, and its own policy lasts for half an hour (@slack/web-api 8.2.0, retry-policies).
 */
export function clientOptions(logger: Logger, apiUrl: string | undefined): webApi.WebClientOptions {
  return {
    logger,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 10_000,
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
  };
}

/**
 * Makes a call, and makes it again after each of `waits` (milliseconds) as long as Slack has certainly not carried it
 * out. A rate limit's own time counts where it is longer. Throws the last error.
 */
export async function callAgain<T>(call: () => Promise<T>, waits: readonly number[]): Promise<T> {
  for (const wait of waits) {
    try {
      return await call();
    } catch (error) {
      const { kind, waitMs = 0 } = failureOf(error);
      if (kind !== 'again' || waitMs > LONGEST_WAIT) throw error;
      await sleep(Math.max(wait, waitMs));
    }
  }
  return await call();
}
