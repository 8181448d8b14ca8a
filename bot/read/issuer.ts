/**
 * Which product made an assertion, by its issuer, and which form its subject has.
 *
 * The two issuers of Azure DevOps and their subjects:
 * https://learn.microsoft.com/azure/devops/pipelines/release/convert-service-connections (read 2026-11-23).
 */
import { GUID } from './guid.ts';

export type IssuerKind = 'entra' | 'azure-devops' | 'legacy' | 'github' | 'kubernetes' | 'other';
export type SubjectKind = 'names' | 'ids' | 'other';

const ISSUER_HOSTS: readonly (readonly [IssuerKind, RegExp])[] = [
  ['azure-devops', /^vstoken\.dev\.azure\.com$/],
  ['legacy', /^app\.vstoken\.visualstudio\.com$/],
  [
    'entra',
    /^(?:login\.microsoftonline\.(?:com|us)|login\.partner\.microsoftonline\.cn|login\.chinacloudapi\.cn|sts\.windows\.net)$/,
  ],
  ['github', /^token\.actions\.(?:githubusercontent\.com|[a-z0-9-]+\.ghe\.com)$/],
  ['kubernetes', /^(?:[a-z0-9-]+\.)?oi(?:d)?c\.prod-aks\.azure\.(?:com|us|cn)$/],
  ['kubernetes', /^oidc\.eks\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$/],
  ['kubernetes', /^kubernetes\.default\.svc(?:\.[a-z0-9.-]+)?$/],
];

/**
 * The product behind an issuer, by its host alone. `entra` and `azure-devops` are the two that Azure DevOps uses today,
 * `legacy` its oldest prefix. A missing `https://` and white space at the ends do not matter.
 */
export function issuerKind(issuer: string): IssuerKind {
  const address = /^\s*(?:https?:\/\/)?([^\s/?#:@\\]+)(?::\d+)?(?:(\/[^\s?#]*)|[\s?#]|$)/.exec(issuer.toLowerCase());
  const [, host = '', path = ''] = address ?? [];
  if (host === 'container.googleapis.com' && path.includes('/clusters/')) return 'kubernetes';
  if (/^\/_services\/token\/?$/.test(path)) return 'github'; // GitHub Enterprise Server, on a host of its own
  return ISSUER_HOSTS.find(([, pattern]) => pattern.test(host))?.[0] ?? 'other';
}

const OF_AZURE_DEVOPS = new RegExp(
  `^(https://(?:vstoken\\.dev\\.azure|app\\.vstoken\\.visualstudio)\\.com/${GUID})/?$`,
  'i',
);
const OF_ENTRA = new RegExp(`^(https://login\\.microsoftonline\\.com/${GUID})(?:/v2\\.0)?/?$`, 'i');

/** An issuer as a service connection presents it, without what was put to its end or left off; as it is where its form is no such. */
export function asPresented(issuer: string): string {
  const written = issuer.trim();
  const entra = OF_ENTRA.exec(written)?.[1];
  return entra ? `${entra}/v2.0` : (OF_AZURE_DEVOPS.exec(written)?.[1] ?? issuer);
}

const ID_SUBJECT = new RegExp(`/sc/(${GUID})/(${GUID})\\s*$`, 'i');

/**
 * The form of a subject: `names` is `sc://organization/project/connection` of the Azure DevOps issuer, `ids` is
 * `<prefix>/sc/<organization id>/<connection id>` of the Entra issuer. That prefix is Entra's own and opaque: it is
 * copied from the connection, never built.
 */
export function subjectKind(subject: string): SubjectKind {
  if (subjectParts(subject) !== undefined) return 'names';
  return subjectIds(subject) ? 'ids' : 'other';
}

/** Whether a text has the form of a subject: of Azure DevOps, GitHub Actions or Kubernetes. */
export function isFederationSubject(value: string): boolean {
  return subjectKind(value) !== 'other' || /^(?:sc:\/\/|\/eid1\/|repo:|system:serviceaccount:)/i.test(value);
}

/**
 * Which of the makers writes a subject of this form, where that is not the one behind the issuer: an assertion never has
 * such a pair, and a credential that has it fits none. Undefined where they go together, or where the form tells nothing.
 */
export function otherMaker(
  issuer: string,
  subject: string,
): 'entra' | 'azure-devops' | 'github' | 'kubernetes' | undefined {
  const kind = issuerKind(issuer);
  const maker = MAKERS.find(([, form]) => form.test(subject))?.[0];
  // Another issuer may write anything.
  if (kind === 'other' || maker === undefined) return undefined;
  return maker === (kind === 'legacy' ? 'azure-devops' : kind) ? undefined : maker;
}

const MAKERS = [
  ['azure-devops', /^\s{0,9}sc:\/\//i],
  ['entra', /^\s{0,9}\/eid1\//i],
  ['github', /^\s{0,9}repo:/i],
  ['kubernetes', /^\s{0,9}system:serviceaccount:/i],
] as const;

export interface SubjectParts {
  readonly organization: string;
  readonly project: string;
  readonly connection: string;
}

/**
 * The three names of an `sc://` subject with URL encoding undone, or undefined for any other form. The name of a
 * connection may hold a slash; those of organizations and projects cannot.
 */
export function subjectParts(subject: string): SubjectParts | undefined {
  const names = /^sc:\/\/([^/\s]+)\/([^/]+)\/(\S.*)$/i.exec(subject.trim());
  if (!names) return undefined;
  const [organization = '', project = '', connection = ''] = names.slice(1).map(decoded);
  return { organization, project, connection };
}

/** The two ids of a subject of the Entra issuer, in lower case, or undefined for any other form. */
export function subjectIds(
  subject: string,
): { readonly organization: string; readonly connection: string } | undefined {
  const ids = ID_SUBJECT.exec(subject.slice(-200));
  if (!ids) return undefined;
  const [organization = '', connection = ''] = ids.slice(1).map((id) => id.toLowerCase());
  return { organization, connection };
}

/** A text with `%20` and its like undone, or the text itself where what stands there is no URL encoding. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
