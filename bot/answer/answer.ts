/** A case -> the reply that shows it. */
import { isError } from '../../knowledge/schema.ts';
import { firstFresh } from '../../knowledge/stale-claims.ts';
import type { Catalog } from '../match/catalog.ts';
import type { Sides } from '../match/sides.ts';
import type { Case } from '../memory.ts';
import type { Part } from '../read/parts.ts';
import type { Block, Button, Buttons, Reply } from '../reply.ts';
import type { Turn } from '../turn.ts';
import { askedBlocks, pipelineBlocks, silentBlocks } from './beside.ts';
import { bounded } from './bound.ts';
import { button } from './buttons.ts';
import { answerComparison } from './comparison.ts';
import type { Draft } from './draft.ts';
import { answerCode } from './entra-code.ts';
import { handOverBlocks } from './hand-over.ts';
import { answerHelp } from './help.ts';
import { maskedBlock, tokenBlock } from './masked.ts';
import { ownBlocks } from './organization.ts';
import { positionIn } from './position.ts';
import { answerReview } from './review.ts';
import { answerTask } from './task.ts';
import { plain } from './text.ts';
import { answerUnknown } from './unknown.ts';
import { answerWalk, titleWithCode } from './walk.ts';
import { withOwnWhy } from './why.ts';
import { GONE, LABELS, LAST_WAYS, SAYS } from './wording.ts';

export interface Context {
  readonly catalog: Catalog;
  readonly place: Turn['place'];
  readonly at: Date;
  /** There only for the turn that brought them: lines and pipelines are never remembered. */
  readonly parts?: readonly Part[];
  /** The tasks of a question that was typed beside files. */
  readonly asked?: readonly string[];
  /** The files in which nothing was recognised. */
  readonly silent?: readonly string[];
  /** What the thread has shown of both sides of the federation. */
  readonly sides: Sides;
}

/** The reply for a case as it stands. */
export function answer(of: Case, effect: 'post' | 'update', context: Context): Reply {
  const { parts = [], catalog, at } = context;
  const drafted = draftFor(of, context);
  // A review is there only for the turn that brought the pipeline, and says of each task where it stands.
  const draft = isReview(of, parts) ? drafted : withOwnWhy(drafted, of);
  const fresh = firstFresh(at);
  const masked = maskedBlock(parts.flatMap((part) => part.masked));
  const claims = parts.map(({ evidence }) => evidence.token).find((token) => token !== undefined);
  const token = claims && tokenBlock(claims, at);
  const asked = askedBeside(of, context);
  // The check ends an answer, for its buttons follow it.
  const check = draft.blocks.findIndex(({ kind }) => kind === 'check');
  const end = check < 0 ? draft.blocks.length : check;
  return bounded({
    effect,
    verdict: draft.verdict,
    blocks: [
      ...triedBlocks(of, catalog),
      ...ownBlocks(of, catalog),
      ...askedBlocks(asked, of, catalog),
      ...draft.blocks.slice(0, end),
      ...besideBlocks(of, context),
      ...[token, masked].filter((block) => block !== undefined),
      ...draft.blocks.slice(end),
    ],
    buttons: frame(draft, of, asked),
    sources: (draft.sources ?? []).map((source) => (source.checked < fresh ? { ...source, stale: true } : source)),
    findings: of.findings,
  });
}

/** Whether the answer is about the pipelines that came with this turn. */
function isReview({ shows }: Case, parts: readonly Part[]): boolean {
  if (shows.kind === 'task') return parts.some(({ pipeline }) => pipeline && pipeline.tasks.length > 0);
  return shows.kind === 'unknown' && parts.some(({ pipeline }) => pipeline);
}

/** The tasks that were asked about, unless they are what the answer is about. */
function askedBeside(of: Case, { asked = [], parts = [] }: Context): readonly string[] {
  return of.shows.kind === 'task' && !isReview(of, parts) ? [] : asked;
}

function besideBlocks(of: Case, { parts = [], silent = [], catalog }: Context): Block[] {
  if (parts.length < 2 || of.shows.kind === 'help') return [];
  return [
    ...(isReview(of, parts) ? [] : pipelineBlocks(parts, of, catalog)),
    ...(of.shows.kind === 'unknown' && !isReview(of, parts) ? [] : silentBlocks(silent)),
  ];
}

