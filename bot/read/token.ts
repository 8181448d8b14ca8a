/**
 * The claims of a pasted token, for comparison with the federated credential. Nothing is verified, and neither the
 * signature nor the token itself is kept.
 */
export interface Claims {
  readonly issuer?: string;
  readonly subject?: string;
  readonly audience?: string;
  /** Times are in seconds since 1970, as the token has them. */
  readonly issuedAt?: number;
  readonly notBefore?: number;
  readonly expires?: number;
  readonly application?: string;
  readonly tenant?: string;
  readonly version?: string;
}

/**
 * Whether an identity may be shown it in place of a secret. An access token of Entra, which names an application, is what a
 * log-in ends with.
 */
export function isAssertion({ application }: Claims): boolean {
  return application === undefined;
}

/** Entra's tokens with every group claim stay well under this. */
const LONGEST_PAYLOAD = 16_384;
const LONGEST_CLAIM = 512;
/** The year 9999: what a date can still show. */
const LATEST = 253_402_300_799;

/**
 * Reads the claims of a JWT (RFC 7519). Returns undefined for everything else, and where no claim is of use; a claim of
 * another type than expected, or longer than 512 characters, is left out.
 */
export function readClaims(jwt: string): Claims | undefined {
  const payload = decode(jwt.split('.', 2)[1] ?? '');
  if (payload === undefined) return undefined;
  const claims: Claims = {
    ...text('issuer', payload.iss),
    ...text('subject', payload.sub),
    // RFC 7519, section 4.1.3: one audience, or a list of them.
    ...text('audience', Array.isArray(payload.aud) ? payload.aud[0] : payload.aud),
    ...time('issuedAt', payload.iat),
    ...time('notBefore', payload.nbf),
    ...time('expires', payload.exp),
    // https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference (2026-11-23): version 1.0 tokens
    // have `appid`, version 2.0 tokens `azp`.
    ...text('application', payload.appid ?? payload.azp),
    ...text('tenant', payload.tid),
    ...text('version', payload.ver),
  };
  return Object.keys(claims).length > 0 ? claims : undefined;
}

function decode(part: string): Record<string, unknown> | undefined {
  if (part.length > LONGEST_PAYLOAD) return undefined;
  try {
    const binary = atob(part.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return isObject(value) ? value : undefined;
  } catch {
    // Not Base64url, not UTF-8 or not JSON: no token.
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(name: keyof Claims, value: unknown): { [claim: string]: string } {
  return typeof value === 'string' && value !== '' && value.length <= LONGEST_CLAIM ? { [name]: value } : {};
}

function time(name: keyof Claims, value: unknown): { [claim: string]: number } {
  return typeof value === 'number' && value > 0 && value <= LATEST ? { [name]: value } : {};
}
