import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { type Review, reviewPipeline } from '../../../bot/match/review.ts';
import { readPipeline } from '../../../bot/read/pipeline.ts';
import { knowledge } from '../../../knowledge/compiled.ts';
import type { TaskRow } from '../../../knowledge/schema.ts';

const rows = knowledge.tasks.tasks;

function review(text: string, as: 'paste' | 'file' = 'paste', table: readonly TaskRow[] = rows): Review {
  const pipeline = readPipeline(text, as);
  assert.ok(pipeline, 'not taken for a pipeline');
  return reviewPipeline(pipeline, table);
}

/** One step, with its inputs as `name=value`. */
function step(task: string, ...inputs: string[]): string {
  const lines = inputs.map((input) => `    ${input.replace('=', ': ')}\n`);
  return `- task: ${task}\n${lines.length > 0 ? '  inputs:\n' : ''}${lines.join('')}`;
}

describe('reviewPipeline', () => {
  it('knows a task by its GUID, changes its version alone, and says where it does not know the GUID', () => {
    const text = `steps:\n${[
      step('46E4BE58-730B-4389-8A2F-EA10B3E5E815@2', 'azureSubscription=sc'),
      step('eb72cb01-a7e5-427b-a8a1-1b31ccac8a43@4', 'azureSubscription=sc'),
      step('0f8fad5b-d9cb-469f-a165-70867728950e@1', 'x=y'),
    ].join('')}`;
    const { verdicts, diff, connections } = review(text);
    assert.deepEqual(
      verdicts.map(({ verdict }) => verdict),
      ['works', 'newer-version', 'not-listed'],
    );
    assert.match(verdicts[0]?.message ?? '', /^46E4BE58-\S+ \(AzureCLI\) supports/);
    assert.match(verdicts[2]?.message ?? '', /named by its GUID, which is not known here/);
    assert.match(diff, /^\+- task: eb72cb01-a7e5-427b-a8a1-1b31ccac8a43@6$/m);
    assert.equal(connections.length, 2);
  });

  it('names a connection by its variable, and says so', () => {
    const [use] = review(
      `variables:\n  conn: prod-azure\nsteps:\n${step('AzureCLI@2', 'azureSubscription=$(conn)')}`,
    ).connections;
    assert.deepEqual([use?.connection, use?.from], ['prod-azure', ['variable conn']]);
  });

  for (const [what, text, verdict, message] of [
    [
      'a task that supports WIF',
      step('AzureCLI@2', 'azureSubscription=sc'),
      'works',
      /^AzureCLI@2 supports workload identity federation\.$/,
    ],
    ['a name in other letter case', step('azurecli@2', 'AZURESUBSCRIPTION=sc'), 'works', /supports/],
    ['a minor version', step('AzureCLI@2.240.1', 'connectedServiceNameARM=sc'), 'works', /^AzureCLI@2\.240\.1 /],
    [
      'a deprecated task that still works',
      step('AzureCLI@1', 'azureSubscription=sc'),
      'works',
      /\. It is deprecated: use AzureCLI@2 or newer\.$/,
    ],
    [
      'a deprecated task without a successor',
      step('AzureCloudPowerShellDeployment@2', 'azureSubscription=sc'),
      'works',
      /\. It is deprecated\.$/,
    ],
    [
      'an old major version',
      step('AzureFileCopy@4', 'azureSubscription=sc'),
      'newer-version',
      /^AzureFileCopy@4 does not support workload identity federation: use AzureFileCopy@6\.$/,
    ],
    ['the same without its inputs', step('AzureFileCopy@4'), 'newer-version', /use AzureFileCopy@6/],
    [
      'a replacement under a condition',
      step('PublishToAzureServiceBus@1'),
      'newer-version',
      /@2 with an Azure Resource Manager/,
    ],
    ['a replacement that is old as well', step('AzureCloudPowerShellDeployment@1'), 'newer-version', /deprecated too/],
    ['a task that cannot', step('ServiceFabricDeploy@1', 'azureSubscription=sc'), 'does-not', /no newer version/],
    ['the same without a connection', step('ServiceFabricDeploy@1', 'x=y'), 'does-not', /no newer version/],
    [
      'Docker@1 with a registry connection',
      step('Docker@1', 'dockerRegistryEndpoint=acr'),
      'does-not',
      /^Docker@1 does not support .* with a Docker registry connection, which it uses here\.$/,
    ],
    [
      'Docker@1 with an Azure connection',
      step('Docker@1', 'azureSubscriptionEndpoint=sc'),
      'works',
      /^Docker@1 supports .* with an Azure Resource Manager connection, which it uses here\.$/,
    ],
    [
      'Docker@1 with both',
      step('Docker@1', 'azureSubscription=sc', 'dockerRegistryEndpoint=a'),
      'some-connections',
      /only with/,
    ],
    [
      'Docker@1 by name alone',
      step('Docker@1'),
      'some-connections',
      / Manager connection, not with a Docker registry connection\.$/,
    ],
    [
      'HelmDeploy@1 by name alone',
      step('HelmDeploy@1'),
      'some-connections',
      /only with an Azure Resource Manager connection\.$/,
    ],
    ['Docker@2 with a registry connection', step('Docker@2', 'containerRegistry=acr'), 'works', /supports/],
    [
      'a test task that logs in nowhere',
      step('DotNetCoreCLI@2', 'command=test'),
      'no-azure-connection',
      /names no Azure/,
    ],
    [
      'a REST call with another connection',
      step('InvokeRESTAPI@1', 'connectedServiceName=x'),
      'no-azure-connection',
      /names no/,
    ],
    [
      'a task that takes its inputs from a parameter',
      `${step('VSTest@3', 'a=b')}    \${{ insert }}: \${{ parameters.x }}\n`,
      'works',
      /supports/,
    ],
    ['a task for Azure DevOps itself', step('NuGetAuthenticate@1'), 'no-azure-connection', /logs in to Azure DevOps/],
    [
      'the same with an Azure connection',
      step('NuGetAuthenticate@1', 'azureSubscription=sc'),
      'not-listed',
      /does not list/,
    ],
    ['a task that the table lacks', step('AzureCLI@3', 'azureSubscription=sc'), 'not-listed', /does not list/],
    [
      'a version that nobody knows',
      step('AzureCLI@9', 'azureSubscription=sc'),
      'not-listed',
      /: of this task I know AzureCLI@1, AzureCLI@2 and AzureCLI@3\.$/,
    ],
    [
      'another of a task with two',
      step('AzureKeyVault@7'),
      'not-listed',
      /I know AzureKeyVault@1 and AzureKeyVault@2\.$/,
    ],
    [
      'a Marketplace task with an Azure connection',
      step('SuperDeploy@$(v)', 'azureSubscription=sc'),
      'not-listed',
      / an Azure connection \(`azureSubscription`\): its publisher/,
    ],
    [
      'another that names it differently',
      step('TerraformTaskV4@4', 'environmentServiceNameAzureRM=sc'),
      'not-listed',
      /publisher/,
    ],
    [
      "an extension's task with a known name",
      step('contoso.tools.AzureCLI@2', 'azureSubscription=sc'),
      'not-listed',
      /publisher/,
    ],
    [
      'a task that has nothing to do with Azure',
      step('UsePythonVersion@0', 'versionSpec=3.12'),
      'no-azure-connection',
      /no Azure/,
    ],
    [
      'a subscription id, which is no connection',
      step('Report@1', 'azureSubscriptionId=x'),
      'no-azure-connection',
      /no Azure/,
    ],
    ['a version from a variable', step('AzureCLI@$(major)', 'azureSubscription=sc'), 'version-unknown', /not a number/],
    ['no version', step('AzureCLI', 'azureSubscription=sc'), 'version-unknown', /missing/],
    [
      'a task from a parameter',
      step(`\${{ parameters.task }}@1`, 'azureSubscription=sc'),
      'version-unknown',
      /expression/,
    ],
  ] as const) {
    it(`judges ${what}: ${verdict}`, () => {
      const [first, ...others] = review(text).verdicts;
      assert.deepEqual(others, []);
      assert.equal(first?.verdict, verdict, first?.message);
      assert.match(first.message, message);
      assert.doesNotMatch(first.message, /\n/);
    });
  }

  it('judges the tasks of an organization by its own table', () => {
    const own: TaskRow = {
      task: 'ContosoDeploy@1',
      origin: 'organization',
      support: 'no',
      login: 'azure',
      inputs: ['azureSubscription'],
      needs: [],
      otherConnections: [],
      runs: 'agent',
      notes: [],
    };
    const old = { deprecated: {}, now: 'ContosoDeploy@3' };
    const byAzure: Partial<TaskRow> = {
      support: 'by-connection',
      connections: [{ type: 'azure', supported: true }],
      ...old,
    };
    for (const [row, inputs, verdict, message, to] of [
      [{ now: 'ContosoDeploy@2' }, [], 'newer-version', / federation: use ContosoDeploy@2\./, 'ContosoDeploy@2'],
      [{ now: 'ContosoRelease@1' }, [], 'does-not', / federation: use ContosoRelease@1 instead\./, 'ContosoRelease@1'],
      [byAzure, ['azureSubscription=sc'], 'works', / uses here\. It is deprecated: use ContosoDeploy@3 or newer\./],
      [byAzure, [], 'some-connections', / connection\. It is deprecated: use ContosoDeploy@3 or newer\./],
    ] as const) {
      const { verdicts, diff } = review(step(own.task, ...inputs), 'paste', [{ ...own, ...row }]);
      assert.equal(verdicts[0]?.verdict, verdict);
      assert.match(verdicts[0].message, message);
      assert.match(verdicts[0].message, / So your organization says\.$/);
      assert.equal(verdicts[0].to, to);
      // What the message says to use stands in the change; another task does not.
      const use = /use (ContosoDeploy@\d)/.exec(message.source)?.[1];
      assert.equal(/^\+- task: (\S+)$/m.exec(diff)?.[1], use);
    }
  });

  it('judges every row of the table by what the table says', () => {
    const expected = {
      yes: ['works'],
      use: ['newer-version'],
      no: ['does-not', 'newer-version'],
      'by-connection': ['some-connections'],
    };
    for (const row of rows) {
      const [verdict] = review(step(row.task)).verdicts;
      const allowed = row.support === 'not-listed' ? ['not-listed', 'no-azure-connection'] : expected[row.support];
      assert.ok(verdict && allowed.includes(verdict.verdict), `${row.task}: ${verdict?.message}`);
      assert.equal(verdict.row, row);
      const now = row.now === undefined ? {} : { now: row.now };
      assert.deepEqual(verdict.deprecated, row.deprecated && { ...row.deprecated, ...now });
      assert.doesNotMatch(verdict.message, /your organization/);
    }
  });

  it('says which input the new version requires that the step does not set', () => {
    const missing = (...inputs: string[]) =>
      review(`steps:\n${step('AzureCLI@1', 'azureSubscription=sc', ...inputs)}`).inputsToCheck.map(
        (one) => one.missing,
      );
    assert.deepEqual(missing('scriptLocation=inlineScript'), [['scriptType']]);
    assert.deepEqual(missing('ScriptType=bash'), [[]]);
  });

  it('says where, by which rule, and what to look at after the change', () => {
    const text = `steps:\n${step('AzureFileCopy@4', 'azureSubscription=sc-files', 'SourcePath=x')}`;
    const { verdicts, inputsToCheck, connections } = review(text);
    const at = { line: 2, column: 9 };
    assert.equal(verdicts[0]?.rule, 'task-needs-newer-version');
    assert.deepEqual([verdicts[0]?.line, verdicts[0]?.column, verdicts[0]?.to], [2, 9, 'AzureFileCopy@6']);
    assert.deepEqual(inputsToCheck, [
      {
        task: 'AzureFileCopy@4',
        to: 'AzureFileCopy@6',
        ...at,
        inputs: ['azureSubscription', 'SourcePath'],
        missing: [],
      },
    ]);
    assert.deepEqual(connections, [
      {
        connection: 'sc-files',
        type: 'azure',
        input: 'azureSubscription',
        task: 'AzureFileCopy@4',
        line: 4,
        column: 24,
      },
    ]);
  });

  it('lists connections of each type, also from an expression', () => {
    const text =
      step('Docker@2', 'containerRegistry=acr') +
      step(
        'HelmDeploy@1',
        `azureSubscription=\${{ parameters.connection }}`,
        'kubernetesServiceConnection=aks',
        'chartName=x',
      );
    assert.deepEqual(
      review(text).connections.map(({ connection, type }) => [connection, type]),
      [
        ['acr', 'docker-registry'],
        [`\${{ parameters.connection }}`, 'azure'],
        ['aks', 'kubernetes'],
      ],
    );
  });

  it('hands on unseen templates and broken YAML', () => {
    const { unseenTemplates, errors } = review('steps:\n- template: x.yml\n- task: A@1\n\tinputs:\n', 'file');
    assert.equal(unseenTemplates[0]?.path, 'x.yml');
    assert.equal(errors[0]?.line, 4);
  });

  it('proposes no change where none is needed or none would do', () => {
    assert.equal(review(step('AzureCLI@2') + step('ServiceFabricDeploy@1') + step('AzureFileCopy@$(v)')).diff, '');
  });
});

