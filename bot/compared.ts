/** Where both sides of the federation are known, they decide about an error in place of its checks. */
import type { Catalog } from './match/catalog.ts';
import { type Compared, comparedFor, compareSides, type Sides, type SidesComparison } from './match/sides.ts';
import { compareIds, type Ids, type IdsComparison } from './match/sought.ts';
import { type Case, shownByError } from './memory.ts';

/** The comparison that decides about the error that a case shows; undefined where it leaves the checks open. */
export function comparedCase(of: Case, sides: Sides, catalog: Catalog): SidesComparison | undefined {
  const field = of.shows.kind === 'walk' ? catalog.errors.get(of.shows.id)?.compares : undefined;
  const comparison = field && field !== 'application' && compareSides(ownSides(of, sides));
  return comparison && comparedFor(comparison, field) ? comparison : undefined;
}

export interface ComparedIds {
  readonly sought: Ids;
  readonly connection: NonNullable<Sides['connection']>;
  /** Undefined where one of them names no application by its ID. */
  readonly comparison?: IdsComparison;
}

/** The IDs of a case beside those of a connection; undefined where its error is about none, or no connection is known. */
export function comparedIds(of: Case, sides: Sides, catalog: Catalog): ComparedIds | undefined {
  const about = of.shows.kind === 'walk' && catalog.errors.get(of.shows.id)?.compares === 'application';
  const { sought = {}, connection } = ownSides(of, sides);
  return about && connection ? { sought, connection, comparison: compareIds(sought, connection) } : undefined;
}

/** The sides of a case: of several errors, each is compared by the assertion that stands beside it. */
export function ownSides(of: Case, sides: Sides): Sides {
  const shown = shownByError(of, of.shows.id);
  return shown || of.parts ? { ...sides, assertion: shown?.assertion, sought: shown?.sought } : sides;
}

/** What the sides of a thread answer of the checks of guides: at most one signal. */
export function comparedSignal(sides: Sides): Compared[] {
  const comparison = compareSides(sides);
  const says = comparison && (comparedFor(comparison, 'subject') ?? comparedFor(comparison, 'issuer'));
  return says ? [says] : [];
}
