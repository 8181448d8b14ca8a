/**
 * Several errors in one text -> what each of them shows: the text is cut where they stand, and each reads its evidence
 * in its own stretch. Of what stands around it, only that is its own which no other error can claim.
 */
import { type Evidence, evidenceWithin, type StretchEvidence as Shown, type Value } from '../read/evidence.ts';
import type { Reading } from '../read/read.ts';
import type { ErrorSeen } from './errors.ts';

type Name = { [Key in keyof Evidence]-?: NonNullable<Evidence[Key]> extends Value ? Key : never }[keyof Evidence];

/** What tells which log-in it was: other lines than an error's own may say it. */
const OF_THE_LOG_IN: readonly Name[] = ['issuer', 'subject', 'audience', 'application', 'tenant', 'connection'];
/** Of these, what commands and tasks print before a log-in as often as errors do after it. */
const SAID_BEFORE: readonly Name[] = ['application', 'tenant', 'connection'];
/** What a second message of the same error must not say otherwise, or it tells of another log-in. */
const TELLS_APART: readonly Name[] = [...OF_THE_LOG_IN, 'action', 'scope', 'principal'];

/** Codes this close in one line are named together: `AADSTS70021/700213: …`. */
const TOGETHER = 40;
/** Of the places where an error stands again, so many are read. */
const MAX_REPEATS = 8;
/** Where the agent ends a task and begins another. */
const SECTION = /^(?:finishing|starting): \S|^task\s{1,20}: /gim;
const PARAGRAPH = '\n\n';

/** What the text shows of one log-in for which it says an error, and where it says so first. */
export interface OwnEvidence {
  readonly at: number;
  readonly evidence: Evidence;
}

/** A place at which the text says one error, or several at once. */
interface Head {
  readonly errors: Set<string>;
  /** Its line, or where an error stands before it in its line, its own place. */
  readonly from: number;
  readonly at: number;
}

/** The text from one offset to before another. */
type Span = readonly [from: number, to: number];

/** What belongs to a head: its message, the lines before it, and the beginning of its section where that has others. */
interface Stretch {
  readonly message: Span;
  readonly before: Span;
  readonly section: Span;
}

/**
 * The evidence of each of the errors `ids` among all that were `seen`, first that of its first log-in, then of the others
 * for which the text says it; undefined where the text has one error only and says of it everywhere the same: then all
 * that is read is its own. Linear in the length of the text.
 */
export function ownEvidence(
  reading: Reading,
  seen: readonly ErrorSeen[],
  ids: readonly string[],
): ReadonlyMap<string, readonly OwnEvidence[]> | undefined {
  const heads = headsOf(reading.text, seen);
  if (heads.length < 2) return undefined;
  const stretches = stretchesOf(reading, heads);
  const all = ids.map((id) => ownOf(id, heads, stretches, reading));
  if (seen.length === 1 && all[0]?.whole) return undefined;
  const top = logInOf(shownIn(reading, [0, stretches[0]?.before[0] ?? 0]));
  const { evidence } = reading;
  return new Map(
    all.map(({ id, logIns: [{ at, shown }, ...again], section }) => {
      const others = all.filter((other) => other.id !== id);
      const shared = { ...ofToken(evidence), ...top, ...logInOf(shownIn(reading, section)) };
      const agreed = only(
        shared,
        (name) => !others.some((other) => other.logIns.some(({ shown }) => differ(shared[name], shown[name]))),
      );
      const elsewhere = others.flatMap(({ spans }) => spans);
      const own = (places: readonly number[] | undefined): readonly number[] | undefined =>
        places?.some((at) => !elsewhere.some(([from, to]) => at >= from && at < to)) ? places : undefined;
      const managedIdentity = own(evidence.managedIdentity);
      const sovereignCloud = own(evidence.sovereignCloud);
      const { tasks, agent } = evidence;
      const first = { at, evidence: { ...agreed, ...shown, managedIdentity, sovereignCloud, tasks, agent } };
      return [id, [first, ...again.map((one) => ({ at: one.at, evidence: { ...one.shown, tasks, agent } }))]];
    }),
  );
}

function headsOf(text: string, seen: readonly ErrorSeen[]): Head[] {
  const heads: Head[] = [];
  const places = seen
    .flatMap(({ error: { id }, places }) => places.map((at) => ({ id, at })))
    .sort((a, b) => a.at - b.at);
  let end = 0;
  for (const { id, at } of places) {
    const last = heads.at(-1);
    const line = text.slice(end, at).lastIndexOf('\n') + 1;
    if (last && line === 0 && at - end < TOGETHER) last.errors.add(id);
    else heads.push({ errors: new Set([id]), from: last && line === 0 ? at : end + line, at });
    end = at;
  }
  return heads;
}

