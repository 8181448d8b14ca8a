/** What the comparison with the public task repository finds, on small trees of our own making. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { compareTasks, differenceReport } from '../../knowledge/compare-tasks.ts';
import { knowledge } from '../../knowledge/compiled.ts';
import { type TaskRow, taskSchema } from '../../knowledge/schema.ts';
import { readDeprecationList, readTaskJson, type UpstreamTask } from '../../knowledge/task-json.ts';
import { run } from './run-knowledge-command.ts';

interface Shape {
  readonly inputs?: readonly (readonly [name: string, type: string])[];
  readonly more?: Readonly<Record<string, unknown>>;
}

/** A task.json with the parts that the real ones have. */
function taskJson(task: string, { inputs = [], more = {} }: Shape = {}): string {
  const [name = '', major] = task.split('@');
  return JSON.stringify({
    $schema: 'https://example.com/tasks.schema.json',
    name,
    friendlyName: `The task ${name}`,
    version: { Major: Number(major), Minor: 1, Patch: 0 },
    inputs: [
      { name: 'script', type: 'multiLine', label: 'Script' },
      ...inputs.map(([input, type]) => ({ name: input, type, label: 'Connection', required: true })),
    ],
    ...more,
  });
}

function upstream(task: string, shape?: Shape): UpstreamTask {
  const read = readTaskJson(taskJson(task, shape));
  assert.ok('task' in read, JSON.stringify(read));
  return read.task;
}

function row(task: string, more: Partial<TaskRow> = {}): TaskRow {
  const title = `The task ${task.split('@')[0]}`;
  return taskSchema.parse({ task, title, support: 'not-listed', login: 'azure', inputs: ['connection'], ...more });
}

const azure: Shape = { inputs: [['connection', 'connectedService:AzureRM']] };