describe('the change of versions', () => {
  it('holds every version that a message says to use of the same task, with the inputs to check', () => {
    for (const row of rows) {
      const { verdicts, diff, inputsToCheck } = review(`steps:\n${step(row.task, `${row.inputs[0] ?? 'x'}=sc`)}`);
      const said = new RegExp(`use (${row.task.replace(/@.*/, '')}@\\d+)`, 'i').exec(verdicts[0]?.message ?? '')?.[1];
      assert.equal(/^\+- task: (\S+)$/m.exec(diff)?.[1], said, row.task);
      assert.equal(inputsToCheck[0]?.to, said, row.task);
      if (said) assert.deepEqual(inputsToCheck[0]?.inputs, [row.inputs[0] ?? 'x'], row.task);
    }
  });
});

describe('the diff of a review', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'wif-doctor-'));
    execFileSync('git', ['init', '-q', folder]);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** The text after `git apply` of the diff. */
  function applied(text: string, diff: string): string {
    const file = join(folder, 'azure-pipelines.yml');
    writeFileSync(file, text);
    execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: folder, input: diff });
    return readFileSync(file, 'utf8');
  }

  const filler = (count: number) => Array.from({ length: count }, (_, index) => `- script: echo ${index}\n`).join('');

  it('reads as people expect a diff to read', () => {
    assert.equal(
      review(`steps:\n${filler(5)}${step('AzureFileCopy@4')}${filler(5)}`).diff,
      [
        '--- a/azure-pipelines.yml',
        '+++ b/azure-pipelines.yml',
        '@@ -4,7 +4,7 @@',
        ' - script: echo 2',
        ' - script: echo 3',
        ' - script: echo 4',
        '-- task: AzureFileCopy@4',
        '+- task: AzureFileCopy@6',
        ' - script: echo 0',
        ' - script: echo 1',
        ' - script: echo 2',
        '',
      ].join('\n'),
    );
  });

  for (const [shape, change] of [
    ['as it is', (text: string) => text],
    ['with Windows line ends', (text: string) => text.replaceAll('\n', '\r\n')],
    ['without a line break at its end', (text: string) => text.trimEnd()],
    ['with empty lines at its end', (text: string) => `${text}\n\n`],
    ['with a byte order mark', (text: string) => `\uFEFF${text}`],
  ] as const) {
    it(`applies to a file ${shape}, and changes nothing but versions`, () => {
      const quoted = `- task: "AzureMonitor@0" # why\n- { task: AzureFileCopy@1, inputs: { a: AzureFileCopy@1 } }\n`;
      const text = change(
        `steps:\n${step('AzureFileCopy@4.1')}${step('AzureCLI@1')}${filler(20)}${quoted}${filler(6)}${step('PackerBuild@0', 'x=y')}${step('PackerBuild@0')}`,
      );
      const wanted = text
        .replace('AzureFileCopy@4.1', 'AzureFileCopy@6')
        .replace('AzureMonitor@0', 'AzureMonitor@1')
        .replace('AzureCLI@1', 'AzureCLI@2')
        .replace('task: AzureFileCopy@1', 'task: AzureFileCopy@6')
        .replaceAll('PackerBuild@0', 'PackerBuild@1');
      assert.equal(applied(text, review(text, 'file').diff), wanted);
    });
  }

  it('applies to the file that a fenced paste shows, and to the paste', () => {
    const file = `steps:\n${step('AzureFileCopy@4')}${filler(9)}`;
    const paste = `Will this do?\n\n\`\`\`yaml\n${file}\`\`\`\n\nThank you.\n`;
    for (const text of [file, paste]) {
      assert.equal(applied(text, review(paste).diff), text.replace('@4', '@6'));
    }
  });

  it('changes a step that shares its line with the fence', () => {
    const { diff } = review(`See \`\`\`${step('AzureFileCopy@4', 'azureSubscription=sc')}\`\`\``);
    assert.match(diff, /^-- task: AzureFileCopy@4\n\+- task: AzureFileCopy@6$/m);
  });

  it('names the file safely', () => {
    const pipeline = readPipeline(step('AzureFileCopy@4'));
    assert.ok(pipeline);
    assert.match(
      reviewPipeline(pipeline, rows, './a b\n\\c.yml').diff,
      /^--- a\/a b\/c\.yml\t\n\+\+\+ b\/a b\/c\.yml\t\n@@/,
    );
  });

  it('applies wherever the steps to change stand', () => {
    const line = fc.constantFrom('AzureFileCopy@3', 'AzureFileCopy@5', 'AzureCLI@2', 'PackerBuild@0', '');
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 25 }), fc.boolean(), (tasks, ends) => {
        const lines = tasks.map((task) => (task === '' ? '- script: ls' : `- task: ${task}`));
        const text = ['steps:', ...lines].join('\n') + (ends ? '\n' : '');
        const { diff } = reviewPipeline(readPipeline(text, 'file') ?? assert.fail('no pipeline'), rows);
        const wanted = text
          .replace(/AzureFileCopy@\d/g, 'AzureFileCopy@6')
          .replaceAll('PackerBuild@0', 'PackerBuild@1');
        assert.equal(diff === '' ? text : applied(text, diff), wanted);
      }),
      { numRuns: 60 },
    );
  });
});
