/** What was read in the text: presented and expected side by side where an assertion is known. */
import { issuerKind, subjectKind } from '../read/issuer.ts';
import type { Reading } from '../read/read.ts';
import { ageOf } from '../read/times.ts';
import type { Block, RichText, Row } from '../reply.ts';
import { code, plain } from './text.ts';
import { ISSUER_NAMES, SAYS } from './wording.ts';

const MAX_QUOTE = 220;
const MIN_QUOTE = 32;

/** The block for a finding on `line` in `task`, or undefined where the text shows nothing worth repeating. */
export function readBlock(
  reading: Reading,
  line: number | undefined,
  aboutAssertion: boolean,
  task?: string,
): Block | undefined {
  const title = line === undefined ? SAYS.read : `${SAYS.read} (line ${line})`;
  const assertion = aboutAssertion ? assertionRows(reading) : [];
  if (assertion.length > 0) return { kind: 'read', title, compared: true, rows: assertion };
  const rows = otherRows(reading, task);
  if (rows.length > 0) return { kind: 'read', title, compared: false, rows };
  const quote = line === undefined ? '' : reading.line(line);
  // What is no more than a code or a question shows nothing that the person did not just type.
  if (quote.length < MIN_QUOTE) return undefined;
  const text = quote.length > MAX_QUOTE ? `${quote.slice(0, MAX_QUOTE)}…` : quote;
  return { kind: 'read', title, compared: false, rows: [{ label: 'line', presented: [code(text)] }] };
}

function assertionRows({ evidence }: Reading): Row[] {
  const rows: Row[] = [];
  if (evidence.subject) rows.push({ label: 'subject', presented: [code(evidence.subject.text)] });
  const issuer = issuerText(evidence);
  if (issuer) rows.push({ label: 'issuer', presented: issuer });
  if (evidence.audience) rows.push({ label: 'audience', presented: [code(evidence.audience.text)] });
  // Said once: an error shows what was presented, never what the identity expects.
  return rows.map((row, index) => (index === 0 ? { ...row, expected: plain(SAYS.notInText) } : row));
}

function issuerText({ issuer, subject }: Reading['evidence']): RichText | undefined {
  if (issuer) return [code(issuer.text), { text: ` (${ISSUER_NAMES[issuerKind(issuer.text)]})` }];
  const form = subject && subjectKind(subject.text);
  if (form === 'names') return plain('Azure DevOps issuer, by the form of the subject');
  if (form === 'ids') return plain('Entra issuer, by the form of the subject');
  return undefined;
}

function otherRows({ evidence }: Reading, task: string | undefined): Row[] {
  const rows: Row[] = [];
  const add = (label: string, value: string | undefined): void => {
    if (value !== undefined) rows.push({ label, presented: [code(value)] });
  };
  if (evidence.times) {
    const { minutes, life } = ageOf(evidence.times);
    const age =
      minutes < 0 ? `used ${-minutes} minutes before it was valid` : `${minutes} minutes old when it was used`;
    rows.push({ label: 'assertion', presented: plain(`${age}; it lives ${life}`) });
  }
  add('application', evidence.application?.text);
  add('tenant', evidence.tenant?.text);
  add('issuer', evidence.issuer?.text);
  add('subject', evidence.subject?.text);
  add('task', task);
  add('Azure CLI', evidence.azureCli?.text);
  return rows;
}
