/** A message ready to copy, for the person who can mend it: the evidence, the change asked for, and where it is told. */
import { isError, type Step, type ValueName, type Walk } from '../../knowledge/schema.ts';
import type { Catalog } from '../match/catalog.ts';
import type { Case } from '../memory.ts';
import type { Block } from '../reply.ts';
import { ageText } from './assertion-age.ts';
import type { Position } from './position.ts';
import { stepsFor } from './steps.ts';
import { fill, fillCommand, strong, textOf } from './text.ts';
import { HANDOVER, SAYS } from './wording.ts';

/** Values that help the person who reads the message, in this order. */
const EVIDENCE: readonly (readonly [ValueName, string])[] = [
  ['subject', 'subject'],
  ['issuer', 'issuer'],
  ['audience', 'audience'],
  ['application', 'client ID'],
  ['tenant', 'tenant'],
  ['connection', 'connection'],
  ['connectionid', 'connection ID'],
  ['action', 'action'],
  ['scope', 'scope'],
  ['principal', 'object ID'],
  ['task', 'task'],
  ['timestamp', 'time'],
  ['trace', 'trace ID'],
  ['correlation', 'correlation ID'],
];

/** The message under `verdict`, with what is `known` beside the values that were read, and how to find its reader where nobody knows who that is. */
export function handOverBlocks(
  verdict: string,
  walk: Walk,
  of: Case,
  position: Position,
  catalog: Catalog,
  known: readonly string[] = [],
): Block[] {
  const { who, steps } = toHandOver(walk, of, position);
  const add = position.outcome?.add;
  const role = catalog.roles.get(who);
  const age = ageText(of.values);
  const evidence = [
    ...EVIDENCE.flatMap(([name, label]) => (of.values[name] ? [`- ${label}: ${of.values[name]}`] : [])),
    ...known.map((line) => `- ${line}`),
    ...(age === undefined ? [] : [`- assertion: ${age}`]),
  ];
  const answers = position.answered.map(
    ({ check, answer }) => `- ${textOf(fill(check.ask, of.values))} ${answer.label}`,
  );
  const source = walk.sources.map((id) => catalog.sources.get(id)).find((found) => found !== undefined);
  const lines = [
    `${HANDOVER.to} ${role?.name ?? who}`,
    '',
    verdict,
    '',
    ...section(HANDOVER.seen, [...evidence, ...answers]),
    ...section(
      HANDOVER.please,
      steps.map((step, index) => `${index + 1}. ${textOf(fill(step.do, of.values))}${commandOf(step, of)}`),
    ),
    ...(source ? [`${HANDOVER.more} ${source.title}, ${source.url} (${SAYS.checked}${source.checked})`] : []),
  ];
  const find = role?.find.map((text) => fill(text, of.values)) ?? [];
  return [
    { kind: 'code', title: HANDOVER.title, text: lines.join('\n') },
    ...(add === undefined
      ? []
      : [{ kind: 'paragraph', text: [strong(HANDOVER.lacks), ...fill(add, of.values)] } as const]),
    ...(find.length > 0 ? [{ kind: 'list', title: SAYS.findThem, items: find } as const] : []),
  ];
}

/** What somebody else can be asked for: nothing where a guide still asks, or where all is done in this conversation. */
export function toHandOver(walk: Walk, { signals }: Case, { outcome }: Position): { who: string; steps: Step[] } {
  const { who, steps } = outcome ?? (isError(walk) ? walk : { who: '', steps: [] });
  return { who, steps: stepsFor(steps, signals).filter(({ here }) => !here) };
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines, ''];
}

function commandOf(step: Step, of: Case): string {
  return step.run ? `\n   ${fillCommand(step.run, of.values).replaceAll('\n', '\n   ')}` : '';
}
