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

/** Milliseconds before each repetition of a call. */
export type Waits = readonly number[];

/**
 * Makes a call, and makes it again after each of `waits` as long as Slack has certainly not carried it out; a call that
 * is `harmless` when it is carried out twice, also where that is unclear. A rate limit's own time counts where it is
 * longer. Ends without another call when `superseded` says that a newer one waits.
 * Throws the last error.
 */
export async function callAgain(
  call: () => Promise<unknown>,
  waits: Waits,
  superseded: AbortSignal | undefined,
  harmless: boolean,
): Promise<void> {
  for (const wait of waits) {
    try {
      await call();
      return;
    } catch (error) {
      const { kind, waitMs = 0 } = failureOf(error);
      if (!(kind === 'again' || (kind === 'unclear' && harmless)) || waitMs > LONGEST_WAIT) throw error;
      await sleep(Math.max(wait, waitMs), undefined, { signal: superseded }).catch(() => {});
      if (superseded?.aborted) return;
    }
  }
  await call();
}
