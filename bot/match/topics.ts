/** A message in plain words -> what it asks for, by the concepts that it names. */
import { conceptsOf, isError } from '../../knowledge/schema.ts';
import type { Catalog } from './catalog.ts';
import type { Finding } from './finding.ts';
import { type Concepts, ELSEWHERE, follows } from './vocabulary.ts';

interface Match {
  readonly id: string;
  readonly kind: 'error' | 'topic';
  readonly group: readonly string[];
}

/** Words that ask for help only where they are all that is said: `usage`. */
const HELP_COMMAND = 'help-command';

/** The one entry or guide whose words fit best, or none: the more of its concepts are named, the better it fits. */
export function matchTopic(concepts: Concepts, catalog: Catalog): Finding | undefined {
  let best: Match | undefined;
  const elsewhere = concepts.present.has(ELSEWHERE);
  for (const walk of elsewhere ? [] : catalog.walks.values()) {
    for (const group of walk.asks ?? []) {
      const parts = group.map(conceptsOf);
      if (!parts.every(([first = '', second]) => isNamed(first, second, concepts))) continue;
      const named = parts.flat();
      if (!best || named.length > best.group.length) {
        best = { id: walk.id, kind: isError(walk) ? 'error' : 'topic', group: named };
      }
    }
  }
  const command = concepts.whole.find((concept) => catalog.walks.has(concept));
  if (command) best = { id: command, kind: 'topic', group: [command] };
  if (best) return { kind: best.kind, id: best.id, certainty: 'likely', why: quoted(best.group, concepts) };
  const asked =
    ['help', 'greeting'].find((id) => concepts.present.has(id)) ?? concepts.whole.find((id) => id === HELP_COMMAND);
  if (asked === undefined) return undefined;
  return { kind: 'topic', id: 'help', certainty: 'likely', why: quoted([asked], concepts) };
}

function isNamed(first: string, second: string | undefined, concepts: Concepts): boolean {
  return concepts.present.has(first) && (second === undefined || follows(first, second, concepts));
}

function quoted(group: readonly string[], { present }: Concepts): string {
  return `the words ${group.map((concept) => `"${present.get(concept)}"`).join(', ')}`;
}
