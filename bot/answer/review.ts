/** A pasted pipeline -> a verdict on every task, and the change of versions as a diff. */
import type { Catalog } from '../match/catalog.ts';
import { type Review, reviewPipeline, type TaskVerdict } from '../match/review.ts';
import type { Case } from '../memory.ts';
import type { Pipeline } from '../read/pipeline.ts';
import type { Block, RichText } from '../reply.ts';
import { button } from './buttons.ts';
import type { Draft } from './draft.ts';
import { sourceLines } from './sources.ts';
import { code, plain, strong } from './text.ts';
import { LABELS, REVIEW } from './wording.ts';

/** The verdicts that call for a change, then those that call for a look. */
const CHANGE: ReadonlySet<string> = new Set(['does-not', 'newer-version']);
const LOOK: ReadonlySet<string> = new Set(['some-connections', 'not-listed', 'version-unknown']);
const MAX_LINES = 5;

/** The answer about a pipeline, in the turn that brought it. */
export function answerReview(of: Case, pipeline: Pipeline, catalog: Catalog): Draft {
  const { tasks } = catalog.knowledge.tasks;
  const review = reviewPipeline(pipeline, tasks);
  const change = review.verdicts.filter(({ verdict }) => CHANGE.has(verdict));
  const look = review.verdicts.filter(
    ({ verdict, deprecated }) => LOOK.has(verdict) || (verdict === 'works' && deprecated),
  );
  return {
    verdict: REVIEW.verdict(review.verdicts.length, change.length, look.length),
    blocks: [
      ...errorBlocks(review),
      ...verdictBlocks([...change, ...look], review),
      ...changeBlocks(review),
      ...elseBlocks(review),
    ],
    answers: [
      ...[...change, ...look]
        .slice(0, 2)
        .flatMap(({ row }) => (row ? [button(of, row.task, { do: 'task', task: row.task })] : [])),
      button(of, LABELS.checklist, { do: 'open', id: 'checklist' }),
    ],
    sources: sourceLines([catalog.knowledge.tasks.page, catalog.knowledge.tasks.code], catalog),
  };
}

function errorBlocks({ errors }: Review): Block[] {
  if (errors.length === 0) return [];
  const items = errors
    .slice(0, 3)
    .map(({ line, column, message }) => plain(`line ${line}, column ${column}: ${message}`));
  return [{ kind: 'list', title: REVIEW.broken, items }];
}

function verdictBlocks(first: readonly TaskVerdict[], { verdicts }: Review): Block[] {
  const shown = new Set(first);
  const rest = verdicts.filter((verdict) => !shown.has(verdict));
  const named = (chosen: readonly TaskVerdict[]): string[] => [...new Set(chosen.map(({ task }) => task))];
  const works = named(rest.filter(({ verdict }) => verdict === 'works'));
  const without = named(rest.filter(({ verdict }) => verdict !== 'works'));
  const lines = first
    .slice(0, MAX_LINES)
    .map(({ task, line, message }): RichText => [strong(task), { text: ` (line ${line})${said(task, message)}` }]);
  const more = first.length > MAX_LINES ? [plain(REVIEW.more(first.length - MAX_LINES))] : [];
  const fine = [
    ...(works.length > 0 ? [plain(REVIEW.works(works))] : []),
    ...(without.length > 0 ? [plain(REVIEW.without(without))] : []),
  ];
  const items = [...lines, ...more, ...fine];
  return items.length > 0 ? [{ kind: 'list', items }] : [];
}

/** The message without the name of the task that stands before it. */
function said(task: string, message: string): string {
  const plainly = message.replaceAll('`', '');
  return plainly.startsWith(`${task} `) ? plainly.slice(task.length) : `: ${plainly}`;
}

function changeBlocks({ diff, inputsToCheck }: Review): Block[] {
  if (diff === '') return [];
  const inputs = inputsToCheck.filter((one) => one.inputs.length > 0);
  return [
    { kind: 'code', title: REVIEW.diff, text: diff },
    {
      kind: 'list',
      title: REVIEW.inputs,
      items: inputs.map(
        ({ to, inputs: names }): RichText => [
          strong(to),
          { text: ': ' },
          ...names.slice(0, 12).flatMap((name, i) => (i > 0 ? [{ text: ', ' }, code(name)] : [code(name)])),
        ],
      ),
    },
  ].filter((block) => block.kind === 'code' || (block.items?.length ?? 0) > 0) as Block[];
}

function elseBlocks({ connections, unseenTemplates }: Review): Block[] {
  const blocks: Block[] = [];
  const names = [...new Set(connections.map(({ connection }) => connection))];
  if (names.length > 0) {
    blocks.push({ kind: 'paragraph', tone: 'muted', text: [{ text: REVIEW.connections }, ...joined(names)] });
  }
  const templates = [...new Set(unseenTemplates.map(({ path }) => path))];
  if (templates.length > 0) {
    blocks.push({ kind: 'paragraph', tone: 'muted', text: [{ text: REVIEW.templates }, ...joined(templates)] });
  }
  return blocks;
}

function joined(values: readonly string[]): RichText {
  return values.slice(0, 10).flatMap((value, index) => (index > 0 ? [{ text: ', ' }, code(value)] : [code(value)]));
}
