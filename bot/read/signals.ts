/** Evidence -> the signals that entries of the knowledge name. */
import type { Signal } from '../../knowledge/schema.ts';
import type { CodeSeen } from './codes.ts';
import type { Evidence, Value } from './evidence.ts';
import { issuerKind, subjectKind } from './issuer.ts';
import { ageOf } from './times.ts';

/** What the text alone tells; nothing is inferred from what is missing. */
export function readSignals(evidence: Evidence, codes: readonly CodeSeen[]): Set<Signal> {
  const signals = new Set<Signal>();
  if (shows(evidence.issuer)) signals.add(`issuer:${issuerKind(evidence.issuer.text)}`);
  if (shows(evidence.subject)) signals.add(subjectSignal(evidence.subject.text));
  if (evidence.times) signals.add(ageOf(evidence.times).signal);
  if (evidence.agent) signals.add(`agent:${evidence.agent}`);
  if (evidence.managedIdentity) signals.add('identity:managed');
  if (evidence.sovereignCloud) signals.add('cloud:sovereign');
  if (codes.length > 0) signals.add('code:any');
  return signals;
}

/** Of what is masked, its form must still be there. */
function shows(value: Value | undefined): value is Value {
  return value !== undefined && (!value.masked || /^(?:sc|https?):\/\//i.test(value.text));
}

/** The kind of a signal: `issuer` of `issuer:entra`. */
export function kindOf(signal: Signal): string {
  return signal.split(':')[0] ?? '';
}

/** A subject that was cut short still shows by its beginning whose it is. */
function subjectSignal(subject: string): Signal {
  return subject.toLowerCase().startsWith('sc://') ? 'subject:names' : `subject:${subjectKind(subject)}`;
}
