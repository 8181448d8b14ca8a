/** What commands and calls have listed in a text: a service connection, the federated credentials of an identity. */
import type { Places } from './anchors.ts';
import {
  type CredentialLines,
  type FederatedCredentials,
  type JsonFacts,
  type JsonRead,
  MAX_CREDENTIALS,
  readConnectionJson,
} from './connection-json.ts';
import { readCredentialFields } from './credential-fields.ts';
import { readCredentialTables, readCredentialTsv } from './credential-table.ts';

export interface Listed {
  readonly facts: readonly JsonFacts[];
  /**
   * The text with blanks in place of every credential: what an identity expects is not what was presented to it. Its
   * offsets are those of the text.
   */
  readonly rest: string;
}

const NOTHING: JsonRead = { facts: [], credentialSpans: [] };
const NO_CREDENTIAL: FederatedCredentials = { kind: 'federated-credentials', owner: 'unknown', credentials: [] };
/** An empty list alone, and under the command that printed it. */
const EMPTY_ALONE = /^\s{0,20}\[\s{0,20}\]\s{0,20}$/;
const EMPTY_BELOW = /^[ \t]{0,20}\[[ \t]{0,20}\][ \t]{0,20}$|"value"\s{0,4}:\s{0,4}\[\s{0,4}\]/m;

/** Fields of JSON, cleaned: escapes are gone, and a field that was written without them is there as well. */
const JSON_ANCHORS = ['"issuer"', '"authorization"', '"scheme"'];
/** What lists credentials: a command, a cmdlet, an address of Microsoft Graph. */
const LISTS_CREDENTIALS = [
  'federated-credential',
  'federatedcredential',
  'federatedidentitycredential',
  'federated-identity-credential',
];
/** Where something may be listed: fields of JSON, the heading of a table, the command that lists credentials. */
export const LISTED_ANCHORS: readonly string[] = [...JSON_ANCHORS, ...LISTS_CREDENTIALS, 'issuer'];
/** What the subjects begin with that tell a line of fields between tabs from others. */
const SUBJECTS: readonly string[] = ['sc://', '/eid1/'];
/** Connections may be listed with the same headings. */
const LISTS_CONNECTIONS = /\bservice-endpoint (?:list|show)\b|\bserviceendpoint\/endpoints\b/i;
/** Nothing but an empty list is as short. */
const SHORTEST = 40;

/**
 * `raw` is the masked text as it was pasted, `text` the same cleaned, line by line; `places` are those of the anchors in
 * it. Linear; never throws.
 */
export function readListed(raw: string, text: string, places: Places): Listed {
  const has = (anchor: string): boolean => places.has(anchor);
  const tabbed = text.includes('\t') && SUBJECTS.some(has);
  if (text.length > SHORTEST && !tabbed && !LISTED_ANCHORS.some(has)) return { facts: [], rest: text };
  const json = JSON_ANCHORS.some(has);
  const written = json ? readConnectionJson(raw) : NOTHING;
  const cleaned = raw === text ? written : json ? readConnectionJson(text) : NOTHING;
  // Timestamps before every line, and escapes, leave JSON only in the cleaned text.
  const fromJson = written.facts.length > 0 ? written.facts : cleaned.facts;
  const rest = withoutSpans(text, cleaned.credentialSpans);
  const byCommand = LISTS_CREDENTIALS.some(has);
  const lists = credentialLists(raw, rest, { tabbed, byCommand }, places);
  const facts = [...fromJson, ...byOwner(lists)].map((one) => ownedBy(text, one));
  const listsNothing = facts.length === 0 && (byCommand ? EMPTY_BELOW : EMPTY_ALONE).test(text);
  return {
    facts: listsNothing ? [ownedBy(text, NO_CREDENTIAL)] : facts,
    rest: withoutLines(
      rest,
      lists.map((list) => list.lines),
    ),
  };
}

/** The credentials that are listed in lines, once the JSON has been taken out of the text. */
function credentialLists(
  raw: string,
  text: string,
  { tabbed, byCommand }: { readonly tabbed: boolean; readonly byCommand: boolean },
  places: Places,
): CredentialLines[] {
  const issuers = places.get('issuer') ?? [];
  const lists = [
    ...(issuers.some((at) => rulesBelow(text, at)) ? readCredentialTables(raw) : []),
    ...readCredentialFields(text, raw, issuers),
    ...(tabbed ? readCredentialTsv(text, byCommand) : []),
  ];
  return lists.length > 0 && !byCommand && LISTS_CONNECTIONS.test(text) ? [] : lists;
}

/** Whether the line may be the heading of a table: a line of rules stands under it. */
function rulesBelow(text: string, at: number): boolean {
  const next = text.indexOf('\n', at);
  return next >= 0 && /[-:]/.test(text.charAt(next + 1));
}

/** What was listed a credential at a time is one list. */
function byOwner(lists: readonly CredentialLines[]): FederatedCredentials[] {
  const merged = new Map<FederatedCredentials['owner'], FederatedCredentials>();
  for (const { facts } of lists) {
    const { credentials = [] } = merged.get(facts.owner) ?? {};
    merged.set(facts.owner, {
      ...facts,
      credentials: [...credentials, ...facts.credentials].slice(0, MAX_CREDENTIALS),
    });
  }
  return [...merged.values()];
}

/** Where the list itself does not show whose it is, the command above it does. */
function ownedBy(text: string, facts: JsonFacts): JsonFacts {
  if (facts.kind !== 'federated-credentials' || facts.owner !== 'unknown') return facts;
  const app = /\baz ad app federated-credential |-AzADAppFederatedCredential\b/i.test(text);
  if (app === /\baz identity federated-credential |-AzFederatedIdentityCredential/i.test(text)) return facts;
  return { ...facts, owner: app ? 'app' : 'managed-identity' };
}

const blank = (stretch: string): string => stretch.replace(/[^\n]/g, ' ');

function withoutSpans(text: string, spans: readonly (readonly [number, number])[]): string {
  return spans.reduce((rest, [from, to]) => rest.slice(0, from) + blank(rest.slice(from, to)) + rest.slice(to), text);
}

function withoutLines(text: string, stretches: readonly (readonly [number, number])[]): string {
  if (stretches.length === 0) return text;
  const isListed = (line: number): boolean => stretches.some(([from, to]) => from <= line && line < to);
  return text
    .split('\n')
    .map((line, index) => (isListed(index) ? blank(line) : line))
    .join('\n');
}
