/** Words of every language -> concepts: how a message in plain words is understood. */
import { distance } from 'fastest-levenshtein';
import type { Words } from '../../knowledge/schema.ts';
import { fold } from '../read/fold.ts';
import { group } from './group.ts';

export interface Vocabulary {
  /** A folded phrase and the concepts that it stands for. */
  readonly phrases: ReadonlyMap<string, readonly string[]>;
  /** The number of words of the longest phrase. */
  readonly longest: number;
  /** Every word of a phrase. */
  readonly known: ReadonlySet<string>;
  /** Those that are long enough to be known with a typing error, by their first letter. */
  readonly words: ReadonlyMap<string, readonly string[]>;
}

/** The words of a message from one to before another, counted from 0. */
interface Place {
  readonly from: number;
  readonly to: number;
}

export interface Concepts {
  /** Concept -> the words of the message that stand for it. */
  readonly present: ReadonlyMap<string, string>;
  /** The concepts for which the whole message stands: `checklist` typed as a command. */
  readonly whole: readonly string[];
  /** Concept -> where its words stand. */
  readonly places: ReadonlyMap<string, readonly Place[]>;
}

export const NO_CONCEPTS: Concepts = { present: new Map(), whole: [], places: new Map() };
/** The concept whose words may stand between two that follow each other: `create a service principal`. */
const ARTICLE = 'article';

/** A word this long is known with one wrong letter, from nine letters on with two. */
const MIN_TYPO_LENGTH = 6;
/** Longer messages are logs: their words are not a question. */
const MAX_WORDS = 160;

/** Arranges the words of all languages. */
export function prepareWords(languages: readonly Words[]): Vocabulary {
  const phrases = new Map<string, string[]>();
  for (const { concepts } of languages) {
    for (const [concept, list] of Object.entries(concepts)) {
      for (const phrase of list.map(fold)) {
        const known = phrases.get(phrase) ?? [];
        if (!known.includes(concept)) phrases.set(phrase, [...known, concept]);
      }
    }
  }
  const all = [...phrases.keys()];
  const known = new Set(all.flatMap((phrase) => phrase.split(' ')));
  return {
    phrases,
    longest: Math.max(1, ...all.map((phrase) => phrase.split(' ').length)),
    known,
    words: group(
      [...known].filter((word) => word.length >= MIN_TYPO_LENGTH).map((word) => [word.charAt(0), word] as const),
    ),
  };
}

/** The concepts that a message names, in any of the languages, with typing errors forgiven in longer words. */
export function readConcepts(text: string, vocabulary: Vocabulary): Concepts {
  const words = fold(text).split(' ').slice(0, MAX_WORDS);
  const present = new Map<string, string>();
  const places = new Map<string, Place[]>();
  const add = (phrase: string, as: string, place: Place): void => {
    for (const concept of vocabulary.phrases.get(phrase) ?? []) {
      if (!present.has(concept)) present.set(concept, as);
      places.set(concept, [...(places.get(concept) ?? []), place]);
    }
  };
  const corrected = words.map((word) => correct(word, vocabulary));
  for (let from = 0; from < words.length; from += 1) {
    for (let count = 1; count <= vocabulary.longest && from + count <= words.length; count += 1) {
      const typed = words.slice(from, from + count).join(' ');
      const place = { from, to: from + count };
      add(typed, typed, place);
      const meant = corrected.slice(from, from + count).join(' ');
      if (meant !== typed) add(meant, typed, place);
    }
  }
  return { present, whole: vocabulary.phrases.get(corrected.join(' ')) ?? [], places };
}

/** Whether words for `second` follow words for `first`, or begin with them (`register an app`). */
export function follows(first: string, second: string, { places }: Concepts): boolean {
  const articles = places.get(ARTICLE) ?? [];
  return (places.get(first) ?? []).some((one) =>
    (places.get(second) ?? []).some(
      ({ from }) =>
        from === one.to ||
        from === one.from ||
        articles.some((article) => article.from === one.to && article.to === from),
    ),
  );
}

function correct(word: string, { known, words }: Vocabulary): string {
  if (word.length < MIN_TYPO_LENGTH || known.has(word) || /\d/.test(word)) return word;
  const allowed = word.length >= 9 ? 2 : 1;
  let best = word;
  let least = allowed + 1;
  for (const candidate of words.get(word.charAt(0)) ?? []) {
    if (Math.abs(candidate.length - word.length) > allowed) continue;
    const edits = distance(word, candidate);
    if (edits < least) {
      least = edits;
      best = candidate;
    }
  }
  return best;
}
