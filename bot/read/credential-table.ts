/** Reads federated credentials from the table that `--output table` of the Azure CLI prints. */
import type { FederatedCredential, FederatedCredentials } from './connection-json.ts';

export interface CredentialTable {
  readonly facts: FederatedCredentials;
  /** The lines of the table, from 0, its heading first and the last one left out. */
  readonly lines: readonly [from: number, to: number];
}

/** Under the heading every column has a rule as wide as itself; before it stands no more than a time stamp. */
const RULES = /^(?:[\dTZ:.-]{19,30})? {0,4}-{3,700}(?: {1,4}-{3,700}){1,12} {0,4}$/;
const MAX_TABLES = 4;
/** An identity has at most 20 credentials. */
const MAX_ROWS = 20;

/**
 * The tables of a masked text as it was pasted, for its blanks tell the columns. The table has neither audiences nor the
 * id that tells an app registration; only a managed identity's credential has a resource group. Linear; never throws.
 */
export function readCredentialTables(text: string): CredentialTable[] {
  const lines = text.split(/\r\n?|\n/);
  const tables: CredentialTable[] = [];
  for (let at = 1; at < lines.length && tables.length < MAX_TABLES; at += 1) {
    const table = RULES.test(lines[at] ?? '') ? tableAt(lines, at) : undefined;
    if (table) tables.push(table);
  }
  return tables;
}

function tableAt(lines: readonly string[], rules: number): CredentialTable | undefined {
  const starts = [...(lines[rules] ?? '').matchAll(/-{3,}/g)].map(({ index }) => index);
  const cells = (line: string): string[] => starts.map((start, column) => line.slice(start, starts[column + 1]).trim());
  const headings = cells((lines[rules - 1] ?? '').toLowerCase());
  const [issuer, subject, name] = ['issuer', 'subject', 'name'].map((heading) => headings.indexOf(heading));
  if (issuer === undefined || subject === undefined || issuer < 0 || subject < 0) return undefined;
  const credentials: FederatedCredential[] = [];
  for (const line of lines.slice(rules + 1, rules + 1 + MAX_ROWS)) {
    const row = cells(line);
    const shown = { issuer: row[issuer] ?? '', subject: row[subject] ?? '', audiences: [] };
    if (!/^https?:/i.test(shown.issuer) || shown.subject === '') break;
    const called = name === undefined ? undefined : row[name];
    credentials.push(called ? { name: called, ...shown } : shown);
  }
  if (credentials.length === 0) return undefined;
  const owner = headings.includes('resourcegroup') ? 'managed-identity' : 'unknown';
  return {
    facts: { kind: 'federated-credentials', owner, credentials },
    lines: [rules - 1, rules + 1 + credentials.length],
  };
}
