/** What a press does to a case. Pure: the case as it was, and as it is afterwards. */
import { decided } from './answer/decided.ts';
import { answeredByText, positionIn } from './answer/position.ts';
import { hasOwnWhy } from './answer/why.ts';
import type { Catalog } from './match/catalog.ts';
import type { Sides } from './match/sides.ts';
import { type Case, type Shown, shownByError } from './memory.ts';
import type { Press } from './press.ts';

/** The guide that "Still failing" leads to when the text holds no further finding. */
const LAST_LEAD = 'checklist';
const MAX_REVISIONS = 9_990;
const MAX_TRIED = 24;

/** What a case shows first: its walk with every check answered that the text itself answers. */
export function showing(of: Case, shows: Shown, catalog: Catalog): Case {
  const { values, signals } = shownByError(of, shows.id) ?? of;
  const walk = catalog.walks.get(shows.id);
  const trail = walk && shows.kind === 'walk' ? answeredByText(walk, [], signals) : [];
  return { ...of, shows, values, signals, trail: [...trail], view: 'first' };
}

/** What was read has done its work; of a case stays only what became of it. */
export function withoutNames(of: Case): Case {
  const findings = of.findings.map(({ file: _, ...finding }) => finding);
  return { ...of, values: {}, parts: undefined, stretches: undefined, findings };
}

/** The leads of a case: the other errors of its text, then the checklist. */
export function leadsOf(of: Pick<Case, 'findings' | 'shows'>, catalog: Catalog): string[] {
  const errors = of.findings
    .filter(({ kind, certainty }) => kind === 'error' && certainty !== 'guess')
    .map(({ id }) => id);
  return [...new Set([...errors, LAST_LEAD])].filter((id) => id !== of.shows.id && catalog.walks.has(id));
}

/** The case after the press, or undefined where the press does not fit what the case shows. */
export function pressed(of: Case, press: Press, catalog: Catalog, sides: Sides): Case | undefined {
  const next = deed(of, press, catalog, sides);
  return next && { ...next, rev: Math.min(of.rev + 1, MAX_REVISIONS), last: JSON.stringify(press) };
}

function deed(of: Case, press: Press, catalog: Catalog, sides: Sides): Case | undefined {
  switch (press.do) {
    case 'answer':
      return answered(of, press.check, press.answer, catalog);
    case 'change': {
      const at = of.trail.findIndex(({ check }) => check === press.check);
      return at < 0 ? undefined : { ...of, trail: of.trail.slice(0, at), view: 'check' };
    }
    case 'solved':
      return { ...withoutNames(of), state: 'solved' };
    case 'failing':
      return failing(of, catalog, sides);
    case 'restart': {
      const fresh: Case = { ...of, tried: [], state: 'open' };
      const restarted = showing(fresh, of.first, catalog);
      return { ...restarted, leads: leadsOf(restarted, catalog) };
    }
    case 'show':
      return of.shows.kind === 'walk' || (press.what === 'why' && hasOwnWhy(of))
        ? { ...of, view: press.what }
        : undefined;
    case 'open':
      return open(of, press.id, catalog);
    case 'task':
      return { ...of, shows: { kind: 'task', id: press.task }, trail: [], view: 'first' };
  }
}

function answered(of: Case, check: string, answer: string, catalog: Catalog): Case | undefined {
  const walk = of.shows.kind === 'walk' ? catalog.walks.get(of.shows.id) : undefined;
  // Its entry has gone out of the knowledge since: the answer says so.
  if (!walk && of.shows.kind === 'walk') return of;
  if (!walk || of.state !== 'open') return undefined;
  const current = positionIn(walk, of.trail).check;
  if (current?.id !== check || !current.answers.some(({ id }) => id === answer)) return undefined;
  return { ...of, trail: [...answeredByText(walk, [...of.trail, { check, answer }], of.signals)], view: 'check' };
}

/** Leads on, never in a circle: to the check that stands open, if both sides have not decided it, then to the leads, each once, then to the end. */
function failing(of: Case, catalog: Catalog, sides: Sides): Case {
  // Under an error the check is still to come; a guide has asked it already.
  const walk = decided(of, sides, catalog) ? undefined : catalog.errors.get(of.shows.id);
  if (walk && of.view !== 'check' && positionIn(walk, of.trail).check) return { ...of, view: 'check' };
  const tried = [...new Set([...of.tried, of.shows.id])].slice(-MAX_TRIED);
  const next = of.leads.find((id) => !tried.includes(id) && catalog.walks.has(id));
  if (next === undefined) return { ...of, tried, state: 'exhausted' };
  const leads = of.leads.filter((id) => id !== next);
  return showing({ ...of, tried, leads }, { kind: 'walk', id: next }, catalog);
}

function open(of: Case, id: string, catalog: Catalog): Case | undefined {
  if (id === 'help') return { ...of, shows: { kind: 'help', id: 'help' }, trail: [], view: 'first', state: 'open' };
  const kind = catalog.walks.has(id) ? 'walk' : of.findings.find((finding) => finding.id === id)?.kind;
  if (kind !== 'walk' && kind !== 'code') return undefined;
  const opened = showing({ ...of, state: 'open' }, { kind, id }, catalog);
  const leads = [...new Set([...of.leads, ...leadsOf(opened, catalog)])].filter(
    (lead) => lead !== id && lead !== of.shows.id && !of.tried.includes(lead),
  );
  return { ...opened, leads };
}
