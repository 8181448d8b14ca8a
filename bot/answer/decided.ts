/** What decides about an error in place of its checks: what the thread has shown of both sides. */
import type { Outcome } from '../../knowledge/schema.ts';
import { comparedCase, comparedIds, ownSides } from '../compared.ts';
import type { Catalog } from '../match/catalog.ts';
import type { Finding } from '../match/finding.ts';
import type { Sides } from '../match/sides.ts';
import type { Case } from '../memory.ts';
import { comparedOutcome, comparedVerdict, knownOfCredential } from './comparison.ts';
import { idsOutcome, knownOfConnection } from './ids.ts';
import { COMPARISON } from './wording.ts';

export interface Decided {
  readonly outcome: Outcome;
  /** What a message to somebody else names beside the values of the error. */
  readonly known: readonly string[];
  /** Of the values that were read those that are not of a connection which may be another one. */
  readonly values: Case['values'];
}

/** What follows from both sides; undefined where they leave the checks open. */
export function decided(of: Case, sides: Sides, catalog: Catalog): Decided | undefined {
  const comparison = comparedCase(of, sides, catalog);
  if (comparison) {
    const outcome = comparedOutcome(comparison, ownSides(of, sides), of.values, catalog);
    return { outcome, known: knownOfCredential(comparison), values: of.values };
  }
  const ids = comparedIds(of, sides, catalog);
  const outcome = ids && idsOutcome(ids, catalog.errors.get(of.shows.id)?.who ?? '', catalog);
  if (!outcome) return undefined;
  const { issuer, subject, audience, organization, project, connection, ...values } = of.values;
  return { outcome, known: knownOfConnection(ids), values };
}

/** What both sides say of another log-in with the error that the case shows, in sentences; undefined where they say nothing. */
export function comparedBriefly(other: Finding, of: Case, sides: Sides, catalog: Catalog): string | undefined {
  const alone = { ...of, findings: [other] };
  const comparison = comparedCase(alone, sides, catalog);
  if (comparison) {
    const apart = comparison.fields.filter(({ same }) => !same).map(({ says }) => says.replaceAll('`', ''));
    return [comparedVerdict(comparison), ...apart].join(' ');
  }
  const ids = comparedIds(alone, sides, catalog);
  if (!ids?.comparison) return undefined;
  const outcome = idsOutcome(ids, '', catalog);
  return outcome ? `${outcome.verdict}.` : COMPARISON.namesIt(ids.connection.name);
}
