/**
 * Finds many literals in one pass, in any letter case and with a line break for a space: the places at which it is
 * worth trying a pattern. The automaton of Aho and Corasick (https://doi.org/10.1145/360825.360855), so that a character
 * costs one look-up however many anchors there are and however often they nearly fit.
 */
import { asciiOf, BEYOND, UNUSUAL } from './ascii.ts';

/** Anchor -> the offsets at which it stands, in order. Anchors that do not occur are left out. */
export type Places = ReadonlyMap<string, readonly number[]>;

/** As an anchor: any unusual character. It has no places: whether there is one is enough. */
export const ANY_UNUSUAL = String.fromCharCode(BEYOND);

/**
 * Prepares a search for `anchors`: ASCII, in lower case, none empty. It finds the first `most` places of each. Linear
 * in the length of the text, whose `bytes` may be given where they are at hand.
 */
export function anchorSearch(
  anchors: Iterable<string>,
  most = Number.POSITIVE_INFINITY,
): (text: string, bytes?: Uint8Array) => Places {
  const prepared = automaton([...new Set(anchors)]);
  return (text, bytes = asciiOf(text)) => placesIn(bytes, prepared, most);
}

/**
 * Walks both halves of the text at once: each step waits for the one before it, so that two walks take little longer than
 * one. Written otherwise, it has taken half as long again.
 */
function placesIn(bytes: Uint8Array, { columns, next, endings, longest }: Automaton, most: number): Places {
  const half = bytes.length >> 1;
  const hits: Hits = { states: [], ends: [] };
  const later: Hits = { states: [], ends: [] };
  let state = 0;
  let other = 0;
  let columnsSeen = 0;
  // Until then nothing that began earlier can end in the second half unseen.
  for (let at = Math.max(0, half - longest); at < half; at += 1) {
    other = next[other + (columns[bytes[at] ?? 0] ?? 0)] ?? 0;
    if (other < 0) other = ~other;
  }
  for (let at = 0, far = half; far < bytes.length; at += 1, far += 1) {
    const near = columns[bytes[at] ?? 0] ?? 0;
    const beyond = columns[bytes[far] ?? 0] ?? 0;
    columnsSeen |= near | beyond;
    state = next[state + near] ?? 0;
    other = next[other + beyond] ?? 0;
    if ((state | other) >= 0) continue;
    if (state < 0) {
      state = ~state;
      if (at < half) add(hits, state, at + 1);
    }
    if (other < 0) {
      other = ~other;
      add(later, other, far + 1);
    }
  }
  const places = new Map<string, number[]>();
  if (columnsSeen & UNUSUAL_COLUMN) places.set(ANY_UNUSUAL, []);
  for (const { states, ends } of [hits, later]) {
    for (let hit = 0; hit < ends.length; hit += 1) {
      const end = ends[hit] ?? 0;
      for (const anchor of endings.get(states[hit] ?? 0) ?? []) {
        const list = places.get(anchor);
        if (list === undefined) places.set(anchor, [end - anchor.length]);
        else if (list.length < most) list.push(end - anchor.length);
      }
    }
  }
  return places;
}

/** The states in which an anchor ended, and where. */
interface Hits {
  readonly states: number[];
  readonly ends: number[];
}

function add({ states, ends }: Hits, state: number, end: number): void {
  states.push(state);
  ends.push(end);
}

interface Automaton {
  /** Byte -> column of the table; 0 for what stands in no anchor. */
  readonly columns: Uint8Array;
  /** The table of transitions. A state is the offset of its row; the complement of it (`~`) where an anchor ends there. */
  readonly next: Int32Array;
  /** State -> the anchors that end in it. */
  readonly endings: ReadonlyMap<number, readonly string[]>;
  /** The length of the longest anchor. */
  readonly longest: number;
}

/** More than any other column: one bit tells whether it was met. */
const UNUSUAL_COLUMN = 64;

const UNUSUAL_COLUMNS = Uint8Array.from({ length: BEYOND + 1 }, (_, code) =>
  UNUSUAL.test(String.fromCharCode(code)) ? UNUSUAL_COLUMN : 0,
);

function automaton(all: readonly string[]): Automaton {
  const anchors = all.filter((anchor) => anchor !== ANY_UNUSUAL);
  const letters = [...new Set(anchors.join(''))];
  const columns = new Uint8Array(BEYOND + 1);
  if (anchors.length < all.length) columns.set(UNUSUAL_COLUMNS);
  for (const [index, letter] of letters.entries()) {
    columns[letter.charCodeAt(0)] = index + 1;
    columns[letter.toUpperCase().charCodeAt(0)] = index + 1;
  }
  columns['\n'.charCodeAt(0)] = columns[' '.charCodeAt(0)] ?? 0;
  const width = anchors.length < all.length ? UNUSUAL_COLUMN + 1 : letters.length + 1;
  const next = new Int32Array((anchors.join('').length + 1) * width);
  const endings = new Map<number, string[]>();
  let last = 0;
  for (const anchor of anchors) {
    let state = 0;
    for (const letter of anchor) {
      const edge = state + (columns[letter.charCodeAt(0)] ?? 0);
      if (!next[edge]) {
        last += width;
        next[edge] = last;
      }
      state = next[edge] ?? 0;
    }
    endings.set(state, [...(endings.get(state) ?? []), anchor]);
  }
  completed(next, width, endings);
  for (const [edge, to] of next.entries()) if (endings.has(to)) next[edge] = ~to;
  return { columns, next, endings, longest: Math.max(0, ...anchors.map(({ length }) => length)) };
}

/** Gives every state all its transitions: where its own end, those of the longest suffix that is a state too. */
function completed(next: Int32Array, width: number, endings: Map<number, string[]>): void {
  const suffix = new Map<number, number>();
  // States that are added while the set is walked are walked as well: nearest to the root first.
  const states = new Set([0]);
  for (const state of states) {
    for (let letter = 0; letter < width; letter += 1) {
      const edge = state + letter;
      const shorter = state === 0 ? 0 : (next[(suffix.get(state) ?? 0) + letter] ?? 0);
      const child = next[edge] ?? 0;
      if (child === 0) next[edge] = shorter;
      else {
        states.add(child);
        suffix.set(child, shorter);
        const inherited = endings.get(shorter);
        if (inherited) endings.set(child, [...(endings.get(child) ?? []), ...inherited]);
      }
    }
  }
}
