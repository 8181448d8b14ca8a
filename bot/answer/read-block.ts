/** What was read in the text: presented and expected side by side where an assertion is known. */
import type { Catalog } from '../match/catalog.ts';
import type { Finding } from '../match/finding.ts';
import { rowOfBanner, taskAtLine } from '../match/task-banner.ts';
import type { Case } from '../memory.ts';
import type { Evidence, Value } from '../read/evidence.ts';
import { subjectKind } from '../read/issuer.ts';
import type { Part } from '../read/parts.ts';
import { visible } from '../read/visible.ts';
import type { Block, RichText, Row } from '../reply.ts';
import { ageText } from './assertion-age.ts';
import { issuerNote } from './issuer-note.ts';
import { placeOf } from './place.ts';
import { code, cut, plain, type Values } from './text.ts';
import { SAYS } from './wording.ts';

const MAX_QUOTE = 221;
const MIN_QUOTE = 32;

/**
 * The block for a finding, or undefined where the text shows nothing worth repeating. Its line can be quoted only while
 * the text is there; afterwards the rule that found it stands in its place.
 */
export function readBlock(
  finding: Finding,
  of: Case,
  aboutAssertion: boolean,
  parts: readonly Part[],
  catalog: Catalog,
): Block | undefined {
  const { line, file } = finding;
  if (line === undefined) return undefined;
  const title = `${SAYS.read} (${placeOf(finding, of)})`;
  const part = parts.length > 1 ? parts.find((one) => one.file === file) : parts[0];
  const assertion = aboutAssertion ? assertionRows(of.values, part?.evidence) : [];
  if (assertion.length > 0) return { kind: 'read', title, compared: true, rows: assertion };
  const task = (part && taskLabel(part, line, catalog)) ?? of.values.task;
  const rows = otherRows({ ...of.values, task }, part && azureCliAt(part, line));
  if (rows.length > 0) return { kind: 'read', title, compared: false, rows };
  if (!part) return { kind: 'read', title, compared: false, rows: [{ label: 'found', presented: plain(finding.why) }] };
  const quote = part.line(line);
  // What is no more than a code or a question shows nothing that the person did not just type.
  if (quote.length < MIN_QUOTE) return undefined;
  return { kind: 'read', title, compared: false, rows: [{ label: 'line', presented: [code(cut(quote, MAX_QUOTE))] }] };
}

function assertionRows(values: Values, evidence: Pick<Evidence, 'issuer' | 'subject'> = {}): Row[] {
  const rows: Row[] = [];
  const subject = values.subject ? [code(visible(values.subject))] : hidden(evidence.subject);
  if (subject) rows.push({ label: 'subject', presented: subject });
  const issuer = issuerText(values) ?? hidden(evidence.issuer);
  if (issuer) rows.push({ label: 'issuer', presented: issuer });
  if (values.audience) rows.push({ label: 'audience', presented: [code(visible(values.audience))] });
  // Said once: an error shows what was presented, never what the identity expects.
  return rows.map((row, index) => (index === 0 ? { ...row, expected: plain(SAYS.notInText) } : row));
}

/** What the agent masked in the log stands whole in the connection. */
function hidden(value: Value | undefined): RichText | undefined {
  return value?.masked && [code(value.text), { text: SAYS.hidden }];
}

function issuerText({ issuer, subject }: Values): RichText | undefined {
  if (issuer) return [code(visible(issuer)), issuerNote(issuer, subject)];
  const form = subject && subjectKind(subject);
  if (form === 'names') return plain('Azure DevOps issuer, by the form of the subject');
  if (form === 'ids') return plain('Entra issuer, by the form of the subject');
  return undefined;
}

/** The task in which the error stands, as the table and as the log name it: `AzureCLI@2 (Azure CLI 2.262.3)`. */
function taskLabel(part: Part, line: number, catalog: Catalog): string | undefined {
  const seen = taskAtLine(part, line);
  const row = seen && rowOfBanner(seen, catalog);
  return row ? `${row.task} (${seen.name} ${seen.version})` : seen && `${seen.name} ${seen.version}`;
}

/** The version that the log prints in the same task, or outside of all tasks. */
function azureCliAt(part: Part, line: number): string | undefined {
  const { azureCli } = part.evidence;
  const task = azureCli && taskAtLine(part, part.lineAt(azureCli.at));
  return !task || task === taskAtLine(part, line) ? azureCli?.text : undefined;
}

function otherRows(values: Values, azureCli: string | undefined): Row[] {
  const rows: Row[] = [];
  const add = (label: string, value: string | undefined): void => {
    if (value !== undefined) rows.push({ label, presented: [code(value)] });
  };
  const age = ageText(values);
  if (age !== undefined) rows.push({ label: 'assertion', presented: plain(age) });
  add('action', values.action);
  add('scope', values.scope);
  add('object ID', values.principal);
  add('application', values.application);
  add('tenant', values.tenant);
  add('issuer', values.issuer);
  add('subject', values.subject);
  add('task', values.task);
  add('Azure CLI', azureCli);
  return rows;
}
