/** Who the bot is in its workspace: what auth.test says, asked until it says it. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import { type Failure, failureOf } from './failure.ts';

export interface Identity {
  readonly userId: string;
  readonly botId: string | undefined;
  readonly teamId: string;
  /** For a person who reads the log. */
  readonly name: string;
}

export interface IdentityCheck {
  /** Waits at most so many milliseconds. */
  within(ms: number): Promise<Identity | undefined>;
  /** What is known now. */
  known(): Identity | undefined;
  /** Why nothing is known yet. */
  trouble(): string;
  /** Settles when the first try has come to an end, however it ended. */
  readonly firstTry: Promise<void>;
  close(): void;
}

/** Milliseconds between two tries: doubled from the first to the last. */
const FIRST_WAIT = 1000;
const LAST_WAIT = 60_000;

/** Starts asking at once, and asks again in the background until there is an answer. Never throws. */
export function checkIdentity(client: webApi.WebClient, log: Logger): IdentityCheck {
  const stop = new AbortController();
  let identity: Identity | undefined;
  let trouble = 'Slack has not answered yet whether it takes the bot token.';
  let tell: (found: Identity | undefined) => void = () => {};
  const found = new Promise<Identity | undefined>((resolve) => {
    tell = resolve;
  });

  async function tryOnce(): Promise<number> {
    try {
      const { user_id: userId, bot_id: botId, team_id: teamId, user, team } = await client.auth.test();
      if (stop.signal.aborted) return 0;
      if (!userId || !teamId) throw new Error('auth.test named no user or team');
      identity = { userId, botId, teamId, name: `${user ?? userId} in ${team ?? teamId}` };
      log.info(`Slack knows the bot as ${identity.name}.`);
      tell(identity);
      return 0;
    } catch (error) {
      const failure = failureOf(error);
      const said = explain(failure);
      if (said !== trouble) log.error(said);
      trouble = said;
      return failure.waitMs ?? FIRST_WAIT;
    }
  }

  const firstTry = tryOnce();
  void (async () => {
    let wait = await firstTry;
    while (identity === undefined && !stop.signal.aborted) {
      await sleep(wait, undefined, { signal: stop.signal }).catch(() => {});
      if (!stop.signal.aborted) wait = Math.min(Math.max(await tryOnce(), wait * 2), LAST_WAIT);
    }
  })();

  return {
    within: async (ms) => identity ?? Promise.race([found, sleep(ms, undefined, { ref: false })]),
    known: () => identity,
    trouble: () => trouble,
    firstTry: firstTry.then(() => {}),
    close: () => {
      stop.abort();
      tell(identity);
    },
  };
}

function explain({ kind, detail }: Failure): string {
  if (kind === 'never') {
    return `Slack refuses the bot token (${detail}). Look at SLACK_BOT_TOKEN: it is the "Bot User OAuth Token" (xoxb-…) under "OAuth & Permissions" of the app, which must be installed in the workspace. Trying again in the background.`;
  }
  return `Slack's Web API cannot be reached (${detail}). Look at the network, the proxy and SLACK_API_URL. Trying again in the background.`;
}
