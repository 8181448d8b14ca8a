/**
 * Raw text -> Reading, in one step: takes what is needed and masks what must not go on. Everything after this sees only
 * masked text. Pure, and linear in the length of the text.
 */
import type { Signal, ValueName } from '../../knowledge/schema.ts';
import { clean } from './clean.ts';
import { type CodeSeen, readCodes } from './codes.ts';
import { type Evidence, readEvidence } from './evidence.ts';
import { type Masked, mask } from './mask.ts';
import { readSignals } from './signals.ts';
import { type Squashed, squash } from './squash.ts';
import { readValues } from './values.ts';

export interface Reading {
  /** The text as it arrived, masked. */
  readonly raw: string;
  /** Masked and cleaned; its lines are the lines that were pasted. */
  readonly text: string;
  readonly squashed: Squashed;
  /** A message as people type it, rather than a log: then its words count, not only its codes and signatures. */
  readonly short: boolean;
  readonly codes: readonly CodeSeen[];
  readonly evidence: Evidence;
  readonly signals: ReadonlySet<Signal>;
  /** The person's own values by the names that texts of the knowledge use. */
  readonly values: Readonly<Partial<Record<ValueName, string>>>;
  readonly masked: Masked['receipt'];
  /** The line (from 1) that an offset of `text` stands on. */
  lineAt(offset: number): number;
  /** The text of a line, from 1. */
  line(number: number): string;
}

/** What reading needs to know of the knowledge: which codes exist, and which of them are about federation. */
export interface KnownCodes {
  readonly all: ReadonlySet<string>;
  readonly federation: ReadonlySet<string>;
}

const SHORT_LENGTH = 700;
const SHORT_LINES = 10;

/** Reads `raw`. Never throws, whatever the text. */
export function read(raw: string, known: KnownCodes): Reading {
  const { text: maskedText, receipt } = mask(raw);
  const text = clean(maskedText);
  const lower = lowerCase(text);
  const short = text.length <= SHORT_LENGTH && text.split('\n').length <= SHORT_LINES;
  const codes = readCodes(text, known.all, known.federation, short);
  const evidence = readEvidence(text, lower);
  let starts: number[] | undefined;
  const lineStarts = (): number[] => {
    starts ??= startsOfLines(text);
    return starts;
  };
  return {
    raw: maskedText,
    text,
    squashed: squash(text),
    short,
    codes,
    evidence,
    signals: readSignals(evidence, codes),
    values: readValues(evidence),
    masked: receipt,
    lineAt: (offset) => lineOf(lineStarts(), offset),
    line: (number) =>
      text.slice(lineStarts()[number - 1] ?? text.length, lineStarts()[number] ?? text.length + 1).trim(),
  };
}

/** Lower case in which every character keeps its place: `İ` in lower case is two characters. */
function lowerCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function startsOfLines(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}
