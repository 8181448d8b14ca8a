/** In which words people name a task, and in which they only speak of a tool. */
import assert from 'node:assert/strict';
import { conversation } from '../../conversation.ts';

function tasksIn(text: string): string[] {
  return conversation()
    .say(text)
    .findings.filter(({ kind }) => kind === 'task')
    .map(({ id }) => id);
}

describe('the tasks that a message names', () => {
  for (const [text, ...tasks] of [
    ['AzureWebApp@1?', 'AzureWebApp@1'],
    ['does AzureFileCopy 2 or 6 support wif', 'AzureFileCopy@2', 'AzureFileCopy@6'],
    ['azure powershell version 4 and 5, federated credentials?', 'AzurePowerShell@4', 'AzurePowerShell@5'],
    ['AzureKeyVaultV1 with workload identity', 'AzureKeyVault@1'],
    ['does the key vault task v1 support federation', 'AzureKeyVault@1'],
    ['can the function app task use workload identity', 'AzureFunctionApp'],
    ['is the docker task fine with federation', 'Docker'],
    ['maven task 4 and workload identity', 'Maven@4'],
    ['AzureCLI 2.255.1 with wif', 'AzureCLI@2'],
    ['FabrikamDeployV3@2 and wif', 'FabrikamDeployV3@2'],
    ['azure web ap v1 with federation', 'AzureWebApp@1'],
    ['does azure powershel support wif', 'AzurePowerShell'],
    ['the azure powershel task, federated', 'AzurePowerShell'],
    ['azurefilecopi with workload identity', 'AzureFileCopy'],
  ] as const) {
    it(`finds ${tasks.join(', ')}: ${text}`, () => assert.deepEqual(tasksIn(text), tasks));
  }

  for (const text of [
    'the docker build is slow today',
    'we move to maven 4 next week',
    'docker 27 or 28 for the agents?',
    'kubernetes 1.31 is on the test cluster',
    'Azure CLI 2.60 or 2.61, which is on the agent?',
    'azure key vault: 2 secrets are missing',
    'does docker support this federation thing',
    'can you help me deploy this with federation?',
    'does it support to help me deploy with federation?',
    'our key value is wrong with federation',
    'the azure file copies are federated',
    'the powershell task fails',
    'docker task fails on my laptop',
    'the powershell task v5 fails',
  ]) {
    it(`finds none: ${text}`, () => assert.deepEqual(tasksIn(text), []));
  }
});
