/** The error of a thread once more, where a message shows the side of it that was missing. */
import { comparedCase, comparedIds, ownSides } from './compared.ts';
import type { Catalog } from './match/catalog.ts';
import type { Findings } from './match/match.ts';
import { hasSecret, type Sides } from './match/sides.ts';
import { type Case, type Memory, shownByError, shownByFinding } from './memory.ts';
import { kindOf } from './read/signals.ts';

/** What a comparison said before says nothing of this one. */
const OF_COMPARISONS: ReadonlySet<string> = new Set(['compared', 'connection']);

/**
 * The last error of the thread, if it showed its side and both sides decide about it now: the answer is the one that all of
 * it in one message gets. Undefined where they do not.
 */
export function errorAgain(found: Findings, sides: Sides, memory: Memory, catalog: Catalog): Findings | undefined {
  const last = memory.cases.findLast(({ state, findings }) => state !== 'solved' && findings.some(isError));
  if (!last) return undefined;
  const shownFirst = (id: string): number => Number(id !== last.shows.id);
  for (const error of last.findings.filter(isError).toSorted((a, b) => shownFirst(a.id) - shownFirst(b.id))) {
    const of: Case = { ...last, shows: { kind: 'walk', id: error.id } };
    const { assertion, sought } = ownSides(of, sides);
    if (!(assertion || sought)) continue;
    const decides =
      comparedIds(of, sides, catalog)?.comparison ?? (!hasSecret(sides) && comparedCase(of, sides, catalog));
    if (!decides) continue;
    const { values, signals } = shownByError(last, error.id) ?? last;
    const own = { values, signals, assertion, sought };
    // The same error of other log-ins is compared as well; what stood in several files stands in one message now.
    const same = last.findings.filter(({ kind, id }) => kind === error.kind && id === error.id);
    const logIns = [own, ...same.slice(1).flatMap((other) => shownByFinding(last, other) ?? [])];
    const why = `${error.code ?? error.id} in this thread, beside what was pasted now`;
    const { line: _, file: __, nth: ___, ...again } = error;
    return {
      ...found,
      topic: undefined,
      errors: logIns.map((_, index) => ({ ...again, ...(index > 0 && { nth: index + 1 }), why })),
      again: logIns.map((shown) => ({
        ...shown,
        signals: new Set(shown.signals.filter((signal) => !OF_COMPARISONS.has(kindOf(signal)))),
      })),
    };
  }
  return undefined;
}

function isError({ kind, certainty }: Case['findings'][number]): boolean {
  return kind === 'error' && certainty !== 'guess';
}
