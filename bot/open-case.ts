/** The case that a message opens: what its findings lead to, and what is remembered of them. */
import { comparedSignal } from './compared.ts';
import { leadsOf, showing } from './dialogue.ts';
import type { Catalog } from './match/catalog.ts';
import { type Finding, keyOf } from './match/finding.ts';
import { type Findings, type MatchedPart, type ShownLogIn, shownBy } from './match/match.ts';
import type { Nearest } from './match/nearest.ts';
import type { Sides } from './match/sides.ts';
import { idsSignal } from './match/sought.ts';
import { type Case, MAX_FINDINGS, type Shown } from './memory.ts';
import type { Part } from './read/parts.ts';
import { isAssertion } from './read/token.ts';
import type { Turn } from './turn.ts';

/** Both sides of the federation are compared where a message shows one of them by itself, `stated` in words or as data. */
export function comparisonFinding(parts: readonly Part[], stated: boolean): Finding | undefined {
  const why = whatIsThere(parts, stated);
  return why === undefined ? undefined : { kind: 'topic', id: 'comparison', certainty: 'exact', why };
}

function whatIsThere(parts: readonly Part[], stated: boolean): string | undefined {
  if (stated) return 'the text says what the federated credential has';
  if (parts.some(({ json }) => json.length > 0)) {
    return 'the text holds the JSON of a service connection or of federated credentials';
  }
  const presented = parts.some(({ evidence: { token } }) => token && isAssertion(token));
  return presented ? 'the text holds a token, whose claims were read' : undefined;
}

/** The new case of a turn, with the guesses where nothing was found. `root` is the part of the root cause. */
export function openCase(
  found: Findings,
  root: MatchedPart | undefined,
  matched: readonly MatchedPart[],
  sides: Sides,
  turn: Turn,
  catalog: Catalog,
  nearest: Nearest,
): Case {
  const shows = shownFirst(found, matched);
  const sure = [...found.errors, ...found.tasks, ...(found.topic ? [found.topic] : [])];
  const findings = (sure.length > 0 ? sure : guesses(matched, nearest)).slice(0, MAX_FINDINGS);
  const unkept = Math.max(0, found.errors.length - MAX_FINDINGS);
  const [cause] = found.errors;
  const shown =
    found.again?.[0] ??
    (root && cause ? shownBy(root, cause) : root) ??
    matched.find(({ values }) => Object.keys(values).length > 0) ??
    matched[0];
  const fresh: Case = {
    id: turn.id,
    rev: 0,
    shows,
    first: shows,
    view: 'first',
    trail: [],
    leads: [],
    tried: [],
    state: 'open',
    values: { ...found.values, ...shown?.values },
    signals: [
      ...new Set([
        ...(shown?.signals ?? []),
        ...(found.signals ?? []),
        ...comparedSignal(sides),
        ...idsSignal(sides.sought, sides.connection),
      ]),
    ],
    findings: findings.map((finding) => ({ ...finding, why: finding.why.slice(0, 300) })),
    ...(unkept > 0 && { unkept }),
    parts: matched.length > 1 && !found.again ? withErrors(matched, findings, sides) : undefined,
    stretches: found.again ? stretchesAgain(found.again, findings, sides) : stretchesOf(matched, findings, sides),
  };
  const first = showing(fresh, shows, catalog);
  return { ...first, leads: leadsOf(first, catalog) };
}

/** The root cause first, then tasks, then what was asked for, else what was seen. */
function shownFirst({ errors: [error], tasks: [task], topic }: Findings, matched: readonly MatchedPart[]): Shown {
  if (error) return { kind: error.kind === 'code' ? 'code' : 'walk', id: error.id };
  if (topic?.id === 'comparison') return { kind: 'comparison', id: 'comparison' };
  // The first question of the checklist is whether the tasks support federation: a pipeline answers it.
  const pipeline = matched.some(({ part }) => part.pipeline && part.pipeline.tasks.length > 0);
  if (task && (pipeline || topic?.id !== 'checklist')) return { kind: 'task', id: task.id };
  if (topic) return { kind: topic.id === 'help' ? 'help' : 'walk', id: topic.id };
  if (task) return { kind: 'task', id: task.id };
  return matched.every(({ part }) => part.text.trim() === '')
    ? { kind: 'help', id: 'empty' }
    : { kind: 'unknown', id: 'unknown' };
}

function guesses(matched: readonly MatchedPart[], nearest: Nearest): Finding[] {
  return matched.map(({ part }) => nearest(part.text)).find(({ length }) => length > 0) ?? [];
}

function withErrors(
  matched: readonly MatchedPart[],
  findings: readonly Finding[],
  sides: Sides,
): NonNullable<Case['parts']> {
  return matched
    .filter(({ part, errors }) => errors.length > 0 && findings.some((one) => isError(one) && one.file === part.file))
    .map((one) => ({ file: one.part.file, ...remembered(one, sides) }));
}

function stretchesAgain(
  again: readonly ShownLogIn[],
  findings: readonly Finding[],
  sides: Sides,
): NonNullable<Case['stretches']> {
  return findings.filter(isError).flatMap(({ id, nth }, index) => {
    const shown = again[index];
    return shown ? [{ error: id, nth, ...remembered(shown, sides) }] : [];
  });
}

function stretchesOf(matched: readonly MatchedPart[], findings: readonly Finding[], sides: Sides): Case['stretches'] {
  const stretches = findings.filter(isError).flatMap((finding) => {
    const { id, nth, file } = finding;
    const key = keyOf(finding);
    const one = matched.find(({ part, own }) => own?.has(key) && (matched.length === 1 || part.file === file));
    const shown = one?.own?.get(key);
    return shown ? [{ error: id, nth, file, ...remembered(shown, sides) }] : [];
  });
  return stretches.length > 0 ? stretches : undefined;
}

function isError({ kind }: Finding): boolean {
  return kind === 'error' || kind === 'code';
}

function remembered(
  { values, signals, assertion, sought }: ShownLogIn,
  sides: Sides,
): Omit<NonNullable<Case['parts']>[number], 'file'> {
  const compared = [...comparedSignal({ ...sides, assertion }), ...idsSignal(sought, sides.connection)];
  return { values: { ...values }, signals: [...signals, ...compared], assertion, sought };
}
