/** What a thread remembers between two turns: never the pasted text. The engine takes it and returns the new one. */
import { z } from 'zod';
import { SIGNALS } from '../knowledge/schema.ts';
import { LONGEST_ID } from './match/finding.ts';
import { presentedSchema, sidesSchema } from './match/sides.ts';
import { idsSchema } from './match/sought.ts';

const MEMORY_VERSION = 1;
/** A thread remembers its last answers; a button of an older one gets a kind answer. */
export const MAX_CASES = 8;
/** Of one message so many findings are kept; of the others how many they were. */
export const MAX_FINDINGS = 16;

const findingSchema = z.strictObject({
  kind: z.enum(['error', 'code', 'task', 'topic']),
  id: z.string().max(LONGEST_ID),
  code: z.string().max(16).optional(),
  certainty: z.enum(['exact', 'likely', 'guess']),
  why: z.string().max(300),
  concepts: z.array(z.string().max(40)).max(16).readonly().optional(),
  line: z.number().int().optional(),
  nth: z.number().int().optional(),
  file: z.string().max(80).optional(),
});

const values = z.record(z.string(), z.string().max(700));
const signals = z.array(z.enum(SIGNALS));
/** What was shown of one log-in that was refused. */
const logIn = {
  file: z.string().max(80).optional(),
  values,
  signals,
  assertion: presentedSchema.optional(),
  sought: idsSchema.optional(),
};

const shownSchema = z.strictObject({
  kind: z.enum(['walk', 'task', 'code', 'comparison', 'help', 'unknown']),
  /** The id of an entry or a guide, a task, a code. */
  id: z.string().max(LONGEST_ID),
});

/** One answer of the bot and what became of it: the message that its buttons change. */
const caseSchema = z.strictObject({
  id: z.string().max(24),
  /** Counts the accepted presses. */
  rev: z.number().int(),
  /** What it shows now, and what it showed first: "Start over" goes back there. */
  shows: shownSchema,
  first: shownSchema,
  /** `first`: the whole answer; `check`: what was answered and the current check; the others open more of it. */
  view: z.enum(['first', 'check', 'why', 'steps', 'page', 'handover', 'where']),
  /** The checks answered so far, in order. */
  trail: z.array(z.strictObject({ check: z.string(), answer: z.string(), read: z.boolean().optional() })).max(24),
  /** Entries and guides that "Still failing" leads on to, in order; none is visited twice. */
  leads: z.array(z.string().max(LONGEST_ID)).max(24),
  /** Those that did not help. */
  tried: z.array(z.string().max(LONGEST_ID)).max(24),
  /** `exhausted`: "Still failing" has nothing left to lead on to. */
  state: z.enum(['open', 'solved', 'exhausted']),
  /** The person's own values, masked: issuer, subject and the like; of several parts, those of the one that it shows. */
  values,
  signals,
  findings: z.array(findingSchema).max(MAX_FINDINGS),
  /** How many errors there were beyond those. */
  unkept: z.number().int().optional(),
  /** There where several parts were sent at once: what each of them that holds an error shows. */
  parts: z.array(z.strictObject(logIn)).max(16).optional(),
  /** There where one text holds several errors, or one of several log-ins: what each of them shows by itself. */
  stretches: z
    .array(z.strictObject({ error: z.string().max(LONGEST_ID), nth: z.number().int().optional(), ...logIn }))
    .max(MAX_FINDINGS)
    .optional(),
  /** The last accepted press as JSON, so that its repetition is told from a new one. */
  last: z.string().max(200).optional(),
});

export const memorySchema = z.strictObject({
  v: z.literal(MEMORY_VERSION),
  cases: z.array(caseSchema).max(MAX_CASES),
  /** What the thread has shown of the two sides of the federation. */
  sides: sidesSchema.optional(),
  /** The last task asked about: "what about v2?". */
  task: z.string().max(LONGEST_ID).optional(),
});

export type Shown = z.infer<typeof shownSchema>;
export type Case = z.infer<typeof caseSchema>;
export type Memory = z.infer<typeof memorySchema>;

type ShownOfError = Omit<NonNullable<Case['parts']>[number], 'file'>;

/** What an error shows by itself, where the message had several errors or several parts. */
export function shownByError({ findings, parts, stretches }: Case, error: string): ShownOfError | undefined {
  const finding = findings.find(({ kind, id }) => id === error && (kind === 'error' || kind === 'code'));
  return finding && shownByFinding({ parts, stretches }, finding);
}

export function shownByFinding(
  { parts, stretches }: Pick<Case, 'parts' | 'stretches'>,
  { id, nth, file }: Case['findings'][number],
): ShownOfError | undefined {
  return (
    stretches?.find((one) => one.error === id && one.nth === nth && one.file === file) ??
    parts?.find((one) => one.file === file)
  );
}

export const EMPTY_MEMORY: Memory = { v: MEMORY_VERSION, cases: [] };
