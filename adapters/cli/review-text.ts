/** Reviews as lines for people and for the problem matchers of editors: `file:line:column: message [rule]`. */
import type { Verdict } from '../../bot/match/judge-task.ts';
import type { Position } from '../../bot/read/pipeline.ts';
import { line, verbatim } from './clean.ts';
import type { ReviewedFile, UnreadFile } from './review-file.ts';
import { type Problem, problemsOf, type RuleId } from './review-rules.ts';
import type { Style } from './style.ts';

/** These stand in a part of their own, behind the diff. */
const APART: ReadonlySet<RuleId> = new Set(['inputs-to-check', 'template-not-seen']);

const CONNECTION_TYPES = {
  azure: 'Azure Resource Manager',
  'docker-registry': 'Docker registry',
  kubernetes: 'Kubernetes',
};

const COUNTED: Readonly<Record<Verdict, string>> = {
  'does-not': 'cannot use workload identity federation',
  'newer-version': 'only in a newer version',
  'some-connections': 'only with some connections',
  'version-unknown': 'of unknown version',
  'not-listed': 'not listed',
  works: 'working',
  'no-azure-connection': 'without an Azure connection',
};

/**
 * The whole review. What simply works is only counted. The text as it is can be piped into `git apply`, which takes the
 * diff out of it.
 */
export function reviewText(files: readonly ReviewedFile[], unread: readonly UnreadFile[], style: Style): string {
  const all = files.flatMap(({ file, review }) => problemsOf({ review }).map((problem) => ({ file, problem })));
  const lines = (wanted: (rule: RuleId) => boolean) =>
    all.filter(({ problem }) => wanted(problem.rule)).map(({ file, problem }) => problemLine(file, problem, style));
  const parts = [
    lines((rule) => !APART.has(rule)),
    diffLines(files, style),
    titled(
      'Inputs to check',
      lines((rule) => rule === 'inputs-to-check'),
      style,
    ),
    titled('Service connections used', connectionLines(files), style),
    titled(
      'Templates not seen',
      lines((rule) => rule === 'template-not-seen'),
      style,
    ),
    [summary(files, unread)],
  ];
  const text = parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n');
  return inert(text);
}

function problemLine(file: string, problem: Problem, style: Style): string {
  return `${style.strong(place(file, problem))}: ${line(problem.message)} ${style.muted(`[${problem.rule}]`)}`;
}

function place(file: string, { line: row, column }: Position): string {
  return `${line(file)}:${row}:${column}`;
}

function diffLines(files: readonly ReviewedFile[], style: Style): string[] {
  const changed = files.filter(({ review, diffNote }) => review.diff !== '' || diffNote !== undefined);
  if (changed.length === 0) return [];
  const parts = changed.flatMap(({ review, diffNote }) => {
    const shown = inert(verbatim(review.diff));
    const note =
      diffNote ??
      (shown === review.diff
        ? undefined
        : 'Characters that a log or a terminal would obey were changed here, so this diff may not apply.');
    return [...(note === undefined ? [] : [style.warning(note)]), ...(shown === '' ? [] : [shown.replace(/\n$/, '')])];
  });
  return [style.strong('Change of versions, for git apply or patch -p1'), ...parts];
}

function titled(title: string, below: readonly string[], style: Style): string[] {
  return below.length === 0 ? [] : [style.strong(title), ...below];
}

/** Each connection once, with every place that uses it. */
function connectionLines(files: readonly ReviewedFile[]): string[] {
  const places = new Map<string, string[]>();
  for (const { file, review } of files) {
    for (const { connection, from, type, ...position } of review.connections) {
      const source = from ? ` (from ${line(from.join(' and '))})` : '';
      const name = `${line(connection)}${source} (${CONNECTION_TYPES[type]})`;
      const uses = places.get(name) ?? [];
      uses.push(place(file, position));
      places.set(name, uses);
    }
  }
  return [...places].map(([name, uses]) => `${name}: ${uses.join(', ')}`);
}

function summary(files: readonly ReviewedFile[], unread: readonly UnreadFile[]): string {
  const verdicts = files.flatMap(({ review }) => review.verdicts.map(({ verdict }) => verdict));
  const counts = Object.entries(COUNTED).flatMap(([verdict, words]) => {
    const count = verdicts.filter((one) => one === verdict).length;
    return count === 0 ? [] : [`${count} ${words}`];
  });
  const what = `${plural(verdicts.length, 'task')} in ${plural(files.length, 'file')}`;
  const missing = unread.length === 0 ? '' : ` ${plural(unread.length, 'file')} not reviewed.`;
  const broken = files.filter(({ review }) => review.errors.some(({ tooLong }) => !tooLong)).length;
  const unsure = broken === 0 ? '' : ` ${plural(broken, 'file')} with broken YAML.`;
  return `${what}${counts.length === 0 ? '' : `: ${counts.join(', ')}`}.${unsure}${missing}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** An agent of Azure Pipelines obeys `##vso[` anywhere in a line of a log, so also in a diff of a script step. */
function inert(text: string): string {
  return text.replaceAll('##vso[', '## vso[');
}
