/** Evidence -> the signals that entries of the knowledge name. */
import type { Signal } from '../../knowledge/schema.ts';
import type { CodeSeen } from './codes.ts';
import type { Evidence } from './evidence.ts';
import { issuerKind, subjectKind } from './issuer.ts';
import { ageOf } from './times.ts';

/** What the text alone tells; nothing is inferred from what is missing. */
export function readSignals(evidence: Evidence, codes: readonly CodeSeen[]): Set<Signal> {
  const signals = new Set<Signal>();
  if (evidence.issuer) signals.add(`issuer:${issuerKind(evidence.issuer.text)}`);
  if (evidence.subject) signals.add(`subject:${subjectKind(evidence.subject.text)}`);
  if (evidence.times) signals.add(ageOf(evidence.times).signal);
  if (evidence.agent) signals.add(`agent:${evidence.agent}`);
  if (evidence.managedIdentity) signals.add('identity:managed');
  if (codes.length > 0) signals.add('code:any');
  return signals;
}
