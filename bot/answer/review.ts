/** A pasted pipeline -> a verdict on every task, and the change of versions as a diff. */
import { nameOf } from '../../knowledge/task-name.ts';
import type { Catalog } from '../match/catalog.ts';
import type { TaskVerdict } from '../match/judge-task.ts';
import { type Review, reviewPipeline } from '../match/review.ts';
import type { Case } from '../memory.ts';
import type { Part } from '../read/parts.ts';
import type { Pipeline } from '../read/pipeline.ts';
import type { Block, RichText } from '../reply.ts';
import { button } from './buttons.ts';
import type { Draft } from './draft.ts';
import { lineOf } from './place.ts';
import { sourceLines } from './sources.ts';
import { code, plain, strong } from './text.ts';
import { LABELS, REVIEW, SAYS } from './wording.ts';

/** The verdicts that call for a change, then those that call for a look. */
const CHANGE: ReadonlySet<string> = new Set(['does-not', 'newer-version']);
const LOOK: ReadonlySet<string> = new Set(['some-connections', 'not-listed', 'version-unknown']);
const MAX_LINES = 5;
const MAX_BESIDE = 2;
const MAX_DIFFS = 3;

/** The answer about the pipelines among the parts, in the turn that brought them. */
export function answerReview(of: Case, parts: readonly Part[], catalog: Catalog): Draft {
  const reviews = parts.flatMap(({ pipeline, file }) => (pipeline ? [reviewOf(pipeline, file, catalog)] : []));
  const verdicts = reviews.flatMap(judged);
  const { change, look } = wanting(verdicts);
  const several = parts.length > 1;
  return {
    // What could not be read may be the very task that fails.
    verdict: `${reviews.some(isBroken) ? REVIEW.brokenFirst : ''}${reviews.some(({ unread }) => unread) ? REVIEW.partFirst : ''}${REVIEW.verdict(verdicts.length, change.length, look.length, reviews.length)}`,
    blocks: [
      ...reviews.flatMap((review) => [...unreadBlocks(review, several), ...errorBlocks(review, several)]),
      ...verdictBlocks([...change, ...look], verdicts, several),
      ...changeBlocks(reviews),
      ...elseBlocks(reviews),
    ],
    answers: [
      ...[...new Set([...change, ...look].map(({ row }) => row?.task))]
        .slice(0, 2)
        .flatMap((task) => (task ? [button(of, task, { do: 'task', task })] : [])),
      button(of, LABELS.checklist, { do: 'open', id: 'checklist' }),
    ],
    sources: sourceLines([catalog.knowledge.tasks.page, catalog.knowledge.tasks.code], catalog),
  };
}

/** A pipeline beside something else that the answer is about: its verdict, and the tasks that call for it. */
export function reviewSummary(pipeline: Pipeline, file: string | undefined, catalog: Catalog): RichText[] {
  const verdicts = judged(reviewOf(pipeline, file, catalog));
  const { change, look } = wanting(verdicts);
  const part = pipeline.unread === undefined ? '' : REVIEW.partFirst;
  const verdict = `${part}${REVIEW.verdict(verdicts.length, change.length, look.length)}`;
  return [
    [strong(file ?? SAYS.message), { text: `: ${verdict}` }],
    ...[...change, ...look].slice(0, MAX_BESIDE).map((one) => verdictLine(one, true)),
  ];
}

interface FileReview extends Review {
  readonly file?: string;
  readonly unread?: number;
}

interface Judged extends TaskVerdict {
  readonly file?: string;
}

function reviewOf(pipeline: Pipeline, file: string | undefined, catalog: Catalog): FileReview {
  return { ...reviewPipeline(pipeline, catalog.knowledge.tasks.tasks, file), file, unread: pipeline.unread };
}

function judged({ verdicts, file }: FileReview): Judged[] {
  return verdicts.map((verdict) => ({ ...verdict, file }));
}

/** Those that call for a change, and those that call for a look. */
function wanting(verdicts: readonly Judged[]): { change: Judged[]; look: Judged[] } {
  return {
    change: verdicts.filter(({ verdict }) => CHANGE.has(verdict)),
    look: verdicts.filter(
      ({ verdict, deprecated }) => LOOK.has(verdict) || (verdict === 'works' && deprecated !== undefined),
    ),
  };
}

function unreadBlocks({ unread, file }: FileReview, several: boolean): Block[] {
  if (unread === undefined) return [];
  return [{ kind: 'paragraph', tone: 'warning', text: plain(REVIEW.unread(lineOf(unread, file, several))) }];
}

