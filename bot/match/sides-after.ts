/** What a thread knows of the two sides after a message, whichever of its parts showed them. */
import type { Catalog } from './catalog.ts';
import type { MatchedPart } from './match.ts';
import { namesCredential, type Presented, type Sides, sidesWith, sidesWithStated } from './sides.ts';

export interface SidesAfter {
  readonly sides: Sides;
  /** Whether words named the credential: "the credential has subject …". */
  readonly stated: boolean;
}

/** `root` is the part of the root cause: of several assertions its own is the one that was refused. */
export function sidesAfter(
  known: Sides,
  matched: readonly MatchedPart[],
  root: MatchedPart | undefined,
  catalog: Catalog,
): SidesAfter {
  const json = matched.flatMap(({ part }) => part.json);
  const presented = (parts: readonly MatchedPart[]): Presented | undefined =>
    root?.assertion ?? parts.find(({ assertion }) => assertion)?.assertion;
  const stating = matched.find(
    ({ part, errors }) => errors.length === 0 && json.length === 0 && namesCredential(part, catalog),
  );
  if (stating) {
    const others = matched.filter((one) => one !== stating);
    const before = sidesWith(known, presented(others), []);
    if (before.assertion) return { sides: sidesWithStated(before, stating.part), stated: true };
  }
  return { sides: sidesWith(known, presented(matched), json), stated: false };
}
