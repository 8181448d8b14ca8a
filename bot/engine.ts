/** The conversation engine: text comes in, is read, matched against the knowledge, answered. It keeps nothing itself. */
import type { Knowledge } from '../knowledge/schema.ts';
import { answer, type Context } from './answer/answer.ts';
import { plain } from './answer/text.ts';
import { NOTICES } from './answer/wording.ts';
import { leadsOf, pressed, showing } from './dialogue.ts';
import { type Catalog, createCatalog } from './match/catalog.ts';
import type { Finding } from './match/finding.ts';
import { followUp, withThread } from './match/follow-up.ts';
import { type Findings, type MatchedPart, match, matchParts, silentFiles } from './match/match.ts';
import { createNearest, type Nearest } from './match/nearest.ts';
import { sidesAfter } from './match/sides-after.ts';
import { readConcepts } from './match/vocabulary.ts';
import { type Case, EMPTY_MEMORY, MAX_CASES, type Memory } from './memory.ts';
import { type Press, pressSchema } from './press.ts';
import { fold } from './read/fold.ts';
import { type Part, readParts, type Sent } from './read/parts.ts';
import { NO_BUTTONS, REPLY_BOUNDS, type Reply } from './reply.ts';
import type { Turn } from './turn.ts';

export interface Engine {
  /**
   * Answers one turn of a thread. Pure: the same turn and memory give the same reply. Never throws on any text or
   * payload. Returns the reply and what the thread remembers from now on.
   */
  respond(turn: Turn, memory?: Memory): { reply: Reply; memory: Memory };
}

/** Creates an engine over the knowledge. Takes a few milliseconds; one engine serves all threads. */
export function createEngine(knowledge: Knowledge): Engine {
  const catalog = createCatalog(knowledge);
  const nearest = createNearest(catalog);
  return {
    respond(turn, memory = EMPTY_MEMORY) {
      return turn.input.kind === 'press'
        ? respondToPress(turn.input.payload, turn, memory, catalog)
        : respondToText(turn.input, turn, memory, catalog, nearest);
    },
  };
}

function respondToText(sent: Sent, turn: Turn, memory: Memory, catalog: Catalog, nearest: Nearest) {
  const parts = readParts(sent, catalog.known);
  const typed = typedPress(parts, sent.text, turn, memory, catalog);
  if (typed) {
    const { reply, memory: next } = respondToPress(typed, turn, memory, catalog);
    return { reply: { ...reply, effect: 'post' as const }, memory: next };
  }
  const matched = matchParts(parts, catalog);
  const found = match(matched, catalog);
  const root = matched.find(({ errors }) => errors.some((error) => error === found.errors[0]));
  const { sides, stated } = sidesAfter(memory.sides ?? {}, matched, root, catalog);
  const shown = stated ? STATED_FINDING : structureFinding(parts);
  const findings =
    shown && found.errors.length === 0 ? { ...found, topic: shown } : followUp(found, parts, memory, catalog);
  const opened = openCase(withThread(findings, parts, memory), root, matched, turn, catalog, nearest);
  const several = parts.length > 1;
  const asked = several && findings.asked ? findings.tasks.map(({ id }) => id) : [];
  const silent = several ? silentFiles(matched, findings) : [];
  const task = opened.shows.kind === 'task' ? opened.shows.id : memory.task;
  const cases = [...memory.cases.filter(({ id }) => id !== opened.id), opened].slice(-MAX_CASES);
  const context: Context = { catalog, place: turn.place, at: turn.at, parts, asked, silent, sides };
  return { reply: answer(opened, 'post', context), memory: { ...memory, cases, task, sides } };
}

/** A label typed where a button of the last answer could have been pressed: "yes", "still failing". */
function typedPress(
  [first, ...others]: readonly Part[],
  text: string,
  turn: Turn,
  memory: Memory,
  catalog: Catalog,
): Press | undefined {
  const last = memory.cases.at(-1);
  const alone = first?.file === undefined && others.length === 0;
  const typed = alone && text.length <= REPLY_BOUNDS.label ? fold(text) : '';
  if (!last || typed === '') return undefined;
  const context: Context = { catalog, place: turn.place, at: turn.at, sides: memory.sides ?? {} };
  const { answers, follow, more } = answer(last, 'update', context).buttons;
  const buttons = [...answers, ...follow, ...more];
  const meant = buttons.find(({ label }) => fold(label) === typed);
  if (meant || !readConcepts(typed, catalog.vocabulary).whole.includes(WHERE_IS_IT)) return meant?.press;
  return buttons.find(({ press }) => press.do === 'show' && press.what === 'where')?.press;
}

/** The concept by which a whole message asks where the values of the current step stand. */
const WHERE_IS_IT = 'where-find-it';

/** The JSON of a connection or of federated credentials: read, and compared with the other side. */
const JSON_FINDING: Finding = {
  kind: 'topic',
  id: 'comparison',
  certainty: 'exact',
  why: 'the text holds the JSON of a service connection or of federated credentials',
};

