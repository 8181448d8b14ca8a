/** What a person tells in words beside an error: that what the subject names got another name. */
import type { Signal } from '../../knowledge/schema.ts';
import type { Part } from '../read/parts.ts';
import type { Catalog } from './catalog.ts';
import type { Finding } from './finding.ts';
import { isDenied, near, RENAMED, readConcepts } from './vocabulary.ts';

const NAMED = 'named-in-subject';
/** How many words may stand between the two: `the project was recently renamed`. */
const BETWEEN = 3;
const QUESTION = /[^.!?\n]{0,300}\?(?=\s|$)/g;

/** The signals of a message about `error` that answer its checks; whoever asks whether something was renamed tells nothing. */
export function toldBeside({ short, rest }: Part, error: Finding, { errors, vocabulary }: Catalog): Signal[] {
  const checks = short ? errors.get(error.id)?.checks : undefined;
  if (!checks?.some(({ answers }) => answers.some(({ when }) => when?.includes(RENAMED)))) return [];
  if (!vocabulary.mayTellOfNewName(rest)) return [];
  const concepts = readConcepts(rest.replace(QUESTION, ' '), vocabulary);
  return near(RENAMED, NAMED, BETWEEN, concepts) && !isDenied(RENAMED, concepts) ? [RENAMED] : [];
}
