import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { run } from './run.ts';

const cwd = fileURLToPath(new URL('pipelines', import.meta.url));

/** What we use of SARIF 2.1.0, every object closed as in its schema, which forbids properties that it does not name. */
const text = z.strictObject({ text: z.string().min(1) });
const level = z.enum(['error', 'warning', 'note']);
/** A reference of RFC 3986 that is relative: no scheme, no blank, no backslash. */
const artifactLocation = z.strictObject({ uri: z.string().regex(/^(?![a-z]+:|\/)[\w.~%!'()*/-]+$/i) });
const position = z.int().min(1);
const location = z.strictObject({
  physicalLocation: z.strictObject({
    artifactLocation,
    region: z.strictObject({ startLine: position, startColumn: position }).optional(),
  }),
});
const fix = z.strictObject({
  description: text,
  artifactChanges: z.tuple([
    z.strictObject({
      artifactLocation,
      replacements: z.tuple([
        z.strictObject({
          deletedRegion: z.strictObject({ startLine: position, startColumn: position, endColumn: position }),
          insertedContent: text,
        }),
      ]),
    }),
  ]),
});
const sarifSchema = z.strictObject({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z.tuple([
    z.strictObject({
      tool: z.strictObject({
        driver: z.strictObject({
          name: z.string().min(1),
          semanticVersion: z.string().regex(/^\d+\.\d+\.\d+/),
          rules: z.array(
            z.strictObject({
              id: z.string().regex(/^[a-z-]+$/),
              shortDescription: text,
              help: text,
              helpUri: z.url({ protocol: /^https$/ }),
              defaultConfiguration: z.strictObject({ level }),
            }),
          ),
        }),
      }),
      columnKind: z.literal('utf16CodeUnits'),
      invocations: z.tuple([
        z.strictObject({
          executionSuccessful: z.boolean(),
          exitCode: z.int(),
          toolExecutionNotifications: z.array(z.strictObject({ level, message: text, locations: z.tuple([location]) })),
        }),
      ]),
      results: z.array(
        z.strictObject({
          ruleId: z.string(),
          ruleIndex: z.int().min(0),
          level,
          message: text,
          locations: z.tuple([location]),
          fixes: z.tuple([fix]).optional(),
        }),
      ),
    }),
  ]),
});

async function sarif(files: readonly string[], folder = cwd, input?: string) {
  const { stdout, status } = await run(['review', ...files, '--format', 'sarif'], { cwd: folder, input });
  return { ...sarifSchema.parse(JSON.parse(stdout)).runs[0], status };
}

describe('wif-doctor review --format sarif', () => {
  it('gives every problem its rule, level, place and, for a version, the change', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wif-doctor-sarif-'));
    const long = join(folder, 'long.yml');
    writeFileSync(long, `steps:\n${'- script: ls # a long list\n'.repeat(45_000)}- task: AzureCLI@2\n`);
    const { results, tool, status } = await sarif(
      ['mixed.yml', '-', long],
      cwd,
      'steps:\n- task: AzureCLI@2\n\tinputs: {}\n',
    );
    rmSync(folder, { recursive: true });
    assert.equal(status, 1);
    const { rules } = tool.driver;
    assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length);
    for (const { ruleId, ruleIndex, level } of results) {
      assert.equal(rules[ruleIndex]?.id, ruleId);
      assert.equal(rules[ruleIndex]?.defaultConfiguration.level, level);
    }
    assert.deepEqual(new Set(results.map(({ ruleId }) => ruleId)), new Set(rules.map(({ id }) => id)));
    const levelOf = (rule: string) => results.find(({ ruleId }) => ruleId === rule)?.level;
    assert.equal(levelOf('task-cannot-use-wif'), 'error');
    assert.equal(levelOf('task-needs-newer-version'), 'error');
    assert.equal(levelOf('task-deprecated'), 'warning');
    assert.equal(levelOf('template-not-seen'), 'note');

    const copy = results.find(({ ruleId }) => ruleId === 'task-needs-newer-version');
    assert.deepEqual(copy?.locations[0].physicalLocation, {
      artifactLocation: { uri: 'mixed.yml' },
      region: { startLine: 19, startColumn: 25 },
    });
    assert.deepEqual(copy?.fixes?.[0].artifactChanges[0].replacements[0], {
      deletedRegion: { startLine: 19, startColumn: 25, endColumn: 40 },
      insertedContent: { text: 'AzureFileCopy@6' },
    });
  });

  it('has no result for a pipeline that works', async () => {
    const { results, invocations, status } = await sarif(['working.yml']);
    assert.deepEqual(results, []);
    assert.equal(invocations[0].executionSuccessful, true);
    assert.equal(status, 0);
  });

  it('says which file could not be reviewed', async () => {
    const { results, invocations, status } = await sarif(['missing.yml', 'mixed.yml']);
    const [{ executionSuccessful, exitCode, toolExecutionNotifications }] = invocations;
    assert.ok(results.length > 0);
    assert.equal(executionSuccessful, false);
    assert.equal(exitCode, status);
    assert.equal(status, 2);
    assert.match(toolExecutionNotifications[0]?.message.text ?? '', /no such file/);
    assert.equal(toolExecutionNotifications[0]?.locations[0].physicalLocation.artifactLocation.uri, 'missing.yml');
  });

  it('names files relative to the current folder, whatever their names', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wif-doctor-sarif-'));
    try {
      const name = 'my pipeline: 50% ä#.yml';
      writeFileSync(join(folder, name), 'steps:\n- task: AzureFileCopy@4\n');
      for (const named of [name, join(folder, name), `./${name}`]) {
        const { results } = await sarif([named], folder);
        const { uri = '' } = results[0]?.locations[0].physicalLocation.artifactLocation ?? {};
        assert.equal(decodeURIComponent(uri), name);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
