/** An entry or a guide, and how far the thread has come in it -> the answer. */
import { type ErrorEntry, type Guide, isError, type Outcome, type Walk } from '../../knowledge/schema.ts';
import type { Catalog } from '../match/catalog.ts';
import type { Sides } from '../match/sides.ts';
import type { Case } from '../memory.ts';
import type { Part } from '../read/parts.ts';
import { defined } from '../read/values.ts';
import type { Block, Button, RichText } from '../reply.ts';
import { alsoButtons } from './also-found.ts';
import { button } from './buttons.ts';
import { isByWords, isQuestion, specialVerdict } from './by-words.ts';
import { decided } from './decided.ts';
import type { Draft } from './draft.ts';
import { fromText } from './from-text.ts';
import { handOverBlocks, toHandOver } from './hand-over.ts';
import { addedBlocks } from './organization.ts';
import { type Position, positionIn } from './position.ts';
import { failureBlock, failureIn, type SeenFailure } from './seen-failure.ts';
import { sourceLines, statementText } from './sources.ts';
import { pageBlocks, pageLast, type Shown, shownStatements, statementBlocks } from './statements.ts';
import { doThis, stepBlocks, stepsFor } from './steps.ts';
import { fill, fillCommand, plain, strong, textOf, type Values } from './text.ts';
import { whereBlocks } from './where-to-find.ts';
import { howKnown } from './why.ts';
import { HANDOVER, LABELS, SAYS } from './wording.ts';

const STEPS_AT_FIRST = 3;
/** An answer fits one phone screen: the sources of what it says, no more. */
const MAX_SOURCES = 2;

/** The answer for a case that shows `walk`. `parts` are there only for the turn that brought the text. */
export function answerWalk(walk: Walk, asked: Case, catalog: Catalog, sides: Sides, parts?: readonly Part[]): Draft {
  const both = decided(asked, sides, catalog);
  const values = 'newConnection' in walk ? valuesOfNew(asked.values, sides) : (both?.values ?? asked.values);
  const of = { ...asked, values };
  const position: Position = both ? { answered: [], outcome: both.outcome } : positionIn(walk, of.trail);
  const error = isError(walk) ? walk : undefined;
  const { outcome } = position;
  const whole = (of.view === 'first' || of.view === 'steps') && !outcome;
  const answered = answeredBlocks(position, of.values);
  const statements = shownStatements(walk, of, catalog);
  return {
    verdict: verdict(walk, of, outcome),
    blocks: [
      ...(of.view === 'first' && error ? fromText(of, error, catalog, sides, parts) : []),
      ...(whole ? [] : answered),
      ...(outcome && of.view !== 'handover' ? outcomeBlocks(outcome, of.values, catalog) : []),
      ...(whole && error ? errorBlocks(error, of, catalog) : []),
      ...(whole && !error ? introBlocks(walk as Guide, of, parts) : []),
      ...(whole || outcome || of.view === 'handover'
        ? addedBlocks(walk, of, catalog, outcome !== undefined || of.view === 'steps')
        : []),
      ...(of.view === 'why' ? whyBlocks(walk, of, catalog) : []),
      ...(whole || of.view === 'first' ? statementBlocks(statements, catalog, of.values) : []),
      ...(of.view === 'handover'
        ? handOverBlocks(verdict(walk, of, outcome), walk, of, position, catalog, both?.known)
        : []),
      ...(of.view === 'page' ? pageBlocks(walk, catalog, of.values) : []),
      ...(whole ? answered : []),
      ...(of.view === 'where' && position.check ? whereBlocks(position.check, of.values, catalog) : []),
      ...checkBlocks(position, of.values, of.view === 'first' && error !== undefined),
    ],
    answers: [...answerButtons(position, of), ...openButtons(outcome, of, catalog)],
    more: [...(of.view === 'first' && error ? alsoButtons(of, catalog) : []), ...moreButtons(walk, of, position)],
    sources: sourceLines(sourcesOf(walk, outcome, whole || of.view === 'first' ? statements : undefined), catalog),
    // A guide that still asks has proposed nothing yet that could have helped.
    follow: error !== undefined || outcome !== undefined,
  };
}

