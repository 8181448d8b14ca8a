/** What in the knowledge rests on a check so old that somebody has to read the source again. */
import type { Knowledge, Source, Walk } from './schema.ts';

/** A source that was checked longer ago than this many days is stale, and the answer says so. */
export const STALE_AFTER_DAYS = 90;

const DAY = 24 * 60 * 60 * 1000;

export interface StaleClaim {
  /** A sentence of an entry, a note on a task, or a source that an entry stands on as a whole. */
  readonly kind: 'statement' | 'note' | 'source';
  /** The entry, guide, task or file that says it. */
  readonly where: string;
  /** What is said; for a source, its title. */
  readonly text: string;
  readonly source: string;
  readonly url: string;
  readonly checked: string;
  /** Whole days between the check and the day asked for. */
  readonly days: number;
}

/** Whole days from `checked` to `on`, both YYYY-MM-DD; negative where the check is yet to come. */
export function daysSince(checked: string, on: string): number {
  return Math.floor((Date.parse(on) - Date.parse(checked)) / DAY);
}

/** Whether a source checked on one day is stale on another, both YYYY-MM-DD: after more than STALE_AFTER_DAYS. */
export function isStale(checked: string, on: string): boolean {
  return checked < firstFresh(new Date(on));
}

/** The earliest day (YYYY-MM-DD) on which a source may have been checked that is not stale `on` another. */
export function firstFresh(on: Date): string {
  return new Date(on.getTime() - STALE_AFTER_DAYS * DAY).toISOString().slice(0, 10);
}

/**
 * Every claim whose source is stale on the day `on`, the oldest check first. `besides` are sources that stand outside
 * the knowledge the engine loads, by the file that names them.
 */
export function staleClaims(
  knowledge: Knowledge,
  on: string,
  besides: readonly { readonly where: string; readonly source: Source }[] = [],
): StaleClaim[] {
  const sources = new Map(knowledge.sources.map((source) => [source.id, source]));
  const claim = (kind: StaleClaim['kind'], where: string, source: Source | undefined, text?: string): StaleClaim[] =>
    source && isStale(source.checked, on)
      ? [
          {
            kind,
            where,
            text: text ?? source.title,
            source: source.id,
            url: source.url,
            checked: source.checked,
            days: daysSince(source.checked, on),
          },
        ]
      : [];
  const { tasks, entraCodes, commands } = knowledge;
  const claims = [
    ...[...knowledge.errors, ...knowledge.guides].flatMap((walk) => [
      ...walk.statements.flatMap(({ text, source }) => claim('statement', walk.id, sources.get(source), text)),
      ...sourcesOf(walk).flatMap((id) => claim('source', walk.id, sources.get(id))),
    ]),
    ...tasks.tasks.flatMap(({ task, notes, deprecated }) => [
      ...notes.flatMap(({ text, source }) => claim('note', task, sources.get(source), text)),
      ...claim('note', task, sources.get(deprecated?.source ?? ''), `deprecated since ${deprecated?.since}`),
    ]),
    ...[tasks.page, tasks.code].flatMap((id) => claim('source', 'tasks.yaml', sources.get(id))),
    ...claim('source', 'entra-codes.yaml', sources.get(entraCodes.source)),
    ...commands.sources.flatMap((source) => claim('source', 'commands.yaml', sources.get(source))),
    ...besides.flatMap(({ where, source }) => claim('source', where, source)),
  ];
  return claims.sort((a, b) => b.days - a.days);
}

/** The claims as text, a source at a time, with what to do about them. */
export function staleReport(claims: readonly StaleClaim[], on: string): string {
  if (claims.length === 0)
    return `Nothing is stale on ${on}: every source was checked within ${STALE_AFTER_DAYS} days.\n`;
  const bySource = new Map<string, StaleClaim[]>();
  for (const claim of claims) bySource.set(claim.source, [...(bySource.get(claim.source) ?? []), claim]);
  const groups = [...bySource].map(([source, group]) => {
    const lines = group.map(({ kind, where, text }) => `  ${where}: ${kind === 'source' ? 'stands on it' : text}`);
    const first = group[0];
    return [`${source}, checked ${first?.checked}, ${first?.days} days ago: ${first?.url}`, ...lines].join('\n');
  });
  return [
    `${claims.length} claim(s) rest on a check that is older than ${STALE_AFTER_DAYS} days on ${on}.`,
    ...groups,
    'Read each source again, correct what has changed, and set its `checked` to the day (knowledge/sources.yaml).\n',
  ].join('\n\n');
}

/** The sources that an entry stands on as a whole, and those that its steps link to. */
function sourcesOf(walk: Walk): string[] {
  const steps = [...('steps' in walk ? walk.steps : []), ...walk.outcomes.flatMap((outcome) => outcome.steps)];
  return [...new Set([...walk.sources, ...steps.flatMap(({ link }) => link ?? [])])];
}
