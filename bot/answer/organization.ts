/** What comes from an organization's own folder, marked as theirs wherever it stands. */
import type { Knowledge, Loaded } from '../../knowledge/schema.ts';
import type { Catalog } from '../match/catalog.ts';
import type { Case } from '../memory.ts';
import type { Block, RichText } from '../reply.ts';
import { holds, stepBlocks, stepsFor } from './steps.ts';
import { fill, plain } from './text.ts';
import { OWN, SAYS } from './wording.ts';

/** The line that says that this whole answer is the organization's. */
export function ownBlocks(of: Case, catalog: Catalog): Block[] {
  const walk = of.shows.kind === 'walk' ? catalog.walks.get(of.shows.id) : undefined;
  return walk?.origin ? [{ kind: 'paragraph', tone: 'muted', text: plain(`${ownTitle(catalog.knowledge)}.`) }] : [];
}

/** A title or a sentence, with whose it is where it is not ours. */
export function marked(text: string, from: Loaded | undefined): string {
  return from?.origin ? `${text}${OWN.suffix}` : text;
}

/** What the organization adds to an entry, a guide or a task of ours; commands to copy only where `commands` says so. */
export function addedBlocks(
  { added }: Loaded,
  { values, signals }: Pick<Case, 'values' | 'signals'>,
  catalog: Catalog,
  commands: boolean,
): Block[] {
  if (!added) return [];
  const title = ownTitle(catalog.knowledge);
  const notes = added.notes.filter(({ when }) => holds(when, signals));
  // Beside what they say, for the two sources under the answer are those of the entry.
  const linked = (id: string | undefined): RichText => {
    const source = id === undefined ? undefined : catalog.sources.get(id);
    return source
      ? [{ text: ' (' }, { text: source.title, href: source.url }, { text: `, ${SAYS.checked}${source.checked})` }]
      : [];
  };
  const items = notes.map((note): RichText => [...fill(note.text, values), ...linked(note.source)]);
  const steps = stepsFor(added.steps, signals);
  const role = added.who === undefined ? undefined : catalog.roles.get(added.who)?.name;
  const doThis = `${title}: ${OWN.doThis}${role === undefined ? '' : ` (${role})`}`;
  return [
    ...(items.length > 0 ? [{ kind: 'list', title, items } as const] : []),
    ...(steps.length > 0 ? stepBlocks(doThis, steps, values, commands, ({ link }) => linked(link)) : []),
  ];
}

/** How the organization is named. */
export function ownTitle({ organization }: Pick<Knowledge, 'organization'>): string {
  return organization ? `${OWN.title}, ${organization.name}` : OWN.title;
}
