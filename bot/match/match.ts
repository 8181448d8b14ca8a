/** Reading -> findings: errors first; where there are none, the tasks and the topic that the message asks about. */
import { SIGNALS, type Signal } from '../../knowledge/schema.ts';
import type { Reading } from '../read/read.ts';
import type { Catalog } from './catalog.ts';
import { matchErrors } from './errors.ts';
import type { Finding } from './finding.ts';
import { failingTask, withoutBanners } from './task-banner.ts';
import { matchTasks } from './tasks.ts';
import { matchTopic } from './topics.ts';
import { type Concepts, NO_CONCEPTS, readConcepts } from './vocabulary.ts';

export interface Findings {
  readonly errors: readonly Finding[];
  readonly tasks: readonly Finding[];
  readonly topic?: Finding;
  /** What the findings rest on beside the reading: what the thread knew already, and what the words of a question say. */
  readonly values?: Readonly<Record<string, string>>;
  readonly signals?: readonly Signal[];
}

/** Matches a reading against the knowledge. Words count only in a short message without an error of its own. */
export function match(reading: Reading, catalog: Catalog): Findings {
  const errors = matchErrors(reading, catalog);
  if (errors.length > 0 || !reading.short) {
    return { errors, tasks: matchTasks(reading, NO_CONCEPTS, catalog), ...failingTask(errors, reading, catalog) };
  }
  const concepts = readConcepts(withoutBanners(reading), catalog.vocabulary);
  const tasks = matchTasks(reading, concepts, catalog);
  const topic = matchTopic(concepts, catalog);
  const signals = topic && saidBy(concepts);
  if (topic?.kind === 'error') return { errors: [topic], tasks, signals };
  return { errors, tasks, topic, signals };
}

/** What the words themselves say of the case: "in Azure Government", "the app registration". */
function saidBy({ present }: Concepts): Signal[] {
  return SIGNALS.filter((signal) => present.has(signal));
}
