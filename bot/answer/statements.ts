/** What an entry or a guide states with a source: what holds today, and what the page says where that is out of date. */
import type { Statement, Walk } from '../../knowledge/schema.ts';
import type { Catalog } from '../match/catalog.ts';
import type { Case } from '../memory.ts';
import type { Block, RichText } from '../reply.ts';
import { statementText } from './sources.ts';
import { holds } from './steps.ts';
import type { Values } from './text.ts';
import { SAYS } from './wording.ts';

/** What holds today for the evidence at hand, and beside it what the page says where that is out of date. */
export function shownStatements(walk: Walk, of: Case, catalog: Catalog): Statement[] {
  // Of what holds today, only what is said for this very evidence: the rest opens by "Why this?".
  const page = walk.statements.find((statement) => statement.page && holds(statement.when, of.signals));
  const today =
    walk.statements.find(({ page, when }) => !page && when && holds(when, of.signals)) ??
    // What the page does not have at all may be known less surely: then the answer says how.
    (page ? undefined : walk.statements.find((statement) => !statement.page && isUnsure(statement, catalog)));
  return [today, page].filter((statement) => statement !== undefined);
}

function isUnsure({ mark, source }: Statement, catalog: Catalog): boolean {
  return (mark ?? catalog.sources.get(source)?.mark) !== 'documented';
}

export function statementBlock(statement: Statement, catalog: Catalog, values: Values): Block {
  return { kind: 'paragraph', tone: 'muted', text: statementText(statement, catalog, values) };
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
