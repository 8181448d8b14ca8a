/** Evidence -> the values that texts of the knowledge name as `{subject}` and the like. */
import type { ValueName } from '../../knowledge/schema.ts';
import { type Evidence, MASK, type Value } from './evidence.ts';
import { subjectParts } from './issuer.ts';
import { plainValue } from './plain-value.ts';
import { ageOf } from './times.ts';

/** Only what the text shows; what is missing is left out. */
export function readValues(evidence: Evidence): Partial<Record<ValueName, string>> {
  const age = evidence.times && ageOf(evidence.times);
  const principal = evidence.principal?.text;
  const application = whole(evidence.application);
  return defined({
    issuer: whole(evidence.issuer),
    subject: whole(evidence.subject),
    audience: whole(evidence.audience),
    // Azure names a managed identity by its object ID in both places.
    application: application === principal ? undefined : application,
    tenant: whole(evidence.tenant),
    ...namesIn(evidence.subject?.text),
    connectionid: evidence.connection?.text,
    trace: evidence.trace?.text,
    correlation: evidence.correlation?.text,
    timestamp: evidence.timestamp?.text,
    action: evidence.action?.text,
    scope: evidence.scope?.text,
    principal,
    age: age && String(age.minutes),
    life: age && String(age.life),
  });
}

/** A value that can be copied. */
function whole(value: Value | undefined): string | undefined {
  return value?.masked ? undefined : value?.text;
}

/** The values that are there. */
export function defined(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const known: Record<string, string> = {};
  for (const name of Object.keys(values)) {
    const value = values[name];
    if (value !== undefined) known[name] = value;
  }
  return known;
}

/** The names in a subject; they were encoded in the text when it was masked. */
export function namesIn(subject: string | undefined): Partial<Record<ValueName, string>> {
  const { organization, project, connection } = (subject === undefined ? undefined : subjectParts(subject)) ?? {};
  const name = (part: string | undefined): string | undefined => (part?.includes(MASK) ? undefined : plainValue(part));
  return { organization: name(organization), project: name(project), connection: name(connection) };
}
