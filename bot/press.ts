/** What a button carries. It comes back from the platform like any hostile input, so it is checked against a schema. */
import { z } from 'zod';

/** The version of the payload: a button of another version gets a kind answer and changes nothing. */
export const PRESS_VERSION = 1;

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$/);

const common = {
  v: z.literal(PRESS_VERSION),
  /** The case: which answer of the thread the button stands in. */
  case: z.string().regex(/^[A-Za-z0-9_-]{1,24}$/),
  /** The revision of the case when the button was drawn: tells a repeated press from an outdated one. */
  rev: z.number().int().min(0).max(9999),
};

export const pressSchema = z.discriminatedUnion('do', [
  /** Answers the current check. */
  z.strictObject({ ...common, do: z.literal('answer'), check: id, answer: id }),
  /** Asks an answered check again. */
  z.strictObject({ ...common, do: z.literal('change'), check: id }),
  z.strictObject({ ...common, do: z.literal('solved') }),
  z.strictObject({ ...common, do: z.literal('failing') }),
  z.strictObject({ ...common, do: z.literal('restart') }),
  /** Shows more of the same answer. */
  z.strictObject({ ...common, do: z.literal('show'), what: z.enum(['why', 'steps', 'page', 'handover', 'where']) }),
  /** Opens an entry, a guide, the checklist or the help in place of this answer. */
  z.strictObject({ ...common, do: z.literal('open'), id }),
  /** Asks about a task. */
  z.strictObject({ ...common, do: z.literal('task'), task: id }),
]);

export type Press = z.infer<typeof pressSchema>;

/** The longest JSON text of a press, in characters: Slack's overflow options hold 150. */
export const PRESS_MAX_LENGTH = 150;
