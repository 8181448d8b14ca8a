/**
 * Raw text -> Reading, in one step: takes what is needed and masks what must not go on. Everything after this sees only
 * masked text. Pure, and linear in the length of the text.
 */
import type { Signal, ValueName } from '../../knowledge/schema.ts';
import { anchorSearch } from './anchors.ts';
import { clean } from './clean.ts';
import { CODE_ANCHORS, type CodeSeen, readCodes } from './codes.ts';
import type { JsonFacts } from './connection-json.ts';
import { EVIDENCE_ANCHORS, type Evidence, readEvidence } from './evidence.ts';
import { linesOf } from './lines.ts';
import { LISTED_ANCHORS, readListed } from './listed.ts';
import { type Masked, mask } from './mask.ts';
import { PIPELINE_ANCHORS } from './pipeline/blocks.ts';
import { type Pipeline, readPipeline } from './pipeline.ts';
import { readSignals } from './signals.ts';
import { type Squashed, squash } from './squash.ts';
import { readClaims } from './token.ts';
import { readValues } from './values.ts';

export interface Reading {
  /** The text as it arrived, masked. */
  readonly raw: string;
  /** Masked and cleaned; its lines are the lines that were pasted. */
  readonly text: string;
  /** The text with blanks in place of the credentials that it lists: what was presented stands in the rest. */
  readonly rest: string;
  readonly squashed: Squashed;
  /** A message as people type it, rather than a log: then its words count, not only its codes and signatures. */
  readonly short: boolean;
  /** The pipeline that it is or holds. */
  readonly pipeline?: Pipeline;
  /** The connections and the lists of credentials that it holds. */
  readonly json: readonly JsonFacts[];
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

const placesIn = anchorSearch([...CODE_ANCHORS, ...EVIDENCE_ANCHORS, ...LISTED_ANCHORS, ...PIPELINE_ANCHORS]);

/** Reads what was pasted. Never throws, whatever the text. */
export function read(paste: string, known: KnownCodes): Reading {
  const pasted = mask(paste);
  const raw = pasted.text;
  const text = clean(raw, pasted.unusual);
  const short = text.length <= SHORT_LENGTH && text.split('\n').length <= SHORT_LINES;
  const seen = placesIn(text);
  const { facts, rest } = readListed(raw, text, seen);
  const places = rest === text ? seen : placesIn(rest);
  const codes = readCodes(rest, known.all, known.federation, short, places);
  const claims = pasted.tokens.map(readClaims).find((found) => found !== undefined);
  const evidence = readEvidence(rest, places, claims);
  const lines = linesOf(text);
  return {
    raw,
    text,
    rest,
    squashed: squash(text),
    short,
    pipeline: PIPELINE_ANCHORS.some((anchor) => places.has(anchor)) ? readPipeline(raw) : undefined,
    json: facts,
    codes,
    evidence,
    signals: readSignals(evidence, codes),
    values: readValues(evidence),
    masked: pasted.receipt,
    lineAt: lines.at,
    line: lines.text,
  };
}
