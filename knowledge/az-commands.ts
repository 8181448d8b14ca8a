/** The shape of `az-commands.yaml`: the commands of Azure CLI that the knowledge may name, with their arguments. */
import { z } from 'zod';
import { sourceSchema } from './schema.ts';

/** An argument with its short forms, the long one first: `--name -n`. */
const argument = z.string().regex(/^--[a-z][a-z0-9-]*( --?[a-z][a-z0-9-]*)*$/);

const azCommandSchema = z.strictObject({
  /** The command without `az`: `ad app show`. */
  az: z.string().regex(/^[a-z]+( [a-z][a-z-]*)*$/),
  /** Its page below the address of the source. */
  page: z.string(),
  needs: z.array(argument).default([]),
  takes: z.array(argument).default([]),
  /** Arguments that stand alone. */
  flags: z.array(argument).default([]),
  /** Arguments that take several values, by their long form. */
  several: z.array(argument).default([]),
  /** The values that an argument accepts, by its long form. */
  values: z.record(z.string(), z.array(z.string()).min(1)).default({}),
});

export const azCommandsSchema = z.strictObject({
  source: sourceSchema,
  /** Identifiers that are the same for everybody, so that they are no sample values. */
  constants: z.array(z.strictObject({ value: z.string(), is: z.string() })),
  everywhere: azCommandSchema.omit({ az: true, page: true, needs: true }),
  commands: z.array(azCommandSchema).min(1),
});

export type AzCommands = z.infer<typeof azCommandsSchema>;