function stretchesOf({ text, lineAt }: Reading, heads: readonly Head[]): Stretch[] {
  const marks = [...text.matchAll(SECTION)].map(({ index }) => index);
  const first = heads[0]?.from ?? 0;
  // Where each error has a paragraph, what stands in that of the first is the first's alone.
  const apart = text.slice(first, heads.at(-1)?.from).includes(PARAGRAPH);
  let section: Span | undefined;
  let mark = 0;
  const starts = heads.map(({ from }, index) => {
    const last = heads[index - 1];
    const since = last?.at ?? 0;
    const passed = mark;
    while ((marks[mark] ?? text.length) < from) mark += 1;
    const [begins, ends] = mark > passed ? [marks[mark - 1], marks[passed]] : [];
    const blank = text.slice(since, from).lastIndexOf(PARAGRAPH);
    const carried = section;
    if (begins !== undefined) section = [begins, from];
    const shared: Span = begins === undefined && carried ? carried : [from, from];
    if (begins !== undefined) return { before: begins, ended: ends ?? begins, shared };
    if (blank >= 0) return { before: since + blank, ended: since + blank, shared };
    if (!last) return { before: apart ? 0 : from, ended: from, shared };
    const half = Math.floor((lineAt(from) - lineAt(last.at)) / 2) + 1;
    return { before: lineAfter(text, last.at, from, half), ended: from, shared };
  });
  const done = marks.find((one) => one > (heads.at(-1)?.at ?? 0)) ?? text.length;
  return heads.map(({ from }, index) => {
    const { before = from, shared = [from, from] as const } = starts[index] ?? {};
    return { message: [from, starts[index + 1]?.ended ?? done], before: [before, from], section: shared };
  });
}

/** Where the line begins that comes so many lines after that of `at`, at most `limit`. */
function lineAfter(text: string, at: number, limit: number, lines: number): number {
  let from = at;
  for (let line = 0; line < lines && from < limit; line += 1) {
    const end = text.slice(from, limit).indexOf('\n');
    from = end < 0 ? limit : from + end + 1;
  }
  return from;
}

interface LogIn {
  readonly at: number;
  readonly shown: Shown;
}

interface Own {
  readonly id: string;
  /** Its messages, those of one log-in together. */
  readonly logIns: readonly [LogIn, ...LogIn[]];
  /** The beginning of the section in which it stands first. */
  readonly section: Span;
  /** All that it stands in. */
  readonly spans: readonly Span[];
  /** Whether all its messages tell of one log-in. */
  readonly whole: boolean;
}

function ownOf(id: string, heads: readonly Head[], stretches: readonly Stretch[], reading: Reading): Own {
  const [first, ...again] = heads.flatMap((head, index) => {
    const stretch = stretches[index];
    return stretch && head.errors.has(id) ? [{ head, stretch, next: heads[index + 1] }] : [];
  });
  const shownAt = ({ head, stretch, next }: NonNullable<typeof first>): Shown => ({
    ...logInOf(shownIn(reading, stretch.before)),
    ...withoutNext(shownIn(reading, stretch.message), reading, head, next),
  });
  const logIns: [LogIn, ...LogIn[]] = [{ at: first?.head.at ?? 0, shown: first ? shownAt(first) : {} }];
  const spans = [first, ...again.slice(0, MAX_REPEATS)].flatMap((one) =>
    one ? [one.stretch.before, one.stretch.message] : [],
  );
  for (const repeat of again.slice(0, MAX_REPEATS)) {
    const shown = shownAt(repeat);
    const same = logIns.findIndex((one) => !TELLS_APART.some((name) => differ(one.shown[name], shown[name])));
    const known = logIns[same];
    if (known) logIns[same] = { at: known.at, shown: { ...shown, ...known.shown } };
    else logIns.push({ at: repeat.head.at, shown });
  }
  const whole = again.length <= MAX_REPEATS && logIns.length === 1;
  return { id, logIns, section: first?.stretch.section ?? [0, 0], spans, whole };
}

/** Without what other lines than the message's own say as near to the next error, or nearer. */
function withoutNext(shown: Shown, { lineAt }: Reading, head: Head, next: Head | undefined): Shown {
  if (!next) return shown;
  const [own, others] = [lineAt(head.at), lineAt(next.from)];
  const near = ({ at }: Value): boolean => lineAt(at) <= own || lineAt(at) - own < others - lineAt(at);
  const far = SAID_BEFORE.filter((name) => shown[name] && !near(shown[name]));
  return Object.fromEntries(Object.entries(shown).filter(([name]) => !far.some((one) => one === name)));
}

function logInOf(shown: Shown): Shown {
  return only(shown, (name) => OF_THE_LOG_IN.includes(name));
}

function only(shown: Shown, keeps: (name: Name) => boolean): Shown {
  return Object.fromEntries(TELLS_APART.filter(keeps).flatMap((name) => (shown[name] ? [[name, shown[name]]] : [])));
}

/** What a token says of the log-in that it was made for. */
function ofToken({ token, issuer, subject }: Evidence): Shown {
  return token ? { ...(issuer?.at === 0 && { issuer }), ...(subject?.at === 0 && { subject }) } : {};
}

function shownIn({ rest }: Reading, [from, to]: Span): Shown {
  return from < to ? evidenceWithin(rest, from, to) : {};
}

function differ(one: Value | undefined, other: Value | undefined): boolean {
  return one !== undefined && other !== undefined && one.text !== other.text;
}
