/** What a contributor sees whose file does not load: `npm run knowledge:check`, `npm test`, `npm run build`. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('compiling the knowledge', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'compile-'));
    for (const part of ['knowledge', 'package.json']) cpSync(join(root, part), join(folder, part), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('names file, line and remedy of every problem once, and nothing of the program', () => {
    const file = join(folder, 'knowledge/errors/AADSTS700213.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^who: .*$/m, 'who: nobody'));
    const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'knowledge/compile.ts'], {
      cwd: folder,
      encoding: 'utf8',
    });
    const [, ...problems] = stderr.trimEnd().split('\n');
    assert.equal(status, 1);
    assert.equal(problems.length, 1, stderr);
    assert.match(problems[0] ?? '', /^errors\/AADSTS700213\.yaml:\d+: nobody is not in roles\.yaml \(add it there/);
  });
});
