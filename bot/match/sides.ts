/**
 * The two sides of a federation, as a thread has shown them so far: what Azure DevOps presents, and what the identity
 * expects. Both are known only when a person pasted both.
 */
import { distance } from 'fastest-levenshtein';
import { z } from 'zod';
import { type Signal, VALUE_NAMES } from '../../knowledge/schema.ts';
import { type Comparison, compareIssuers, compareSubjects } from '../read/compare-values.ts';
import { type ConnectionFacts, type JsonFacts, MAX_CREDENTIALS } from '../read/connection-json.ts';
import type { Value } from '../read/evidence.ts';
import { asPresented, type IssuerKind, isFederationSubject, issuerKind, subjectKind } from '../read/issuer.ts';
import type { Part } from '../read/parts.ts';
import { exactValue, plainValue } from '../read/plain-value.ts';
import type { Reading } from '../read/read.ts';
import { defined } from '../read/values.ts';
import { shown } from '../read/visible.ts';
import type { Catalog } from './catalog.ts';
import { type Ids, idsSchema } from './sought.ts';
import { readConcepts } from './vocabulary.ts';

const value = z.string().max(700);

export const presentedSchema = z.strictObject({
  issuer: value.optional(),
  subject: value.optional(),
  audience: value.optional(),
});

const credentialSchema = z.strictObject({
  name: value.optional(),
  /** The managed identity whose it is, and the resource group of that. */
  identity: value.optional(),
  group: value.optional(),
  issuer: value.optional(),
  subject: value.optional(),
  audiences: z.array(value).max(10),
  /** Where a table showed only the beginning of its issuer or its subject. */
  cut: z.literal(true).optional(),
});

export const sidesSchema = z.strictObject({
  /** From an error or a token. */
  assertion: presentedSchema.optional(),
  connection: presentedSchema
    .extend({
      name: value.optional(),
      scheme: value.optional(),
      ...idsSchema.shape,
      /** One of several that were listed at once. */
      listed: z.literal(true).optional(),
    })
    .optional(),
  /** What the error sought in Entra. */
  sought: idsSchema.optional(),
  /** Whose credentials these are, by the shape that they were printed in. */
  owner: z.enum(['app', 'managed-identity', 'unknown']).optional(),
  credentials: z.array(credentialSchema).max(MAX_CREDENTIALS).optional(),
});

export type Sides = z.infer<typeof sidesSchema>;
export type Presented = z.infer<typeof presentedSchema>;
export type Credential = z.infer<typeof credentialSchema>;

export interface FieldComparison extends Comparison {
  readonly field: 'issuer' | 'subject' | 'audience';
}

export interface SidesComparison {
  readonly presented: Presented;
  /** Where the presented values come from. */
  readonly from: 'assertion' | 'connection';
  /** The credential that comes closest; absent where the identity has none at all. */
  readonly expected?: Credential;
  /** Only the fields that are known on both sides. */
  readonly fields: readonly FieldComparison[];
}

/** What a comparison comes to, as the knowledge names it. */
export type Compared = Extract<Signal, `compared:${string}`>;

/** What a message shows of the log-in that was refused. */
export interface Refused {
  readonly assertion?: Presented;
  readonly sought?: Ids;
}

/** Whether two messages of one error tell of two log-ins: by what was presented or sought, where both show the whole of it. */
export function areOfTwo(one: Refused, other: Refused): boolean {
  const pairs = [
    [one.assertion?.issuer, other.assertion?.issuer],
    [one.assertion?.subject, other.assertion?.subject],
    [one.sought?.application, other.sought?.application],
  ] as const;
  return pairs.some(
    ([a, b]) =>
      a !== undefined && b !== undefined && a !== b && ![a, b].some((value) => /\*\*\*|\u2026|\.{3}$/.test(value)),
  );
}

/** The sides with what a message adds. What it shows of a side takes the place of what was known of it. */
export function sidesWith(known: Sides, { assertion, sought }: Refused, json: readonly JsonFacts[]): Sides {
  const connections = json.filter((facts) => facts.kind === 'connection');
  const connection = meant(connections, { assertion: assertion ?? known.assertion, sought: sought ?? known.sought });
  const lists = json.filter((facts) => facts.kind === 'federated-credentials');
  return {
    ...known,
    ...(assertion && { assertion }),
    ...(sought && { sought }),
    ...(connection && {
      connection: {
        name: plainValue(connection.name),
        scheme: plainValue(connection.scheme),
        application: plainValue(connection.application),
        tenant: plainValue(connection.tenant),
        ...(connections.length > 1 && { listed: true as const }),
        issuer: plainValue(connection.issuer),
        subject: plainValue(connection.subject),
      },
    }),
    ...(lists.length > 0 && {
      owner: lists[0]?.owner,
      credentials: lists
        .flatMap(({ credentials }) => credentials)
        .slice(0, MAX_CREDENTIALS)
        .map(({ name, identity, group, issuer, subject, audiences, cut }) => ({
          name: plainValue(name),
          ...(cut && { cut }),
          ...defined({ identity: plainValue(identity), group: plainValue(group) }),
          issuer: exactValue(issuer),
          subject: exactValue(subject),
          audiences: audiences.map((audience) => exactValue(audience) ?? ''),
        })),
    }),
  };
}

