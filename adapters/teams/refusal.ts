/** Why a request is not served. */

/** A request that is turned away; its message is meant for the caller and tells nothing of our inside. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: 400 | 401 | 403 | 413 | 415 | 500 | 503;

  constructor(status: Refusal['status'], message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.status = status;
  }
}

/** Errors by which jsonwebtoken says that a token is wrong; SyntaxError is a token that is no JSON inside. */
const BAD_TOKEN = new Set(['JsonWebTokenError', 'TokenExpiredError', 'NotBeforeError', 'SyntaxError']);

/**
 * What an error means that botbuilder throws before it has let a request in. It says 401 itself for some wrong tokens and
 * an inner error for others (a bad signature, `alg: none`), and the same inner error where the keys cannot be fetched.
 */
export function refusalOf(error: unknown): Refusal {
  const { name, statusCode } = error instanceof Error ? (error as Error & { statusCode?: unknown }) : {};
  if (statusCode === 401 || statusCode === 403 || (name !== undefined && BAD_TOKEN.has(name))) {
    return new Refusal(401, 'The request is not signed by the channel for this bot.', error);
  }
  return new Refusal(503, 'The signature cannot be checked at the moment. Send the request again later.', error);
}
