/** How deep JSON from outside may be nested. */

/**
 * Deeper than anything that a chat sends, cards and rich texts included, and far from the thousands of levels at which
 * code that descends by calling itself ends its stack: schemas, JSON.stringify.
 */
const MOST_LEVELS = 100;

export const TOO_DEEP = `The body is nested more than ${MOST_LEVELS} levels deep, which no message needs.`;

/** Whether a value that JSON.parse returned is nested too deeply to go on with it. */
export function isTooDeep(value: unknown): boolean {
  let level = [value].filter(isNested);
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth === MOST_LEVELS) return true;
    const next: object[] = [];
    for (const one of level) for (const inner of Object.values(one)) if (isNested(inner)) next.push(inner);
    level = next;
  }
  return false;
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
