/** Slack's requests over a WebSocket that we open ourselves (Socket Mode). */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Logger as BoltLogger, SocketModeReceiver, type webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import { failureOf } from './failure.ts';

export interface Socket {
  readonly receiver: SocketModeReceiver;
  /** Connects in the background, and again whenever the connection is lost. Call it when the app listens. */
  connect(): void;
  connected(): boolean;
  /** Settles when the first try has come to an end, however it ended. */
  readonly firstTry: Promise<void>;
  /** Why it is not connected. */
  trouble(): string;
  close(): Promise<void>;
}

/** Milliseconds: between tries, doubled from the first to the last; for one try; for a farewell. */
const FIRST_WAIT = 1000;
const LAST_WAIT = 60_000;
const LONGEST_TRY = 30_000;
const LONGEST_FAREWELL = 2000;

/**
 * The client's own reconnecting is off: when it fails for good, it rejects a promise that nobody can catch, which ends
 * the process (@slack/socket-mode 3, delayReconnectAttempt).
 */
export function openSocket(
  appToken: string,
  options: webApi.WebClientOptions,
  logger: BoltLogger,
  log: Logger,
): Socket {
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: options },
    // Acknowledging a second time, over a connection that is lost, would reject a promise that nobody can catch.
    processEventErrorHandler: async () => false,
  });
  const { client } = receiver;
  const stop = new AbortController();
  let connected = false;
  let trying = false;
  let tried = () => {};
  const firstTry = new Promise<void>((resolve) => {
    tried = resolve;
  });
  let trouble = 'The connection to Slack is not open yet.';

  async function keepTrying(): Promise<void> {
    if (trying) return;
    trying = true;
    for (let wait = FIRST_WAIT; !stop.signal.aborted && !connected; wait = Math.min(wait * 2, LAST_WAIT)) {
      try {
        await started();
        connected = true;
        tried();
        if (stop.signal.aborted) void client.disconnect();
        else log.info('The connection to Slack (Socket Mode) is open.');
      } catch (error) {
        const said = explain(error);
        if (said !== trouble && !stop.signal.aborted) log.error(said);
        trouble = said;
        tried();
        await sleep(wait, undefined, { signal: stop.signal }).catch(() => {});
      }
    }
    trying = false;
  }

  async function started(): Promise<void> {
    const late = new AbortController();
    try {
      await Promise.race([
        receiver.start(),
        sleep(LONGEST_TRY, undefined, { signal: late.signal }).then(() => {
          void client.disconnect();
          throw new Error('Slack opened no connection in time');
        }),
      ]);
    } finally {
      late.abort();
    }
  }

  client.on('disconnected', () => {
    if (connected && !stop.signal.aborted) {
      trouble = 'The connection to Slack was lost; opening it again.';
      log.info(trouble);
    }
    connected = false;
    if (!stop.signal.aborted) void keepTrying();
  });

  return {
    receiver,
    connect: () => void keepTrying(),
    connected: () => connected,
    firstTry,
    trouble: () => trouble,
    close: async () => {
      stop.abort();
      if (connected) await Promise.race([client.disconnect(), sleep(LONGEST_FAREWELL, undefined, { ref: false })]);
    },
  };
}

function explain(error: unknown): string {
  const { kind, detail } = failureOf(error);
  if (kind === 'never') {
    return `Slack refuses the app token (${detail}). Look at SLACK_APP_TOKEN: it is an app-level token (xapp-…) with the scope connections:write, and Socket Mode must be on for the app. Trying again in the background.`;
  }
  return `The connection to Slack (Socket Mode) cannot be opened (${detail}). Look at the network, the proxy and SLACK_API_URL. Trying again in the background.`;
}
