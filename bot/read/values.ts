/** Evidence -> the values that texts of the knowledge name as `{subject}` and the like. */
import type { ValueName } from '../../knowledge/schema.ts';
import type { Evidence } from './evidence.ts';
import { subjectParts } from './issuer.ts';
import { plainValue } from './plain-value.ts';
import { ageOf } from './times.ts';

/** Only what the text shows; what is missing is left out. */
export function readValues(evidence: Evidence): Partial<Record<ValueName, string>> {
  const age = evidence.times && ageOf(evidence.times);
  return defined({
    issuer: evidence.issuer?.text,
    subject: evidence.subject?.text,
    audience: evidence.audience?.text,
    application: evidence.application?.text,
    tenant: evidence.tenant?.text,
    ...namesIn(evidence.subject?.text),
    connectionid: evidence.connection?.text,
    trace: evidence.trace?.text,
    correlation: evidence.correlation?.text,
    timestamp: evidence.timestamp?.text,
    age: age && String(age.minutes),
    life: age && String(age.life),
  });
}

/** The values that are there. */
export function defined(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** The names in a subject; they were encoded in the text when it was masked. */
export function namesIn(subject: string | undefined): Partial<Record<ValueName, string>> {
  const { organization, project, connection } = (subject === undefined ? undefined : subjectParts(subject)) ?? {};
  return {
    organization: plainValue(organization),
    project: plainValue(project),
    connection: plainValue(connection),
  };
}