function draftFor(of: Case, { catalog, place, parts = [], sides }: Context): Draft {
  if (of.state === 'solved') return solved(of, catalog);
  if (of.state === 'exhausted') return exhausted(of, catalog);
  switch (of.shows.kind) {
    case 'walk': {
      const walk = catalog.walks.get(of.shows.id);
      return walk ? answerWalk(walk, of, catalog, sides, parts) : gone(of);
    }
    case 'task':
      return isReview(of, parts) ? answerReview(of, parts, catalog) : answerTask(of, catalog);
    case 'comparison':
      return answerComparison(of, sides, catalog);
    case 'code':
      return answerCode(of, catalog, sides, parts);
    case 'help':
      return answerHelp(of, place, catalog);
    case 'unknown':
      return isReview(of, parts) ? answerReview(of, parts, catalog) : answerUnknown(of, catalog, parts);
  }
}

function gone(of: Case): Draft {
  return {
    verdict: GONE.title,
    blocks: [{ kind: 'paragraph', text: plain(GONE.says) }],
    answers: [button(of, LABELS.checklist, { do: 'open', id: 'checklist' })],
  };
}

function solved(of: Case, catalog: Catalog): Draft {
  return {
    verdict: solvedTitle(of, catalog),
    blocks: [{ kind: 'paragraph', text: plain(SAYS.solved) }],
  };
}

/** A guide has no fault in its title that could be solved. */
function solvedTitle(of: Case, catalog: Catalog): string {
  if (of.first.kind === 'comparison') return SAYS.solvedComparison;
  const last = catalog.walks.has(of.shows.id) ? of.shows.id : of.first.id;
  const guide = [of.first.id, last].some((id) => catalog.errors.has(id)) ? undefined : catalog.walks.get(last);
  return guide ? `${SAYS.solvedGuide}${guide.label ?? guide.title}` : `${SAYS.solvedTitle}${titleOf(of, catalog)}`;
}

function exhausted(of: Case, catalog: Catalog): Draft {
  const walk = catalog.walks.get(of.first.id);
  return {
    verdict: titleOf(of, catalog),
    blocks: [
      { kind: 'paragraph', text: plain(SAYS.exhausted) },
      { kind: 'list', items: LAST_WAYS.map(plain) },
      ...(walk && isError(walk)
        ? handOverBlocks(titleOf(of, catalog), walk, { ...of, trail: [] }, positionIn(walk, []), catalog)
        : []),
    ],
  };
}

function titleOf(of: Case, catalog: Catalog): string {
  const walk = catalog.walks.get(of.first.id) ?? catalog.walks.get(of.shows.id);
  return walk ? titleWithCode(walk, of) : of.first.id;
}

/** What a press of "Still failing" has done, and what was tried before: an answer that changes says why. */
function triedBlocks(of: Case, catalog: Catalog): Block[] {
  if (of.state === 'solved') return [];
  const failing = of.state === 'open' && of.last?.includes('"do":"failing"') === true;
  const titles = of.tried.map((id) => catalog.walks.get(id)?.label ?? id);
  const tried = titles.length > 0 ? `${SAYS.tried}${titles.join('; ')}.` : '';
  if (failing) {
    return [
      { kind: 'paragraph', text: plain(of.view === 'check' ? SAYS.failingCheck : `${SAYS.failingNext}${tried}`) },
    ];
  }
  return tried === '' ? [] : [{ kind: 'paragraph', tone: 'muted', text: plain(tried) }];
}

function frame(draft: Draft, of: Case, asked: readonly string[]): Buttons {
  const tasks = asked.slice(0, 1).map((task) => button(of, `${LABELS.open}${task}`, { do: 'task', task }));
  return { answers: draft.answers ?? [], follow: followButtons(draft, of), more: [...tasks, ...(draft.more ?? [])] };
}

function followButtons(draft: Draft, of: Case): Button[] {
  const restart = button(of, LABELS.restart, { do: 'restart' });
  if (draft.follow) {
    return [button(of, LABELS.solved, { do: 'solved' }), button(of, LABELS.failing, { do: 'failing' }), restart];
  }
  return of.rev > 0 ? [restart] : [];
}
