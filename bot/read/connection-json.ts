/** Reads the JSON of a service connection or of federated credentials, as commands and REST calls print it. */
import { z } from 'zod';
import { jsonIn } from './json-in-text.ts';

export interface ConnectionFacts {
  readonly kind: 'connection';
  readonly id?: string;
  readonly name?: string;
  /** `azurerm`, `dockerregistry`, … */
  readonly type?: string;
  /** `WorkloadIdentityFederation`, `ServicePrincipal`, … */
  readonly scheme?: string;
  readonly issuer?: string;
  readonly subject?: string;
  /** `EntraID` for the Entra issuer. */
  readonly issuerType?: string;
  /** The application (client) id. */
  readonly application?: string;
  readonly tenant?: string;
  /** `Automatic` or `Manual`. */
  readonly creationMode?: string;
  /** `AzureCloud`, `AzureUSGovernment`, … */
  readonly environment?: string;
  readonly ready?: boolean;
}

export interface FederatedCredential {
  readonly name?: string;
  /** The managed identity whose it is, and the resource group of that, from the resource id. */
  readonly identity?: string;
  readonly group?: string;
  readonly issuer?: string;
  readonly subject?: string;
  /** Where a table showed only the beginning of a value that is absent here. */
  readonly cut?: true;
  readonly audiences: readonly string[];
}

export interface FederatedCredentials {
  readonly kind: 'federated-credentials';
  /** Which command or call prints this shape: an app's credentials lack the resource id that a managed identity's have. */
  readonly owner: 'app' | 'managed-identity' | 'unknown';
  readonly credentials: readonly FederatedCredential[];
}

/** Credentials that a text lists otherwise than as JSON. */
export interface CredentialLines {
  readonly facts: FederatedCredentials;
  /** The lines that hold them, from 0, the last one left out. */
  readonly lines: readonly [from: number, to: number];
}

/** Limits of what is taken over: an identity has at most 20 credentials, and people list those of two; an issuer or subject at most 600 characters. */
const MAX_CONNECTIONS = 20;
export const MAX_CREDENTIALS = 40;
const MAX_TEXT = 700;

/** A value of another type, or beyond the limit, is taken for absent: the rest of the object is still of use. */
const value = z.string().min(1).max(MAX_TEXT).optional().catch(undefined);
const flag = z.union([z.boolean(), z.stringbool()]).optional().catch(undefined);

const parametersSchema = z.looseObject({
  workloadidentityfederationissuer: value,
  workloadidentityfederationsubject: value,
  workloadidentityfederationissuertype: value,
  serviceprincipalid: value,
  tenantid: value,
});

const endpointSchema = z.looseObject({
  id: value,
  name: value,
  type: value,
  isReady: flag,
  authorization: z.looseObject({
    scheme: value,
    // Written as `serviceprincipalid` and as `servicePrincipalId`, depending on who made the connection.
    parameters: z
      .record(z.string(), z.unknown())
      .transform(lowerKeys)
      .pipe(parametersSchema)
      .nullish()
      .catch(undefined),
  }),
  data: z
    .record(z.string(), z.unknown())
    .transform(lowerKeys)
    .pipe(z.looseObject({ creationmode: value, environment: value }))
    .nullish()
    .catch(undefined),
});

/** Flat, as commands and Microsoft Graph print it, or what Azure Resource Manager has under `properties`. */
const credentialSchema = z.looseObject({
  issuer: z.string().max(MAX_TEXT),
  subject: z.string().max(MAX_TEXT),
  audiences: z.array(z.string().max(MAX_TEXT)).max(10).optional().catch(undefined),
});

export type JsonFacts = ConnectionFacts | FederatedCredentials;

/** What a text lists, and which stretches of it hold lists of credentials. */
export interface JsonRead {
  /** Connections first. */
  readonly facts: readonly JsonFacts[];
  readonly credentialSpans: readonly (readonly [from: number, to: number])[];
}

/**
 * Every connection and every list of federated credentials in the JSON of a text: the whole of it, fenced, or amid other
 * words. Values are at most 700 characters, as written: pass masked text. Linear in the length of the text. Never throws;
 * nothing where nothing of the kind is there.
 */
