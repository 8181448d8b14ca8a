/** The table of the page, row by row: what it says of each task is what the bot says the page says. */
import assert from 'node:assert/strict';
import { knowledge } from '../../knowledge/compiled.ts';
import { conversation, readable } from '../conversation.ts';

const YES =
  'AutomatedAnalysis@0 AzureAppServiceManage@0 AzureAppServiceSettings@1 AzureCLI@1 AzureCLI@2 AzureCloudPowerShellDeployment@2 AzureContainerApps@0 AzureContainerApps@1 AzureFileCopy@6 AzureFunctionApp@1 AzureFunctionApp@2 AzureFunctionAppContainer@1 AzureFunctionOnKubernetes@1 AzureIoTEdge@2 AzureKeyVault@1 AzureKeyVault@2 AzureMonitor@1 AzureMysqlDeployment@1 AzurePolicyCheckGate@0 AzurePowerShell@2 AzurePowerShell@3 AzurePowerShell@4 AzurePowerShell@5 AzureResourceGroupDeployment@2 AzureResourceManagerTemplateDeployment@3 AzureRmWebAppDeployment@3 AzureRmWebAppDeployment@4 AzureSpringCloud@0 AzureVmssDeployment@0 AzureWebApp@1 AzureWebAppContainer@1 ContainerBuild@0 ContainerStructureTest@0 Docker@0 Docker@2 DockerCompose@0 DockerCompose@1 DotNetCoreCLI@2 InvokeRESTAPI@1 JavaToolInstaller@0 JenkinsDownloadArtifacts@1 Kubernetes@1 KubernetesManifest@1 Maven@4 Notation@0 PackerBuild@1 PublishToAzureServiceBus@2 SqlAzureDacpacDeployment@1 VSTest@3'.split(
    ' ',
  );
const NO = 'AzureNLBManagement@1 ServiceFabricComposeDeploy@0 ServiceFabricDeploy@1'.split(' ');
const USE: Readonly<Record<string, string>> = {
  'AzureCloudPowerShellDeployment@1': 'AzureCloudPowerShellDeployment@2',
  'AzureFileCopy@1': 'AzureFileCopy@6',
  'AzureFileCopy@2': 'AzureFileCopy@6',
  'AzureFileCopy@3': 'AzureFileCopy@6',
  'AzureFileCopy@4': 'AzureFileCopy@6',
  'AzureFileCopy@5': 'AzureFileCopy@6',
  'AzureFunctionOnKubernetes@0': 'AzureFunctionOnKubernetes@1',
  'AzureMonitor@0': 'AzureMonitor@1',
  'Kubernetes@0': 'Kubernetes@1',
  'KubernetesManifest@0': 'KubernetesManifest@1',
  'PackerBuild@0': 'PackerBuild@1',
  'PublishToAzureServiceBus@1': 'PublishToAzureServiceBus@2',
};
/** Rows that differ by the type of the connection. */
const BY_CONNECTION = ['Docker@1', 'HelmDeploy@0', 'HelmDeploy@1'];

/** With an Azure connection, but not in the table. */
const NOT_LISTED =
  'AzureAppConfigurationExport@10 AzureAppConfigurationImport@10 AzureAppConfigurationSnapshot@1 AzureCLI@3 AzureFunction@2 AzureMysqlDeployment@2 AzureRmWebAppDeployment@5 AzureTestPlan@0 AzureVmssDeployment@1 BicepDeploy@0 JavaToolInstaller@1 JenkinsDownloadArtifacts@2 PublishSymbols@2'.split(
    ' ',
  );
/** With a connection to Azure DevOps itself. */
const AZURE_DEVOPS =
  'CargoAuthenticate@0 CondaAuthenticate@0 GradleAuthenticate@0 MavenAuthenticate@0 NuGetAuthenticate@1 PipAuthenticate@1 TwineAuthenticate@1 UniversalPackages@1'.split(
    ' ',
  );

const row = (task: string) => knowledge.tasks.tasks.find((one) => one.task === task);

