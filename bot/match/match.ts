/** Parts -> findings: errors first; where there are none, the tasks and the topic that the message asks about. */
import { SIGNALS, type Signal } from '../../knowledge/schema.ts';
import type { Part } from '../read/parts.ts';
import type { Catalog } from './catalog.ts';
import { errorsIn, rootCauseFirst } from './errors.ts';
import { eachOnce, type Finding } from './finding.ts';
import { assertionIn, namesCredential, type Presented } from './sides.ts';
import { failingTask, withoutBanners } from './task-banner.ts';
import { matchTasks } from './tasks.ts';
import { matchTopic } from './topics.ts';
import { type Concepts, isDenied, NO_CONCEPTS, readConcepts } from './vocabulary.ts';

export interface Findings {
  readonly errors: readonly Finding[];
  readonly tasks: readonly Finding[];
  /** Whether the tasks are those of a question, typed by itself or beside files. */
  readonly asked?: boolean;
  readonly topic?: Finding;
  /** What the findings rest on beside the reading: what the thread knew already, and what the words of a question say. */
  readonly values?: Readonly<Record<string, string>>;
  readonly signals?: readonly Signal[];
}

/** A part with the errors that stand in it, and what it shows of the log-in that was refused there. */
export interface MatchedPart extends Pick<Part, 'values' | 'signals'> {
  readonly part: Part;
  readonly errors: readonly Finding[];
  readonly assertion?: Presented;
}

/** Matches each part by itself, so that no value and no line of one is told of another. */
export function matchParts(parts: readonly Part[], catalog: Catalog): readonly MatchedPart[] {
  const several = parts.length > 1;
  const matched = parts.map((part): MatchedPart => {
    const errors = errorsIn(part, catalog).map((error) => inFile(error, part, several));
    const task = failingTask(errors, part, catalog);
    const values = task.values ? { ...part.values, ...task.values } : part.values;
    const signals = task.signals ? new Set([...part.signals, ...task.signals]) : part.signals;
    return { part, errors, values, signals, assertion: assertionIn(part) };
  });
  const alone = several
    ? matched.find(({ part, errors, assertion }) => assertion && errors.length === 0 && !namesCredential(part, catalog))
    : undefined;
  return alone ? matched.map((one) => withAssertionOf(alone, one, catalog)) : matched;
}

/** An assertion without an error, sent beside an error without one, is that error's. */
function withAssertionOf(lender: MatchedPart, one: MatchedPart, catalog: Catalog): MatchedPart {
  if (one.errors.length === 0 || one.assertion) return one;
  const { part } = one;
  const signals = new Set([...one.signals, ...lender.signals]);
  const errors = errorsIn({ ...part, signals }, catalog).map((error) => inFile(error, part, true));
  return { part, errors, signals, values: { ...lender.values, ...one.values }, assertion: lender.assertion };
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
  const concepts = words ? readConcepts(withoutBanners(words), catalog.vocabulary) : NO_CONCEPTS;
  const asked = words ? matchTasks(words, concepts, catalog) : [];
  const named = matched.flatMap(({ part }) =>
    part === words ? [] : matchTasks(part, NO_CONCEPTS, catalog).map((task) => inFile(task, part, several)),
  );
  const tasks = asked.length > 0 ? { tasks: asked, asked: true } : { tasks: eachOnce(named) };
  const topic = words && matchTopic(concepts, catalog);
  const signals = topic && errors.length === 0 ? saidBy(concepts) : undefined;
  if (topic?.kind === 'error') return { ...tasks, errors: errors.length > 0 ? errors : [topic], signals };
  // "Help" beside a file asks for help with the file.
  return { ...tasks, errors, topic: several && topic?.id === 'help' ? undefined : topic, signals };
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
