/** What the README says is so: its settings are the settings, its files exist, its commands run. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { VARIABLES } from '../adapters/variables.ts';

const run = promisify(execFile);
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const commands = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)]
  .flatMap(([, block = '']) => block.split('\n'))
  .map((line) => line.trim())
  .filter(Boolean);

/** Run by `.ci/run` itself, in a clean checkout. */
const RUN_BY_CI = ['npm ci && npm start', 'npm ci && npm test', 'npm run knowledge:check', 'npm run manifest:pack'];

describe('the README', () => {
  it('has every setting in its table, as the settings themselves are described', () => {
    const rows = VARIABLES.map((variable) => {
      const standard = 'default' in variable ? `\`${variable.default}\`` : '';
      return `| \`${variable.name}\` | ${variable.is} | ${standard} |`.replace('|  |', '| |');
    });
    const table = readme.split('\n').filter((line) => line.startsWith('| `'));
    assert.deepEqual(table, rows);
  });

  it('links to files that exist', () => {
    for (const file of ['README.md', 'CONTRIBUTING.md']) {
      const links = [...readFileSync(join(root, file), 'utf8').matchAll(/\]\((?!https?:)([^)#]+)\)/g)];
      assert.ok(links.length > 0);
      for (const [, path = ''] of links) assert.ok(existsSync(join(root, path)), `${file} links to ${path}`);
    }
  });

  it('names no command that nothing runs', () => {
    const here = commands.filter((command) => command.startsWith('npm run --silent wif-doctor -- '));
    assert.deepEqual(
      commands.filter((command) => !here.includes(command) && !RUN_BY_CI.includes(command)),
      [],
    );
    const ci = readFileSync(join(root, '.ci/run'), 'utf8');
    for (const command of RUN_BY_CI) for (const part of command.split(' && ')) assert.ok(ci.includes(part), part);
  });

  describe('its commands', () => {
    let folder: string;
    before(() => {
      folder = mkdtempSync(join(tmpdir(), 'readme-'));
      writeFileSync(
        join(folder, 'build.log'),
        'AADSTS70025: The client has no configured federated identity credentials',
      );
      const pipeline = 'steps:\n- task: AzureCLI@1\n  inputs:\n    azureSubscription: contoso\n';
      writeFileSync(join(folder, 'azure-pipelines.yml'), pipeline);
    });
    after(() => rmSync(folder, { recursive: true }));

    for (const command of commands.filter((line) => line.startsWith('npm run --silent wif-doctor -- '))) {
      it(command, async () => {
        const words = command.replace('npm run --silent wif-doctor -- ', '').split(' ');
        const main = ['--import', tsx, join(root, 'adapters/cli/main.ts'), ...words];
        const started = run(process.execPath, main, { cwd: folder });
        started.child.stdin?.end('AADSTS70025\n\n');
        const { stdout } = await started;
        assert.match(stdout, /AADSTS70025|AADSTS700213|AzureCLI@1/);
      });
    }
  });
});
