/** What no single file can show: references that lead nowhere, paths that do not end, ids given twice. */
import type { ParsedFile } from './parse-file.ts';
import type { Problem, Report } from './problem.ts';
import { repeated } from './repeated.ts';
import {
  ALONE,
  conceptsOf,
  type EntraCodes,
  type ErrorEntry,
  FIND_VALUES,
  type Guide,
  isError,
  type Knowledge,
  type Role,
  type Source,
  type TaskRow,
  VALUE_NAMES,
  type Walk,
  type Words,
} from './schema.ts';
import { checkPaths } from './walk-paths.ts';

export interface Files {
  readonly errors: readonly ParsedFile<ErrorEntry>[];
  readonly guides: readonly ParsedFile<Guide>[];
  readonly words: readonly ParsedFile<Words>[];
  readonly tasks?: ParsedFile<{ readonly tasks: readonly TaskRow[] }>;
  readonly entraCodes?: ParsedFile<EntraCodes>;
  readonly sources?: ParsedFile<readonly Source[]>;
  readonly roles?: ParsedFile<readonly Role[]>;
}

/**
 * Every contradiction between the files, with the line that it stands on. `base` is the knowledge that they are added
 * to, where they are: they may name what stands there.
 */
export function contradictions(files: Files, base?: Knowledge): Problem[] {
  const problems: Problem[] = [];
  const walks: ParsedFile<Walk>[] = [...files.errors, ...files.guides];
  const ids = idsOf([...walks.map(({ data }) => data), ...(base?.errors ?? []), ...(base?.guides ?? [])]);
  const sources = idsOf([...(files.sources?.data ?? []), ...(base?.sources ?? [])]);
  const roles = idsOf([...(files.roles?.data ?? []), ...(base?.roles ?? [])]);
  const words = [...files.words.map(({ data }) => data), ...(base?.words ?? [])];
  const concepts = new Set(words.flatMap((one) => Object.keys(one.concepts)));
  const findValues = [...files.guides.map(({ data }) => data), ...(base?.guides ?? [])].find(
    ({ id }) => id === FIND_VALUES,
  );
  const places = idsOf(findValues?.outcomes ?? []);

  for (const table of [files.sources, files.roles]) {
    const list = table?.data.map((item) => item.id) ?? [];
    for (const id of repeated(list)) {
      const line = table?.lineOf([list.lastIndexOf(id)]) ?? 1;
      const remedy = 'remove one of the two';
      problems.push({ file: table?.file ?? '', line, message: `${id} stands here twice`, remedy });
    }
  }
  for (const walk of walks) {
    if (!walk.file.endsWith(`/${walk.data.id}.yaml`) && walk.file !== `${walk.data.id}.yaml`) {
      const message = `holds the id ${walk.data.id}`;
      problems.push({ file: walk.file, line: walk.lineOf(['id']), message, remedy: 'name the file after its id' });
    }
    const report = (path: readonly PropertyKey[], message: string, remedy: string): void => {
      problems.push({ file: walk.file, line: walk.lineOf(path), message, remedy });
    };
    const known = (set: ReadonlySet<string>, id: string, path: readonly PropertyKey[], where: string): void => {
      if (!set.has(id)) report(path, `${id} is not in ${where}`, `add it there, or correct the name`);
    };
    checkPaths(walk.data, report);
    const { data } = walk;
    data.sources.forEach((id, i) => {
      known(sources, id, ['sources', i], 'sources.yaml');
    });
    data.statements.forEach((statement, i) => {
      known(sources, statement.source, ['statements', i, 'source'], 'sources.yaml');
    });
    data.asks?.forEach((group, i) => {
      for (const concept of group.filter((part) => part !== ALONE).flatMap(conceptsOf))
        known(concepts, concept, ['asks', i], 'any file of words/');
    });
    data.checks.forEach((check, i) => {
      check.where?.forEach((id, j) => {
        known(places, id, ['checks', i, 'where', j], `guides/${FIND_VALUES}.yaml`);
      });
    });
    data.outcomes.forEach((outcome, i) => {
      known(roles, outcome.who, ['outcomes', i, 'who'], 'roles.yaml');
      for (const id of outcome.open ?? []) known(ids, id, ['outcomes', i, 'open'], 'errors/ or guides/');
      outcome.steps.forEach((step, j) => {
        if (step.link) known(sources, step.link, ['outcomes', i, 'steps', j, 'link'], 'sources.yaml');
      });
    });
    if (isError(data)) {
      known(roles, data.who, ['who'], 'roles.yaml');
      data.steps.forEach((step, i) => {
        if (step.link) known(sources, step.link, ['steps', i, 'link'], 'sources.yaml');
      });
      if (data.codes.length === 0 && data.signatures.length === 0 && !data.asks) {
        report(['signatures'], 'nothing can match this entry', 'give it codes, signatures or asks');
      }
    }
    checkValues(data, report);
  }
  for (const id of repeated(walks.map(({ data }) => data.id))) {
    const second = walks.filter(({ data }) => data.id === id)[1];
    if (second) problems.push({ file: second.file, line: 1, message: `${id} exists twice`, remedy: 'rename one' });
  }
  problems.push(...codeProblems(files), ...taskProblems(files.tasks, sources, base));
  return problems;
}

