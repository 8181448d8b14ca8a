/** A case -> the reply that shows it. */
import { isStale } from '../../knowledge/stale-claims.ts';
import type { Catalog } from '../match/catalog.ts';
import type { Sides } from '../match/sides.ts';
import type { Case } from '../memory.ts';
import type { Pipeline } from '../read/pipeline.ts';
import type { Reading } from '../read/read.ts';
import type { Block, Button, Buttons, Reply } from '../reply.ts';
import type { Turn } from '../turn.ts';
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
import { answerWalk, isError, titleWithCode } from './walk.ts';
import { GONE, LABELS, LAST_WAYS, SAYS } from './wording.ts';

export interface Context {
  readonly catalog: Catalog;
  readonly place: Turn['place'];
  readonly at: Date;
  /** There only for the turn that brought the text: its lines are never remembered. */
  readonly reading?: Reading;
  /** There only for the turn that brought the text, like its lines. */
  readonly pipeline?: Pipeline;
  /** What the thread has shown of both sides of the federation. */
  readonly sides: Sides;
}

/** The reply for a case as it stands. */
export function answer(of: Case, effect: 'post' | 'update', context: Context): Reply {
  const draft = draftFor(of, context);
  const { reading, at } = context;
  const today = at.toISOString().slice(0, 10);
  const masked = reading ? maskedBlock(reading.masked) : undefined;
  const token = reading?.evidence.token && tokenBlock(reading.evidence.token, at);
  // The check ends an answer, for its buttons follow it.
  const check = draft.blocks.findIndex(({ kind }) => kind === 'check');
  const end = check < 0 ? draft.blocks.length : check;
  return bounded({
    effect,
    verdict: draft.verdict,
    blocks: [
      ...triedBlocks(of, context.catalog),
      ...ownBlocks(of, context.catalog),
      ...draft.blocks.slice(0, end),
      ...[token, masked].filter((block) => block !== undefined),
      ...draft.blocks.slice(end),
    ],
    buttons: frame(draft, of),
    sources: (draft.sources ?? []).map((source) =>
      isStale(source.checked, today) ? { ...source, stale: true } : source,
    ),
    findings: of.findings,
  });
}

function draftFor(of: Case, { catalog, place, reading, pipeline, sides }: Context): Draft {
  if (of.state === 'solved') return solved(of, catalog);
  if (of.state === 'exhausted') return exhausted(of, catalog);
  switch (of.shows.kind) {
    case 'walk': {
      const walk = catalog.walks.get(of.shows.id);
      return walk ? answerWalk(walk, of, catalog, sides, reading) : gone(of);
    }
    case 'task':
      return pipeline && pipeline.tasks.length > 0 ? answerReview(of, pipeline, catalog) : answerTask(of, catalog);
    case 'comparison':
      return answerComparison(of, sides, catalog);
    case 'code':
      return answerCode(of, catalog);
    case 'help':
      return answerHelp(of, place, catalog);
    case 'unknown':
      return pipeline ? answerReview(of, pipeline, catalog) : answerUnknown(of, catalog, reading);
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
    verdict: `${SAYS.solvedTitle}${titleOf(of, catalog)}`,
    blocks: [{ kind: 'paragraph', text: plain(SAYS.solved) }],
  };
}

function exhausted(of: Case, catalog: Catalog): Draft {
  const walk = catalog.walks.get(of.first.id);
  return {
    verdict: titleOf(of, catalog),
    blocks: [
      { kind: 'paragraph', text: plain(SAYS.exhausted) },
      { kind: 'list', items: LAST_WAYS.map(plain) },
      ...(walk && isError(walk) ? handOverBlocks(walk, { ...of, trail: [] }, positionIn(walk, []), catalog) : []),
    ],
  };
}

function titleOf(of: Case, catalog: Catalog): string {
  const walk = catalog.walks.get(of.first.id) ?? catalog.walks.get(of.shows.id);
  return walk ? titleWithCode(walk, of) : of.first.id;
}

function triedBlocks(of: Case, catalog: Catalog): Block[] {
  if (of.tried.length === 0 || of.state === 'solved') return [];
  const titles = of.tried.map((id) => catalog.walks.get(id)?.label ?? id);
  return [{ kind: 'paragraph', tone: 'muted', text: plain(`${SAYS.tried}${titles.join('; ')}.`) }];
}

function frame(draft: Draft, of: Case): Buttons {
  return { answers: draft.answers ?? [], follow: followButtons(draft, of), more: draft.more ?? [] };
}

function followButtons(draft: Draft, of: Case): Button[] {
  const restart = button(of, LABELS.restart, { do: 'restart' });
  if (draft.follow) {
    return [button(of, LABELS.solved, { do: 'solved' }), button(of, LABELS.failing, { do: 'failing' }), restart];
  }
  return of.rev > 0 ? [restart] : [];
}
