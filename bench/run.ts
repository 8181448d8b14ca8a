/**
 * `npm run bench`: how fast WIF Doctor answers, and how often rightly, beside the search libraries that one would
 * otherwise take. Under three minutes; `--quick` under 40 seconds; `--json FILE` keeps the numbers. Compare only what
 * one run has measured: machines differ, and so do their days. It measures what is shipped, compiled by tsc: tsx has
 * esbuild keep the names of functions (https://esbuild.github.io/api/#keep-names, read 2026-12-01), which costs the engine
 * a quarter of its time, and its peers, compiled already, nothing.
 */
import { writeFileSync } from 'node:fs';
import { arch, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { knowledge } from '../knowledge/compiled.ts';
import { measure, median, type Result, ratio, type Size } from './measure.ts';
import { cases, logWith } from './texts.ts';
import { ENGINE, FLEXSEARCH, MINISEARCH, toolsOver } from './tools.ts';

const { values: options } = parseArgs({ options: { quick: { type: 'boolean' }, json: { type: 'string' } } });
const print = (line = ''): unknown => process.stdout.write(`${line}\n`);

/** What is compared with each other takes turns. `length` is in characters, 0 for the line alone. */
const turns = [
  { rounds: options.quick ? 11 : 31, sizes: [{ name: 'line', length: 0, cases: 10 }] },
  { rounds: options.quick ? 11 : 31, sizes: [{ name: '10 KB', length: 10_000, cases: 10 }] },
  {
    rounds: options.quick ? 5 : 15,
    sizes: [
      { name: '1 MB', length: 1_000_000, cases: options.quick ? 2 : 10 },
      { name: '10 MB', length: 10_000_000, cases: options.quick ? 1 : 4 },
    ],
  },
];
const sizes = turns.flatMap((turn) => turn.sizes.map(({ name }) => name));

const tools = toolsOver(knowledge);
const results = turns.flatMap((turn) => measure(tools, turn.sizes.map(withSamples), turn.rounds));
const resultOf = (size: string, tool: string): Result | undefined =>
  results.find((result) => result.size === size && result.tool === tool);

/** What the project has set itself; `reached` is judged within this run. */
const aims = [
  atLeast(3, 'line', MINISEARCH),
  atLeast(40, '10 KB', MINISEARCH),
  atLeast(1, '10 KB', FLEXSEARCH),
  atLeast(40, '1 MB', MINISEARCH),
  atLeast(1, '1 MB', FLEXSEARCH),
  growth(),
];
const wrong = results.filter(({ tool, right, of }) => tool === ENGINE && right !== of);

print(`Node ${process.version}, ${cpus()[0]?.model ?? arch()}. Milliseconds for one text (median), right answers.\n`);
print(row('', ...sizes));
for (const { name, longest } of tools) {
  print(row(name, ...sizes.map((size) => cell(resultOf(size, name), longest))));
}
print();
for (const { says, value, reached } of aims)
  print(`${reached ? 'reached' : 'missed '}  ${value.toFixed(2).padStart(7)}  ${says}`);
print(`${wrong.length === 0 ? 'reached' : 'missed '}           every answer of ${ENGINE} is right`);
print(
  `         ${ratio(resultOf('line', ENGINE), resultOf('line', FLEXSEARCH)).toFixed(2).padStart(7)}  line: times as long as flexsearch`,
);

if (options.json !== undefined) {
  const measured = results.map((result) => ({ ...result, ms: median(result.rounds) }));
  writeFileSync(options.json, `${JSON.stringify({ node: process.version, measured, aims }, null, 2)}\n`);
}
if (wrong.length > 0) process.exitCode = 1;

function withSamples({ name, length, cases: count }: (typeof turns)[number]['sizes'][number]): Size {
  const samples = cases.slice(0, count).map(({ line, entry }, seed) => ({
    text: length === 0 ? line : logWith(line, length, seed + 1, knowledge),
    entry,
  }));
  return { name, samples };
}

function atLeast(times: number, size: string, tool: string) {
  const value = ratio(resultOf(size, tool), resultOf(size, ENGINE));
  return { says: `${size}: times as fast as ${tool} (at least ${times})`, value, reached: value >= times };
}

function growth() {
  const value = ratio(resultOf('10 MB', ENGINE), resultOf('1 MB', ENGINE));
  return { says: '10 MB: times as long as 1 MB (at most 11)', value, reached: value <= 11 };
}

function row(first: string, ...cells: readonly string[]): string {
  return first.padEnd(24) + cells.map((text) => text.padStart(22)).join('');
}

function cell(result: Result | undefined, longest: number): string {
  if (!result) return `not beyond ${longest.toLocaleString('en')}`;
  return `${median(result.rounds).toPrecision(3)} (${result.right} of ${result.of})`;
}
