/** Words of every language -> concepts: how a message in plain words is understood. */
import { distance } from 'fastest-levenshtein';
import { GAP, type Words } from '../../knowledge/schema.ts';
import { anchorSearch } from '../read/anchors.ts';
import { fold } from '../read/fold.ts';
import { group } from './group.ts';

export interface Vocabulary {
  /** A folded phrase and the concepts that it stands for. */
  readonly phrases: ReadonlyMap<string, readonly string[]>;
  /** The same without fillers, for a message that is nothing but one of them. */
  readonly whole: ReadonlyMap<string, readonly string[]>;
  /** Phrases with others between their two halves: `kan … ikke`. */
  readonly apart: readonly { readonly halves: readonly [string, string]; readonly concept: string }[];
  readonly fillers: ReadonlySet<string>;
  /** Folded phrases that are written as identifiers, with a blank on both sides: `client_assertion`. */
  readonly identifiers: readonly string[];
  /** The number of words of the longest phrase, by its first word: most words begin none. */
  readonly longest: ReadonlyMap<string, number>;
  /** Every word of a phrase. */
  readonly known: ReadonlySet<string>;
  /** Whether a text may hold a phrase for a new name: few do, and only of these the words around it are read. */
  mayTellOfNewName(text: string): boolean;
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
  /** Concept -> the halves of its phrases with other words between them: these say something of their own. */
  readonly halves: ReadonlyMap<string, readonly Place[]>;
  /** How many words the message has. */
  readonly words: number;
}

export const NO_CONCEPTS: Concepts = { present: new Map(), whole: [], places: new Map(), halves: new Map(), words: 0 };
/**
 * The concept whose words say that a message is about another product: then nothing is claimed by words alone, or by a
 * sentence that other products print too.
 */
export const ELSEWHERE = 'elsewhere';
/** The concept whose words may stand between two that follow each other: `create a service principal`. */
const ARTICLE = 'article';

/** The concept whose words take back what stands near them: `not a managed identity`, and how near, before and after. */
const DENIED = 'denied';
const DENIED_BEFORE = 6;
const DENIED_AFTER = 3;
/** What happened is taken back by a word right before it; one after it belongs to the consequence: "renamed, now not". */
const HAPPENED = 'said:';
export const RENAMED = 'said:renamed';
const DENIED_BEFORE_HAPPENED = 2;

/** The concept whose words say nothing of their own: `please`, `the`. */
const FILLER = 'filler';
/** The concept whose words hold a sentence together: `i`, `which of`, `since`. */
const SMALL = 'small';
/** What may be said beside a group that otherwise stands alone: nothing, and what all messages here are about. */
const SAYS_NOTHING = [FILLER, SMALL, ARTICLE, 'federation', 'service-connection', 'azure-devops'];
/** How many words may come between the halves of a phrase. */
const LONGEST_GAP = 5;

/** A word this long is known with one wrong letter or without one of its letters, from nine letters on with two. */
const MIN_TYPO_LENGTH = 6;
/** Longer messages are logs: their words are not a question. */
const MAX_WORDS = 160;

/** Arranges the words of all languages. */
export function prepareWords(languages: readonly Words[]): Vocabulary {
  const written = languages.flatMap(({ concepts }) =>
    Object.entries(concepts).flatMap(([concept, list]) => list.map((phrase) => ({ concept, phrase }))),
  );
  const phrases = new Map<string, string[]>();
  const add = (to: Map<string, string[]>, phrase: string, concept: string): void => {
    const known = to.get(phrase) ?? [];
    if (!known.includes(concept)) to.set(phrase, [...known, concept]);
  };
  for (const { concept, phrase } of written) if (!phrase.includes(GAP)) add(phrases, fold(phrase), concept);
  const fillers = new Set(written.flatMap(({ concept, phrase }) => (concept === FILLER ? [fold(phrase)] : [])));
  const whole = new Map<string, string[]>();
  for (const [phrase, concepts] of phrases) {
    for (const concept of concepts) add(whole, withoutFillers(phrase.split(' '), fillers), concept);
  }
  const apart = written.flatMap(({ concept, phrase }) => {
    const [first = '', second] = phrase.split(GAP).map(fold);
    return second === undefined ? [] : [{ halves: [first, second] as const, concept }];
  });
  const all = [...phrases.keys()];
  const known = new Set(all.flatMap((phrase) => phrase.split(' ')));
  const newNames = anchorSearch(
    written.flatMap(({ concept, phrase }) => (concept === RENAMED ? [anchorOf(phrase)] : [])).filter(Boolean),
    1,
  );
  return {
    phrases,
    whole,
    apart,
    fillers,
    identifiers: written.filter(({ phrase }) => /\S[_.]\S/.test(phrase)).map(({ phrase }) => ` ${fold(phrase)} `),
    longest: longestByFirst(all),
    known,
    mayTellOfNewName: (text) => newNames(text).size > 0,
    words: group(
      [...known].filter((word) => word.length >= MIN_TYPO_LENGTH).map((word) => [word.charAt(0), word] as const),
    ),
  };
}

/** The longest stretch of letters of ASCII: what the search for anchors can find of a phrase. */
function anchorOf(phrase: string): string {
  return (phrase.toLowerCase().match(/[a-z ]+/g) ?? ['']).reduce((a, b) => (b.length > a.length ? b : a));
}

function longestByFirst(phrases: readonly string[]): Map<string, number> {
  const longest = new Map<string, number>();
  for (const phrase of phrases) {
    const words = phrase.split(' ');
    const first = words[0] ?? '';
    longest.set(first, Math.max(words.length, longest.get(first) ?? 0));
  }
  return longest;
}