/** Of several connections the one that the refused log-in may be of. */
function meant(connections: readonly ConnectionFacts[], { assertion, sought }: Refused): ConnectionFacts | undefined {
  const same = (one = '', other = ''): boolean => one !== '' && one.toLowerCase() === other.toLowerCase();
  return (
    connections.find(({ subject }) => same(subject, assertion?.subject)) ??
    connections.find(({ application }) => same(application, sought?.application)) ??
    connections[0]
  );
}

/** Whether a text says in words what the credential has: "the credential has subject …". */
export function namesCredential({ evidence, short, text }: Reading, { vocabulary }: Catalog): boolean {
  if (!short || (!evidence.issuer && !evidence.subject)) return false;
  return readConcepts(text, vocabulary).present.has('credential-side');
}

/** The sides with a credential that a person named in words. */
export function sidesWithStated(known: Sides, { evidence }: Reading): Sides {
  const stated = { issuer: evidence.issuer?.text, subject: evidence.subject?.text, audiences: [] };
  return { ...known, owner: undefined, credentials: [stated] };
}

/**
 * Beside the JSON of a connection, "issuer" and "subject" may be those of that: then only the error's own words count. The
 * credentials that a text lists are no evidence.
 */
export function assertionIn({ evidence, text, json }: Part): Presented | undefined {
  const strict = json.some(({ kind }) => kind === 'connection');
  const named = ({ at }: Value): boolean => /^(?:assertion|issued by)/i.test(text.slice(at, at + 12));
  // The subject of a mail or of a certificate is called so too: without the error's own words its form must tell.
  const take = (found: Value | undefined, ofForm: (value: string) => boolean): string | undefined =>
    found && (named(found) || (!strict && ofForm(found.text))) ? found.text : undefined;
  const issuer = take(evidence.issuer, (value) => issuerKind(value) !== 'other');
  const subject = take(evidence.subject, isFederationSubject);
  const audience = take(evidence.audience, () => true);
  const refused = evidence.audience && named(evidence.audience);
  return issuer || subject || refused ? { issuer, subject, audience } : undefined;
}

/** Presented and expected, compared; undefined while one side is not known. An assertion counts before the connection. */
export function compareSides({ assertion, connection, credentials }: Sides): SidesComparison | undefined {
  const presented = assertion
    ? withConnection(assertion, connection)
    : connection?.subject || connection?.issuer
      ? connection
      : undefined;
  if (!presented || !credentials) return undefined;
  const from = assertion ? 'assertion' : 'connection';
  if (credentials.length === 0) return { presented, from, fields: [] };
  const compared = credentials.map((expected) => ({ expected, fields: compareFields(presented, expected) }));
  const [nearest] = presented.issuer || presented.subject ? byNearness(presented, compared) : byAudience(compared);
  return nearest && { presented, from, ...nearest };
}

/** The fields in which a connection presents something else than was refused: it is another one, or was saved since. */
export function presentedElse({ assertion, connection }: Sides): ('issuer' | 'subject')[] {
  const apart = (a: string | undefined, b: string | undefined, compare: typeof compareIssuers): boolean => {
    const { same, kind } = a && b ? compare(a, b) : { same: true, kind: 'same' };
    return !same && kind !== 'masked';
  };
  // Of several that were listed the first says nothing.
  if (connection?.listed) return [];
  return [
    ...(apart(assertion?.issuer, connection?.issuer, compareIssuers) ? (['issuer'] as const) : []),
    ...(apart(assertion?.subject, connection?.subject, compareSubjects) ? (['subject'] as const) : []),
  ];
}

/** An error shows a part of what the connection presents: the rest is known where the connection is the same. */
function withConnection(assertion: Presented, { issuer, subject }: NonNullable<Sides['connection']> = {}): Presented {
  const same = subject !== undefined && subject === assertion.subject;
  return same && issuer !== undefined ? { issuer, ...defined(assertion) } : assertion;
}

type ComparedCredential = Pick<SidesComparison, 'fields'> & { readonly expected: Credential };

function byNearness(presented: Presented, compared: readonly ComparedCredential[]): ComparedCredential[] {
  return compared.toSorted(
    (a, b) =>
      differences(a.fields) - differences(b.fields) ||
      Number(a.expected.cut ?? false) - Number(b.expected.cut ?? false) ||
      gap(presented, a.expected) - gap(presented, b.expected),
  );
}

/** An error that shows no more than the audience was about a credential that has another, if there is one. */
function byAudience(compared: readonly ComparedCredential[]): ComparedCredential[] {
  return compared
    .filter(({ expected: { issuer } }) => issuer === undefined || OF_CONNECTIONS.has(issuerKind(issuer)))
    .toSorted((a, b) => differences(b.fields) - differences(a.fields));
}

