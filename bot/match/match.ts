/** Reading -> findings: errors first; where there are none, the tasks and the topic that the message asks about. */
import type { Signal } from '../../knowledge/schema.ts';
import type { Reading } from '../read/read.ts';
import type { Catalog } from './catalog.ts';
import { matchErrors } from './errors.ts';
import type { Finding } from './finding.ts';
import { matchTasks } from './tasks.ts';
import { matchTopic } from './topics.ts';
import { NO_CONCEPTS, readConcepts } from './vocabulary.ts';

export interface Findings {
  readonly errors: readonly Finding[];
  readonly tasks: readonly Finding[];
  readonly topic?: Finding;
  /** What the thread knew already and the findings rest on as well. */
  readonly values?: Readonly<Record<string, string>>;
  readonly signals?: readonly Signal[];
}

/** Matches a reading against the knowledge. Words count only in a short message without an error of its own. */
export function match(reading: Reading, catalog: Catalog): Findings {
  const errors = matchErrors(reading, catalog);
  if (errors.length > 0 || !reading.short) return { errors, tasks: matchTasks(reading, NO_CONCEPTS, catalog) };
  const concepts = readConcepts(reading.text, catalog.vocabulary);
  const tasks = matchTasks(reading, concepts, catalog);
  const topic = matchTopic(concepts, catalog);
  if (topic?.kind === 'error') return { errors: [topic], tasks };
  return { errors, tasks, topic };
}