/** The concepts that a message names, in any of the languages, with typing errors forgiven in longer words. */
export function readConcepts(text: string, vocabulary: Vocabulary): Concepts {
  const all = fold(text).split(' ');
  const words = all.slice(0, MAX_WORDS);
  const typedWords = asTyped(text, all);
  const present = new Map<string, string>();
  const places = new Map<string, Place[]>();
  const quoted = ({ from, to }: Place): string => typedWords.slice(from, to).join(' ');
  const add = (phrase: string, place: Place): void => {
    for (const concept of vocabulary.phrases.get(phrase) ?? []) {
      if (!present.has(concept)) present.set(concept, quoted(place));
      places.set(concept, [...(places.get(concept) ?? []), place]);
    }
  };
  const corrected = words.map((word) => correct(word, vocabulary));
  for (let from = 0; from < words.length; from += 1) {
    const [first = '', meantFirst = ''] = [words[from], corrected[from]];
    const most = Math.max(vocabulary.longest.get(first) ?? 0, vocabulary.longest.get(meantFirst) ?? 0);
    for (let end = from + 1; end <= Math.min(from + most, words.length); end += 1) {
      const typed = words.slice(from, end).join(' ');
      const place = { from, to: end };
      add(typed, place);
      const meant = corrected.slice(from, end).join(' ');
      if (meant !== typed) add(meant, place);
    }
  }
  const spoken = ` ${words.join(' ')} `;
  const halves = new Map<string, Place[]>();
  for (const {
    halves: [first, second],
    concept,
  } of vocabulary.apart) {
    const place = present.has(concept) ? undefined : between(spoken, [first, second]);
    if (!place) continue;
    present.set(concept, quoted(place));
    const { from, to } = place;
    halves.set(concept, [
      { from, to: from + first.split(' ').length },
      { from: to - second.split(' ').length, to },
    ]);
  }
  const bare = withoutFillers(corrected, vocabulary.fillers);
  const whole = (bare === '' ? undefined : vocabulary.whole.get(bare)) ?? [];
  return { present, whole, places, halves, words: all[0] === '' ? 0 : all.length };
}

/** The words in the order of the folded ones, with their accents, for quoting; the folded ones where these do not agree. */
function asTyped(text: string, folded: readonly string[]): readonly string[] {
  const typed = text.toLowerCase().match(/[\p{L}\p{N}]+(?:['\u2019]\p{L}+)*/gu) ?? [];
  return typed.length === folded.length ? typed : folded;
}

function withoutFillers(words: readonly string[], fillers: ReadonlySet<string>): string {
  return words.filter((word) => !fillers.has(word)).join(' ');
}

/** The words from the first half to the second, where the second comes soon after the first. */
function between(spoken: string, [first, second]: readonly [string, string]): Place | undefined {
  const at = spoken.indexOf(` ${first} `);
  if (at < 0) return undefined;
  const most = first.split(' ').length + LONGEST_GAP + second.split(' ').length;
  const near = ` ${spoken
    .slice(at + 1)
    .split(' ', most)
    .join(' ')} `;
  const end = near.lastIndexOf(` ${second} `);
  if (end < 0) return undefined;
  const from = spoken.slice(0, at + 1).split(' ').length - 2;
  return { from, to: from + near.slice(1, end + 1 + second.length).split(' ').length };
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

/** Whether words for two concepts stand together, in whatever order, with at most so many words between them. */
export function near(first: string, second: string, between: number, { places }: Concepts): boolean {
  return (places.get(first) ?? []).some((one) =>
    (places.get(second) ?? []).some((other) => Math.max(one.from - other.to, other.from - one.to) <= between),
  );
}

/** Whether a message says nothing beside these concepts: every other word of it only holds the sentence together. */
export function saysOnly(named: readonly string[], { places, halves, words }: Concepts): boolean {
  const left = new Set(Array.from({ length: Math.min(words, MAX_WORDS + 1) }, (_, index) => index));
  const said = [...named, ...SAYS_NOTHING].flatMap((concept) => [
    ...(places.get(concept) ?? []),
    ...(halves.get(concept) ?? []),
  ]);
  for (const { from, to } of said) {
    for (let index = from; index < to; index += 1) left.delete(index);
  }
  return left.size === 0;
}

/** Whether a message may take back what it says with the words for a concept. */
export function isDenied(concept: string, { places }: Concepts): boolean {
  const denials = places.get(DENIED) ?? [];
  const happened = concept.startsWith(HAPPENED);
  const [before, after] = happened ? [DENIED_BEFORE_HAPPENED, 0] : [DENIED_BEFORE, DENIED_AFTER];
  return (places.get(concept) ?? []).some(({ from, to }) =>
    denials.some((denial) => {
      // `no longer exists` does not take itself back.
      const within = denial.from >= from && denial.to <= to;
      return !within && denial.to > from - before && denial.from < to + after;
    }),
  );
}

/** Whether a text ends in words that take back what comes after it: `there is no`. */
export function endsInDenial(text: string, { phrases }: Vocabulary): boolean {
  const words = fold(text).trim().split(' ').slice(-DENIED_BEFORE);
  return words.some((_, from) =>
    words
      .slice(from)
      .some((__, length) => phrases.get(words.slice(from, from + length + 1).join(' '))?.includes(DENIED)),
  );
}

function correct(word: string, { known, words }: Vocabulary): string {
  if (word.length < MIN_TYPO_LENGTH - 1 || known.has(word) || /\d/.test(word)) return word;
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
