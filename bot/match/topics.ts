/** A message in plain words -> what it asks for, by the concepts that it names. */
import { ALONE, conceptsOf, isError } from '../../knowledge/schema.ts';
import type { Catalog } from './catalog.ts';
import type { Finding } from './finding.ts';
import { type Concepts, ELSEWHERE, follows, isDenied, saysOnly } from './vocabulary.ts';

interface Match {
  readonly id: string;
  readonly kind: 'error' | 'topic';
  readonly group: readonly string[];
}

/** Words that ask for help only where they are all that is said: `usage`. */
const HELP_COMMAND = 'help-command';
/** What the help answers itself, where nothing else is said: the groups of concepts, as in `asks`. */
const SMALL_QUESTIONS = [
  ['thanks'],
  ['federation'],
  ['federation', 'secret'],
  ['what-is', 'federation'],
  ['what-is', 'federation', 'secret'],
];

/** The one entry or guide whose words fit best, or none: the more of its concepts are named, the better it fits. */
export function matchTopic(concepts: Concepts, catalog: Catalog): Finding | undefined {
  let best: Match | undefined;
  const elsewhere = concepts.present.has(ELSEWHERE);
  for (const walk of elsewhere ? [] : catalog.walks.values()) {
    for (const group of walk.asks ?? []) {
      const parts = group.filter((part) => part !== ALONE).map(conceptsOf);
      if (!parts.every(([first = '', second]) => isNamed(first, second, concepts))) continue;
      const named = parts.flat();
      if (group.includes(ALONE) && !saysOnly(named, concepts)) continue;
      if (!best || named.length > best.group.length) {
        best = { id: walk.id, kind: isError(walk) ? 'error' : 'topic', group: named };
      }
    }
  }
  const command = concepts.whole.find((concept) => catalog.walks.has(concept));
  if (command) best = { id: command, kind: 'topic', group: [command] };
  if (best) return finding(best, concepts);
  const small = elsewhere ? undefined : SMALL_QUESTIONS.find((group) => isAsked(group, concepts));
  if (small) return finding({ id: 'help', kind: 'topic', group: small }, concepts);
  const asked =
    ['help', 'greeting'].find((id) => concepts.present.has(id)) ?? concepts.whole.find((id) => id === HELP_COMMAND);
  return asked === undefined ? undefined : finding({ id: 'help', kind: 'topic', group: [asked] }, concepts);
}

function finding({ kind, id, group }: Match, concepts: Concepts): Finding {
  return { kind, id, certainty: 'likely', why: quoted(group, concepts), concepts: group };
}

function isAsked(group: readonly string[], concepts: Concepts): boolean {
  return group.every((concept) => concepts.present.has(concept)) && saysOnly(group, concepts);
}

/** What did not happen is not named: "we have not renamed it". */
function isNamed(first: string, second: string | undefined, concepts: Concepts): boolean {
  if (!concepts.present.has(first) || (first.startsWith('said:') && isDenied(first, concepts))) return false;
  return second === undefined || follows(first, second, concepts);
}

function quoted(group: readonly string[], { present }: Concepts): string {
  return `the words ${[...new Set(group.map((concept) => `"${present.get(concept)}"`))].join(', ')}`;
}
