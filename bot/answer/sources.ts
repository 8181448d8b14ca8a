/** Source ids of the knowledge -> the lines that name them under an answer. */
import type { Mark, Statement } from '../../knowledge/schema.ts';
import type { Catalog } from '../match/catalog.ts';
import type { RichText, SourceLine } from '../reply.ts';
import { marked } from './organization.ts';
import { fill, type Values } from './text.ts';
import { MARK_NAMES } from './wording.ts';

/** The source lines of these ids, each once. */
export function sourceLines(ids: readonly string[], catalog: Catalog): SourceLine[] {
  return [...new Set(ids)].flatMap((id) => {
    const source = catalog.sources.get(id);
    if (!source) return [];
    return [{ title: marked(source.title, source), href: source.url, checked: source.checked, mark: source.mark }];
  });
}

/** A statement with, wherever it is not documented, how it is known. */
export function statementText(statement: Statement, catalog: Catalog, values: Values): RichText {
  const mark: Mark = statement.mark ?? catalog.sources.get(statement.source)?.mark ?? 'documented';
  const text = fill(statement.text, values);
  return mark === 'documented' ? text : [...text, { text: ` (${MARK_NAMES[mark]})` }];
}