describe('the tasks that the table does not have', () => {
  for (const task of NOT_LISTED) {
    it(`${task}: not listed, with what its code shows and how surely`, () => {
      assert.ok((row(task)?.notes.length ?? 0) > 0);
      const { verdict, blocks } = conversation().say(task);
      assert.match(verdict, new RegExp(`^Microsoft's table does not list ${task};`));
      assert.match(JSON.stringify(blocks), /read in source code|inferred/);
    });
  }
  for (const task of AZURE_DEVOPS) {
    it(`${task}: another kind of connection`, () => {
      const { verdict, sources } = conversation().say(task);
      assert.match(verdict, /logs in with an "Azure DevOps" service connection: another kind/);
      assert.ok(sources.some(({ href }) => href.endsWith('/add-devops-entra-service-connection')));
    });
  }
  it('are all that the table lacks', () => {
    const lacking = knowledge.tasks.tasks.filter(({ support }) => support === 'not-listed').map(({ task }) => task);
    assert.deepEqual([...lacking].sort(), [...NOT_LISTED, ...AZURE_DEVOPS].sort());
  });
});

describe('the 67 rows of the table', () => {
  const listed = [...YES, ...NO, ...Object.keys(USE), ...BY_CONNECTION];

  it('are all there, and no other task is said to be in it', () => {
    assert.equal(listed.length, 67);
    const inTable = knowledge.tasks.tasks.filter(({ support }) => support !== 'not-listed').map(({ task }) => task);
    assert.deepEqual([...inTable].sort(), [...listed].sort());
  });

  for (const task of YES) {
    it(`${task}: yes`, () => {
      assert.equal(row(task)?.support, 'yes');
      assert.match(conversation().say(task).verdict, new RegExp(`^Yes, ${task} supports`));
    });
  }
  for (const task of NO) {
    it(`${task}: no`, () => {
      assert.equal(row(task)?.support, 'no');
      assert.match(conversation().say(task).verdict, new RegExp(`^No, ${task} does not support`));
    });
  }
  for (const [task, use] of Object.entries(USE)) {
    it(`${task}: use ${use}`, () => {
      assert.equal(row(task)?.use, use);
      assert.match(conversation().say(task).verdict, new RegExp(`^No, .*use ${use}`));
    });
  }

  it('of AzureCloudPowerShellDeployment@1 says that the replacement is a dead end', () => {
    assert.match(conversation().say('AzureCloudPowerShellDeployment@1').verdict, /which is deprecated too/);
    assert.match(conversation().say('AzureCloudPowerShellDeployment@2').verdict, /without a successor/);
  });

  it('of Docker@1 and HelmDeploy depend on the connection', () => {
    assert.match(
      conversation().say('Docker@1').verdict,
      /yes with an Azure service connection, no with a Docker registry/,
    );
    for (const task of ['HelmDeploy@0', 'HelmDeploy@1']) {
      assert.match(conversation().say(task).verdict, /yes with an Azure service connection\./);
    }
  });

  it('of PublishToAzureServiceBus@1 names the connection that its successor needs', () => {
    assert.match(conversation().say('PublishToAzureServiceBus@1').verdict, /with an Azure service connection/);
  });
});

describe('what stands beside the table', () => {
  const said = (task: string): string => readable(conversation().say(task));

  it('calls 23 of its rows deprecated, each with since when and how that is known', () => {
    const old = knowledge.tasks.tasks.filter(({ deprecated }) => deprecated);
    assert.equal(old.length, 23);
    for (const { task, deprecated } of old) {
      assert.match(
        said(task),
        new RegExp(`Deprecated since ${deprecated?.since}\\. \\((?:read in source code|observed by others)\\)`),
        task,
      );
    }
  });

  it('names the source of that date', () => {
    const { sources } = conversation().say('Kubernetes@0');
    assert.ok(sources.some(({ href }) => href.endsWith('/pull/20231')));
  });

  it('names the other types of connection', () => {
    assert.match(said('Docker@1'), /Other types of connection that it takes: dockerhost, dockerregistry\./);
    assert.match(said('Docker@2'), /^\W*Types of connection that it takes: dockerregistry\./m);
    assert.doesNotMatch(said('AzureCLI@2'), /ypes of connection/);
  });
});