/** Reports every `{name}` in the texts of `data` that is not the name of a value. */
export function checkValues(data: unknown, report: Report): void {
  for (const { text, path } of texts(data)) {
    for (const [, name] of text.matchAll(/\{([a-z]+)\}/g)) {
      if (name && !Object.hasOwn(VALUE_NAMES, name)) {
        report(path, `{${name}} is not a value`, `use one of ${Object.keys(VALUE_NAMES).join(', ')}`);
      }
    }
  }
}

/** A code may stand in several entries only where all but one say by their signals when they hold. */
function codeProblems({ errors, entraCodes }: Files): Problem[] {
  const problems: Problem[] = [];
  for (const code of new Set(errors.flatMap(({ data }) => data.codes))) {
    const plain = errors.filter(({ data }) => data.codes.includes(code) && !data.requires);
    for (const { file } of plain.slice(1)) {
      problems.push({
        file,
        line: 1,
        message: `${code} belongs to ${plain[0]?.file} as well`,
        remedy: 'say with `requires` when this entry holds',
      });
    }
  }
  for (const code of repeated(entraCodes?.data.codes.map((entry) => entry.code) ?? [])) {
    const file = entraCodes?.file ?? '';
    problems.push({ file, line: 1, message: `${code} stands twice`, remedy: 'remove one of the two' });
  }
  return problems;
}

function taskProblems(tasks: Files['tasks'], sources: ReadonlySet<string>, base: Knowledge | undefined): Problem[] {
  if (!tasks) return [];
  const names = tasks.data.tasks.map(({ task }) => task);
  const known = new Set([...names, ...(base?.tasks.tasks ?? []).map(({ task }) => task)]);
  const problems = repeated(names).map((task) => ({
    file: tasks.file,
    line: tasks.lineOf(['tasks', names.lastIndexOf(task)]),
    message: `${task} stands twice`,
    remedy: 'remove one of the two',
  }));
  tasks.data.tasks.forEach((row, i) => {
    const line = tasks.lineOf(['tasks', i]);
    for (const target of [row.use, row.now]) {
      if (target && !known.has(target)) {
        problems.push({ file: tasks.file, line, message: `${target} is not in the table`, remedy: 'add its row' });
      }
    }
    for (const source of [row.deprecated?.source, ...row.notes.map((note) => note.source)]) {
      if (source !== undefined && !sources.has(source)) {
        problems.push({ file: tasks.file, line, message: `${source} is no source`, remedy: 'add it to sources.yaml' });
      }
    }
  });
  return problems;
}

function texts(value: unknown, path: readonly PropertyKey[] = []): { text: string; path: readonly PropertyKey[] }[] {
  if (typeof value === 'string') return [{ text: value, path }];
  if (typeof value !== 'object' || value === null || path[0] === 'examples') return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    texts(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function idsOf(list: readonly { readonly id: string }[]): Set<string> {
  return new Set(list.map(({ id }) => id));
}
