/** What a diff of versions shows, and what it leaves out. Whether it applies is tested with the review. */
import assert from 'node:assert/strict';
import { type Replacement, versionDiff } from '../../../bot/match/version-diff.ts';
import type { Block } from '../../../bot/read/pipeline.ts';

/** Lines with their numbers, as a block that begins at line 11. */
function block(count: number, change: Readonly<Record<number, string>>, more: Partial<Block> = {}): Block {
  const lines = Array.from({ length: count }, (_, index) => change[index + 11] ?? `${index + 11}`);
  return { lines, firstLine: 11, firstColumn: 1, endsWithBreak: true, ...more };
}

function at(line: number, column: number, from = 'A@1', to = 'A@22'): Replacement {
  return { line, column, from, to };
}

/** The diff without the head that names the file. */
function hunks(lines: Block, ...replacements: Replacement[]): string[] {
  return versionDiff([lines], replacements, 'x.yml').split('\n').slice(2, -1);
}

describe('the diff of versions', () => {
  it('replaces every word of a line where it stands', () => {
    const line = '[A@1, A@1, B@1]';
    assert.deepEqual(hunks(block(1, { 11: line }), at(11, 2), at(11, 7), at(11, 12, 'B@1', 'B')), [
      '@@ -11,1 +11,1 @@',
      `-${line}`,
      '+[A@22, A@22, B]',
    ]);
  });

  it('counts columns from the text around a block, of which its first line has a part', () => {
    assert.deepEqual(hunks(block(2, { 11: 'A@1', 12: ' A@1' }, { firstColumn: 8 }), at(11, 8), at(12, 2)), [
      '@@ -11,2 +11,2 @@',
      '-A@1',
      '- A@1',
      '+A@22',
      '+ A@22',
    ]);
  });

  it('shows three lines around a change, and changes together where these would touch', () => {
    const change = { 15: 'A@1', 22: 'A@1', 30: 'A@1' };
    const ranges = (...lines: number[]) =>
      hunks(block(22, change), ...lines.map((line) => at(line, 1))).filter((line) => line.startsWith('@@'));
    assert.deepEqual(ranges(15, 22, 30), ['@@ -12,7 +12,7 @@', '@@ -19,7 +19,7 @@', '@@ -27,6 +27,6 @@']);
    assert.deepEqual(hunks(block(22, { ...change, 21: 'A@1' }), at(15, 1), at(21, 1)), [
      '@@ -12,13 +12,13 @@',
      ...[
        ' 12',
        ' 13',
        ' 14',
        '-A@1',
        '+A@22',
        ' 16',
        ' 17',
        ' 18',
        ' 19',
        ' 20',
        '-A@1',
        '+A@22',
        ' A@1',
        ' 23',
        ' 24',
      ],
    ]);
  });

  it('leaves out what does not stand where it is said to stand', () => {
    for (const one of [at(12, 2), at(13, 1), at(10, 1), at(99, 1)]) {
      assert.equal(versionDiff([block(3, { 12: 'A@1' })], [one], 'x.yml'), '', `${one.line}:${one.column}`);
    }
  });

  it('says where the block has no line break at its end', () => {
    assert.deepEqual(hunks(block(1, { 11: 'A@1' }, { endsWithBreak: false }), at(11, 1)), [
      '@@ -11,1 +11,1 @@',
      '-A@1',
      '\\ No newline at end of file',
      '+A@22',
      '\\ No newline at end of file',
    ]);
  });

  for (const [file, name] of [
    ['azure-pipelines.yml', 'azure-pipelines.yml'],
    ['ci/./web.yml', 'ci/./web.yml'],
    ['./ci/web.yml', 'ci/web.yml'],
    ['/.//ci/web.yml', 'ci/web.yml'],
    ['.ci/web.yml', '.ci/web.yml'],
    ['.\\ci\\web.yml', 'ci/web.yml'],
    ['web\n+++ b/etc.yml', 'web+++ b/etc.yml\t'],
  ] as const) {
    it(`names the file safely: ${JSON.stringify(file)}`, () => {
      const [before, after] = versionDiff([block(1, { 11: 'A@1' })], [at(11, 1)], file).split('\n');
      assert.deepEqual([before, after], [`--- a/${name}`, `+++ b/${name}`]);
    });
  }
});