function errorBlocks({ errors, file }: FileReview, several: boolean): Block[] {
  if (errors.length === 0) return [];
  const items = errors
    .slice(0, 3)
    .map(({ line, column, message }) => plain(`${lineOf(line, file, several)}, column ${column}: ${message}`));
  return [{ kind: 'list', title: errors.some(({ tooLong }) => !tooLong) ? REVIEW.broken : REVIEW.long, items }];
}

function isBroken({ errors }: FileReview): boolean {
  return errors.some(({ tooLong }) => !tooLong);
}

function verdictBlocks(first: readonly Judged[], verdicts: readonly Judged[], several: boolean): Block[] {
  const shown = new Set(first);
  const rest = verdicts.filter((verdict) => !shown.has(verdict));
  const named = (chosen: readonly TaskVerdict[]): string[] => [...new Set(chosen.map(nameIn))];
  const works = named(rest.filter(({ verdict }) => verdict === 'works'));
  const without = named(rest.filter(({ verdict }) => verdict !== 'works'));
  const lines = first.slice(0, MAX_LINES).map((verdict) => verdictLine(verdict, several));
  const more = first.length > MAX_LINES ? [plain(REVIEW.more(first.length - MAX_LINES))] : [];
  const fine = [
    ...(works.length > 0 ? [plain(REVIEW.works(works))] : []),
    ...(without.length > 0 ? [plain(REVIEW.without(without))] : []),
  ];
  const items = [...lines, ...more, ...fine];
  return items.length > 0 ? [{ kind: 'list', items }] : [];
}

function verdictLine({ task, line, file, message }: Judged, several: boolean): RichText {
  return [strong(task), { text: ` (${lineOf(line, file, several)})${said(task, message)}` }];
}

/** As written, unless that is a GUID: then as the table calls it. */
function nameIn({ task, row }: TaskVerdict): string {
  return row && nameOf(row.task).toLowerCase() !== nameOf(task).toLowerCase() ? row.task : task;
}

/** The message without the name of the task that stands before it. */
function said(task: string, message: string): string {
  const plainly = message.replaceAll('`', '');
  return plainly.startsWith(`${task} `) ? plainly.slice(task.length) : `: ${plainly}`;
}

function changeBlocks(reviews: readonly Review[]): Block[] {
  const diffs = reviews.flatMap(({ diff }) => (diff === '' ? [] : [diff]));
  // A task that stands in several files is checked once, for all inputs that any of them sets.
  const inputs = new Map<string, Set<string>>();
  const missing = new Map<string, Set<string>>();
  const add = (to: string, names: readonly string[], known: Map<string, Set<string>>): void => {
    if (names.length > 0) known.set(to, new Set([...(known.get(to) ?? []), ...names]));
  };
  for (const one of reviews.flatMap(({ inputsToCheck }) => inputsToCheck)) {
    add(one.to, one.inputs, inputs);
    add(one.to, one.missing, missing);
  }
  const items = [...inputs].map(([to, names]): RichText => {
    const needs = missing.get(to);
    return [
      strong(to),
      { text: ': ' },
      ...joined([...names], 12),
      ...(needs ? [{ text: REVIEW.needs }, ...joined([...needs], 12)] : []),
    ];
  });
  return [
    ...diffs.slice(0, MAX_DIFFS).map((text) => ({ kind: 'code', title: REVIEW.diff, text }) as const),
    ...(items.length > 0 ? [{ kind: 'list', title: REVIEW.inputs, items } as const] : []),
  ];
}

function elseBlocks(reviews: readonly Review[]): Block[] {
  const connections = reviews.flatMap((review) => review.connections);
  const unseenTemplates = reviews.flatMap((review) => review.unseenTemplates);
  const blocks: Block[] = [];
  if (connections.length > 0) {
    blocks.push({ kind: 'paragraph', tone: 'muted', text: [{ text: REVIEW.connections }, ...namesOf(connections)] });
  }
  const templates = [...new Set(unseenTemplates.map(({ path }) => path))];
  if (templates.length > 0) {
    blocks.push({ kind: 'paragraph', tone: 'muted', text: [{ text: REVIEW.templates }, ...joined(templates)] });
  }
  return blocks;
}

/** Each connection once, and where its name comes from where it is not written there. */
function namesOf(connections: Review['connections']): RichText {
  const sources = new Map(connections.map(({ connection, from = [] }) => [connection, from.join(' and ')]));
  return [...sources]
    .slice(0, 10)
    .flatMap(([name, from], index) => [
      ...(index > 0 ? [{ text: ', ' }] : []),
      code(name),
      ...(from === '' ? [] : [{ text: ` (from ${from})` }]),
    ]);
}

function joined(values: readonly string[], most = 10): RichText {
  return values.slice(0, most).flatMap((value, index) => (index > 0 ? [{ text: ', ' }, code(value)] : [code(value)]));
}
