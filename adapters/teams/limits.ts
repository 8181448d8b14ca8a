/** What the Teams door takes and how long it tries, each number with where it comes from. */
export const TEAMS_LIMITS = {
  /** Bytes of a request's body: more than twice the 100 KB that Teams allows for a message in UTF-16. */
  body: 256 * 1024,
  /** Bytes of a refused body that are thrown away before the connection is cut, so that a polite caller reads the 413. */
  drain: 1024 * 1024,
  /** Milliseconds for the keys that signatures are checked with; Teams itself waits about 15 s for an answer. */
  authentication: 8_000,
  /**
   * Attempts to post one answer. Only 429 is tried again
   * (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit, read 2026-11-23). The page counts 502
   * and 504 as worth a retry too, but creating an activity is not idempotent, and after those it may have been created.
   */
  attempts: 3,
  /** Milliseconds: the longest Retry-After that is waited for, well inside the 15 s after which Teams sends again. */
  wait: 4_000,
  /**
   * Milliseconds to post a message, its attempts and the token for it included, or to update one. This is
   * the longest that fits into Teams' 15 s together with the 3 s that the store may take (adapters/store), so that Teams
   * has its answer before it sends again. Cutting off earlier would help nobody: what was cut off may have arrived, and
   * is never sent again.
   */
  send: 10_000,
} as const;
