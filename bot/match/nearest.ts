/** The entries whose words are closest to a text that nothing matched: guesses, named as such. */
import MiniSearch from 'minisearch';
import type { Catalog } from './catalog.ts';
import type { Finding } from './finding.ts';

/** Texts longer than this are searched by their lines that speak of an error. */
const MAX_TEXT = 2_000;
/** Below this score of minisearch the nearest entry has only common words with the text. */
const MIN_SCORE = 14;

export type Nearest = (text: string) => Finding[];

/** Builds the search over the entries, on first use. */
export function createNearest(catalog: Catalog): Nearest {
  let search: MiniSearch | undefined;
  return (text) => {
    search ??= build(catalog);
    const lines = text.length <= MAX_TEXT ? text : errorLines(text);
    return search
      .search(lines, { fuzzy: 0.1 })
      .filter(({ score }) => score >= MIN_SCORE)
      .slice(0, 2)
      .map(({ id, terms }) => ({
        kind: catalog.errors.has(id) ? ('error' as const) : ('topic' as const),
        id: String(id),
        certainty: 'guess' as const,
        why: `shares the words ${terms.slice(0, 6).join(', ')}`,
      }));
  };
}

function build(catalog: Catalog): MiniSearch {
  const search = new MiniSearch({ fields: ['title', 'words', 'signs'], idField: 'id' });
  for (const walk of catalog.walks.values()) {
    const error = catalog.errors.get(walk.id);
    search.add({
      id: walk.id,
      title: walk.title,
      words: error ? `${error.happened} ${error.why}` : '',
      signs: error?.signatures.flatMap(({ says }) => says).join(' ') ?? '',
    });
  }
  return search;
}

function errorLines(text: string): string {
  const lines = text.split('\n').filter((line) => /error|fail|denied|unauthori[sz]ed/i.test(line));
  return lines.slice(-12).join('\n').slice(0, MAX_TEXT);
}
