/** What was found by words alone: there is no code of it, and the message may be a question rather than a failure. */
import type { ErrorEntry } from '../../knowledge/schema.ts';
import type { Finding } from '../match/finding.ts';
import type { Case } from '../memory.ts';
import { kindOf } from '../read/signals.ts';
import { holds } from './steps.ts';

/** Whether what was found under this id rests on words alone. */
export function isByWords(id: string, findings: readonly Finding[]): boolean {
  return findings.find((finding) => finding.id === id)?.concepts !== undefined;
}

/** A first line that says more than the title. Words do not tell what a signal of a log tells; they may ask something. */
export function specialVerdict({ id, verdicts }: ErrorEntry, { findings, signals }: Case) {
  const said = isByWords(id, findings) ? signals.filter((signal) => kindOf(signal) === 'asks') : signals;
  return verdicts?.find(({ when }) => holds(when, said));
}

/** Whether words asked what the first line answers. */
export function isQuestion(error: ErrorEntry, of: Case): boolean {
  return isByWords(error.id, of.findings) && specialVerdict(error, of) !== undefined;
}
