/** What a thread knows of the two sides after a message, whichever of its parts showed them. */
import type { Catalog } from './catalog.ts';
import type { MatchedPart } from './match.ts';
import { namesCredential, type Refused, type Sides, sidesWith, sidesWithStated } from './sides.ts';

export interface SidesAfter {
  readonly sides: Sides;
  /** Whether words named the credential: "the credential has subject …". */
  readonly stated: boolean;
}

/** `root` is what the part of the root cause shows: of several assertions its own is the one that was refused. */
export function sidesAfter(
  known: Sides,
  matched: readonly MatchedPart[],
  root: Refused | undefined,
  catalog: Catalog,
): SidesAfter {
  const json = matched.flatMap(({ part }) => part.json);
  const refused = (parts: readonly MatchedPart[]): Refused => ({
    assertion: root?.assertion ?? parts.find(({ assertion }) => assertion)?.assertion,
    sought: root?.sought,
  });
  // What an earlier error sought says nothing of this one.
  const earlier = root ? { ...known, sought: undefined } : known;
  const stating = matched.find(
    ({ part, errors }) => errors.length === 0 && json.length === 0 && namesCredential(part, catalog),
  );
  if (stating) {
    const others = matched.filter((one) => one !== stating);
    const before = sidesWith(earlier, refused(others), []);
    if (before.assertion) return { sides: sidesWithStated(before, stating.part), stated: true };
  }
  return { sides: sidesWith(earlier, refused(matched), json), stated: false };
}
