/** The conversation engine: text comes in, is read, matched against the knowledge, answered. It keeps nothing itself. */
import type { Knowledge } from '../knowledge/schema.ts';
import { answer, type Context } from './answer/answer.ts';
import { isThanks } from './answer/help.ts';
import { plain } from './answer/text.ts';
import { NOTICES } from './answer/wording.ts';
import { pressed, withoutNames } from './dialogue.ts';
import { errorAgain } from './error-again.ts';
import { type Catalog, createCatalog } from './match/catalog.ts';
import { withoutDenied } from './match/denied-signals.ts';
import { followUp, withThread } from './match/follow-up.ts';
import { match, matchParts, shownBy, silentFiles } from './match/match.ts';
import { createNearest, type Nearest } from './match/nearest.ts';
import { sidesAfter } from './match/sides-after.ts';
import { withStatedCredential } from './match/stated-credential.ts';
import { readConcepts } from './match/vocabulary.ts';
import { EMPTY_MEMORY, MAX_CASES, type Memory } from './memory.ts';
import { comparisonFinding, openCase } from './open-case.ts';
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
  const parts = readParts(sent, catalog.known).map((part) =>
    withStatedCredential(withoutDenied(part, catalog.vocabulary), catalog.vocabulary),
  );
  const typed = typedPress(parts, sent.text, turn, memory, catalog);
  if (typed) {
    const { reply, memory: next } = respondToPress(typed, turn, memory, catalog);
    return { reply: { ...reply, effect: 'post' as const }, memory: next };
  }
  const matched = matchParts(parts, catalog);
  const found = match(matched, catalog);
  const root = matched.find(({ errors }) => errors.some((error) => error === found.errors[0]));
  const [cause] = found.errors;
  const refused = root && cause && shownBy(root, cause);
  const { sides, stated } = sidesAfter(memory.sides ?? {}, matched, refused, catalog);
  const shown = comparisonFinding(parts, stated);
  const findings =
    shown && found.errors.length === 0
      ? (errorAgain(found, sides, memory, catalog) ?? { ...found, topic: shown })
      : followUp(found, parts, memory, catalog);
  const opened = openCase(withThread(findings, parts, memory), root, matched, sides, turn, catalog, nearest);
  const several = parts.length > 1;
  const asked = several && findings.asked ? findings.tasks.map(({ id }) => id) : [];
  const silent = several ? silentFiles(matched, findings) : [];
  const task = opened.shows.kind === 'task' ? opened.shows.id : memory.task;
  const context: Context = { catalog, place: turn.place, at: turn.at, parts, asked, silent, sides };
  if (isThanks(opened)) return { reply: answer(opened, 'post', context), memory };
  const cases = [...memory.cases.filter(({ id }) => id !== opened.id), opened].slice(-MAX_CASES);
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
  if (meant) return meant.press;
  const { whole } = readConcepts(typed, catalog.vocabulary);
  return buttons.find(({ press }) => whole.some((concept) => MEANS[concept]?.(press)))?.press;
}

/** The concepts by which a whole message means a button without its label, in any of the languages. */
const MEANS: Readonly<Record<string, (press: Press) => boolean>> = {
  'where-find-it': (press) => press.do === 'show' && press.what === 'where',
  'typed:yes': (press) => press.do === 'answer' && press.answer === 'yes',
  'typed:no': (press) => press.do === 'answer' && press.answer === 'no',
  'typed:unsure': (press) => press.do === 'answer' && press.answer === 'unsure',
  'typed:failing': (press) => press.do === 'failing',
};

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
  const next = press.rev === found.rev ? pressed(found, press, catalog, memory.sides ?? {}) : undefined;
  if (!next) return { reply: outdated(answer(found, 'update', context)), memory };
  const task = next.shows.kind === 'task' ? next.shows.id : memory.task;
  const solved = press.do === 'solved';
  // A guide that is asked for later takes its values from any case of the thread.
  const cases = memory.cases.map((one) => (one === found ? next : solved ? withoutNames(one) : one));
  const sides = solved ? undefined : memory.sides;
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
