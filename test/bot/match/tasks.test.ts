/** In which words people name a task, and in which they only speak of a tool. */
import assert from 'node:assert/strict';
import { conversation } from '../../conversation.ts';

function tasksIn(text: string): string[] {
  return conversation()
    .say(text)
    .findings.filter(({ kind }) => kind === 'task')
    .map(({ id }) => id);
}

const LISTED = ['AzureKeyVault@2', 'HelmDeploy@0', 'ServiceFabricDeploy@1'] as const;

describe('the tasks that a message names', () => {
  for (const [text, ...tasks] of [
    ['AzureWebApp@1?', 'AzureWebApp@1'],
    ['does AzureFileCopy 2 or 6 support wif', 'AzureFileCopy@2', 'AzureFileCopy@6'],
    ['azure powershell version 4 and 5, federated credentials?', 'AzurePowerShell@4', 'AzurePowerShell@5'],
    ['AzureKeyVaultV1 with workload identity', 'AzureKeyVault@1'],
    ['does the key vault task v1 support federation', 'AzureKeyVault@1'],
    ['can the function app task use workload identity', 'AzureFunctionApp'],
    ['is the docker task fine with federation', 'Docker'],
    ['wif for docker registry?', 'Docker'],
    ['can I use workload identity federation for a docker registry connection', 'Docker'],
    ['maven task 4 and workload identity', 'Maven@4'],
    ['AzureCLI 2.255.1 with wif', 'AzureCLI@2'],
    ['FabrikamDeployV3@2 and wif', 'FabrikamDeployV3@2'],
    ['azure web ap v1 with federation', 'AzureWebApp@1'],
    ['does azure powershel support wif', 'AzurePowerShell'],
    ['the azure powershel task, federated', 'AzurePowerShell'],
    ['azurefilecopi with workload identity', 'AzureFileCopy'],
    ['ARM template deployment task v3', 'AzureResourceManagerTemplateDeployment@3'],
    ['Azure SQL Database deployment', 'SqlAzureDacpacDeployment'],
    ['does azure sql database deployment support wif', 'SqlAzureDacpacDeployment'],
    ['Package and deploy Helm charts with federation?', 'HelmDeploy'],
    ['Kubectl task v1', 'Kubernetes@1'],
    ['Task : Azure CLI v1\ndoes it do wif?', 'AzureCLI@1'],
    ['Azure App Service deploy v3 wif?', 'AzureRmWebAppDeployment@3'],
    ['the sql database deployment task and wif', 'SqlAzureDacpacDeployment'],
    ['Query Classic Azure Monitor alerts and wif', 'AzureMonitor@0'],
    ['Query Azure Monitor alerts and wif', 'AzureMonitor@1'],
    ['is .NET Core v2 ok with federation', 'DotNetCoreCLI@2'],
    ['AzureIoTEdge in version 2 wif?', 'AzureIoTEdge@2'],
    ['does version 2 of AzureIoTEdge support wif?', 'AzureIoTEdge@2'],
    ['v1 of the azure key vault task and federation', 'AzureKeyVault@1'],
    ['AzureKeyVault i versjon 1 og wif', 'AzureKeyVault@1'],
    ['1. AzureKeyVault@2\n2. HelmDeploy@0\n3. ServiceFabricDeploy@1', ...LISTED],
    ['1) AzureKeyVault@2 2) HelmDeploy@0 3) ServiceFabricDeploy@1', ...LISTED],
    ['which can do wif: 1. AzureKeyVault 2. HelmDeploy 3. AzureCLI v1', 'AzureKeyVault', 'HelmDeploy', 'AzureCLI@1'],
    ['AzureCLI@2 3 times a day, does it do wif?', 'AzureCLI@2'],
    ['AzureCLI@2 and 3 other tasks, wif?', 'AzureCLI@2'],
    ['AzureCLI 12:30 it failed, wif?', 'AzureCLI'],
    ['AzureKeyVault 2-3 times a day, wif?', 'AzureKeyVault'],
    ['AzureCLI #2 with wif', 'AzureCLI'],
    ['HelmDeploy@0, 1 question: wif?', 'HelmDeploy@0'],
    ['AzureFileCopy@4/5/6 wif?', 'AzureFileCopy@4', 'AzureFileCopy@5', 'AzureFileCopy@6'],
    ['AzureCLI version 1/2 wif?', 'AzureCLI@1', 'AzureCLI@2'],
    ['AzureCLI@1+@2 wif?', 'AzureCLI@1', 'AzureCLI@2'],
    ['AzureCLI@2 5 with wif', 'AzureCLI@2'],
    ['is PackerBuild@0 fine with wif, or should we use @1?', 'PackerBuild@0', 'PackerBuild@1'],
    ['Skal vi gå fra AzureCLI@1 til @2?', 'AzureCLI@1', 'AzureCLI@2'],
    ['FabrikamDeploy@1 (or @2)?', 'FabrikamDeploy@1', 'FabrikamDeploy@2'],
    ['AzureCLI@1 and HelmDeploy@0, or `@1`', 'AzureCLI@1', 'HelmDeploy@0', 'HelmDeploy@1'],
    ['AzureCLI@2 works, says @42ops, with wif and react@17, or @18', 'AzureCLI@2'],
    ['AzureCLI and 2 with wif', 'AzureCLI'],
    ['1. AzureKeyVault 2 with wif', 'AzureKeyVault@2'],
    ['AzureCLI 2. Does it do wif?', 'AzureCLI@2'],
    ['we moved to v2 and AzureCLI does wif', 'AzureCLI'],
    ['AzureCLI 12.60 with wif', 'AzureCLI'],
    ['AzureCLI 2x with wif', 'AzureCLI'],
    ['AzureCLI x2 with wif', 'AzureCLI'],
    ['AzureAppConfigurationExport @10 wif?', 'AzureAppConfigurationExport@10'],
    ['AADSTS700213: No matching. AzureCLI v2 does it', 'AzureCLI@2'],
    ['AADSTS700213: No matching. AzureCLI does it'],
    ['AzureCLI 24/7 with wif', 'AzureCLI'],
    ['AzureCLI 11/24 it broke with wif', 'AzureCLI'],
    ['HelmDeploy@0/1, wif?', 'HelmDeploy@0', 'HelmDeploy@1'],
    ['AzureFileCopy@6\n5 pipelines use it, ok with wif?', 'AzureFileCopy@6'],
    ['AzureFileCopy\n2 things to know: does it do wif?', 'AzureFileCopy'],
    ['AzureFileCopy\nversion: 2\nwif?', 'AzureFileCopy@2'],
    ['AzureFileCopy @2 @6 wif?', 'AzureFileCopy@2', 'AzureFileCopy@6'],
    ['AzureFileCopy v4 v5 wif?', 'AzureFileCopy@4', 'AzureFileCopy@5'],
    ['AzureFileCopy, versions 4, 5 & 6: wif?', 'AzureFileCopy@4', 'AzureFileCopy@5', 'AzureFileCopy@6'],
    ['AzureFileCopy 3 ganger om dagen, wif?', 'AzureFileCopy'],
    ['AzureCLI 1 AzurePowerShell 5 wif?', 'AzureCLI@1', 'AzurePowerShell@5'],
    ['AzureCLI@1/AzurePowerShell@5 all ok?', 'AzureCLI@1', 'AzurePowerShell@5'],
    ['_ms-devlabs.custom-terraform-tasks.custom-terraform-release-task.TerraformTaskV4@4_', 'TerraformTaskV4@4'],
    ['Azure Web App on Container Deploy: shop-prod fails since wif', 'AzureWebAppContainer'],
    ['Azure Web App on Container deploy v1 wif?', 'AzureWebAppContainer@1'],
    ['does azure function app deploy v2 support wif', 'AzureFunctionApp@2'],
    ['Azure Web App Deploy and wif', 'AzureWebApp'],
    ['Azure Key Vault and Azure PowerShell v5 wif?', 'AzureKeyVault', 'AzurePowerShell@5'],
    ['Azure Key Vault Azure PowerShell v5 wif?', 'AzureKeyVault', 'AzurePowerShell@5'],
    ['Azure Key Vault with WIF?', 'AzureKeyVault'],
    ['- task: AzureCLI@2 # was AzureCLI@1\n# - task: AzureFileCopy@2\nok with wif?', 'AzureCLI@2'],
    ['AADSTS700213: No matching\n- task: AzureCLI@2\n# - task: AzureFileCopy@2', 'AzureCLI@2'],
    ['does this work with wif?\n# - task: AzureFileCopy@2', 'AzureFileCopy@2'],
    ['is AzureCLI@2 fine? our azure cli uses wif', 'AzureCLI@2'],
    ['AzureCLI@2, or is azure cli v3 better with wif?', 'AzureCLI@2', 'AzureCLI@3'],
    ['does azure file copy support managed identity', 'AzureFileCopy'],
    ['does azure file copy work with a service connection', 'AzureFileCopy'],
    ['azure cli v2 is slow', 'AzureCLI@2'],
    ['AzureCLI 2 is slow', 'AzureCLI@2'],
    ['we have AzureFileCopy in it', 'AzureFileCopy'],
    ['Docker', 'Docker'],
    ['docker task', 'Docker'],
    ['docker v2', 'Docker@2'],
    ['maven 4', 'Maven@4'],
    ['AzureAppConfigurationExport 10', 'AzureAppConfigurationExport@10'],
    ['AzureCLI 2.* with wif', 'AzureCLI@2'],
    ['AzureCLI 2.x.x with wif', 'AzureCLI@2'],
    ['AzureCLI 2.60.1 with wif', 'AzureCLI'],
    ['ms-devlabs.custom-terraform-tasks.custom-terraform-release-task.TerraformTaskV4@4 wif?', 'TerraformTaskV4@4'],
    ['does ms.custom.AzureCLI@2 support wif', 'ms.custom.AzureCLI@2'],
    ['ms.custom.AzureCLI@2 or AzureCLI@3, which does federation?', 'ms.custom.AzureCLI@2', 'AzureCLI@3'],
    [
      'contoso-extension-publisher.an-extension-with-a-long-name.AzureResourceManagerTemplateDeployment@3 and wif',
      'contoso-extension-publi.AzureResourceManagerTemplateDeployment@3',
    ],
  ] as const) {
    it(`finds ${tasks.join(', ')}: ${text}`, () => assert.deepEqual(tasksIn(text), tasks));
  }

  for (const written of [
    '_Maven@4_',
    '__Maven@4__',
    '*Maven@4*',
    '~Maven@4~',
    '`Maven@4`',
    '"Maven@4"',
    "'Maven@4'",
    '(Maven@4)',
    'Maven@4.',
    'Maven@4,',
    'Maven@4: ok',
    '- Maven@4;',
  ]) {
    it(`finds one in what a chat or a sentence puts around it: ${written}`, () =>
      assert.deepEqual(tasksIn(`And ${written}`), ['Maven@4']));
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
    'does kubectl support workload identity',
    'can i deploy to kubernetes with workload identity?',
    'how do i set up an arm template deployment with workload identity federation?',
    'our Azure App Service deploy is slow today',
    'the azure functions deploy failed twice this week',
    'Azure Key Vault Sync v1 wif?',
    'does the Azure Web App on Linux Slot task support wif?',
    'our service connection runs azure file copy',
    'does azure file copy support zip',
    'azure cli 2 is slow',
    'docker 123',
    'old docker 2',
    'cli v2 with federation',
    'does powershell v5 do wif',
    'dockr with wif',
    'does docker support federation, or is it the task',
    'we use react@17 and someTask@2 there',
    'we install @fabrikam/Maven@4 there',
    'the file my_Maven@4 is gone',
    'the file Maven@4_old is gone',
  ]) {
    it(`finds none: ${text}`, () => assert.deepEqual(tasksIn(text), []));
  }
});