function structureFinding(parts: readonly Part[]): Finding | undefined {
  if (parts.some(({ json }) => json.length > 0)) return JSON_FINDING;
  return parts.some(({ evidence }) => evidence.token) ? TOKEN_FINDING : undefined;
}

const STATED_FINDING: Finding = { ...JSON_FINDING, why: 'the text says what the federated credential has' };
const TOKEN_FINDING: Finding = { ...JSON_FINDING, why: 'the text holds a token, whose claims were read' };

/** What the findings lead to: the root cause first, then tasks, then what was asked for, else what was seen. */
function openCase(
  found: Findings,
  root: MatchedPart | undefined,
  matched: readonly MatchedPart[],
  turn: Turn,
  catalog: Catalog,
  nearest: Nearest,
): Case {
  const [error] = found.errors;
  const [task] = found.tasks;
  const shows = ((): Case['shows'] => {
    if (error) return { kind: error.kind === 'code' ? 'code' : 'walk', id: error.id };
    if (found.topic?.id === 'comparison') return { kind: 'comparison', id: 'comparison' };
    if (task && found.topic?.id !== 'checklist') return { kind: 'task', id: task.id };
    if (found.topic) return { kind: found.topic.id === 'help' ? 'help' : 'walk', id: found.topic.id };
    if (task) return { kind: 'task', id: task.id };
    return matched.every(({ part }) => part.text.trim() === '')
      ? { kind: 'help', id: 'empty' }
      : { kind: 'unknown', id: 'unknown' };
  })();
  const sure = [...found.errors, ...found.tasks, ...(found.topic ? [found.topic] : [])];
  const findings = (sure.length > 0 ? sure : guesses(matched, nearest)).slice(0, 16);
  const shown = root ?? matched.find(({ values }) => Object.keys(values).length > 0) ?? matched[0];
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
    signals: [...new Set([...(shown?.signals ?? []), ...(found.signals ?? [])])],
    findings: findings.map((finding) => ({ ...finding, why: finding.why.slice(0, 300) })),
    parts: matched.length > 1 ? withErrors(matched, findings) : undefined,
  };
  const first = showing(fresh, shows, catalog);
  return { ...first, leads: leadsOf(first, catalog) };
}

function guesses(matched: readonly MatchedPart[], nearest: Nearest): Finding[] {
  return matched.map(({ part }) => nearest(part.text)).find(({ length }) => length > 0) ?? [];
}

function withErrors(matched: readonly MatchedPart[], findings: readonly Finding[]): NonNullable<Case['parts']> {
  const errors = findings.filter(({ kind }) => kind === 'error' || kind === 'code');
  return matched
    .filter(({ part, errors: own }) => own.length > 0 && errors.some(({ file }) => file === part.file))
    .map(({ part: { file }, values, signals, assertion }) => {
      return { file, values: { ...values }, signals: [...signals], assertion };
    });
}

function respondToPress(
  payload: unknown,
  turn: Turn,
  memory: Memory,
  catalog: Catalog,
): { reply: Reply; memory: Memory } {
  const parsed = pressSchema.safeParse(payload);
  if (!parsed.success)
    return { reply: notice(hasOtherVersion(payload) ? NOTICES.version : NOTICES.unreadable), memory };
  const press = parsed.data;
  const found = memory.cases.find(({ id }) => id === press.case);
  if (!found) return { reply: notice(NOTICES.unknownCase), memory };
  const context: Context = { catalog, place: turn.place, at: turn.at, sides: memory.sides ?? {} };
  // A platform that repeats a press gets the same answer again.
  if (found.last === JSON.stringify(press)) return { reply: answer(found, 'update', context), memory };
  const next = press.rev === found.rev ? pressed(found, press, catalog) : undefined;
  if (!next) return { reply: outdated(answer(found, 'update', context)), memory };
  const task = next.shows.kind === 'task' ? next.shows.id : memory.task;
  const cases = memory.cases.map((one) => (one === found ? next : one));
  const sides = press.do === 'solved' ? undefined : memory.sides;
  return { reply: answer(next, 'update', context), memory: { ...memory, cases, task, sides } };
}

/** The message drawn anew as the thread stands, so that its buttons work again for the one who saw an old one. */
function outdated(reply: Reply): Reply {
  return { ...reply, blocks: [{ kind: 'paragraph', tone: 'muted', text: plain(NOTICES.outdated) }, ...reply.blocks] };
}

function notice(text: string): Reply {
  return { effect: 'notice', verdict: text, blocks: [], buttons: NO_BUTTONS, sources: [], findings: [] };
}

function hasOtherVersion(payload: unknown): boolean {
  return (
    typeof payload === 'object' &&
    payload !== null &&
    'v' in payload &&
    typeof payload.v === 'number' &&
    payload.v !== 1
  );
}
