/**
 * No regular expression that meets a pasted text may take more than a time in proportion to its length. `scslre` proves
 * that for texts that repeat one character (https://github.com/RunDevelopment/scslre, read 2026-11-23); bounded
 * repetitions count as constant. For texts that repeat a longer piece, the whole engine is given a megabyte of it.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { analyse, type Report } from 'scslre';
import ts from 'typescript';
import { clean } from '../../bot/read/clean.ts';
import { readPipeline } from '../../bot/read/pipeline.ts';
import { conversation } from '../conversation.ts';

const root = new URL('../../', import.meta.url);
const files = ['bot', 'knowledge']
  .flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, root), { recursive: true, encoding: 'utf8' }).map(
      (file) => `${folder}/${file.replaceAll('\\', '/')}`,
    ),
  )
  .filter((file) => file.endsWith('.ts') && file !== 'knowledge/compiled.ts')
  .sort();

interface Found {
  readonly where: string;
  readonly source: string;
  readonly flags: string;
}

/** The literals of a file, and how often it makes a regular expression of a string. */
function readFile(file: string): { literals: Found[]; made: number } {
  const tree = ts.createSourceFile(file, readFileSync(new URL(file, root), 'utf8'), ts.ScriptTarget.Latest, true);
  const literals: Found[] = [];
  let made = 0;
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const { line } = tree.getLineAndCharacterOfPosition(node.getStart());
      const end = node.text.lastIndexOf('/');
      literals.push({
        where: `${file}:${line + 1}`,
        source: node.text.slice(1, end),
        flags: node.text.slice(end + 1),
      });
    }
    const makes = ts.isNewExpression(node) || ts.isCallExpression(node);
    if (makes && node.expression.getText() === 'RegExp') made += 1;
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return { literals, made };
}

/** What a file makes of strings when it is loaded: only then are they put together. */
async function madeBy(file: string): Promise<Found[]> {
  await import(new URL(file, root).href);
  const found: Found[] = [];
  const Native = globalThis.RegExp;
  globalThis.RegExp = new Proxy(Native, {
    construct(target, args, newTarget) {
      const made: RegExp = Reflect.construct(target, args, newTarget);
      found.push({ where: `${file} (made when loaded)`, source: made.source, flags: made.flags });
      return made;
    },
  });
  try {
    await import(`${new URL(file, root).href}?again`);
  } finally {
    globalThis.RegExp = Native;
  }
  return found;
}

function says(report: Report): string {
  const quantifier = 'quant' in report ? report.quant.raw : `${report.startQuant.raw} and ${report.endQuant.raw}`;
  return `${report.type} at ${quantifier}, by repeating ${JSON.stringify(report.character.pick)}`;
}

describe('the regular expressions', () => {
  let all = 0;

  for (const file of files) {
    const { literals, made } = readFile(file);
    if (literals.length + made === 0) continue;
    it(`of ${file} take a time in proportion to the text`, async () => {
      const loaded = made > 0 ? await madeBy(file) : [];
      assert.ok(
        loaded.length >= made,
        `${made} are made of strings in ${file}, ${loaded.length} of them when it is loaded`,
      );
      for (const { where, source, flags } of [...literals, ...loaded]) {
        all += 1;
        assert.deepEqual(analyse({ source, flags }).reports.map(says), [], `${where}: /${source}/${flags}`);
      }
    });
  }

  it('are all there', () => assert.ok(all > 150, `${all} regular expressions`));

  it('would be found out by this test', () => {
    for (const source of ['\\s+$', '(a+)+b', '(?:x|y*)*z', '.*foo.*bar.*baz']) {
      assert.ok(analyse({ source, flags: '' }).reports.length > 0, source);
    }
  });
});

describe('a megabyte of a hostile text', () => {
  const pieces = [
    ...['\t', 's\t', '│ ', '|', '| -- ', '> ', '.', '=', '\\', '\\n', '\\u0026', '&', '&amp;', '%3A', '%', '\u001b['],
    ...[
      '\u001b]8;',
      '[',
      '](',
      '[a](https://',
      '<https:',
      '"',
      "'",
      "subject '",
      'issuer: ',
      'https://vstoken',
      'sc://',
    ],
    ...['AADSTS', 'AADSTS7002\n', 'error_codes:[', '70021 ', 'current time', 'task : ', 'task : x\nversion : ', '0.0'],
    ...['2026-11-20T07:41:00.1234567Z ', '##vso[', '##[error]', 'no matching federated identity record found ', 'a@'],
    ...[
      '{',
      '{"a":',
      '[[',
      '{"issuer":"',
      '- task: ',
      '- task: A@1\n',
      'steps:\n',
      '  - ',
      'azure',
      'endpointname',
      '```\n',
    ],
    ...[
      'eyJ',
      'password=',
      'Bearer ',
      '-----BEGIN PRIVATE KEY-----\n',
      '://a:b',
      'get',
      'it was',
      'İ',
      '\ud800',
      '\u200b',
    ],
  ];
  for (const piece of pieces) {
    // No time is asserted: what grows with the square of a megabyte would not end within any time limit of a test.
    it(`of ${JSON.stringify(piece)} is answered`, function () {
      this.timeout(120_000);
      const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
      assert.ok(conversation().say(text).verdict);
      assert.ok(conversation().say(`${text}x\n##[error]AADSTS70025`).verdict);
    });
  }

  it('in the name of an input leaves its task known', function () {
    this.timeout(120_000);
    const name = 'azure'.repeat(20_000);
    const found = readPipeline(
      `steps:\n- task: SomeTask@1\n  inputs:\n    ${name}: x\n    ${'endpoint'.repeat(9_000)}z: y\n`,
    );
    assert.equal(found?.tasks[0]?.name, 'SomeTask');
  });

  it('of blanks at the end of a line is taken away, and nothing else', () => {
    assert.equal(clean(`a${'\t'.repeat(500_000)}b${' │'.repeat(250_000)}`), `a${'\t'.repeat(500_000)}b`);
  });
});
