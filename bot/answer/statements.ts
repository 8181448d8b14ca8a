/** What an entry or a guide states with a source: what holds today, and what the page says where that is out of date. */
import type { Statement, Walk } from '../../knowledge/schema.ts';
import type { Catalog } from '../match/catalog.ts';
import type { Case } from '../memory.ts';
import type { Block, RichText } from '../reply.ts';
import { statementText } from './sources.ts';
import { holds } from './steps.ts';
import { fill, type Values } from './text.ts';
import { SAYS } from './wording.ts';

/** What a first answer states beside its cause and its steps: what holds today, then the page where it says otherwise. */
export interface Shown {
  readonly today?: Statement;
  readonly page?: Statement & { readonly otherwise: string };
}

/**
 * Of what holds today, what is said for this very evidence, or what is known less surely: then the answer says how. The
 * rest opens by "Why this?". What the page says stands there only where it is otherwise today.
 */
export function shownStatements(walk: Walk, of: Case, catalog: Catalog): Shown {
  const page = walk.statements.find(
    (one): one is Statement & { otherwise: string } => one.otherwise !== undefined && holds(one.when, of.signals),
  );
  const today =
    walk.statements.find((one) => !one.page && one.when && holds(one.when, of.signals)) ??
    (walk.statements.some((one) => one.page) ? undefined : walk.statements.find((one) => isUnsure(one, catalog)));
  return { today, page };
}

/** A paragraph for each: the page by its name and its edition, for whoever has never heard of it. */
export function statementBlocks({ today, page }: Shown, catalog: Catalog, values: Values): Block[] {
  const muted = (text: RichText): Block => ({ kind: 'paragraph', tone: 'muted', text });
  return [
    ...(today ? [muted(statementText(today, catalog, values))] : []),
    ...(page ? [muted([{ text: SAYS.otherwise }, ...fill(page.otherwise, values)])] : []),
  ];
}

function isUnsure({ mark, source }: Statement, catalog: Catalog): boolean {
  return (mark ?? catalog.sources.get(source)?.mark) !== 'documented';
}

export function pageBlocks(walk: Walk, catalog: Catalog, values: Values): Block[] {
  // Asked for what the page says, it comes first here, and what holds today beside it.
  const statements = walk.statements.toSorted((a, b) => pageLast(b, a));
  const items = statements.map((statement): RichText => {
    const source = catalog.sources.get(statement.source);
    const whose = (statement.mark ?? source?.mark) === 'inferred' ? SAYS.concluded : '';
    const told = source ? ` — ${whose}${source.title}, ${SAYS.checked}${source.checked}` : '';
    return [...statementText(statement, catalog, values), { text: told }];
  });
  return items.length > 0 ? [{ kind: 'list', title: SAYS.said, items }] : [];
}

/** What holds today before what the page says. */
export function pageLast(a: Statement, b: Statement): number {
  return Number(a.page ?? false) - Number(b.page ?? false);
}
