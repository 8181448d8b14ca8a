/** What commands and calls have listed in a text: a service connection, the federated credentials of an identity. */
import type { Places } from './anchors.ts';
import { type FederatedCredentials, type JsonFacts, type JsonRead, readConnectionJson } from './connection-json.ts';
import { readCredentialTables } from './credential-table.ts';

export interface Listed {
  readonly facts: readonly JsonFacts[];
  /**
   * The text with blanks in place of every credential: what an identity expects is not what was presented to it. Its
   * offsets are those of the text.
   */
  readonly rest: string;
}

/** What lists credentials: a command, a cmdlet, an address of Microsoft Graph. */
const LISTS_CREDENTIALS = /federated-?(?:identity-?)?credential/i;
const NOTHING: JsonRead = { facts: [], credentialSpans: [] };
const NO_CREDENTIAL: FederatedCredentials = { kind: 'federated-credentials', owner: 'unknown', credentials: [] };
const EMPTY_ALONE = /^\s{0,20}\[\s{0,20}\]\s{0,20}$/;
const EMPTY = /^[ \t]{0,20}\[[ \t]{0,20}\][ \t]{0,20}$/m;

/** Fields of JSON, cleaned: escapes are gone, and a field that was written without them is there as well. */
const JSON_ANCHORS = ['"issuer"', '"authorization"', '"scheme"'];
/** What lists credentials. */
const COMMAND_ANCHOR = 'credential';
/** Where something may be listed: fields of JSON, the heading of a table, the command that lists credentials. */
export const LISTED_ANCHORS: readonly string[] = [...JSON_ANCHORS, 'issuer', COMMAND_ANCHOR];
/** Nothing but an empty list is as short. */
const SHORTEST = 40;

/**
 * `raw` is the masked text as it was pasted, `text` the same cleaned, line by line; `places` are those of the anchors in
 * it. Linear; never throws.
 */
export function readListed(raw: string, text: string, places: Places): Listed {
  if (text.length > SHORTEST && !LISTED_ANCHORS.some((anchor) => places.has(anchor))) return { facts: [], rest: text };
  const json = JSON_ANCHORS.some((anchor) => places.has(anchor));
  const written = json ? readConnectionJson(raw) : NOTHING;
  const cleaned = raw === text ? written : json ? readConnectionJson(text) : NOTHING;
  const tables = raw.includes('---') ? readCredentialTables(raw) : [];
  // Timestamps before every line, and escapes, leave JSON only in the cleaned text.
  const fromJson = written.facts.length > 0 ? written.facts : cleaned.facts;
  const facts = [...fromJson, ...tables.map((table) => table.facts)].map((one) => ownedBy(text, one));
  const listsNothing =
    facts.length === 0 &&
    (places.has(COMMAND_ANCHOR) ? isEmptyListOf(text) : text.length <= SHORTEST && EMPTY_ALONE.test(text));
  return {
    facts: listsNothing ? [ownedBy(text, NO_CREDENTIAL)] : facts,
    rest: withoutLines(
      withoutSpans(text, cleaned.credentialSpans),
      tables.map((table) => table.lines),
    ),
  };
}

/** Where the list itself does not show whose it is, the command above it does. */
function ownedBy(text: string, facts: JsonFacts): JsonFacts {
  if (facts.kind !== 'federated-credentials' || facts.owner !== 'unknown') return facts;
  const app = /\baz ad app federated-credential /i.test(text);
  if (app === /\baz identity federated-credential /i.test(text)) return facts;
  return { ...facts, owner: app ? 'app' : 'managed-identity' };
}

/** Whether an empty list stands under the command that printed it. */
function isEmptyListOf(text: string): boolean {
  return (
    text.includes('[') &&
    (EMPTY.test(text) || /"value"\s{0,4}:\s{0,4}\[\s{0,4}\]/.test(text)) &&
    LISTS_CREDENTIALS.test(text)
  );
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
