/** What several parts hold beside that which the answer is about: nothing that was sent is passed over in silence. */
import type { Catalog } from '../match/catalog.ts';
import type { Case } from '../memory.ts';
import type { Part } from '../read/parts.ts';
import type { Block, RichText } from '../reply.ts';
import { reviewSummary } from './review.ts';
import { describeTask } from './task.ts';
import { plain, strong } from './text.ts';
import { SAYS } from './wording.ts';

/** The answer to a question about tasks that was typed beside files. */
export function askedBlocks(asked: readonly string[], of: Case, catalog: Catalog): Block[] {
  if (asked.length === 0) return [];
  const items = asked.map((task): RichText => [strong(task), { text: `: ${describeTask(task, of, catalog)}` }]);
  return [{ kind: 'list', title: SAYS.asked, items }];
}

/** The pipelines of the other parts, each with its tasks that need a look. */
export function pipelineBlocks(parts: readonly Part[], of: Case, catalog: Catalog): Block[] {
  const shown = of.findings.find(({ id, kind }) => id === of.shows.id && kind !== 'topic');
  const others = parts.filter(({ file }) => shown === undefined || file !== shown.file);
  const items = others.flatMap(({ file, pipeline }) => (pipeline ? reviewSummary(pipeline, file, catalog) : []));
  return items.length > 0 ? [{ kind: 'list', title: SAYS.pipelines, items }] : [];
}

/** The files in which nothing was recognised. */
export function silentBlocks(files: readonly string[]): Block[] {
  if (files.length === 0) return [];
  return [{ kind: 'paragraph', tone: 'muted', text: plain(`${SAYS.silent}${files.join(', ')}.`) }];
}
