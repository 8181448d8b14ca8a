/** Names of tasks that words spell: `azure cli`, `azure app service deploy`, `azurcli`. */
import { distance } from 'fastest-levenshtein';
import type { TaskRow } from '../../knowledge/schema.ts';
import { nameOf } from '../../knowledge/task-name.ts';
import type { Catalog } from './catalog.ts';
import { nearestTask, properName } from './nearest-task.ts';

/** The longest name of the table has eight words: `Azure Resource Manager Template Deployment`. */
const MAX_NAME_WORDS = 8;

export interface Spelled {
  readonly name: string;
  readonly typed: string;
  /** How many words it took. */
  readonly words: number;
  readonly certainty: 'exact' | 'likely';
  /** Typed without the `azure` that it begins with. */
  readonly shortened?: boolean;
  /** Typed with an error. */
  readonly misspelled?: boolean;
  /** The rows with this display name, where it is that and not the name in YAML. */
  readonly titled?: readonly TaskRow[];
}

/** The longest name that the words from here on spell, with `before` in front of them. */
export function longestName(
  words: readonly string[],
  from: number,
  catalog: Catalog,
  before = '',
): Spelled | undefined {
  let found: Spelled | undefined;
  let spelled = before;
  for (let count = 1; from + count <= words.length; count += 1) {
    spelled += words[from + count - 1];
    const begins = catalog.taskPrefixes.has(spelled);
    const whole = spelled.endsWith('task') ? spelled.slice(0, -4) : undefined;
    const known = (begins ? nameOrTitle(spelled, catalog) : undefined) ?? (whole && nameOrTitle(whole, catalog));
    if (known && (before === '' || count > 1)) {
      const typed = words.slice(from, from + count).join(' ');
      const shortened = before !== '';
      found = { ...known, certainty: shortened ? 'likely' : 'exact', words: count, typed, shortened };
    }
    if (!begins) break;
  }
  return found;
}

function nameOrTitle(spelled: string, catalog: Catalog): Pick<Spelled, 'name' | 'titled'> | undefined {
  const name = properName(spelled, catalog);
  if (name) return { name };
  const titled = catalog.taskTitles.get(spelled);
  return titled?.[0] && { name: nameOf(titled[0].task), titled };
}

/** The name that the words from here on spell with a typing error. */
export function misspelled(words: readonly string[], from: number, catalog: Catalog): Spelled | undefined {
  for (let count = Math.min(MAX_NAME_WORDS, words.length - from); count >= 1; count -= 1) {
    const typed = words.slice(from, from + count);
    // No task has a digit in its name: one that was typed belongs to the version.
    const nearest = typed.some((word) => /\d/.test(word)) ? undefined : nearestTask(typed.join(''), catalog);
    // `of AzureIoTEdge` is no typing error: the name begins a word later.
    const later = nearest && typed.some((_, index) => index > 0 && longestName(words, from + index, catalog));
    if (nearest && !later && resembles(typed, nearest.match(NAME_PART) ?? [])) {
      return { name: nearest, certainty: 'likely', words: count, typed: typed.join(' '), misspelled: true };
    }
  }
  return undefined;
}

/** `Azure`, `NLB` and `Management` of `AzureNLBManagement`. */
const NAME_PART = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g;

/** Whether each word is a part or several of the name, with a wrong letter or two: `help me deploy` is not `HelmDeploy`. */
function resembles([word, ...rest]: readonly string[], parts: readonly string[]): boolean {
  if (word === undefined) return parts.length === 0;
  return parts.some((_, index) => {
    const part = parts
      .slice(0, index + 1)
      .join('')
      .toLowerCase();
    return distance(word, part) <= Math.max(1, part.length / 6) && resembles(rest, parts.slice(index + 1));
  });
}
