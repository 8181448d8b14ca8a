/** One `task.json` of the public task repository -> what the task table needs to know of it. */
import { z } from 'zod';

/** A task as its own repository describes it. */
export interface UpstreamTask {
  /** As pipelines name it: `AzureCLI@2`. */
  readonly task: string;
  /** Its display name. */
  readonly title?: string;
  /** Names of the inputs that take an Azure Resource Manager connection. */
  readonly azureInputs: readonly string[];
  /** The other names that pipelines may use for these inputs, in lower case, each with the input that it means. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Names of the inputs that take an Azure DevOps connection (`WorkloadIdentityUser`). */
  readonly azureDevOpsInputs: readonly string[];
  readonly deprecated: boolean;
  readonly removalDate?: string;
  readonly deprecationMessage?: string;
}

/** Some task files write `"true"` and `"2"` where others write `true` and `2`. */
const truth = z
  .literal([true, 'true'])
  .transform(() => true)
  .catch(false);
const major = z.union([
  z.int().min(0),
  z
    .string()
    .regex(/^\d{1,4}$/)
    .transform(Number),
]);
const line = z.string().transform((text) => printable(text));
const NO_INPUT = { name: '', type: '', aliases: [] };

const taskJsonSchema = z.object({
  name: z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,99}$/),
  friendlyName: line.optional().catch(undefined),
  version: z.object({ Major: major }),
  inputs: z
    .array(
      z.object({ name: line.catch(''), type: z.string().catch(''), aliases: z.array(line).catch([]) }).catch(NO_INPUT),
    )
    .default([]),
  deprecated: truth,
  removalDate: line.optional().catch(undefined),
  deprecationMessage: line.optional().catch(undefined),
});

/**
 * Reads the text of a `task.json`. A byte order mark is dropped, as Node drops it; anything else that is not the JSON
 * of a task is a problem, told in words that are safe to print.
 */
export function readTaskJson(text: string): { task: UpstreamTask } | { problem: string } {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return { problem: `is not JSON: ${printable(error instanceof Error ? error.message : String(error))}` };
  }
  const result = taskJsonSchema.safeParse(json);
  if (!result.success) {
    const where = [...new Set(result.error.issues.map(({ path }) => path.map(String).join('.') || 'all of it'))];
    return { problem: `is no task: cannot read ${where.join(', ')}` };
  }
  const { name, friendlyName, version, inputs, deprecated, removalDate, deprecationMessage } = result.data;
  const inputsOf = (connection: string): string[] =>
    inputs.filter(({ name, type }) => name !== '' && takes(type, connection)).map(({ name }) => name);
  const azureInputs = inputsOf('azurerm');
  return {
    task: {
      task: `${name}@${version.Major}`,
      ...(friendlyName && { title: friendlyName }),
      azureInputs,
      aliases: new Map(
        inputs
          .filter(({ name }) => azureInputs.includes(name))
          .flatMap(({ name, aliases }) => aliases.map((alias) => [alias.toLowerCase(), name] as const)),
      ),
      azureDevOpsInputs: inputsOf('workloadidentityuser'),
      deprecated,
      ...(removalDate && { removalDate }),
      ...(deprecationMessage && { deprecationMessage }),
    },
  };
}

/** The tasks that the repository's list of deprecated tasks (`DEPRECATION.md`) names: as `AzureCLIV1` or `AzureCLI@1`. */
export function readDeprecationList(text: string): Set<string> {
  const rows = text.matchAll(/^\|[ \t]*`?([A-Za-z][A-Za-z0-9]{0,99}?)(?:V|@)(\d{1,4})`?[ \t]*\|/gm);
  return new Set([...rows].map(([, name, version]) => `${name}@${version}`));
}

/** A foreign text as one short line that no terminal can take for a command. */
export function printable(text: string): string {
  const clean = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, ' ').trim();
  return clean.length > 300 ? `${clean.slice(0, 299)}…` : clean;
}

/** `connectedService:AzureRM`, also with authentication schemes after a further colon. */
function takes(type: string, connection: string): boolean {
  const [kind, ...connections] = type.toLowerCase().split(/[:,]/);
  return kind === 'connectedservice' && connections.some((name) => name.trim().startsWith(connection));
}
