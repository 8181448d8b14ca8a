/** Which inputs of a task name a service connection, and which connections a pipeline uses. */
import type { Pipeline, Position, TaskInput } from './shape.ts';

export type ConnectionType = 'azure' | 'docker-registry' | 'kubernetes';

/**
 * Names that YAML uses for inputs that the tasks' sources, and so `knowledge/tasks.yaml`, know by another name:
 * `azureSubscription` is `ConnectedServiceNameARM` in AzurePowerShell and `azureSubscriptionEndpoint` in HelmDeploy. From
 * the task reference, https://learn.microsoft.com/azure/devops/pipelines/tasks/reference/ (its repository
 * MicrosoftDocs/azure-devops-yaml-schema, read 2026-11-23). All in lower case: Azure Pipelines ignores the case of inputs.
 */
const AZURE_ALIASES: ReadonlySet<string> = new Set([
  'azureconnection',
  'azureresourcemanagerconnection',
  'azureserviceconnection',
  'azuresubscription',
  'azuresubscriptionconnection',
  'azuresubscriptionendpoint',
  'azuresubscriptionforacr',
  'azuresubscriptionforsecrets',
]);

const DOCKER_REGISTRY = new Set([
  'containerregistry',
  'containerregistryconnection',
  'dockerregistryconnection',
  'dockerregistryendpoint',
  'dockerregistryendpointname',
  'dockerregistryserviceconnection',
]);
const KUBERNETES = new Set(['kubernetesserviceconnection', 'kubernetesserviceendpoint']);

/**
 * The type of the connection that an input of a task outside our table takes, by the input's name; undefined where the
 * name does not tell. Careful on purpose: a name such as `serviceConnection` may stand for a connection to anything.
 */
export function connectionTypeByName(input: string): ConnectionType | undefined {
  const name = input.toLowerCase();
  if (DOCKER_REGISTRY.has(name)) return 'docker-registry';
  if (KUBERNETES.has(name)) return 'kubernetes';
  if (AZURE_ALIASES.has(name) || /^(?:arm)?connectedservicename$/.test(name)) return 'azure';
  if (name.includes('azure') && /(?:subscription|connection|endpoint)(?:name|arm)*$/.test(name)) return 'azure';
  return /(?:connection|endpoint|service|servicename)(?:azurerm|azure|arm)$/.test(name) ? 'azure' : undefined;
}

/** The same for a task of the table, whose own `inputs` are known: no other input is taken for an Azure connection. */
export function connectionTypeIn(
  row: { readonly inputs: readonly string[] },
  input: string,
): ConnectionType | undefined {
  const name = input.toLowerCase();
  if (row.inputs.some((known) => known.toLowerCase() === name) || AZURE_ALIASES.has(name)) return 'azure';
  const type = connectionTypeByName(input);
  return type === 'azure' ? undefined : type;
}

export interface ConnectionUse extends Position {
  /** Its name or id, or the expression that it comes from where the file does not say what that is. */
  readonly connection: string;
  /** Where its name comes from, where the file itself says so: `variable conn`. */
  readonly from?: readonly string[];
  readonly type: ConnectionType;
  readonly input: string;
  /** As written: `AzureCLI@2`. */
  readonly task: string;
}

/** Every use of a service connection, in the order of the text. `typeOf` tells an input's type for a task. */
export function connectionsIn(
  pipeline: Pick<Pipeline, 'tasks'>,
  typeOf: (task: Pipeline['tasks'][number], input: TaskInput) => ConnectionType | undefined,
): ConnectionUse[] {
  return pipeline.tasks.flatMap((task) =>
    task.inputs.flatMap((input) => {
      const type = typeOf(task, input);
      if (type === undefined || input.value === '') return [];
      const { line, column, resolved } = input;
      const named = resolved ? { connection: resolved.value, from: resolved.from } : { connection: input.value };
      return [{ ...named, type, input: input.name, task: task.full, line, column }];
    }),
  );
}
