/** The other errors of a text: a line each, and a button that opens it. */
import type { Catalog } from '../match/catalog.ts';
import type { Finding } from '../match/finding.ts';
import type { Sides } from '../match/sides.ts';
import { type Case, shownByFinding } from '../memory.ts';
import { visible } from '../read/visible.ts';
import { type Block, type Button, REPLY_BOUNDS as MAX, type RichText } from '../reply.ts';
import { button } from './buttons.ts';
import { comparedBriefly } from './decided.ts';
import { marked } from './organization.ts';
import { placeOf } from './place.ts';
import { code, fill, plain, strong, textOf } from './text.ts';
import { LABELS, SAYS } from './wording.ts';

/** So many leave room in the overflow for "Why this?", "All steps" and "Hand over". */
const MAX_BUTTONS = 2;

/** The list of the others, empty where there are none. */
export function alsoBlocks(of: Case, sides: Sides, catalog: Catalog): Block[] {
  const others = othersOf(of);
  if (others.length === 0) return [];
  const all = others.length + (of.unkept ?? 0);
  const listed = all > MAX.items ? others.slice(0, MAX.items - 1) : others;
  const items = listed.map((other): RichText => {
    const place = placeOf(other, of);
    const same =
      other.id === of.shows.id
        ? sameElsewhere(other, of, sides, catalog)
        : [{ text: `: ${titleOf(other.id, catalog)}` }];
    return [strong(other.id), { text: place ? `, ${place}` : '' }, ...same];
  });
  if (all > listed.length) items.push([{ text: SAYS.andMore(all - listed.length) }]);
  const earlier = listed.every(({ line, nth }) => line === undefined && nth !== undefined);
  return [{ kind: 'list', title: earlier ? SAYS.alsoInThread : SAYS.alsoFound, items }];
}

/** Buttons that open the others; those beyond these have theirs in the answers that these open. */
export function alsoButtons(of: Case, catalog: Catalog): Button[] {
  const openable = othersOf(of).filter(
    ({ id, kind }) => id !== of.shows.id && (kind === 'code' || catalog.walks.has(id)),
  );
  const first = new Map(openable.map((other) => [other.id, other]));
  return [...first.values()]
    .slice(0, MAX_BUTTONS)
    .map((other) => button(of, `${LABELS.open}${nameOf(other, catalog)}`, { do: 'open', id: other.id }));
}

/** Those after the one that is shown, then those before it: going on from button to button leads to all. */
function othersOf(of: Case): Finding[] {
  if (of.findings.length < 2) return [];
  const claimed = of.findings.filter(({ kind, certainty }) => kind !== 'task' && certainty !== 'guess');
  const at = claimed.findIndex(({ id }) => id === of.shows.id);
  return [...claimed.slice(at + 1), ...claimed.slice(0, Math.max(0, at))];
}

/** The same error of another log-in: what it shows there, as far as it is another value, and how that compares. */
function sameElsewhere(other: Finding, of: Case, sides: Sides, catalog: Catalog): RichText {
  const { values, sought } = shownByFinding(of, other) ?? {};
  const value = [sought?.application, values?.subject, values?.issuer].find(
    (one) => one !== undefined && !Object.values(of.values).includes(one),
  );
  if (value === undefined) return [{ text: `: ${SAYS.sameError}` }];
  const compared = comparedBriefly(other, of, sides, catalog);
  return [{ text: `: ${SAYS.sameErrorWith} ` }, code(visible(value)), ...(compared ? plain(`. ${compared}`) : [])];
}

/** Its code, or in place of an id without one its short label. */
function nameOf({ id }: Finding, { walks }: Catalog): string {
  return id.startsWith('AADSTS') ? id : (walks.get(id)?.label ?? id);
}

function titleOf(id: string, { walks, entraCodes }: Catalog): string {
  const walk = walks.get(id);
  return walk ? marked(walk.title, walk) : textOf(fill(entraCodes.get(id)?.means ?? SAYS.otherCode, {}));
}