describe('a task.json', () => {
  it('tells the inputs for Azure and for Azure DevOps, also with schemes behind the type', () => {
    const task = upstream('Deploy@1', {
      inputs: [
        ['plain', 'connectedService:AzureRM'],
        ['schemes', 'connectedService:AzureRM:ServicePrincipal,WorkloadIdentityFederation'],
        ['case', 'ConnectedService:azurerm'],
        ['classic', 'connectedService:Azure:Certificate,UsernamePassword'],
        ['registry', 'connectedService:dockerregistry'],
        ['devops', 'connectedService:WorkloadIdentityUser'],
      ],
    });
    assert.deepEqual(task.azureInputs, ['plain', 'schemes', 'case']);
    assert.deepEqual(task.azureDevOpsInputs, ['devops']);
  });

  it('tells that it is deprecated, from when it is gone, and what its publisher says', () => {
    const more = { deprecated: true, removalDate: '2027-01-31', deprecationMessage: 'Use Deploy@2.' };
    const { deprecated, removalDate, deprecationMessage } = upstream('Deploy@1', { more });
    assert.deepEqual({ deprecated, removalDate, deprecationMessage }, more);
    assert.equal(upstream('Deploy@1', { more: { deprecated: 'true' } }).deprecated, true);
    assert.equal(upstream('Deploy@1', { more: { deprecated: 'false' } }).deprecated, false);
    assert.equal(upstream('Deploy@1').deprecated, false);
  });

  it('is read with a byte order mark, and with its major version as text', () => {
    const text = `\uFEFF${taskJson('Deploy@1', { more: { version: { Major: '7', Minor: 0 } } })}`;
    const read = readTaskJson(text);
    assert.ok('task' in read && read.task.task === 'Deploy@7');
  });

  for (const [what, text] of [
    ['is empty', ''],
    ['has comments', `// a comment\n${taskJson('Deploy@1')}`],
    ['breaks off', taskJson('Deploy@1').slice(0, 90)],
    ['is a list', '[]'],
    ['is null', 'null'],
    ['has no name', '{"version":{"Major":1}}'],
    ['has no version', '{"name":"Deploy"}'],
    ['has a name with a terminal command', JSON.stringify({ name: 'De\u001b[2Jploy', version: { Major: 1 } })],
    ['has inputs that are no list', JSON.stringify({ name: 'Deploy', version: { Major: 1 }, inputs: { length: 1e9 } })],
    ['is nested without end', '['.repeat(200_000)],
  ] as const) {
    it(`that ${what} is a problem, and safe to print`, () => {
      const read = readTaskJson(text);
      assert.ok('problem' in read);
      assert.doesNotMatch(read.problem, /\p{Cc}/u);
      assert.ok(read.problem.length < 400);
    });
  }

  it('loses the control characters of what its publisher says', () => {
    const more = { deprecated: true, deprecationMessage: `Use\u001b[31m\n\u202eDeploy@2${'!'.repeat(1000)}` };
    const message = upstream('Deploy@1', { more }).deprecationMessage ?? '';
    assert.match(message, /^Use \[31m Deploy@2!+…$/);
    assert.equal(message.length, 300);
  });
});

describe('the list of deprecated tasks', () => {
  it('names tasks by folder or by version', () => {
    const list = '| Task Name | PR | Date |\n| --- | --- | --- |\n| DeployV1 | x | 2026-04-16 |\n| `Copy@12` | y | |\n';
    assert.deepEqual([...readDeprecationList(list)], ['Deploy@1', 'Copy@12']);
  });
});

describe('the comparison', () => {
  it('finds nothing where table and repository agree, whatever else the repository holds', () => {
    const rows = [row('Deploy@1'), row('Docker@2', { login: 'docker-registry', inputs: [] })];
    const found = [upstream('Deploy@1', azure), upstream('Docker@2'), upstream('CopyFiles@2')];
    assert.deepEqual(compareTasks(rows, found), []);
    assert.match(differenceReport([]), /agrees/);
  });

  it('finds a new task and a new major version', () => {
    const devops: Shape = { inputs: [['feed', 'connectedService:WorkloadIdentityUser']] };
    const found = [upstream('Deploy@1', azure), upstream('Deploy@2', azure), upstream('FeedAuthenticate@0', devops)];
    assert.deepEqual(compareTasks([row('Deploy@1')], found), [
      { kind: 'new-task', task: 'FeedAuthenticate@0', upstream: ['feed'] },
      { kind: 'new-major', task: 'Deploy@2', upstream: ['connection'] },
    ]);
  });

  it('finds a task that is gone, unless its file could not be read', () => {
    const rows = [row('Deploy@1'), row('Copy@3')];
    assert.deepEqual(compareTasks(rows, [], new Set(['Copy@3'])), [{ kind: 'gone', task: 'Deploy@1' }]);
  });

  it('finds another display name, and one that the table lacks', () => {
    const rows = [row('Deploy@1', { title: 'Deploy it' }), row('Copy@3', { title: undefined }), row('Old@1')];
    const found = [upstream('Deploy@1', azure), upstream('Copy@3', azure), upstream('Old@1', azure)];
    const differences = compareTasks(rows, found);
    assert.deepEqual(differences, [
      { kind: 'title', task: 'Copy@3', ours: [''], upstream: ['The task Copy'] },
      { kind: 'title', task: 'Deploy@1', ours: ['Deploy it'], upstream: ['The task Deploy'] },
    ]);
    assert.match(differenceReport(differences), /Copy@3 - ours none; theirs The task Copy\n/);
    assert.deepEqual(compareTasks(rows, [upstream('Deploy@1', { ...azure, more: { friendlyName: null } })]), [
      { kind: 'gone', task: 'Copy@3' },
      { kind: 'gone', task: 'Old@1' },
    ]);
  });

  it('takes the alias of an input for the input', () => {
    const inputs = [{ name: 'ARM', type: 'connectedService:AzureRM', aliases: ['Connection', 'azureSubscription'] }];
    const found = upstream('Deploy@1', { more: { inputs } });
    assert.deepEqual(compareTasks([row('Deploy@1')], [found]), []);
    assert.deepEqual(compareTasks([row('Deploy@1', { inputs: ['other'] })], [found]), [
      { kind: 'inputs', task: 'Deploy@1', ours: ['other'], upstream: ['ARM'] },
    ]);
  });

  it('finds what is deprecated now, and what no longer is', () => {
    const more = { deprecated: true, removalDate: '2027-01-31', deprecationMessage: 'Use Deploy@2.' };
    const rows = [row('Deploy@1'), row('Copy@3', { deprecated: {} }), row('Old@1', { deprecated: {} })];
    const found = [upstream('Deploy@1', { ...azure, more }), upstream('Copy@3', azure)];
    assert.deepEqual(compareTasks(rows, [...found, upstream('Old@1', { ...azure, more })]), [
      { kind: 'deprecated', task: 'Deploy@1', removalDate: '2027-01-31', deprecationMessage: 'Use Deploy@2.' },
      { kind: 'not-deprecated', task: 'Copy@3' },
    ]);
  });

  it('finds inputs of another name, but not of another letter case or order', () => {
    const rows = [row('Deploy@1'), row('Copy@3', { inputs: ['b', 'A'] })];
    const renamed: Shape = { inputs: [['azureConnection', 'connectedService:AzureRM']] };
    const two: Shape = { inputs: ['a', 'B'].map((name) => [name, 'connectedService:AzureRM'] as const) };
    assert.deepEqual(compareTasks(rows, [upstream('Deploy@1', renamed), upstream('Copy@3', two)]), [
      { kind: 'inputs', task: 'Deploy@1', ours: ['connection'], upstream: ['azureConnection'] },
    ]);
  });

  it('finds an Azure DevOps connection that came or went', () => {
    const rows = [row('Deploy@1'), row('Copy@3', { otherConnections: ['WorkloadIdentityUser', 'Generic'] })];
    const both: Shape = { inputs: [...(azure.inputs ?? []), ['devops', 'connectedService:WorkloadIdentityUser']] };
    assert.deepEqual(compareTasks(rows, [upstream('Deploy@1', both), upstream('Copy@3', azure)]), [
      { kind: 'azure-devops', task: 'Copy@3', ours: ['WorkloadIdentityUser'], upstream: [] },
      { kind: 'azure-devops', task: 'Deploy@1', ours: [], upstream: ['devops'] },
    ]);
  });

  it('concludes nothing where the name of an Azure DevOps connection is given as plain text', () => {
    const other = { login: 'azure-devops' as const, inputs: [] };
    const rows = [row('Auth@1', { ...other, otherConnections: ['WorkloadIdentityUser'] }), row('Feed@1', other)];
    const typed: Shape = { inputs: [['devops', 'connectedService:WorkloadIdentityUser']] };
    const text: Shape = { inputs: [['adoServiceConnection', 'string']] };
    assert.deepEqual(compareTasks(rows, [upstream('Auth@1', text), upstream('Feed@1', typed)]), [
      { kind: 'azure-devops', task: 'Feed@1', ours: [], upstream: ['devops'] },
    ]);
  });

  it('says in its text what to do, and names the task and what differs', () => {
    const text = differenceReport(compareTasks([row('Deploy@1')], [upstream('Deploy@2', azure)]));
    assert.match(text, /New major versions: add a row each.*\n {2}Deploy@2 - inputs connection/);
    assert.match(text, /Gone from the repository.*\n {2}Deploy@1\n/);
  });
});

describe('npm run knowledge:compare', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'task-checkout-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function write(file: string, text: string): void {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  /** A checkout that agrees with our own table, task by task. */
  function writeTable(leaveOut = ''): void {
    for (const { task, title, inputs, otherConnections, deprecated } of knowledge.tasks.tasks) {
      if (task === leaveOut) continue;
      const types = otherConnections.map((type, i) => [`other${i}`, `connectedService:${type}`] as const);
      const connections = [...inputs.map((name) => [name, 'connectedService:AzureRM'] as const), ...types];
      const more = { friendlyName: title, ...(deprecated && { deprecated: true }) };
      write(`Tasks/${task.replace('@', 'V')}/task.json`, taskJson(task, { inputs: connections, more }));
    }
  }

  it('ends with 0 where the checkout agrees with the table', () => {
    writeTable();
    write('Tasks/Common/readme.md', 'no task');
    const { status, out } = run('compare.ts', folder);
    assert.equal(status, 0, out);
    assert.match(out, /The table agrees with the repository/);
  });

  it('ends with 1 and names every difference, as text and as JSON', () => {
    writeTable('AzureCLI@2');
    write('Tasks/AzureCLIV9/task.json', taskJson('AzureCLI@9', azure));
    const text = run('compare.ts', folder);
    assert.equal(text.status, 1);
    assert.match(text.out, /2 difference\(s\)/);
    const json = run('compare.ts', folder, '--json');
    assert.equal(json.status, 1);
    const { rows, differences, skipped } = JSON.parse(json.out);
    assert.equal(rows, knowledge.tasks.tasks.length);
    assert.deepEqual(differences, [
      { kind: 'new-major', task: 'AzureCLI@9', upstream: ['connection'] },
      { kind: 'gone', task: 'AzureCLI@2' },
    ]);
    assert.deepEqual(skipped, []);
  });

  it('takes a task as deprecated that only the list of the repository names', () => {
    writeTable();
    write('DEPRECATION.md', '| Task | PR | Date |\n| --- | --- | --- |\n| AzureCLIV2 | x | 2026-04-16 |\n');
    const { status, out } = run('compare.ts', folder, '--json');
    assert.equal(status, 1);
    assert.deepEqual(JSON.parse(out).differences, [{ kind: 'deprecated', task: 'AzureCLI@2' }]);
  });

  it('names what it cannot read, goes on, and concludes nothing about it', () => {
    writeTable('AzureCLI@2');
    write('Tasks/AzureCLIV2/task.json', '{ "name": "AzureCLI", // broken');
    write('Tasks/HugeV1/task.json', ' '.repeat(1_000_001));
    write('outside.json', taskJson('Outside@1', azure));
    mkdirSync(join(folder, 'Tasks/LinkV1'));
    symlinkSync(join(folder, 'outside.json'), join(folder, 'Tasks/LinkV1/task.json'));
    mkdirSync(join(folder, 'Tasks/FolderV1/task.json'), { recursive: true });
    write('Tasks/TwinV1/task.json', taskJson('AzureCLI@3', azure));
    const { status, out } = run('compare.ts', folder);
    assert.equal(status, 0, out);
    for (const [file, problem] of [
      ['AzureCLIV2', 'is not JSON'],
      ['HugeV1', 'is larger than'],
      ['LinkV1', 'is not a plain file'],
      ['FolderV1', 'is not a plain file'],
      ['TwinV1', 'is a second AzureCLI@3'],
    ]) {
      assert.match(out, new RegExp(`Tasks/${file}/task\\.json ${problem}`));
    }
  });

  it('ends with 2 and says what it needs where the folder is no such checkout', () => {
    mkdirSync(join(folder, 'Tasks/Common'), { recursive: true });
    for (const args of [[folder], [join(folder, 'nowhere')], [], [folder, '--xml']]) {
      const { status, out, err } = run('compare.ts', ...args);
      assert.equal(status, 2);
      assert.equal(out, '');
      assert.match(err, /Usage: npm run knowledge:compare -- DIR/);
      assert.doesNotMatch(err, / at .*\.ts:/);
    }
  });
});
