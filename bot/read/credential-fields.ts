/**
 * Reads federated credentials from lines with a field each: the YAML of the Azure CLI, what PowerShell's `Format-List`
 * prints, blocks of Terraform, and what people copy from the portal.
 */
import {
  type CredentialLines,
  credentialsOf,
  type FederatedCredential,
  type FederatedCredentials,
} from './connection-json.ts';
import { subjectKind } from './issuer.ts';

/** A field; before it stands no more than the sign of an item of a list or of a plan. */
const FIELD =
  /^(?:[-+*\u2022] {1,4})?["']?(?<key>[a-z][a-z_ @.]{0,40}?)["']?(?<gap> {0,40})[:=](?: {1,8}(?<value>\S.*))?$/i;
const ITEM = /^[-*\u2022] {1,4}(\S.{0,700})$/;
const NAMES: Readonly<Record<string, string>> = {
  issuerurl: 'issuer',
  subjectidentifier: 'subject',
  audience: 'audiences',
  displayname: 'name',
  resourcegroupname: 'resourcegroup',
};
/** What is read of a credential, and what it has beside that. */
const KEYS = new Set(['issuer', 'subject', 'audiences', 'name', 'id', 'description', 'type', 'resourcegroup']);
/** What is said above a list of credentials, and above values that were presented. */
const HEADING = /federated[-_ ]?(?:identity[-_ ]?)?credential/i;
const PRESENTED = /assertion|presented/i;
const HEADING_LINES = 3;
const ISSUER_LINE = /^.{0,6}issuer/i;
const LONGEST = 1500;
/** A credential whose values go on in further lines takes no more. */
const MAX_LINES = 30;
const INDENTED = /^(?:[\dTZ:.-]{19,30} )?[ \t]{2}/;

/** The field that a line has, in the form that its tool prints. */
interface Field {
  readonly key: string;
  readonly value: string;
  /** Whether a blank stands before its colon, as PowerShell aligns them. */
  readonly aligned: boolean;
}

/**
 * The credentials of a cleaned text; `raw` is the same as it was pasted, whose indentation tells a value that goes on in
 * the next line, `issuers` are the places of that word in the text. Linear; never throws.
 */
export function readCredentialFields(text: string, raw: string, issuers: readonly number[]): CredentialLines[] {
  // Most texts that name an issuer have it inside a sentence.
  if (!issuers.some((at) => isFieldAt(text, at))) return [];
  const lines = text.split('\n');
  const written = raw.split(/\r\n?|\n/);
  const found: CredentialLines[] = [];
  let free = 0;
  for (let at = 0; at < lines.length; at += 1) {
    if (!ISSUER_LINE.test(lines[at] ?? '') || fieldOf(lines[at])?.key !== 'issuer') continue;
    const record = recordWith(at, free, lines, written);
    const facts = record && factsOf(record, lines.slice(Math.max(0, record.from - HEADING_LINES), record.from));
    if (!facts) continue;
    found.push({ facts, lines: [record.from, record.to] });
    free = record.to;
    at = record.to - 1;
  }
  return found;
}

function isFieldAt(text: string, at: number): boolean {
  return (
    /(?:^|\n)(?:[-+*\u2022] {1,4})?["']?$/.test(text.slice(Math.max(0, at - 8), at)) &&
    /^issuer(?: url)?["']? {0,40}[:=] {1,8}["']?https?:/i.test(text.slice(at, at + 80))
  );
}

function fieldOf(line = ''): Field | undefined {
  const found = line.length < LONGEST && line.length > 2 ? FIELD.exec(line)?.groups : undefined;
  if (!found) return undefined;
  const { key = '', gap = '', value = '' } = found;
  const plain = key.toLowerCase().replace(/[^a-z]/g, '');
  return { key: NAMES[plain] ?? plain, value, aligned: gap !== '' };
}

interface Together {
  readonly fields: ReadonlyMap<string, string>;
  readonly from: number;
  readonly to: number;
}

/** The fields that stand together around a line, none of them before the line `first`. */
function recordWith(
  at: number,
  first: number,
  lines: readonly string[],
  written: readonly string[],
): Together | undefined {
  let record: { fields: Map<string, string>; from: number; last: Field } | undefined;
  for (let line = Math.max(first, at - MAX_LINES); line < lines.length && line < at + MAX_LINES; line += 1) {
    const field = fieldOf(lines[line]);
    // Beside what is read of it, a list has all other properties.
    const listed = field && record && (field.aligned || INDENTED.test(written[line] ?? ''));
    const own = field && (listed || KEYS.has(field.key)) ? field : undefined;
    const more = record && !own ? goesOn(record.last, record.fields, lines[line] ?? '', written[line]) : undefined;
    if (own && record && !record.fields.has(own.key)) {
      record.fields.set(own.key, own.value);
      record.last = own;
    } else if (record && more !== undefined) record.fields.set(record.last.key, more);
    else {
      if (record && line > at) return { ...record, to: line };
      record = own && { fields: new Map([[own.key, own.value]]), from: line, last: own };
    }
  }
  return record && record.from <= at ? { ...record, to: Math.min(lines.length, at + MAX_LINES) } : undefined;
}

/** The value of a field together with the line below it, where that is no field of its own. */
function goesOn(
  { key, aligned }: Field,
  fields: ReadonlyMap<string, string>,
  line: string,
  written = '',
): string | undefined {
  const value = fields.get(key) ?? '';
  if (key === 'audiences' && !aligned) {
    const item = ITEM.exec(line)?.[1];
    return item === undefined ? undefined : `${value} ${item}`;
  }
  if (line === '' || value === '' || !INDENTED.test(written)) return undefined;
  if (value === CUT) return CUT;
  if (!aligned) return `${value} ${line}`; // YAML goes on where a blank was
  // PowerShell may have gone on at a blank or inside of a word: only what has no blanks is known then.
  return key !== 'subject' && key !== 'issuer' ? value : subjectKind(value + line) === 'names' ? CUT : value + line;
}

/** In place of a value of which only a part was printed. */
const CUT = '\u2026';

/** A credential with what is known of it, where these are the fields of one: other things have an issuer and a subject too. */
function factsOf({ fields }: Together, above: readonly string[]): FederatedCredentials | undefined {
  const value = (key: string): string => unquoted(fields.get(key) ?? '');
  const [issuer, subject] = [value('issuer'), value('subject')];
  const listed = fields.get('audiences') ?? '';
  const told = above.findLast((line) => HEADING.test(line) || PRESENTED.test(line));
  const isCredential =
    told !== undefined && HEADING.test(told)
      ? !PRESENTED.test(told)
      : value('id') !== '' || (listed !== '' && (value('name') !== '' || /^(?:[{[]| )/.test(listed)));
  if (!/^https?:/i.test(issuer) || subject === '' || !isCredential) return undefined;
  const audiences = listed.split(/[\s,{}[\]"']+/).filter((one) => one !== '' && one !== '-');
  const [facts] = credentialsOf([
    { id: value('id') || undefined, name: value('name') || undefined, issuer, subject, audiences },
  ]);
  return (
    facts && {
      ...facts,
      // An app is in no resource group.
      owner: fields.has('resourcegroup') ? 'managed-identity' : facts.owner,
      credentials: facts.credentials.map(withoutCut),
    }
  );
}

function withoutCut({ issuer, subject, ...credential }: FederatedCredential): FederatedCredential {
  const cut = issuer === CUT || subject === CUT;
  return {
    ...credential,
    ...(issuer !== CUT && { issuer }),
    ...(subject !== CUT && { subject }),
    ...(cut && { cut }),
  };
}

/** A value without the quotes that YAML and Terraform put around it. */
function unquoted(value: string): string {
  const [, double, single] = /^(?:"(.*)"|'(.*)'),?$/.exec(value) ?? [];
  if (single !== undefined) return single.replaceAll("''", "'");
  if (double === undefined) return value === 'null' ? '' : value;
  try {
    return JSON.parse(`"${double}"`);
  } catch {
    return double;
  }
}
