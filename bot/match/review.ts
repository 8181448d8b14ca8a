/** Judges every task of a pipeline by the table of tasks, and writes the change of versions that it needs. */
import type { TaskRow } from '../../knowledge/schema.ts';
import { majorOf } from '../../knowledge/task-name.ts';
import { type ConnectionUse, connectionsIn } from '../read/pipeline/connections.ts';
import { isExpression } from '../read/pipeline/task-reference.ts';
import type { Pipeline, Position, TemplateUse, YamlProblem } from '../read/pipeline.ts';
import { connectionTypeFor, judge, type TaskVerdict } from './judge-task.ts';
import { rowOf, rowsByNameOrId } from './task-table.ts';
import { versionDiff } from './version-diff.ts';

export interface InputsToCheck extends Position {
  readonly task: string;
  readonly to: string;
  /** Names of the inputs that this step sets: a new major version may have renamed or dropped any of them. */
  readonly inputs: readonly string[];
  /** What the new version requires and the step does not set. */
  readonly missing: readonly string[];
}

export interface Review {
  readonly verdicts: readonly TaskVerdict[];
  /** A unified diff that changes versions and nothing else; '' where none has to change. */
  readonly diff: string;
  readonly inputsToCheck: readonly InputsToCheck[];
  readonly connections: readonly ConnectionUse[];
  readonly unseenTemplates: readonly TemplateUse[];
  readonly errors: readonly YamlProblem[];
}

/** @param file Name of the pipeline file for the head of the diff. */
export function reviewPipeline(pipeline: Pipeline, tasks: readonly TaskRow[], file = 'azure-pipelines.yml'): Review {
  const table = rowsByNameOrId(tasks);
  const judged = pipeline.tasks.map((use) => ({ use, said: judge(use, table) }));
  const changes = judged.flatMap(({ use, said: { change } }) => (change === undefined ? [] : [{ use, to: change }]));
  return {
    verdicts: judged.map(({ said }) => said),
    diff: versionDiff(
      pipeline.blocks,
      changes.map(({ use, to }) => ({
        line: use.line,
        column: use.column,
        from: use.full,
        to: `${use.name}@${majorOf(to)}`,
      })),
      file,
    ),
    inputsToCheck: changes.map(({ use: { full, line, column, inputs }, to }) => {
      const names = [...new Set(inputs.map((input) => input.name))];
      return { task: full, to, line, column, inputs: names, missing: missingIn(names, rowOf(to, table)) };
    }),
    connections: connectionsIn(pipeline, (use, input) => connectionTypeFor(use, input.name, table)),
    unseenTemplates: pipeline.templates,
    errors: pipeline.errors,
  };
}

/** What the new version needs and the step does not set, as far as its names of inputs are no expressions. */
function missingIn(names: readonly string[], row: TaskRow | undefined): string[] {
  if (names.length === 0 || names.some(isExpression)) return [];
  const set = new Set(names.map((name) => name.toLowerCase()));
  return row?.needs.filter((name) => !set.has(name.toLowerCase())) ?? [];
}