/**
 * Of a new connection the thread knows only where it will stand, until its JSON has been pasted: the subject of the
 * connection that failed, in the credential of a new one, would be accepted in silence and refused at every log-in.
 */
function valuesOfNew({ organization, project, tenant }: Values, { assertion, connection }: Sides): Case['values'] {
  const isNew = connection?.subject !== undefined && connection.subject !== assertion?.subject;
  const { issuer, subject, application } = (isNew && connection) || {};
  return defined({ organization, project, tenant, issuer, subject, application });
}

/** What the steps link to and what holds today; beside a first answer the page too, also where it says the same. */
function sourcesOf({ sources, statements }: Walk, outcome: Outcome | undefined, first: Shown | undefined): string[] {
  const page = first && statements.find((statement) => statement.page)?.source;
  const links = (outcome?.steps ?? []).flatMap(({ link }) => link ?? []);
  const others = [...links, ...(first?.today ? [first.today.source] : []), ...sources].filter((id) => id !== page);
  return [...[...new Set(others)].slice(0, page ? MAX_SOURCES - 1 : MAX_SOURCES), ...(page ? [page] : [])];
}

/**
 * The code beside the plain words: the one that stands in the text where the entry has several. Words alone tell neither
 * the code nor what a signal of a log tells; they may ask a question.
 */
export function titleWithCode(walk: Walk, of: Case): string {
  if (!isError(walk)) return walk.title;
  const special = specialVerdict(walk, of);
  const title = special ? textOf(fill(special.text, of.values)) : walk.title;
  return `${title}${codeOf(walk, of)}`;
}

function verdict(walk: Walk, of: Case, outcome: Outcome | undefined): string {
  if (!outcome) {
    const sounds = isError(walk) && isByWords(walk.id, of.findings) && !isQuestion(walk, of);
    return `${sounds ? SAYS.soundsLike : ''}${titleWithCode(walk, of)}`;
  }
  return `${outcome.verdict}${isError(walk) ? codeOf(walk, of) : ''}`;
}

function codeOf({ id, codes }: ErrorEntry, of: Case): string {
  if (codes.length === 0 || isByWords(id, of.findings)) return '';
  return ` (${of.findings.find((finding) => finding.id === id)?.code ?? codes[0]})`;
}

function errorBlocks(error: ErrorEntry, of: Case, catalog: Catalog): Block[] {
  const all = of.view === 'steps';
  const fitting = stepsFor(error.steps, of.signals);
  const steps = all ? fitting : fitting.slice(0, STEPS_AT_FIRST);
  return [
    { kind: 'paragraph', text: [strong(SAYS.why), ...fill(error.why, of.values)] },
    ...stepBlocks(doThis(error.who, catalog), steps, of.values, all),
  ];
}

function introBlocks({ intro, paste }: Guide, of: Case, parts: readonly Part[] = []): Block[] {
  const seen = paste === undefined ? undefined : failureIn(parts);
  const unknown = seen?.printed ? [seen] : [];
  const known = of.findings.some(
    ({ kind, certainty, concepts }) => (kind === 'error' || kind === 'code') && certainty !== 'guess' && !concepts,
  );
  const asks = paste === undefined || known || seen?.printed ? [] : [paste];
  return [
    ...unknown.flatMap((failure): Block[] => [failureBlock(failure), paragraph(plain(unknownFailure(failure)))]),
    ...[...intro, ...asks].map((text) => paragraph(fill(text, of.values))),
  ];
}

function paragraph(text: RichText): Block {
  return { kind: 'paragraph', text };
}

function unknownFailure({ azureDevOps }: SeenFailure): string {
  return azureDevOps ? SAYS.azureDevOpsCode(azureDevOps) : SAYS.unknownMessage;
}

