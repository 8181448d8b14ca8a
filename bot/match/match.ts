/** Parts -> findings: errors first; where there are none, the tasks and the topic that the message asks about. */
import { SIGNALS, type Signal } from '../../knowledge/schema.ts';
import { MAX_FINDINGS } from '../memory.ts';
import type { Part } from '../read/parts.ts';
import { readSignals } from '../read/signals.ts';
import { readValues } from '../read/values.ts';
import { cliSignal } from './azure-cli.ts';
import type { Catalog } from './catalog.ts';
import { type ErrorSeen, errorsIn, rootCauseFirst, withoutGeneral, withSignals } from './errors.ts';
import { eachOnce, type Finding, keyOf } from './finding.ts';
import { type OwnEvidence, ownEvidence } from './own-evidence.ts';
import { areOfTwo, assertionIn, namesCredential, type Refused } from './sides.ts';
import { soughtIn } from './sought.ts';
import { spokenConcepts } from './spoken.ts';
import { failingTask } from './task-banner.ts';
import { matchTasks } from './tasks.ts';
import { toldBeside } from './told-beside.ts';
import { matchTopic } from './topics.ts';
import { type Concepts, isDenied, NO_CONCEPTS } from './vocabulary.ts';

export interface Findings {
  readonly errors: readonly Finding[];
  readonly tasks: readonly Finding[];
  /** Whether the tasks are those of a question, typed by itself or beside files. */
  readonly asked?: boolean;
  readonly topic?: Finding;
  /** What the findings rest on beside the reading: what the thread knew already, and what the words of a question say. */
  readonly values?: Readonly<Record<string, string>>;
  readonly signals?: readonly Signal[];
  /** Where the error is one of the thread, once more: what the thread knows of each log-in, in the order of `errors`. */
  readonly again?: readonly ShownLogIn[];
}

/** What is shown of a log-in that was refused. */
export interface ShownLogIn extends Pick<Part, 'values' | 'signals'>, Refused {}

/** A part with the errors that stand in it, and what it shows of the log-in that was refused there. */
export interface MatchedPart extends ShownLogIn {
  readonly part: Part;
  readonly errors: readonly Finding[];
  /** Of several errors in one part, or of one error of several log-ins, each by itself, by the key of its finding. */
  readonly own?: ReadonlyMap<string, ShownLogIn>;
}

/** Matches each part by itself, so that no value and no line of one is told of another. */
export function matchParts(parts: readonly Part[], catalog: Catalog): readonly MatchedPart[] {
  const several = parts.length > 1;
  const matched = parts.map((part) => matchPart(part, several, catalog));
  const alone = several
    ? matched.find(({ part, errors, assertion }) => assertion && errors.length === 0 && !namesCredential(part, catalog))
    : undefined;
  return alone ? matched.map((one) => withAssertionOf(alone, one, catalog)) : matched;
}

function matchPart(part: Part, several: boolean, catalog: Catalog): MatchedPart {
  const seen = withoutGeneral(errorsIn(part, catalog), catalog);
  const first = rootCauseFirst([seen.map(({ error }) => error)], catalog).slice(0, MAX_FINDINGS);
  const evidence = ownEvidence(
    part,
    seen,
    first.map(({ id }) => id),
  );
  const refused = seen.map((one) => refusalsOf(one, evidence?.get(one.error.id) ?? [], part, several, catalog));
  const errors = seen.map(({ error }, index) => refused[index]?.[0]?.error ?? inFile(error, part, several));
  const again = refused.flatMap((all) => all.slice(1).map(({ error }) => error));
  const own = refused.flat().map(({ error, shown }) => [keyOf(error), shown] as const);
  return {
    part,
    errors: [...eachOnce(errors), ...again],
    ...shownOf(part, errors, catalog),
    ...(own.length > 0 && { own: new Map(own) }),
  };
}

interface Refusal {
  readonly error: Finding;
  readonly shown: ShownLogIn;
}

