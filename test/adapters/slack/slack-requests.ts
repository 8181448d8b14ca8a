/** Requests as Slack sends them: bodies and signatures. */
import { createHmac } from 'node:crypto';
import { BOT } from './fake-slack-api.ts';

export const SIGNING_SECRET = '0123456789abcdef0123456789abcdef';

let count = 0;

/** A time stamp that no other message has. */
export function nextTs(): string {
  count += 1;
  return `1790000000.${String(count).padStart(6, '0')}`;
}

/** Someone mentions the bot in a channel. */
export function mention(text: string, event: object = {}): EventBody {
  return eventBody({ type: 'app_mention', channel: 'C1', text: `<@${BOT.userId}> ${text}`, ...event });
}

/** Someone writes to the bot alone. */
export function directMessage(text: string, event: object = {}): EventBody {
  return eventBody({ type: 'message', channel: 'D1', channel_type: 'im', text, ...event });
}

export interface EventBody {
  readonly event_id: string;
  readonly event: { readonly user: string; readonly ts: string };
}

function eventBody(event: object): EventBody {
  return {
    ...{ token: 'unused', team_id: BOT.teamId, api_app_id: 'A1', type: 'event_callback' },
    event_id: `Ev${nextTs()}`,
    event: { user: 'U1', ts: nextTs(), ...event },
  };
}

/** Someone presses a button that carries `value` in an answer of the bot. */
export function buttonPress(
  value: string,
  where: { message: string; root?: string; ephemeral?: boolean; option?: boolean },
) {
  const action = { action_id: 'press-0', block_id: 'b', action_ts: nextTs() };
  return {
    type: 'block_actions',
    team: { id: BOT.teamId },
    user: { id: 'U2', team_id: BOT.teamId },
    channel: { id: 'C1' },
    container: { type: 'message', channel_id: 'C1', message_ts: where.message, is_ephemeral: where.ephemeral ?? false },
    message: { ts: where.message, thread_ts: where.root },
    actions: [
      where.option
        ? { ...action, type: 'overflow', selected_option: { text: { type: 'plain_text', text: 'x' }, value } }
        : { ...action, type: 'button', value },
    ],
  };
}

export interface Signing {
  readonly secret?: string;
  /** Seconds since 1970. */
  readonly at?: number;
}

/** The headers of a signed request. https://docs.slack.dev/authentication/verifying-requests-from-slack, read 2026-11-23 */
export function signed(body: string, { secret = SIGNING_SECRET, at = Math.floor(Date.now() / 1000) }: Signing = {}) {
  const hmac = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(at), 'x-slack-signature': `v0=${hmac}` };
}
