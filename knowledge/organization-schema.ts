/** What only the folder of an organization has: who it is, its additions to what is ours, and how much it may hold. */
import { z } from 'zod';
import { id, SIGNALS, stepSchema, taskSchema, text } from './schema.ts';

/**
 * How much a folder may hold. Its texts are searched for in every message: with these, all of them together cost less
 * than reading a long log. No field is a regular expression, so no single text can be slow either.
 */
export const ORGANIZATION_BOUNDS = {
  files: 200,
  /** In bytes, UTF-8. */
  file: 64 * 1024,
  /** In bytes: what a ConfigMap of Kubernetes can hold (https://kubernetes.io/docs/concepts/configuration/configmap/). */
  folder: 1024 * 1024,
  /** Of all its errors together. */
  signatures: 200,
  /** Of all its languages together. */
  phrases: 1000,
} as const;

const host = z.string().regex(/^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/, {
  error: 'must be the name of a host alone, in lower case, such as wiki.contoso.com',
});

/** `organization.yaml`. */
export const organizationSchema = z.strictObject({
  /** As it stands in the answers. */
  name: text.max(60),
  /** Hosts that the links of its sources may lead to, beside those of ours. */
  allowedHosts: z.array(host).max(50).default([]),
});

const noteSchema = z
  .strictObject({
    text,
    /** Where it stands: a source of the organization's or of ours. */
    source: id.optional(),
    /** Said only where one of these signals holds. */
    when: z.array(z.enum(SIGNALS)).min(1).optional(),
  })
  .meta({ title: 'a note' });

/** `additions/ID.yaml`: what is said beside an entry, a guide or a task of ours, which stays as it is. */
export const additionSchema = z
  .strictObject({
    /** The id of the entry or guide, or the task as `Name@major`. */
    addsTo: z.string().min(1).max(64),
    notes: z.array(noteSchema).max(4).default([]),
    /** The role that can do the steps, where it is another than the entry's own. */
    who: id.optional(),
    steps: z.array(stepSchema).max(4).default([]),
  })
  .refine(({ notes, steps }) => notes.length + steps.length > 0, 'needs notes or steps')
  .meta({ title: 'an addition' });

/** `tasks.yaml`: rows alone. Nothing in them is what Microsoft's table says: a replacement is their `now`. */
export const ownTasksSchema = z.strictObject({
  tasks: z
    .array(
      taskSchema.refine(({ support }) => support !== 'use' && support !== 'not-listed', {
        error: 'must be yes, no or by-connection: the others are about what the table of Microsoft says',
        path: ['support'],
      }),
    )
    .min(1),
});

export type Addition = z.infer<typeof additionSchema>;
export type Organization = z.infer<typeof organizationSchema>;
