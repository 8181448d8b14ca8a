/** Who may know what: `knowledge` nothing, `bot` the knowledge, `adapters` the bot. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Packages that run in a browser as they do in Node. */
const PURE_PACKAGES = new Set(['zod', 'yaml', 'minisearch', 're2js', 'fastest-levenshtein']);
/** Files of the knowledge that may touch the disk: they are no part of what the engine loads. */
const EDGE_OF_KNOWLEDGE = new Set([
  'knowledge/loader.ts',
  'knowledge/organization-folder.ts',
  'knowledge/compile.ts',
  'knowledge/compare.ts',
  'knowledge/stale.ts',
]);

interface Import {
  readonly from: string;
  readonly to: string;
}

describe('the borders between the folders', () => {
  const imports = ['bot', 'knowledge', 'adapters'].flatMap((folder) => filesBelow(folder)).flatMap(importsOf);
  const inside = (folder: string) => imports.filter(({ from }) => from.startsWith(`${folder}/`));

  it('are found in many files, so that this test cannot pass on an empty list', () => {
    assert.ok(imports.length > 100, `only ${imports.length} imports found`);
  });

  it('knowledge knows nothing but itself', () => {
    const foreign = inside('knowledge').filter(({ to }) => /^(bot|adapters|test|manifest)\//.test(to));
    assert.deepEqual(foreign, []);
  });

  it('bot knows only the knowledge, and no Node module, SDK or disk', () => {
    const foreign = inside('bot').filter(({ to }) => !/^(bot|knowledge)\//.test(to) && !PURE_PACKAGES.has(to));
    assert.deepEqual(foreign, []);
    const edge = inside('bot').filter(({ to }) => EDGE_OF_KNOWLEDGE.has(to));
    assert.deepEqual(edge, []);
  });

  it('what the engine loads of the knowledge needs no Node module either', () => {
    const foreign = inside('knowledge').filter(
      ({ from, to }) => !EDGE_OF_KNOWLEDGE.has(from) && !to.startsWith('knowledge/') && !PURE_PACKAGES.has(to),
    );
    assert.deepEqual(foreign, []);
  });

  it('a door knows no other door; only card/ and store/ are shared', () => {
    const doors = ['slack', 'teams', 'web', 'cli'];
    const foreign = doors.flatMap((door) =>
      inside(`adapters/${door}`).filter(({ to }) =>
        doors.some((other) => other !== door && to.startsWith(`adapters/${other}/`)),
      ),
    );
    assert.deepEqual(foreign, []);
  });

  it('no platform SDK is known outside its own door', () => {
    const homes = { botbuilder: 'adapters/teams/', '@slack/bolt': 'adapters/slack/', libsql: 'adapters/store/' };
    for (const [sdk, home] of Object.entries(homes)) {
      const users = imports.filter(({ to }) => to === sdk).map(({ from }) => from);
      assert.ok(users.length > 0, `${sdk} is used nowhere`);
      assert.deepEqual(
        users.filter((file) => !file.startsWith(home)),
        [],
      );
    }
  });

  it('the engine reads no clock and no chance', () => {
    for (const file of filesBelow('bot')) {
      const source = readFileSync(join(root, file), 'utf8');
      assert.doesNotMatch(source, /Date\.now\(|new Date\(\)|Math\.random\(|performance\./, file);
    }
  });
});

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && name !== 'compiled.ts')
    .map((name) => join(folder, name).replaceAll('\\', '/'));
}

function importsOf(file: string): Import[] {
  const source = readFileSync(join(root, file), 'utf8');
  const found = source.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g);
  return [...found].map(([, target = '']) => ({
    from: file,
    to: target.startsWith('.')
      ? relative(root, resolve(root, dirname(file), target)).replaceAll('\\', '/')
      : packageOf(target),
  }));
}

function packageOf(target: string): string {
  const parts = target.split('/');
  return target.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? target);
}
