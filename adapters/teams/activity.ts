/** The parts of an incoming activity that are used here, checked before anything is done with them. */
import { z } from 'zod';
import { Refusal } from './refusal.ts';

/** An answer repeats who sent and where, and what is no text there botbuilder refuses to write. */
const repeated = z.string().max(1000).nullish();
const account = z.looseObject({
  id: z.string().max(1000).optional(),
  name: repeated,
  role: repeated,
  aadObjectId: repeated,
});

const activitySchema = z.looseObject({
  type: z.string().min(1).max(100),
  id: z.string().max(1000).optional(),
  name: z.string().max(200).optional(),
  action: z.string().max(100).optional(),
  channelId: z.string().max(100).optional(),
  serviceUrl: z.string().max(2000).optional(),
  locale: z.string().max(35).optional(),
  replyToId: z.string().max(1000).optional(),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  conversation: z.looseObject({
    id: z.string().min(1).max(1000),
    conversationType: z.string().max(100).nullish(),
    isGroup: z.boolean().nullish(),
    name: repeated,
    role: repeated,
    tenantId: repeated,
    aadObjectId: repeated,
  }),
  from: account.optional(),
  recipient: account.optional(),
  membersAdded: z.array(account).nullish(),
  entities: z
    .array(z.looseObject({ type: z.string().optional(), mentioned: account.nullish(), text: z.string().nullish() }))
    .nullish(),
  attachments: z
    .array(z.looseObject({ contentType: z.string().optional(), content: z.unknown().optional() }))
    .nullish(),
});

export type Incoming = z.infer<typeof activitySchema>;

/** The body as an activity. Throws a Refusal (400) for anything else. */
export function parseActivity(body: unknown): Incoming {
  const parsed = activitySchema.safeParse(body);
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join('.') ?? '';
    throw new Refusal(
      400,
      `The body is no Bot Framework activity${where === '' ? '' : `: see ${where.slice(0, 80)}`}.`,
    );
  }
  return parsed.data;
}