function outcomeBlocks(outcome: Outcome, values: Values, catalog: Catalog): Block[] {
  const why: Block[] = outcome.why ? [{ kind: 'paragraph', text: fill(outcome.why, values) }] : [];
  return [...why, ...stepBlocks(doThis(outcome.who, catalog), outcome.steps, values, true), ...toAdd(outcome, values)];
}

/** What the message to the person who can do the steps still lacks. */
function toAdd({ add }: Outcome, values: Values): Block[] {
  if (add === undefined) return [];
  return [{ kind: 'paragraph', text: [strong(LABELS.handover), ...plain(HANDOVER.add), ...fill(add, values)] }];
}

function whyBlocks(walk: Walk, of: Case, catalog: Catalog): Block[] {
  const finding = of.findings.find(({ id }) => id === walk.id);
  const items: RichText[] = [];
  if (isError(walk)) items.push(fill(walk.happened, of.values));
  if (finding) items.push(howKnown(finding));
  for (const statement of walk.statements.toSorted(pageLast)) items.push(statementText(statement, catalog, of.values));
  return [{ kind: 'list', title: SAYS.whyThis, items }];
}

function answeredBlocks({ answered }: Position, values: Values): Block[] {
  if (answered.length === 0) return [];
  const items = answered.map(({ check, answer, read }) => ({
    question: textOf(fill(check.ask, values)),
    answer: `${answer.label}${read ? SAYS.readFromText : ''}`,
  }));
  return [{ kind: 'answered', items }];
}

/** `brief`: the check stands under the whole answer, where one hint is enough. */
function checkBlocks({ check }: Position, values: Values, brief: boolean): Block[] {
  if (!check) return [];
  const how = (check.how ?? []).slice(0, brief ? 1 : undefined).map((text) => fill(text, values));
  const then = (label: string, text: string | undefined): RichText[] =>
    text === undefined || brief ? [] : [[strong(label), ...fill(text, values)]];
  const all = [...how, ...then(SAYS.see, check.see), ...then(SAYS.carry, check.carry)];
  const file: Block[] =
    check.file && !brief ? [{ kind: 'code', title: check.file.name, text: fillCommand(check.file.holds, values) }] : [];
  return [...file, { kind: 'check', question: fill(check.ask, values), how: all }];
}

function answerButtons({ check }: Position, of: Case): Button[] {
  return (check?.answers ?? []).map(({ id, label }) =>
    button(of, label, { do: 'answer', check: check?.id ?? '', answer: id }),
  );
}

function openButtons(outcome: Outcome | undefined, of: Case, catalog: Catalog): Button[] {
  return (outcome?.open ?? []).flatMap((id) => {
    const walk = catalog.walks.get(id);
    return walk ? [button(of, walk.label ?? walk.id, { do: 'open', id })] : [];
  });
}

function moreButtons(walk: Walk, of: Case, position: Position): Button[] {
  const { answered, check } = position;
  const last = answered.at(-1);
  const buttons: Button[] = [];
  if (check?.where && of.view !== 'where') buttons.push(button(of, LABELS.where, { do: 'show', what: 'where' }));
  if (of.view !== 'why') buttons.push(button(of, LABELS.why, { do: 'show', what: 'why' }));
  if (isError(walk) && of.view !== 'steps') buttons.push(button(of, LABELS.steps, { do: 'show', what: 'steps' }));
  if (of.view !== 'handover' && toHandOver(walk, of, position).steps.length > 0) {
    buttons.push(button(of, LABELS.handover, { do: 'show', what: 'handover' }));
  }
  if (walk.statements.some(({ page }) => page) && of.view !== 'page') {
    buttons.push(button(of, LABELS.page, { do: 'show', what: 'page' }));
  }
  if (last) buttons.push(button(of, LABELS.change, { do: 'change', check: last.check.id }));
  return buttons;
}
