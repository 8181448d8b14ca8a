/** Evidence -> the values that texts of the knowledge name as `{subject}` and the like. */
import type { ValueName } from '../../knowledge/schema.ts';
import type { Evidence } from './evidence.ts';
import { subjectParts } from './issuer.ts';
import { ageOf } from './times.ts';

/** Only what the text shows; what is missing is left out. */
export function readValues(evidence: Evidence): Partial<Record<ValueName, string>> {
  const parts = evidence.subject ? subjectParts(evidence.subject.text) : undefined;
  const age = evidence.times && ageOf(evidence.times);
  const values = {
    issuer: evidence.issuer?.text,
    subject: evidence.subject?.text,
    audience: evidence.audience?.text,
    application: evidence.application?.text,
    tenant: evidence.tenant?.text,
    organization: parts?.organization,
    project: parts?.project,
    connection: parts?.connection,
    connectionid: evidence.connection?.text,
    trace: evidence.trace?.text,
    correlation: evidence.correlation?.text,
    timestamp: evidence.timestamp?.text,
    age: age && String(age.minutes),
    life: age && String(age.life),
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
