/** The entries whose words are closest to a text that nothing matched: guesses, named as such. */
import MiniSearch from 'minisearch';
import type { Catalog } from './catalog.ts';
import type { Finding } from './finding.ts';

/** Of a longer text only the lines that speak of a failure are searched, the last ones first. */
const MAX_TEXT = 1_500;
/** A guess shares this many words with the text, and this part of them: fewer is chance. */
const MIN_WORDS = 3;
const MIN_PART = 0.3;
const MAX_GUESSES = 2;
/** Words that any two texts share. */
const COMMON = new Set(
  'http https www com org net dev a about after all an and any are as at be been but by can cannot could did do does error failed for from get had has have how if in into is it its may more must my new no not of on one or our request see so some than that the their them then there this to use used was we were what when where which who why will with would you your'.split(
    ' ',
  ),
);

export type Nearest = (text: string) => Finding[];

/** A search over the entries, built on first use. */
export function createNearest(catalog: Catalog): Nearest {
  let search: MiniSearch | undefined;
  return (text) => {
    search ??= build(catalog);
    const query = text.length <= MAX_TEXT ? text : failureLines(text);
    const words = new Set(
      query
        .toLowerCase()
        .match(/\p{L}{3,}/gu)
        ?.filter((word) => !COMMON.has(word)),
    );
    return search
      .search([...words].join(' '), { fuzzy: 0.1 })
      .filter(({ queryTerms }) => {
        const shared = new Set(queryTerms).size;
        return shared >= MIN_WORDS && shared >= words.size * MIN_PART;
      })
      .slice(0, MAX_GUESSES)
      .map(({ id, queryTerms }) => ({
        kind: catalog.errors.has(id) ? ('error' as const) : ('topic' as const),
        id: String(id),
        certainty: 'guess' as const,
        why: `shares the words ${[...new Set(queryTerms)].slice(0, 8).join(', ')}`,
      }));
  };
}

function build(catalog: Catalog): MiniSearch {
  const search = new MiniSearch({
    fields: ['title', 'words', 'signs'],
    processTerm: (term) => (COMMON.has(term.toLowerCase()) ? null : term.toLowerCase()),
  });
  for (const walk of catalog.walks.values()) {
    const error = catalog.errors.get(walk.id);
    search.add({
      id: walk.id,
      title: walk.title,
      words: error && `${error.happened} ${error.why}`,
      signs: error?.signatures.flatMap(({ says }) => says).join(' '),
    });
  }
  return search;
}

function failureLines(text: string): string {
  const lines = text.split('\n').filter((line) => /error|fail|denied|unauthori[sz]ed/i.test(line.slice(0, 1_000)));
  return lines.slice(-12).join('\n').slice(0, MAX_TEXT);
}