export function readConnectionJson(text: string): JsonRead {
  const connections: ConnectionFacts[] = [];
  const credentials: FederatedCredentials[] = [];
  const credentialSpans: [number, number][] = [];
  for (const { value, from, to } of jsonIn(text)) {
    const items = listOf(value);
    for (const item of items) {
      if (connections.length < MAX_CONNECTIONS) connections.push(...connectionOf(item));
    }
    const listed = credentialsOf(items);
    credentials.push(...listed);
    if (listed.length > 0) credentialSpans.push([from, to]);
  }
  return { facts: [...connections, ...credentials], credentialSpans };
}

/** `[…]`, the `value` that REST and Microsoft Graph wrap a list in, or a single object. */
function listOf(found: unknown): readonly unknown[] {
  if (Array.isArray(found)) return found;
  const wrapped = z.looseObject({ value: z.array(z.unknown()) }).safeParse(found);
  return wrapped.success ? wrapped.data.value : [found];
}

function connectionOf(item: unknown): ConnectionFacts[] {
  const whole = endpointSchema.safeParse(item);
  // From a paste that begins in the middle: what stands under `authorization`.
  const parsed = whole.success ? whole : endpointSchema.safeParse({ authorization: item });
  if (!parsed.success) return [];
  const { id, name, type, isReady, authorization, data } = parsed.data;
  const { scheme, parameters } = authorization;
  // Other products have an `authorization` too, but neither this scheme's parameters nor `azurerm` beside it.
  if (scheme === undefined || (type === undefined && parameters?.workloadidentityfederationissuer === undefined))
    return [];
  return [
    present({
      kind: 'connection',
      id,
      name,
      type,
      scheme,
      issuer: parameters?.workloadidentityfederationissuer,
      subject: parameters?.workloadidentityfederationsubject,
      issuerType: parameters?.workloadidentityfederationissuertype,
      application: parameters?.serviceprincipalid,
      tenant: parameters?.tenantid,
      creationMode: data?.creationmode,
      environment: data?.environment,
      ready: isReady,
    }),
  ];
}

/** The credentials among objects that have the fields of one, and whose they are. */
export function credentialsOf(items: readonly unknown[]): FederatedCredentials[] {
  const found = items.flatMap(credentialOf).slice(0, MAX_CREDENTIALS);
  if (found.length === 0) return [];
  const ids = found.map(({ id }) => id);
  const managed = ids.some((id) => id?.toLowerCase().includes('/userassignedidentities/'));
  const owner = managed ? 'managed-identity' : ids.every((id) => id !== undefined) ? 'app' : 'unknown';
  return [{ kind: 'federated-credentials', owner, credentials: found.map(({ credential }) => credential) }];
}

function credentialOf(item: unknown): { readonly id: string | undefined; readonly credential: FederatedCredential }[] {
  const outer = z.looseObject({ id: value, name: value, properties: z.unknown().optional() }).safeParse(item);
  if (!outer.success) return [];
  const fields = credentialSchema.safeParse(outer.data.properties ?? item);
  if (!fields.success) return [];
  const { issuer, subject, audiences } = fields.data;
  // A certificate has an issuer and a subject as well, but no address for the one and no audiences.
  if (audiences === undefined && !/^\s*https?:/i.test(issuer)) return [];
  const { id, name } = outer.data;
  const { group, identity } = IDENTITY.exec(id ?? '')?.groups ?? {};
  return [{ id, credential: { ...present({ name, identity, group }), issuer, subject, audiences: audiences ?? [] } }];
}

/** The resource id of a managed identity's credential. */
const IDENTITY =
  /\/resourcegroups\/(?<group>[^/]{1,90})\/providers\/microsoft\.managedidentity\/userassignedidentities\/(?<identity>[^/]{1,128})\//i;

function lowerKeys(object: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).map(([key, one]) => [key.toLowerCase(), one]));
}

/** The object without its absent fields. */
function present<T extends object>(object: T): T {
  for (const key of Object.keys(object) as (keyof T)[]) if (object[key] === undefined) delete object[key];
  return object;
}
