/** What a review complains of: its rules, and the problems of a file by them. */
import type { Review } from '../../bot/match/review.ts';
import type { Position } from '../../bot/read/pipeline.ts';
import { majorOf, nameOf } from '../../knowledge/task-name.ts';

/** `error` is what ends the command with 1. */
export type Level = 'error' | 'warning' | 'note';

export interface Rule {
  readonly level: Level;
  /** What it finds, one sentence. */
  readonly finds: string;
  /** What to do about it. */
  readonly help: string;
  readonly link?: string;
}

const LEARN = 'https://learn.microsoft.com/azure/devops/pipelines';

/** A task that works, or that uses no Azure connection, breaks no rule. Without a `link`, Microsoft's table is the source. */
export const RULES = {
  'task-cannot-use-wif': {
    level: 'error',
    finds: 'The task cannot log in with workload identity federation.',
    help: 'Use the task or the type of connection that the message names. Where it names none, an AzureCLI@2 or AzurePowerShell@5 step may be able to do the same.',
  },
  'task-needs-newer-version': {
    level: 'error',
    finds: 'The task can log in with workload identity federation only in a newer version.',
    help: 'Change the version, and check the inputs of the step: a new major version may have renamed, dropped or changed any of them.',
  },
  'task-some-connections': {
    level: 'warning',
    finds: 'The task works with workload identity federation only for some types of service connection.',
    help: 'Look at the type of the connection that this step uses: the message says for which it works.',
  },
  'task-version-unknown': {
    level: 'warning',
    finds: 'The version of the task is missing or comes from an expression, and the answer depends on it.',
    help: 'Write the version as a number, or look up what the expression yields: wif-doctor task NAME@VERSION.',
  },
  'task-not-listed': {
    level: 'note',
    finds: "The task, or this version of it, is not in Microsoft's table of tasks.",
    help: 'That the table lacks it says neither yes nor no. Ask the publisher of the task, or try it with a connection for tests.',
  },
  'task-deprecated': {
    level: 'warning',
    finds: 'The task is deprecated by its publisher.',
    help: 'Plan the move to the version that the message names.',
  },
  'inputs-to-check': {
    level: 'note',
    finds: 'The inputs of a step have to be checked when its task moves to a new major version.',
    help: 'Compare the inputs of the step with those of the new version in the task reference.',
    link: `${LEARN}/tasks/reference/`,
  },
  'template-not-seen': {
    level: 'note',
    finds: 'A template that the pipeline uses was not part of the review.',
    help: 'Review the template as well: wif-doctor review azure-pipelines.yml templates/*.yml. Of one in another repository, review that copy.',
    link: `${LEARN}/process/templates`,
  },
  'yaml-error': {
    level: 'error',
    finds: 'The file cannot be read as YAML as a whole; its tasks were read line by line.',
    help: 'Mend the YAML at this position and review again: until then a task may be missing here.',
    link: `${LEARN}/yaml-schema/`,
  },
  'yaml-too-long': {
    level: 'error',
    finds: 'The file is too long to be parsed as YAML; its tasks were read line by line.',
    help: 'Move parts of it into templates and review them as well: until then a task may be missing here.',
    link: `${LEARN}/process/templates`,
  },
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleId = keyof typeof RULES;

export interface Problem extends Position {
  readonly rule: RuleId;
  /** One line for a person. */
  readonly message: string;
  /** The change of words at this position that a newer version needs. */
  readonly fix?: { readonly from: string; readonly to: string };
}

/** The problems of a file, in the order of its lines. */
export function problemsOf({ review }: { readonly review: Review }): Problem[] {
  return [
    ...review.errors.map(
      ({ line, column, message, tooLong }): Problem => ({
        line,
        column,
        rule: tooLong ? 'yaml-too-long' : 'yaml-error',
        message: message.endsWith('?') ? message : `${message}.`,
      }),
    ),
    ...review.verdicts.flatMap(verdictProblems),
    ...review.inputsToCheck.filter(({ inputs }) => inputs.length > 0).map(inputsProblem),
    ...review.unseenTemplates.map(({ line, column, path }): Problem => {
      return { line, column, rule: 'template-not-seen', message: `The template ${path} was not read, nor its tasks.` };
    }),
  ].sort((one, other) => one.line - other.line || one.column - other.column);
}

function verdictProblems(verdict: Review['verdicts'][number]): Problem[] {
  const { line, column, task, rule, message, to, change, deprecated } = verdict;
  const fix = change === undefined ? {} : { fix: { from: task, to: `${nameOf(task)}@${majorOf(change)}` } };
  const problems: Problem[] = [];
  if (rule !== 'task-works' && rule !== 'task-no-azure-connection') {
    problems.push({ line, column, rule, message, ...(deprecated && to === undefined ? {} : fix) });
  }
  // Where a task has to go anyway, that it is old as well changes nothing.
  if (deprecated && to === undefined) {
    const { since, now } = deprecated;
    const instead = now === undefined ? 'I know of no successor' : `use ${now} or newer`;
    const text = `${task} ${since === undefined ? 'is deprecated' : `has been deprecated since ${since}`}: ${instead}.`;
    problems.push({ line, column, rule: 'task-deprecated', message: text, ...fix });
  }
  return problems;
}

function inputsProblem({ line, column, to, inputs, missing }: Review['inputsToCheck'][number]): Problem {
  const needs = missing.length === 0 ? '' : ` It requires ${missing.join(', ')}, which the step does not set.`;
  const message = `Before you use ${to}, check what it makes of ${inputs.join(', ')}.${needs}`;
  return { line, column, rule: 'inputs-to-check', message };
}
