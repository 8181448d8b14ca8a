/** Takes back what a text names only to deny it: "no user-assigned managed identity is involved". */
import type { Part } from '../read/parts.ts';
import { readSignals } from '../read/signals.ts';
import { endsInDenial, type Vocabulary } from './vocabulary.ts';

/** A denial stands this close before what it denies. */
const BEFORE = 120;
/** The end of a sentence; in a log every line is one. */
const SENTENCE = /[.!?;](?=\s)|\n\n/g;
const LOG_SENTENCE = /[.!?;](?=\s)|\n/g;

/** The part without the signals that its own words deny wherever they stand. */
export function withoutDenied(part: Part, vocabulary: Vocabulary): Part {
  const { managedIdentity, sovereignCloud } = part.evidence;
  if (!managedIdentity && !sovereignCloud) return part;
  const meant = (places: readonly number[] | undefined): readonly number[] | undefined => {
    const kept = places?.filter((at) => !endsInDenial(sentenceBefore(part, at), vocabulary));
    return kept && kept.length > 0 ? kept : undefined;
  };
  const evidence = {
    ...part.evidence,
    managedIdentity: meant(managedIdentity),
    sovereignCloud: meant(sovereignCloud),
  };
  return { ...part, evidence, signals: readSignals(evidence, part.codes) };
}

function sentenceBefore({ text, short }: Part, at: number): string {
  return (
    text
      .slice(Math.max(0, at - BEFORE), at)
      .split(short ? SENTENCE : LOG_SENTENCE)
      .at(-1) ?? ''
  );
}
