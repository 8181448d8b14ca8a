/** What the benchmark compares: each tool takes a text and names the entry that it thinks it is about. */
import { Index } from 'flexsearch';
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import { createEngine } from '../bot/engine.ts';
import type { Knowledge } from '../knowledge/schema.ts';

export interface Tool {
  readonly name: string;
  /** In characters. Longer texts would take it too long for a benchmark. */
  readonly longest: number;
  diagnose(text: string): string | undefined;
}

export const ENGINE = 'wif-doctor';
export const MINISEARCH = 'minisearch by line';
export const FLEXSEARCH = 'flexsearch, whole text';
const FUSE = 'fuse.js by line';

/** Every tool, over the same entries, in the setting that does best by it: see the comments. */
export function toolsOver(knowledge: Knowledge): readonly Tool[] {
  return [engine(knowledge), minisearch(knowledge), flexsearch(knowledge), fuse(knowledge)];
}

interface Document {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly signatures: string;
}

/** The errors with their signatures, the guides, and the tasks: all that the engine answers from. */
function documentsOf({ errors, guides, tasks }: Knowledge): readonly Document[] {
  return [
    ...errors.map(({ id, codes, title, happened, why, signatures }) => ({
      id,
      title: `${codes.join(' ')} ${title}`,
      body: `${happened} ${why}`,
      signatures: signatures.flatMap(({ says }) => says).join(' '),
    })),
    ...guides.map(({ id, title, intro }) => ({ id, title, body: intro.join(' '), signatures: '' })),
    ...tasks.tasks.map(({ task, notes }) => ({
      id: task,
      title: task,
      body: notes.map(({ text }) => text).join(' '),
      signatures: '',
    })),
  ];
}

/** Everything: reading, masking, matching, answering. */
function engine(knowledge: Knowledge): Tool {
  const { respond } = createEngine(knowledge);
  const at = new Date('2026-11-20T09:14:32Z');
  return {
    name: ENGINE,
    longest: Number.POSITIVE_INFINITY,
    diagnose: (text) =>
      respond({ id: 'bench', at, place: 'direct', input: { kind: 'text', text, files: [] } }).reply.findings[0]?.id,
  };
}

/** Without fuzziness it is four times as fast and finds no less. The best line of the text decides. */
function minisearch(knowledge: Knowledge): Tool {
  const search = new MiniSearch({ fields: ['title', 'body', 'signatures'] });
  search.addAll(documentsOf(knowledge));
  return {
    name: MINISEARCH,
    longest: 2_000_000,
    diagnose: (text) => {
      let best: { readonly id: string; readonly score: number } | undefined;
      for (const line of text.split('\n')) {
        const [found] = search.search(line);
        if (found && (!best || found.score > best.score)) best = { id: String(found.id), score: found.score };
      }
      return best?.id;
    },
  };
}

/** It has no scores, so that no line can be preferred: the whole text at once. `suggest`, as no entry has all words. */
function flexsearch(knowledge: Knowledge): Tool {
  const index = new Index({ tokenize: 'strict' });
  const ids = documentsOf(knowledge).map(({ id, title, body, signatures }, number) => {
    index.add(number, `${title} ${body} ${signatures}`);
    return id;
  });
  return {
    name: FLEXSEARCH,
    longest: Number.POSITIVE_INFINITY,
    diagnose: (text) => {
      const [found] = index.search(text, { limit: 1, suggest: true });
      return ids[Number(found)];
    },
  };
}

function fuse(knowledge: Knowledge): Tool {
  const search = new Fuse(documentsOf(knowledge), {
    keys: ['title', 'body', 'signatures'],
    includeScore: true,
    ignoreLocation: true,
  });
  return {
    name: FUSE,
    longest: 1_000,
    diagnose: (text) => {
      let best: { readonly id: string; readonly score: number } | undefined;
      for (const line of text.split('\n')) {
        const [found] = search.search(line, { limit: 1 });
        // A smaller score is a better one.
        if (found && (!best || (found.score ?? 1) < best.score)) best = { id: found.item.id, score: found.score ?? 1 };
      }
      return best?.id;
    },
  };
}
