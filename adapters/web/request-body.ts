/** What the page sends: checked like any hostile input, for another program may send it too. */
import { z } from 'zod';
import { Refusal } from './refusal.ts';

/** Text and files together, as UTF-8. */
const MAX_TEXT_BYTES = 5 * 1024 * 1024;

/** Bytes of a body. JSON escapes quotes, line ends and control characters, so the text in it grows on its way. */
export const BODY_LIMITS = { message: 2 * MAX_TEXT_BYTES, press: 16 * 1024 } as const;

export const TOO_LARGE =
  'This is more than the 5 MB that can be read at once. Send only the log of the step that failed.';

/** The page names its conversation at random: whoever does not know the name cannot reach it. */
const thread = z.string().regex(/^[A-Za-z0-9-]{16,64}$/);

const messageSchema = z.strictObject({
  thread,
  text: z.string(),
  files: z
    .array(z.strictObject({ name: z.string().max(255), text: z.string() }))
    .max(20)
    .default([]),
});

const pressSchema = z.strictObject({ thread, press: z.json() });

export type MessageBody = z.infer<typeof messageSchema>;
export type PressBody = z.infer<typeof pressSchema>;

/** Throws a Refusal: 400 for another shape, 413 for more than 5 MB of text. */
export function messageFrom(body: unknown): MessageBody {
  const message = checked(messageSchema, body);
  const bytes = [message, ...message.files].reduce((sum, part) => sum + Buffer.byteLength(part.text), 0);
  if (bytes > MAX_TEXT_BYTES) throw new Refusal(413, 'TooLarge', TOO_LARGE);
  if (message.text.trim() === '' && message.files.length === 0) {
    throw new Refusal(400, 'Empty', 'There is nothing to read: send a text or a file.');
  }
  return message;
}

/** Throws a Refusal: 400 for another shape. What the button carries is the engine's to check. */
export function pressFrom(body: unknown): PressBody {
  return checked(pressSchema, body);
}

function checked<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  // Paths name our own fields or count items; a message of zod could repeat what was sent.
  const where = [...new Set(result.error.issues.map((issue) => issue.path.join('.') || 'the body'))].slice(0, 5);
  throw new Refusal(400, 'BadRequest', `The request has not the expected shape: see ${where.join(', ')}.`);
}
