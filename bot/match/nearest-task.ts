/** The names of the table, as it writes them or with a typing error. */
import { distance } from 'fastest-levenshtein';
import { nameOf } from '../../knowledge/task-name.ts';
import type { Catalog } from './catalog.ts';

/** Names this short are too close to other words to be known with a typing error. */
const MIN_TYPO_LENGTH = 7;

/** The name as the table writes it, or undefined for one that it does not have. */
export function properName(name: string, catalog: Catalog): string | undefined {
  const [row] = catalog.tasks.get(name.toLowerCase()) ?? [];
  return row && nameOf(row.task);
}

/** The nearest name of the table, or undefined where none is close enough to be meant. */
export function nearestTask(name: string, catalog: Catalog): string | undefined {
  const typed = name.toLowerCase();
  if (typed.length < MIN_TYPO_LENGTH) return undefined;
  let best: string | undefined;
  let least = Math.floor(typed.length / 6) + 1;
  for (const known of catalog.tasks.keys()) {
    if (Math.abs(known.length - typed.length) >= least) continue;
    const edits = distance(typed, known);
    if (edits < least) {
      least = edits;
      best = known;
    }
  }
  return best && properName(best, catalog);
}
