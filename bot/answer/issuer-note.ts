/** What is said beside an issuer: who makes it, or that the subject is not one of it. */
import { issuerKind, otherMaker } from '../read/issuer.ts';
import type { Span } from '../reply.ts';
import { ISSUER_NAMES, OTHER_MAKER, SAYS } from './wording.ts';

/** The name of the maker, or in its place that the subject is of another. */
export function issuerNote(issuer: string, subject: string | undefined): Span {
  return misfitNote(issuer, subject) ?? { text: ` (${ISSUER_NAMES[issuerKind(issuer)]})` };
}

/** That the subject is of another maker; undefined where it is not, or where one of the two is not known. */
export function misfitNote(issuer: string | undefined, subject: string | undefined): Span | undefined {
  const maker = issuer !== undefined && subject !== undefined ? otherMaker(issuer, subject) : undefined;
  return maker && { text: SAYS.otherMaker(OTHER_MAKER[maker]) };
}
