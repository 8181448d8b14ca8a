/** For the mutation run alone: what makes it take minutes rather than a day. */
import fc from 'fast-check';
import Mocha from 'mocha';

/** A property has shown a mutant within a few examples, or will not show it. */
fc.configureGlobal({ numRuns: 20 });

/**
 * Stryker asks for the tests of a mutant by one expression of all their titles, and Mocha tries it on every title for every
 * suite; with two thousand tests that takes seconds for each mutant. A set of titles takes none.
 */
const BETWEEN = '$)|(^';
const WRITTEN: Readonly<Record<string, string>> = { n: '\n', r: '\r', u2028: '\u2028', u2029: '\u2029' };
const grep = Mocha.prototype.grep;
Mocha.prototype.grep = function grepTitles(pattern) {
  const source = pattern instanceof RegExp ? pattern.source : '';
  if (!source.startsWith('(^') || !source.endsWith('$)')) return grep.call(this, pattern);
  const titles = new Set(
    source
      .slice(2, -2)
      .split(BETWEEN)
      .map((title) => title.replace(/\\(u2028|u2029|.)/g, (_, escaped: string) => WRITTEN[escaped] ?? escaped)),
  );
  return grep.call(this, Object.assign(new RegExp(pattern), { test: (title: string) => titles.has(title) }));
};

interface Coverage {
  readonly static: Record<string, number>;
  readonly perTest: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/**
 * A mutant that tests meet, and the loading of modules too, is tried in the tests alone (`ignoreStatic`), yet Stryker 9.6.1
 * starts a process for each (https://stryker-mutator.io/docs/mutation-testing-elements/static-mutants, read 2026-12-01).
 * What is switched on only after loading needs none.
 */
export const mochaHooks = {
  afterAll(): void {
    const { mutantCoverage } = (globalThis as { __stryker__?: { mutantCoverage?: Coverage } }).__stryker__ ?? {};
    for (const met of Object.values(mutantCoverage?.perTest ?? {})) {
      for (const mutant of Object.keys(met)) delete mutantCoverage?.static[mutant];
    }
  },
};