/** The log-ins that were refused with one error, told apart by their evidence; those of which it shows the same are one. */
function refusalsOf(
  seen: ErrorSeen,
  evidence: readonly OwnEvidence[],
  part: Part,
  several: boolean,
  catalog: Catalog,
): Refusal[] {
  const refusals: Refusal[] = [];
  for (const [index, { evidence: own, at }] of evidence.entries()) {
    const line = index === 0 ? seen.error.line : part.lineAt(at);
    const signals = readSignals(own, part.codes);
    const error = inFile(withSignals({ ...seen, error: { ...seen.error, line } }, signals, catalog), part, several);
    const shown = shownOf({ ...part, evidence: own, values: readValues(own), signals }, [error], catalog);
    if (!refusals.every((before) => areOfTwo(before.shown, shown))) continue;
    refusals.push({ error: index === 0 ? error : { ...error, nth: refusals.length + 1 }, shown });
  }
  return refusals;
}

function shownOf(part: Part, errors: readonly Finding[], catalog: Catalog): ShownLogIn {
  const task = failingTask(errors, part, catalog);
  const values = task.values ? { ...part.values, ...task.values } : part.values;
  const more = [...(task.signals ?? []), ...cliSignal(part, errors)];
  const signals = more.length > 0 ? new Set([...part.signals, ...more]) : part.signals;
  return { values, signals, assertion: assertionIn(part), sought: soughtIn(part) };
}

/** What one of the errors of a part shows: its own, where there are several. */
export function shownBy(matched: MatchedPart, error: Finding): ShownLogIn {
  return matched.own?.get(keyOf(error)) ?? matched;
}

/** An assertion without an error, sent beside an error without one, is that error's. */
function withAssertionOf(lender: MatchedPart, one: MatchedPart, catalog: Catalog): MatchedPart {
  if (one.errors.length === 0 || one.assertion) return one;
  const { part } = one;
  const lent = ({ values, signals, sought }: ShownLogIn): ShownLogIn => ({
    sought,
    values: { ...lender.values, ...values },
    signals: new Set([...signals, ...lender.signals]),
    assertion: lender.assertion,
  });
  const all = lent(one);
  const errors = withoutGeneral(errorsIn({ ...part, signals: all.signals }, catalog), catalog).map(({ error }) =>
    inFile(error, part, true),
  );
  const own = one.own && new Map([...one.own].map(([key, shown]) => [key, lent(shown)]));
  return { part, errors, ...all, own };
}

/** A finding of one of several parts names the file. */
export function inFile(finding: Finding, { file }: Part, several: boolean): Finding {
  return several && file !== undefined ? { ...finding, file } : finding;
}

/**
 * What was found in all parts. Words count only in a short message without an error of its own, and beside an error of a
 * file they are no other error: they tell about it. A question about tasks is about no others that a file names.
 */
export function match(matched: readonly MatchedPart[], catalog: Catalog): Findings {
  const several = matched.length > 1;
  const errors = rootCauseFirst(
    matched.map((one) => one.errors),
    catalog,
  );
  const words = matched.find((one) => one.part.short && one.errors.length === 0 && !(several && one.part.file))?.part;
  const concepts = words ? spokenConcepts(words, catalog.vocabulary) : NO_CONCEPTS;
  const asked = words ? matchTasks(words, concepts, catalog) : [];
  const named = matched.flatMap(({ part }) =>
    part === words ? [] : matchTasks(part, NO_CONCEPTS, catalog).map((task) => inFile(task, part, several)),
  );
  const tasks = asked.length > 0 ? { tasks: asked, asked: true } : { tasks: eachOnce(named) };
  const topic = words && matchTopic(concepts, catalog);
  const [cause] = errors;
  const signals = cause ? matched.flatMap(({ part }) => toldBeside(part, cause, catalog)) : topic && saidBy(concepts);
  if (topic?.kind === 'error') return { ...tasks, errors: errors.length > 0 ? errors : [topic], signals };
  // "Help" beside a file asks for help with the file, and "wif?" beside a task is a question about the task.
  return {
    ...tasks,
    errors,
    topic: topic?.id === 'help' && (several || asked.length > 0) ? undefined : topic,
    signals,
  };
}

/** What the words themselves say of the case, "in Azure Government", where nothing near them takes it back. */
function saidBy(concepts: Concepts): Signal[] {
  return SIGNALS.filter((signal) => concepts.present.has(signal) && !isDenied(signal, concepts));
}

/** The files in which nothing was recognised. */
export function silentFiles(matched: readonly MatchedPart[], { tasks }: Findings): string[] {
  return matched.flatMap(({ part: { file, pipeline, json, evidence }, errors }) => {
    const found = errors.length > 0 || pipeline || json.length > 0 || evidence.token;
    return file === undefined || found || tasks.some((task) => task.file === file) ? [] : [file];
  });
}
