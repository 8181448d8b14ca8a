/** A press of a button as Slack reports it. */
import { z } from 'zod';

export interface Pressed {
  readonly channel: string;
  /** The message that the button stands in, and the root of its thread. */
  readonly message: string;
  readonly root: string;
  readonly user: string;
  /** Only the person who pressed sees that message; it cannot be updated. */
  readonly ephemeral: boolean;
  /** The same for every copy of this press. */
  readonly mark: string;
  /** What the button carries, unchecked: parsed where it is JSON, otherwise the text itself. */
  readonly payload: unknown;
}

const bodySchema = z.object({
  user: z.object({ id: z.string().min(1) }),
  channel: z.object({ id: z.string().min(1) }).optional(),
  container: z
    .object({
      channel_id: z.string().optional(),
      message_ts: z.string().optional(),
      thread_ts: z.string().optional(),
      is_ephemeral: z.boolean().optional(),
    })
    .optional(),
  message: z.object({ ts: z.string().optional(), thread_ts: z.string().optional() }).optional(),
  actions: z
    .array(
      z.object({
        action_id: z.string().optional(),
        action_ts: z.string().optional(),
        value: z.string().optional(),
        selected_option: z.object({ value: z.string().optional() }).nullish(),
      }),
    )
    .min(1),
});

/** Returns undefined where it names no message: there is nothing then to answer to. */
export function pressedOf(body: unknown): Pressed | undefined {
  const { data } = bodySchema.safeParse(body);
  const action = data?.actions[0];
  const channel = data?.channel?.id ?? data?.container?.channel_id;
  const message = data?.container?.message_ts ?? data?.message?.ts;
  if (data === undefined || action === undefined || !channel || !message) return undefined;
  return {
    channel,
    message,
    root: data.message?.thread_ts ?? data.container?.thread_ts ?? message,
    user: data.user.id,
    ephemeral: data.container?.is_ephemeral ?? false,
    mark: `${message} ${data.user.id} ${action.action_id ?? ''} ${action.action_ts ?? ''}`,
    payload: parsed(action.selected_option?.value ?? action.value),
  };
}

function parsed(value: string | undefined): unknown {
  if (value === undefined) return undefined;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
