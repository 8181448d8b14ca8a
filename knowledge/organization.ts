/** The files of an organization's folder, added to our knowledge: by the same schemas and checks as ours. */
import { z } from 'zod';
import { collisions } from './collisions.ts';
import { checkValues, contradictions } from './contradictions.ts';
import { readFiles } from './files.ts';
import {
  type Addition,
  additionSchema,
  ORGANIZATION_BOUNDS,
  organizationSchema,
  ownTasksSchema,
} from './organization-schema.ts';
import type { ParsedFile } from './parse-file.ts';
import { KnowledgeError, type Problem, type Report } from './problem.ts';
import {
  ALLOWED_HOSTS,
  type ErrorEntry,
  errorSchema,
  guideSchema,
  type Knowledge,
  linkTo,
  roleSchema,
  sourceSchema,
  type Walk,
  type Words,
  wordsSchema,
} from './schema.ts';

/** An example of an entry, with the place where it stands. */
export interface Example {
  readonly id: string;
  readonly text: string;
  /** Whether it must match its entry, or must not. */
  readonly matches: boolean;
  readonly file: string;
  readonly line: number;
}

export interface WithOrganization {
  readonly knowledge: Knowledge;
  /** Of the organization's own entries: they are its tests, and whoever has an engine runs them. */
  readonly examples: readonly Example[];
}

const OWN = { origin: 'organization' } as const;

/**
 * Adds `texts` (by path inside the folder, with `/`) to `ours`. Every file may be missing. What comes from them carries
 * `origin`; what they add to a thing of ours stands there as `added`.
 * Throws KnowledgeError with every problem (file, line, remedy).
 */
export function addOrganization(texts: ReadonlyMap<string, string>, ours: Knowledge): WithOrganization {
  const read = readFiles(texts);
  const organization = read.one('organization.yaml', organizationSchema)?.data;
  const hosts = [...ALLOWED_HOSTS, ...(organization?.allowedHosts ?? [])];
  // Where the file that names the hosts is broken, none is known to be a wrong one.
  const url = read.problems.length > 0 ? z.url() : linkTo(hosts);
  const files = {
    errors: read.all('errors', errorSchema),
    guides: read.all('guides', guideSchema),
    words: read.all('words', wordsSchema),
    tasks: read.one('tasks.yaml', ownTasksSchema),
    sources: read.one('sources.yaml', z.array(sourceSchema.extend({ url }).meta({ title: 'a source' }))),
    roles: read.one('roles.yaml', z.array(roleSchema)),
  };
  const additions = read.all('additions', additionSchema);
  // A reference into a file that has a problem of its own would be reported as well, and mislead.
  if (read.problems.length > 0) throw new KnowledgeError(read.problems);

  const own = <T>(list: readonly T[] | undefined): (T & typeof OWN)[] =>
    (list ?? []).map((one) => ({ ...one, ...OWN }));
  const merged: Knowledge = {
    ...ours,
    errors: [...ours.errors, ...own(files.errors.map(({ data }) => data))],
    guides: [...ours.guides, ...own(files.guides.map(({ data }) => data))],
    tasks: { ...ours.tasks, tasks: [...ours.tasks.tasks, ...own(files.tasks?.data.tasks)] },
    sources: [...ours.sources, ...own(files.sources?.data)],
    roles: [...ours.roles, ...(files.roles?.data ?? [])],
    words: [...ours.words, ...files.words.map(({ data }) => data)],
    ...(organization && { organization }),
  };
  const problems = [
    ...collisions(files, ours),
    ...contradictions(files, ours),
    ...tooMuch(files),
    ...additions.flatMap((addition) => additionProblems(addition, ours, merged)),
  ];
  if (problems.length > 0) throw new KnowledgeError(problems);
  return {
    knowledge: withAdditions(
      merged,
      additions.map(({ data }) => data),
    ),
    examples: [...files.errors, ...files.guides].flatMap(examplesOf),
  };
}

function withAdditions(knowledge: Knowledge, additions: readonly Addition[]): Knowledge {
  const byTarget = new Map(additions.map((addition) => [addition.addsTo, addition]));
  const adding = <T>(list: readonly T[], nameOf: (one: T) => string): T[] =>
    list.map((one) => {
      const added = byTarget.get(nameOf(one));
      return added ? { ...one, added } : one;
    });
  const { tasks } = knowledge;
  return {
    ...knowledge,
    errors: adding(knowledge.errors, ({ id }) => id),
    guides: adding(knowledge.guides, ({ id }) => id),
    tasks: { ...tasks, tasks: adding(tasks.tasks, ({ task }) => task) },
  };
}

function additionProblems({ file, data, lineOf }: ParsedFile<Addition>, ours: Knowledge, merged: Knowledge): Problem[] {
  const problems: Problem[] = [];
  const report: Report = (path, message, remedy) => {
    problems.push({ file, line: lineOf(path), message, remedy });
  };
  checkValues(data, report);
  const { addsTo, who } = data;
  const known = [...ours.errors, ...ours.guides].map(({ id }) => id).concat(ours.tasks.tasks.map(({ task }) => task));
  if (!known.includes(addsTo)) {
    const near = known.find((id) => id.toLowerCase() === addsTo.toLowerCase());
    const remedy = near ? `write ${near}` : 'name an entry, a guide or a task of WIF Doctor, letter by letter';
    report(['addsTo'], `${addsTo} is nothing of WIF Doctor's own`, remedy);
  }
  if (file !== `additions/${addsTo}.yaml`) report(['addsTo'], `adds to ${addsTo}`, 'name the file after it');
  const roles = merged.roles.map(({ id }) => id);
  if (who && !roles.includes(who)) report(['who'], `${who} is not in roles.yaml`, 'add it there, or correct the name');
  const sources = merged.sources.map(({ id }) => id);
  const source = (id: string | undefined, path: readonly PropertyKey[]): void => {
    if (id && !sources.includes(id)) report(path, `${id} is not in sources.yaml`, 'add it there, or correct the name');
  };
  data.notes.forEach((note, i) => {
    source(note.source, ['notes', i, 'source']);
  });
  data.steps.forEach((step, i) => {
    source(step.link, ['steps', i, 'link']);
  });
  return problems;
}

function tooMuch(files: {
  readonly errors: readonly ParsedFile<ErrorEntry>[];
  readonly words: readonly ParsedFile<Words>[];
}): Problem[] {
  const problems: Problem[] = [];
  const limit = (name: 'signatures' | 'phrases', count: number, file: string | undefined): void => {
    const most = ORGANIZATION_BOUNDS[name];
    if (file === undefined || count <= most) return;
    const message = `the folder has ${count} ${name}, and may have ${most}`;
    problems.push({ file, line: 1, message, remedy: 'remove those that say the least' });
  };
  const signatures = files.errors.flatMap(({ data }) => data.signatures);
  const phrases = files.words.flatMap(({ data }) => Object.values(data.concepts).flat());
  limit('signatures', signatures.length, files.errors[0]?.file);
  limit('phrases', phrases.length, files.words[0]?.file);
  return problems;
}

function examplesOf({ file, data, lineOf }: ParsedFile<Walk>): Example[] {
  const of = (list: readonly string[], key: 'match' | 'not'): Example[] =>
    list.map((text, i) => ({
      id: data.id,
      text,
      matches: key === 'match',
      file,
      line: lineOf(['examples', key, i]),
    }));
  return [...of(data.examples.match, 'match'), ...of(data.examples.not, 'not')];
}
