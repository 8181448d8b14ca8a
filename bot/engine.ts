/** The conversation engine: text comes in, is read, matched against the knowledge, answered. It keeps nothing itself. */
import type { Knowledge } from '../knowledge/schema.ts';
import { answer, type Context } from './answer/answer.ts';
import { plain } from './answer/text.ts';
import { NOTICES } from './answer/wording.ts';
import { leadsOf, pressed, showing } from './dialogue.ts';
import { type Catalog, createCatalog } from './match/catalog.ts';
import type { Finding } from './match/finding.ts';
import { followUp, withThread } from './match/follow-up.ts';
import { type Findings, match } from './match/match.ts';
import { createNearest, type Nearest } from './match/nearest.ts';
import { sidesWith, sidesWithStated, statesCredential } from './match/sides.ts';
import { readConcepts } from './match/vocabulary.ts';
import { type Case, EMPTY_MEMORY, MAX_CASES, type Memory } from './memory.ts';
import { type Press, pressSchema } from './press.ts';
import { fold } from './read/fold.ts';
import { type Reading, read } from './read/read.ts';
import { readStructure } from './read/structure.ts';
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
        : respondToText(textOf(turn.input), turn, memory, catalog, nearest);
    },
  };
}

function textOf({ text, files }: Extract<Turn['input'], { kind: 'text' }>): string {
  return [text, ...files.map((file) => file.text)].filter((part) => part.trim() !== '').join('\n');
}

function respondToText(text: string, turn: Turn, memory: Memory, catalog: Catalog, nearest: Nearest) {
  const typed = typedPress(text, turn, memory, catalog);
  if (typed) {
    const { reply, memory: next } = respondToPress(typed, turn, memory, catalog);
    return { reply: { ...reply, effect: 'post' as const }, memory: next };
  }
  const reading = read(text, catalog.known);
  const { pipeline, json } = readStructure(reading.raw);
  const matched = match(reading, catalog);
  const known = memory.sides ?? {};
  const stated = json.length === 0 && matched.errors.length === 0 && statesCredential(known, reading, catalog);
  const sides = stated ? sidesWithStated(known, reading) : sidesWith(known, reading, json);
  const shown = stated ? STATED_FINDING : structureFinding(json.length > 0, reading);
  const findings =
    shown && matched.errors.length === 0 ? { ...matched, topic: shown } : followUp(matched, reading, memory, catalog);
  const opened = openCase(withThread(findings, reading, memory), reading, turn, catalog, nearest);
  const task = opened.shows.kind === 'task' ? opened.shows.id : memory.task;
  const cases = [...memory.cases.filter(({ id }) => id !== opened.id), opened].slice(-MAX_CASES);
  const context: Context = { catalog, place: turn.place, at: turn.at, reading, pipeline, sides };
  return { reply: answer(opened, 'post', context), memory: { ...memory, cases, task, sides } };
}

/** A label typed where a button of the last answer could have been pressed: "yes", "still failing". */
function typedPress(text: string, turn: Turn, memory: Memory, catalog: Catalog): Press | undefined {
  const last = memory.cases.at(-1);
  const typed = text.length <= REPLY_BOUNDS.label ? fold(text) : '';
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

function structureFinding(json: boolean, { evidence }: Reading): Finding | undefined {
  if (json) return JSON_FINDING;
  return evidence.token ? TOKEN_FINDING : undefined;
}

const STATED_FINDING: Finding = { ...JSON_FINDING, why: 'the text says what the federated credential has' };
const TOKEN_FINDING: Finding = { ...JSON_FINDING, why: 'the text holds a token, whose claims were read' };

/** What the findings lead to: the root cause first, then tasks, then what was asked for, else what was seen. */
function openCase(found: Findings, reading: Reading, turn: Turn, catalog: Catalog, nearest: Nearest): Case {
  const [error] = found.errors;
  const [task] = found.tasks;
  const shows = ((): Case['shows'] => {
    if (error) return { kind: error.kind === 'code' ? 'code' : 'walk', id: error.id };
    if (found.topic?.id === 'comparison') return { kind: 'comparison', id: 'comparison' };
    if (task && found.topic?.id !== 'checklist') return { kind: 'task', id: task.id };
    if (found.topic) return { kind: found.topic.id === 'help' ? 'help' : 'walk', id: found.topic.id };
    if (task) return { kind: 'task', id: task.id };
    return reading.text.trim() === '' ? { kind: 'help', id: 'empty' } : { kind: 'unknown', id: 'unknown' };
  })();
  const sure = [...found.errors, ...found.tasks, ...(found.topic ? [found.topic] : [])];
  const findings = (sure.length > 0 ? sure : nearest(reading.text)).slice(0, 16);
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
    values: { ...found.values, ...reading.values },
    signals: [...new Set([...reading.signals, ...(found.signals ?? [])])],
    findings: findings.map((finding) => ({ ...finding, why: finding.why.slice(0, 300) })),
  };
  const shown = showing(fresh, shows, catalog);
  return { ...shown, leads: leadsOf(shown, catalog) };
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