/** The issuers that service connections have, and had. */
export const OF_CONNECTIONS: ReadonlySet<IssuerKind> = new Set<IssuerKind>(['entra', 'azure-devops', 'legacy']);

/**
 * Whether the comparison found no difference in any field, none of which was cut off. The audience that all have says
 * nothing by itself.
 */
export function fits({ fields, presented, expected }: SidesComparison): boolean {
  if (expected?.cut) return false;
  const telling = fields.some(({ field }) => field !== 'audience' || presented.audience !== undefined);
  return telling && differences(fields) === 0;
}

/** Whether nothing that was printed whole differs, and something was cut off. */
export function isOpen({ fields, expected }: SidesComparison): boolean {
  return expected?.cut === true && differences(fields) === 0;
}

/** Whether the connection presents no assertion at all. */
export function hasSecret({ connection }: Sides): boolean {
  return connection?.scheme?.toLowerCase() === 'serviceprincipal';
}

/** The fields that differ by more than what is masked. */
export function different({ fields }: Pick<SidesComparison, 'fields'>): FieldComparison[] {
  return fields.filter(({ same, kind }) => !same && kind !== 'masked');
}

/**
 * What the comparison says of an error that was refused because of `field`; undefined where it leaves that open, as the
 * field is not known on both sides.
 */
export function comparedFor(comparison: SidesComparison, field: FieldComparison['field']): Compared | undefined {
  if (!comparison.expected) return 'compared:none';
  if (!comparison.fields.some((one) => one.field === field)) return undefined;
  if (isOpen(comparison)) return undefined;
  if (fits(comparison)) return 'compared:fits';
  return isRenamed(comparison) ? 'compared:renamed' : 'compared:differs';
}

/** Whether the subject differs in the name of the organization, the project or the connection: an ID has no new name. */
export function isRenamed({ presented, fields }: SidesComparison): boolean {
  return hasNames(presented) && fields.some(({ field, kind }) => field === 'subject' && RENAMED.has(kind));
}

function hasNames({ subject }: Presented): boolean {
  return subject !== undefined && subjectKind(subject) === 'names';
}

/**
 * Whether the credential is that of another connection: it has another issuer or other IDs, or a subject that only
 * another issuer writes. A name may be that of the same connection before it was renamed, and what was mistyped is its
 * own.
 */
export function isOfAnotherConnection({ presented, expected, fields }: SidesComparison): boolean {
  return different({ fields }).some(({ field, kind }) => {
    if (field === 'issuer') return ANOTHER_ISSUER.has(kind);
    if (field !== 'subject') return false;
    if (kind === 'generation') return !writes(expected?.issuer, presented.subject);
    return RENAMED.has(kind) && !hasNames(presented);
  });
}

const ANOTHER_ISSUER = new Set<string>(['generation', 'tenant', 'organization', 'different']);

/** Whether the subjects of an issuer have this form. */
function writes(issuer = '', subject = ''): boolean {
  return (issuerKind(issuer) === 'entra') === (subjectKind(subject) === 'ids');
}

const RENAMED = new Set<string>(['organization', 'project', 'connection']);

function compareFields(presented: Presented, expected: Credential): FieldComparison[] {
  const fields: FieldComparison[] = [];
  if (presented.issuer && expected.issuer) {
    fields.push({ field: 'issuer', ...compareIssuers(presented.issuer, expected.issuer) });
  } else if (expected.issuer && asPresented(expected.issuer) !== expected.issuer) {
    const written = asPresented(expected.issuer);
    const says = `The credential's issuer is not written as service connections present it: \`${written}\`.`;
    fields.push({ field: 'issuer', ...compareIssuers(written, expected.issuer), says });
  }
  if (presented.subject && expected.subject) {
    fields.push({ field: 'subject', ...compareSubjects(presented.subject, expected.subject) });
  }
  const [audience] = expected.audiences;
  const needed = presented.audience ?? VALUE_NAMES.audience;
  if (audience !== undefined && audience !== needed) {
    fields.push({
      field: 'audience',
      same: false,
      kind: 'different',
      says: presented.audience
        ? `The audiences differ: presented \`${needed}\`, in the credential \`${shown(audience)}\`.`
        : `The credential's audience is \`${shown(audience)}\`; a service connection needs \`${needed}\`.`,
    });
  } else if (audience !== undefined) {
    fields.push({ field: 'audience', same: true, kind: 'same', says: `Both audiences are \`${audience}\`.` });
  }
  return fields;
}

function differences(fields: readonly FieldComparison[]): number {
  return different({ fields }).length;
}

function gap(presented: Presented, expected: Credential): number {
  // What was not presented says nothing of which credential is meant.
  const apart = (a: string | undefined, b = ''): number => (a === undefined ? 0 : distance(a, b));
  return apart(presented.subject, expected.subject) + apart(presented.issuer, expected.issuer);
}