describe('what is said of a task that was found', () => {
  const told = (text: string) =>
    conversation()
      .say(text)
      .findings.map(({ certainty, why, line }) => ({ certainty, why, line }));

  for (const [text, certainty, why, line] of [
    ['wif?\nAzureCLI@02', 'exact', 'the text names AzureCLI@02', 2],
    ['wif?\nFabrikamDeploy@2', 'exact', 'the text names FabrikamDeploy@2', 2],
    ['wif?\nAzureKeyVualt@2', 'likely', 'AzureKeyVualt@2 read as AzureKeyVault@2', 2],
    ['does azure cli v2 do wif', 'exact', '"azure cli" read as AzureCLI@2', 1],
    ['does the key vault task v1 do wif', 'likely', '"key vault task" read as AzureKeyVault@1', 1],
    ['# - task: AzureFileCopy@2\n- task: AzureCLI@2\nwif?', 'exact', 'the text names AzureCLI@2', 2],
    ['wif?\nms.custom.AzureCLI@2', 'exact', 'the text names ms.custom.AzureCLI@2', 2],
    [
      'wif?\nTask         : Azure CLI\nVersion      : 2.262.3',
      'exact',
      `the log's banner names "Azure CLI" 2.262.3`,
      2,
    ],
    ['does azurcli do wif', 'likely', '"azurcli" read as AzureCLI', 1],
  ] as const) {
    it(why, () => assert.deepEqual(told(text), [{ certainty, why, line }]));
  }

  it('is nothing of a name that nobody knows in a long text', () => {
    const log = `FabrikamDeploy@2, ms.custom.AzureCLI@1 and AzureCLI@2\n${'The script has finished.\n'.repeat(12)}`;
    assert.deepEqual(tasksIn(log), ['AzureCLI@2']);
  });
});

