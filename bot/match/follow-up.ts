/** What a message means in its thread: a version for the last task, or the line that the last answer asked for. */
import { SIGNALS, type Signal } from '../../knowledge/schema.ts';
import { nameOf } from '../../knowledge/task-name.ts';
import type { Memory } from '../memory.ts';
import { isFederationSubject, issuerKind } from '../read/issuer.ts';
import type { Part } from '../read/parts.ts';
import { kindOf } from '../read/signals.ts';
import { defined, namesIn } from '../read/values.ts';
import type { Catalog } from './catalog.ts';
import { entryForCode } from './errors.ts';
import { type Findings, inFile } from './match.ts';
import type { Sides } from './sides.ts';
import { askedVersion } from './task-versions.ts';

const ASKS = /\?(?=\s|$)/;

/** Completes findings from what the thread remembers. Findings that stand on their own stay as they are. */
export function followUp(found: Findings, parts: readonly Part[], memory: Memory, catalog: Catalog): Findings {
  if (found.errors.length > 0 || found.tasks.length > 0) return found;
  const name = memory.task && nameOf(memory.task);
  const version = name === undefined ? undefined : parts.map(({ text }) => askedVersion(text)).find(Boolean);
  if (name !== undefined && version !== undefined) {
    const why = `"v${version}" read with ${name}, the task of this thread`;
    return { ...found, tasks: [{ kind: 'task', id: `${name}@${version}`, certainty: 'likely', why, line: 1 }] };
  }
  // Who asks about an issuer wants that answered; who pastes one answers the question of the thread.
  if (found.topic && parts.some(({ short, text }) => short && ASKS.test(text))) return found;
  return parts.map((part) => withAssertion(part, parts.length > 1, memory, catalog)).find(Boolean) ?? found;
}

/** An issuer or a subject alone, after an error in this thread: the error again, with what is known now. */
function withAssertion(reading: Part, several: boolean, memory: Memory, catalog: Catalog): Findings | undefined {
  const last = memory.cases.at(-1);
  const { issuer, subject } = reading.evidence;
  const isAssertion = (issuer && issuerKind(issuer.text) !== 'other') || (subject && isFederationSubject(subject.text));
  if (!last || !isAssertion) return undefined;
  const asked = last.first.kind === 'walk' ? catalog.errors.get(last.first.id) : undefined;
  const [code] = asked?.checklist === 'issuer' ? asked.codes : [];
  if (code === undefined) return undefined;
  const signals: Signal[] = [...new Set([...last.signals, ...reading.signals])];
  const entry = entryForCode(code, new Set(signals), catalog);
  if (!entry) return undefined;
  const line = reading.lineAt(reading.evidence.subject?.at ?? reading.evidence.issuer?.at ?? 0);
  const why = `${code} in this thread, with the line pasted now`;
  return {
    errors: [inFile({ kind: 'error', id: entry.id, code, certainty: 'likely', why, line }, reading, several)],
    tasks: [],
    values: { ...last.values, ...reading.values },
    signals,
  };
}

type Values = Readonly<Record<string, string>>;

/** What a guide may take over from the thread: which connection it is about, not what became of one log-in. */
const OF_THE_CONNECTION = SIGNALS.filter((signal) => ['issuer', 'cloud', 'identity'].includes(kindOf(signal)));

/** A guide that is asked for in a thread knows what the thread has shown of the connection. */
export function withThread(found: Findings, parts: readonly Part[], memory: Memory): Findings {
  if (found.errors.length > 0 || !found.topic) return found;
  const last = memory.cases.findLast(({ state }) => state !== 'solved');
  const values = valuesOfOne(last?.values ?? {}, memory.sides ?? {});
  const said = [...(found.signals ?? []), ...parts.flatMap(({ signals }) => [...signals])];
  const kept = OF_THE_CONNECTION.filter(
    (signal) => last?.signals.includes(signal) && !said.some((one) => kindOf(one) === kindOf(signal)),
  );
  return { ...found, values: { ...values, ...found.values }, signals: [...said, ...kept] };
}

/** The values of the connection that the thread is about: nothing of another one that was pasted beside it. */
function valuesOfOne(last: Values, { assertion, connection }: Sides): Values {
  if (!agree(assertion?.subject, connection?.subject)) return last;
  const own = agree(connection?.application, last.application) ? connection : undefined;
  const subject = assertion?.subject ?? own?.subject;
  return defined({
    ...last,
    ...(subject !== undefined && subject !== last.subject && { subject, ...namesIn(subject) }),
    issuer: assertion?.issuer ?? own?.issuer ?? last.issuer,
    application: own?.application ?? last.application,
  });
}

function agree(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || one === other;
}
