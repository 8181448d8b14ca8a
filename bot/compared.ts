/** Where both sides of the federation are known, they decide about an error in place of its checks. */
import type { Catalog } from './match/catalog.ts';
import { type Compared, comparedFor, compareSides, type Sides, type SidesComparison } from './match/sides.ts';
import { type Case, shownByError } from './memory.ts';

/** The comparison that decides about the error that a case shows; undefined where it leaves the checks open. */
export function comparedCase(of: Case, sides: Sides, catalog: Catalog): SidesComparison | undefined {
  const field = of.shows.kind === 'walk' ? catalog.errors.get(of.shows.id)?.compares : undefined;
  const comparison = field && compareSides(ownSides(of, sides));
  return comparison && comparedFor(comparison, field) ? comparison : undefined;
}

/** The sides of a case: of several errors, each is compared by the assertion that stands beside it. */
export function ownSides(of: Case, sides: Sides): Sides {
  const shown = shownByError(of, of.shows.id);
  return shown || of.parts ? { ...sides, assertion: shown?.assertion } : sides;
}

/** What the sides of a thread answer of the checks of guides: at most one signal. */
export function comparedSignal(sides: Sides): Compared[] {
  const comparison = compareSides(sides);
  const says = comparison && (comparedFor(comparison, 'subject') ?? comparedFor(comparison, 'issuer'));
  return says ? [says] : [];
}
