import assert from 'node:assert/strict';
import { connectionsIn, connectionTypeByName, connectionTypeIn } from '../../../../bot/read/pipeline/connections.ts';

describe('connectionTypeByName', () => {
  for (const [type, inputs] of [
    [
      'azure',
      [
        'azureSubscription',
        'AZURESUBSCRIPTION',
        'azureSubscriptionForACR',
        'ConnectedServiceName',
        'ConnectedServiceNameARM',
        'armConnectedServiceName',
        'azureSubscriptionEndpointName',
        'sourceAzureConnectionArm',
        'otherAzureEndpoint',
        'backendServiceArm',
        'providerEndpointAzureRM',
      ],
    ],
    ['docker-registry', ['containerRegistry', 'dockerRegistryEndpoint']],
    ['kubernetes', ['kubernetesServiceConnection', 'kubernetesServiceEndpoint']],
    [
      undefined,
      [
        'serviceConnection',
        'subscription',
        'sshConnectedServiceName',
        'connectedServiceNameForSonar',
        'connectionToAzure',
        'azureSubscriptionId',
        'azureRegion',
        'serviceArmTemplate',
        'script',
      ],
    ],
  ] as const) {
    for (const input of inputs) {
      it(`takes ${input} for ${type ?? 'nothing certain'}`, () => assert.equal(connectionTypeByName(input), type));
    }
  }
});

describe('connectionTypeIn', () => {
  const row = { inputs: ['ConnectedServiceName', 'targetConnection'] };

  for (const [input, type] of [
    ['connectedServiceName', 'azure'],
    ['azureSubscription', 'azure'],
    ['otherAzureEndpoint', undefined],
    ['containerRegistry', 'docker-registry'],
  ] as const) {
    it(`takes ${input} of a task that is known for ${type ?? 'no connection to Azure'}`, () => {
      assert.equal(connectionTypeIn(row, input), type);
    });
  }
});

describe('connectionsIn', () => {
  it('lists the inputs that name a connection, and where they stand', () => {
    const input = (name: string, value: string, line: number) => ({ name, value, line, column: 9 });
    const inputs = [input('azureSubscription', 'sc', 3), input('script', 'ls', 4), input('containerRegistry', '', 5)];
    const task = { name: 'A', major: 1, full: 'A@1', line: 1, column: 9, inputs };
    assert.deepEqual(
      connectionsIn({ tasks: [task] }, (_, { name }) => connectionTypeByName(name)),
      [{ connection: 'sc', type: 'azure', input: 'azureSubscription', task: 'A@1', line: 3, column: 9 }],
    );
  });
});
