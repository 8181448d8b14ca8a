/**
 * Reads federated credentials from tables: those that the Azure CLI prints with `--output table` and `--output tsv`,
 * PowerShell's, and those of Markdown.
 */
import type { CredentialLines, FederatedCredential } from './connection-json.ts';
import { isFederationSubject, issuerKind } from './issuer.ts';

/** Under the heading stands a rule for every column; before it no more than a time stamp. */
const STAMP = String.raw`^(?:[\dTZ:.-]{19,30})? {0,4}`;
const RULES = new RegExp(`${STAMP}-{2,700}(?: {1,700}-{2,700}){1,12} {0,700}$`);
const MARKDOWN_RULES = new RegExp(
  String.raw`${STAMP}\|? {0,4}:?-{2,700}:?(?: {0,700}\| {0,4}:?-{2,700}:?){1,12} {0,700}\|? {0,4}$`,
);
const MAX_TABLES = 4;
const LONGEST = 4000;
/** What a table ends a value with that it cut off. */
const CUT = /(?:\u2026|\.{3})$/;

/**
 * The tables of a masked text as it was pasted, for its blanks tell the columns. None has the id that tells an app
 * registration; only a managed identity's credential has a resource group. Linear; never throws.
 */
export function readCredentialTables(text: string): CredentialLines[] {
  const lines = text.split(/\r\n?|\n/);
  const tables: CredentialLines[] = [];
  for (let at = 1; at < lines.length && tables.length < MAX_TABLES; at += 1) {
    const columns = columnsBelow(lines[at] ?? '');
    const table = columns && tableAt(lines, at, columns);
    if (table) tables.push(table);
  }
  return tables;
}

interface Columns {
  cells(line: string): string[];
  /** Whether cells of the line above go on in this one. */
  goOn(line: string, above: readonly string[]): boolean;
}

/** How the lines around a line of rules are cut into cells; undefined where it is none. */
function columnsBelow(rules: string): Columns | undefined {
  if (RULES.test(rules)) return columnsAt([...rules.matchAll(/-{2,}/g)].map(({ index }) => index));
  if (!MARKDOWN_RULES.test(rules)) return undefined;
  const outer = /\|\s*$/.test(rules) && /^[^-:]{0,40}\|/.test(rules);
  return {
    cells(line) {
      const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim().replace(/^(`|\*\*)(.*)\1$/, '$2'));
      return outer ? cells.slice(1) : cells;
    },
    goOn: () => false,
  };
}

function columnsAt(starts: readonly number[]): Columns {
  const cells = (line: string): string[] => starts.map((start, column) => line.slice(start, starts[column + 1]).trim());
  return {
    cells,
    // A cell goes on where its next word had no room; of the last column nobody knows how wide it is.
    goOn: (line, above) =>
      starts.slice(1).every((start) => (line[start - 1] ?? ' ') === ' ') &&
      cells(line).every((cell, column) => {
        const [start = 0, next] = starts.slice(column, column + 2);
        const [word = ''] = cell.split(/\s/, 1);
        return cell === '' || next === undefined || `${above[column] ?? ''} ${word}`.length >= next - start;
      }),
  };
}

function tableAt(lines: readonly string[], rules: number, { cells, goOn }: Columns): CredentialLines | undefined {
  const headings = cells((lines[rules - 1] ?? '').toLowerCase());
  const columnOf = (...names: readonly string[]): number => headings.findIndex((heading) => names.includes(heading));
  const [issuer, subject] = [columnOf('issuer'), columnOf('subject', 'subject identifier')];
  if (issuer < 0 || subject < 0) return undefined;
  const [name, audience] = [columnOf('name'), columnOf('audience', 'audiences')];
  const credentials: FederatedCredential[] = [];
  let above: readonly string[] = [];
  let to = rules + 1;
  for (; to < lines.length; to += 1) {
    const row = cells(lines[to] ?? '');
    const [from = '', whose = '', last] = [row[issuer], row[subject], credentials.at(-1)];
    if (/^https?:/i.test(from)) {
      // One with an expression in place of a subject: https://learn.microsoft.com/entra/workload-id/workload-identities-flexible-federated-identity-credentials, read 2026-12-01.
      if (whose !== '') credentials.push(credentialOf(row[name], from, whose, row[audience]));
    } else if (last && row.some((cell) => cell !== '') && (row[0] === '' || goOn(lines[to] ?? '', above))) {
      const more = { name: row[name], issuer: from, subject: whose, audience: row[audience] };
      credentials.splice(-1, 1, withoutWrapped(last, more));
    } else break;
    above = row;
  }
  if (credentials.length === 0) return undefined;
  const owner = columnOf('resourcegroup', 'resourcegroupname') >= 0 ? 'managed-identity' : 'unknown';
  return { facts: { kind: 'federated-credentials', owner, credentials }, lines: [rules - 1, to] };
}

function credentialOf(name: string | undefined, issuer: string, subject: string, audience = ''): FederatedCredential {
  // A row whose issuer has a blank does not stand under its headings.
  if (/\s/.test(issuer)) return { audiences: [], cut: true };
  const cut = CUT.test(issuer) || CUT.test(subject);
  return {
    ...(name && { name }),
    ...(!CUT.test(issuer) && { issuer }),
    ...(!CUT.test(subject) && { subject }),
    ...(cut && { cut }),
    audiences: CUT.test(audience) ? [] : audience.split(/[\s,{}[\]"']+/).filter((one) => one !== ''),
  };
}

/**
 * A value that goes on in the next line may have been parted at a blank or inside of a word: it is not known. The name of a
 * credential has no blanks.
 */
function withoutWrapped(
  { name, issuer, subject, audiences, ...credential }: FederatedCredential,
  more: Readonly<Partial<Record<'name' | 'issuer' | 'subject' | 'audience', string>>>,
): FederatedCredential {
  return {
    ...credential,
    ...(name && { name: `${name}${more.name ?? ''}` }),
    ...(issuer && !more.issuer && { issuer }),
    ...(subject && !more.subject && { subject }),
    ...((more.issuer || more.subject) && { cut: true }),
    audiences: more.audience ? [] : audiences,
  };
}

/**
 * The credentials that `--output tsv` prints, a line each without a heading: known by an issuer and a subject among at
 * least three fields, or among two under the command that lists credentials.
 */
export function readCredentialTsv(text: string, isListed: boolean): CredentialLines[] {
  const found: CredentialLines[] = [];
  for (const [at, line] of text.split('\n').entries()) {
    const cells = line.length < LONGEST && line.includes('\t') ? line.split('\t').map((cell) => cell.trim()) : [];
    const issuer = cells.findIndex((cell) => /^https:\/\/\S+$/.test(cell) && issuerKind(cell) !== 'other');
    const subject = cells.findIndex(isFederationSubject);
    if (issuer < 0 || subject < 0 || cells.length < (isListed ? 2 : 3)) continue;
    // Azure CLI prints the fields in the order of their names.
    const name = subject === issuer + 2 ? cells[issuer + 1] : undefined;
    const credential = credentialOf(name, cells[issuer] ?? '', cells[subject] ?? '');
    found.push({
      facts: { kind: 'federated-credentials', owner: 'unknown', credentials: [credential] },
      lines: [at, at + 1],
    });
  }
  return found;
}
