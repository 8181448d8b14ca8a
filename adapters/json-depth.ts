/** How deep JSON from outside may be nested. */

/**
 * Deeper than anything that a chat sends, cards and rich texts included, and far from the thousands of levels at which
 * code that descends by calling itself ends its stack: schemas, JSON.stringify.
 */
const MOST_LEVELS = 100;

export const TOO_DEEP = `The body is nested more than ${MOST_LEVELS} levels deep, which no message needs.`;

/** Whether a value that JSON.parse returned is nested too deeply to go on with it. */
export function isTooDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; depth <= MOST_LEVELS; depth += 1) {
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
    if (level.length === 0) return false;
  }
  return true;
}