describe('a version that is asked about after a task', () => {
  const askedNext = (first: string, text: string): string[] => {
    const thread = conversation();
    thread.say(first);
    return thread
      .say(text)
      .findings.filter(({ certainty }) => certainty !== 'guess')
      .map(({ kind, id, certainty, why }) => `${kind} ${id} ${certainty}: ${why}`);
  };
  const TASK = 'does AzureCLI@1 support WIF?';
  const read = (version: number): string[] => [
    `task AzureCLI@${version} likely: "v${version}" read with AzureCLI, the task of this thread`,
  ];

  for (const [text, version] of [
    ['v2?', 2],
    ['@3', 3],
    ['and @ 3', 3],
    ['version 12?', 12],
    ['  hva med versjon 2  ', 2],
    [`v2${' and so on'.repeat(5)}, maybe?`, 2],
  ] as const) {
    it(`is one of it: ${text}`, () => assert.deepEqual(askedNext(TASK, text), read(version)));
  }

  for (const text of ['rev2?', 'v2.1?', 'v123?', `v2${' and so on'.repeat(5)}, maybe so?`]) {
    it(`is none of it: ${text}`, () => assert.ok(!askedNext(TASK, text).some((told) => told.startsWith('task'))));
  }

  it('is not read where the message names an error or a task itself', () => {
    assert.deepEqual(askedNext(TASK, 'AADSTS700213 in v2'), ['error AADSTS700213 exact: AADSTS700213 is in the text']);
    assert.deepEqual(
      askedNext(TASK, 'AzureFileCopy@6, and what about v2?').map((told) => told.split(' ')[1]),
      ['AzureFileCopy@6'],
    );
  });

  it('is of no task where the thread has none', () => {
    assert.ok(!askedNext('hei', 'what about v2?').some((told) => told.startsWith('task')));
  });
});
