import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './run.ts';

/** A quotation mark is not closed. No file of its own: the formatter would refuse it. */
const BROKEN = `steps:
  - task: AzureCLI@2
    inputs:
      inlineScript: "az group list
  - task: AzureFileCopy@4
    inputs:
      azureSubscription: contoso-production
`;
const PIPELINES = fileURLToPath(new URL('pipelines', import.meta.url));

describe('wif-doctor review', () => {
  let cwd: string;
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'wif-doctor-review-'));
    cpSync(PIPELINES, cwd, { recursive: true });
  });
  afterEach(() => rmSync(cwd, { recursive: true }));

  const review = (args: readonly string[], input?: string | Buffer) => run(['review', ...args], { cwd, input });
  const write = (name: string, text: string | Buffer) => writeFileSync(join(cwd, name), text);

  it('is quiet about what works, says which connections are used, and ends with 0', async () => {
    const { stdout, stderr, status } = await review(['working.yml']);
    assert.equal(
      stdout,
      [
        'Service connections used',
        'contoso-production (Azure Resource Manager): working.yml:12:26',
        '',
        '2 tasks in 1 file: 1 working, 1 without an Azure connection.',
        '',
      ].join('\n'),
    );
    assert.equal(stderr, '');
    assert.equal(status, 0);
  });

  it('says what each task needs at its place, with its rule, and ends with 1', async () => {
    const { stdout, status } = await review(['mixed.yml']);
    assert.equal(status, 1);
    const found = [...stdout.matchAll(/^mixed\.yml:(\d+:\d+): (\S+).* \[([a-z-]+)\]$/gm)].map(([, ...parts]) => parts);
    assert.deepEqual(found, [
      ['19:25', 'AzureFileCopy@4', 'task-needs-newer-version'],
      ['27:29', 'AzureCLI@1', 'task-deprecated'],
      ['30:25', 'ServiceFabricDeploy@1', 'task-cannot-use-wif'],
      ['33:25', 'Docker@1', 'task-some-connections'],
      ['34:25', 'The', 'task-version-unknown'],
      ['37:25', 'FabrikamDeploy@3', 'task-not-listed'],
      ['19:25', 'Before', 'inputs-to-check'],
      ['27:29', 'Before', 'inputs-to-check'],
      ['9:23', 'The', 'template-not-seen'],
      ['10:23', 'The', 'template-not-seen'],
    ]);
    assert.match(stdout, /check what it makes of SourcePath, azureSubscription, Destination\./);
    assert.match(stdout, /^contoso-test \(Azure Resource Manager\): mixed\.yml:36:40, mixed\.yml:39:40$/m);
    assert.match(
      stdout,
      /\n8 tasks in 1 file: 1 cannot use .*, 1 only in a newer version, .*2 working, 1 without .*\.\n$/,
    );
  });

  it('ends with 1 for a task that works only in a newer version, and with 0 for what is only doubtful', async () => {
    const newer = await review(['-'], 'steps:\n- task: AzureFileCopy@4\n');
    assert.match(newer.stdout, /^stdin:2:9: AzureFileCopy@4 .*\[task-needs-newer-version\]\n/);
    assert.match(newer.stdout, /^--- a\/azure-pipelines\.yml$/m);
    assert.equal(newer.status, 1);
    const doubtful = await review(['-'], 'steps:\n- task: Docker@1\n- task: AzureCLI@1\n');
    assert.match(doubtful.stdout, /\[task-some-connections\][\s\S]*\[task-deprecated\]/);
    assert.equal(doubtful.status, 0);
  });

  it('prints a diff that git takes out of the whole text and applies, also to CRLF and behind a byte order mark', async () => {
    const text = 'steps:\n- task: AzureFileCopy@4\n  inputs:\n    SourcePath: ä\n';
    for (const [name, before] of [
      ['plain.yml', text],
      ['crlf.yml', text.replaceAll('\n', '\r\n')],
      ['mark.yml', `\uFEFF${text}`],
      ['with space.yml', text],
      ['open-end.yml', text.trimEnd()],
    ] as const) {
      write(name, before);
      const { stdout } = await review([`./${name}`]);
      execFileSync('git', ['apply', '-'], { cwd, input: stdout, stdio: 'pipe' });
      assert.equal(readFileSync(join(cwd, name), 'utf8'), before.replace('AzureFileCopy@4', 'AzureFileCopy@6'), name);
    }
  });

  it('says from which variable the name of a connection comes, unless that looks like a secret', async () => {
    const step = (name: string) => `- task: AzureCLI@2\n  inputs:\n    azureSubscription: $(${name})\n`;
    const text = `variables:\n  conn: prod-azure\n  dbPassword: hunter2\nsteps:\n${step('conn')}${step('dbPassword')}`;
    const { stdout } = await review(['-'], text);
    assert.match(stdout, /^prod-azure \(from variable conn\) \(Azure Resource Manager\): stdin:7:24$/m);
    assert.match(stdout, /^\$\(dbPassword\) /m);
    assert.doesNotMatch(stdout, /hunter2/);
  });

  it('takes a template for seen that is reviewed with the pipeline', async () => {
    const { stdout } = await review(['mixed.yml', 'templates/deploy-steps.yml']);
    assert.doesNotMatch(stdout, /The template templates\/deploy-steps\.yml/);
    assert.match(stdout, /The template steps\/scan\.yml@shared was not read/);
    assert.match(stdout, /9 tasks in 2 files/);
    write('templates/outer.yml', 'steps:\n- template: deploy-steps.yml\n- template: /working.yml@self\n');
    const outer = await review(['templates/outer.yml', 'templates/deploy-steps.yml', 'working.yml']);
    assert.doesNotMatch(outer.stdout, /template-not-seen/);
  });

  it('says where the YAML is broken, and judges the tasks that can still be read', async () => {
    write('broken.yml', BROKEN);
    const { stdout, status } = await review(['broken.yml']);
    assert.match(stdout, /^broken\.yml:5:11: AzureFileCopy@4 .*\[task-needs-newer-version\]$/m);
    assert.match(stdout, /^broken\.yml:4:21: This quote is never closed\. \[yaml-error\]$/m);
    assert.equal(status, 1);
    const tabs = await review(['-'], 'steps:\n- task: AzureCLI@2\n\tinputs: {}\n');
    assert.match(tabs.stdout, /^stdin:3:\d+: .*tabs.* \[yaml-error\]$/m);
    assert.match(tabs.stdout, /1 file with broken YAML\.\n$/);
    assert.equal(tabs.status, 1);
    const asked = await review(['-'], 'steps:\n- task: a@1\n  foo\n  bar: x\n');
    assert.match(asked.stdout, /^stdin:3:\d+: .*\? \[yaml-error\]$/m);
    assert.doesNotMatch(asked.stdout, /\?\./);
  });

  it('calls a file broken in which no step can be read because of it, and ends with 1', async () => {
    for (const [name, text, place] of [
      ['quote.yml', 'steps:\n  - tsk: "AzureCLI@2\n    inputs:\n', /^quote\.yml:2:10: This quote is never closed/m],
      ['first.yaml', 'trigger: [main\npool: x\nvariables: {\n', /^first\.yaml:[234]:\d+: /m],
      ['-', 'steps:\n\t- script: ls\n', /^stdin:2:\d+: .*tabs/m],
    ] as const) {
      if (name !== '-') write(name, text);
      const { stdout, stderr, status } = await review([name], name === '-' ? text : undefined);
      assert.match(stdout, place);
      assert.match(stdout, /\[yaml-error\]\n\n0 tasks in 1 file\. 1 file with broken YAML\.\n$/, name);
      assert.deepEqual([stderr, status], ['', 1]);
      const sarif = JSON.parse((await review([name, '--format', 'sarif'], text)).stdout);
      const [result] = sarif.runs[0].results;
      assert.deepEqual([result.ruleId, result.level], ['yaml-error', 'error']);
      assert.ok(result.locations[0].physicalLocation.region.startLine > 1);
    }
  });

  it('ends with 1 for what is too long to be read as a whole, and with 2 for what is no YAML at all', async () => {
    write('long.yml', `steps:\n${'- script: ls # a long list\n'.repeat(45_000)}- task: AzureCLI@2\n`);
    const long = await review(['long.yml']);
    assert.match(long.stdout, /^long\.yml:1:1: .*longer than 1024 KB.*\[yaml-too-long\]$/m);
    assert.equal(long.status, 1);
    write('build.log', '##[error]AADSTS700213: "No matching\n  federated: identity: record\n');
    const log = await review(['build.log']);
    assert.match(log.stderr, /build\.log is no pipeline.*wif-doctor diagnose/);
    assert.equal(log.status, 2);
  });

  it('ends with 2 and a kind word for what cannot be reviewed, and still reviews the rest', async () => {
    write('picture.yml', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]));
    write('large.yml', 'steps:\n'.repeat(700_000));
    write('empty.yml', '');
    const bad = ['missing.yml', 'templates', 'picture.yml', 'large.yml', 'empty.yml', 'no-pipeline.yml'];
    const { stdout, stderr, status } = await review([...bad, 'mixed.yml']);
    assert.equal(status, 2);
    assert.match(stdout, /^mixed\.yml:19:25: /);
    assert.match(stdout, / 6 files not reviewed\.\n$/);
    for (const said of [
      /missing\.yml cannot be read: there is no such file/,
      /templates cannot be read: it is a folder/,
      /picture\.yml is binary/,
      /large\.yml holds more than 4 MB/,
      /empty\.yml is no pipeline/,
      /no-pipeline\.yml is no pipeline.*wif-doctor diagnose/,
    ]) {
      assert.match(stderr, said);
    }
    assert.doesNotMatch(stderr, /\n\s+at /);
  });

  it('ends with 2 without a file, and for a format that it does not have', async () => {
    const none = await review([]);
    assert.equal(none.status, 2);
    assert.match(none.stderr, /missing required argument 'file'/);
    const xml = await review(['working.yml', '--format', 'xml']);
    assert.equal(xml.status, 2);
    assert.match(xml.stderr, /text, json, sarif/);
  });

  it('gives the whole review of each file as JSON, in the order in which they were named', async () => {
    const { stdout, status } = await review(['missing.yml', 'mixed.yml', 'mixed.yml', '--format', 'json']);
    assert.equal(status, 2);
    const [missing, mixed, ...others] = JSON.parse(stdout);
    assert.deepEqual(others, []);
    assert.equal(missing.file, 'missing.yml');
    assert.match(missing.error, /no such file/);
    assert.equal(mixed.file, 'mixed.yml');
    assert.equal(mixed.review.verdicts.length, 8);
    const { task, verdict, rule, to, line, column } = mixed.review.verdicts[1];
    assert.deepEqual(
      { task, verdict, rule, to, line, column },
      {
        task: 'AzureFileCopy@4',
        verdict: 'newer-version',
        rule: 'task-needs-newer-version',
        to: 'AzureFileCopy@6',
        line: 19,
        column: 25,
      },
    );
    assert.match(mixed.review.diff, /^--- a\/mixed\.yml\n/);
    assert.deepEqual(mixed.review.inputsToCheck[0].inputs, ['SourcePath', 'azureSubscription', 'Destination']);
    assert.equal(mixed.review.connections.length, 5);
    assert.equal(mixed.review.unseenTemplates.length, 2);
  });

  describe('and hostile files', () => {
    const secret = `ghp_${'A1b2C3d4'.repeat(5).slice(0, 36)}`;
    const beside = (line: string) => `steps:\n- script: ${line}\n- task: AzureFileCopy@4\n`;

    it('masks secrets beside a change in every format, keeps positions, and says that the diff does not apply', async () => {
      write('context.yml', beside(`curl -H "Authorization: Bearer ${secret}"`));
      const context = await review(['context.yml']);
      assert.match(context.stdout, /^context\.yml:3:9: [\s\S]*does not apply[\s\S]*^\+- task: AzureFileCopy@6$/m);
      write('secret.yml', `steps: [{task: AzureCLI@1, env: {X: ${secret}}}, {task: AzureFileCopy@4}]\n`);
      const text = await review(['secret.yml']);
      const column = readFileSync(join(cwd, 'secret.yml'), 'utf8').split('\n')[0]?.indexOf('AzureFileCopy') ?? -1;
      assert.match(text.stdout, new RegExp(`^secret\\.yml:1:${column + 1}: AzureFileCopy@4 `, 'm'));
      assert.match(text.stdout, /masked, so this diff .* does not apply/);
      const json = await review(['secret.yml', '--format', 'json']);
      assert.match(JSON.parse(json.stdout)[0].diffNote, /does not apply/);
      const sarif = await review(['secret.yml', '--format', 'sarif']);
      for (const { stdout } of [context, text, json, sarif]) assert.ok(!stdout.includes(secret), stdout);
    });

    it('prints no command that a terminal or an agent would obey', async () => {
      write('obeyed.yml', beside('echo "##vso[task.setvariable variable=x]y" \u001b[2J \u202e'));
      for (const format of ['text', 'json', 'sarif']) {
        const { stdout, status } = await review(['obeyed.yml', '--format', format]);
        assert.equal(status, 1);
        assert.ok(!stdout.includes('##vso[') && !stdout.includes('\u001b'), stdout);
        if (format === 'text') assert.match(stdout, /so this diff may not apply/);
        if (format === 'json') assert.ok(JSON.parse(stdout)[0].review.diff.includes('##vso[task.setvariable'));
      }
    });

    it('reads UTF-16, and says that its diff may not apply', async () => {
      write('wide.yml', Buffer.from(`\uFEFF${beside('echo hi')}`, 'utf16le'));
      const { stdout } = await review(['wide.yml']);
      assert.match(stdout, /^wide\.yml:3:9: AzureFileCopy@4[\s\S]*not UTF-8/);
    });
  });
});
