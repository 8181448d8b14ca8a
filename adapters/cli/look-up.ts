/** An id, as somebody types it -> what the knowledge has under it. */
import { distance } from 'fastest-levenshtein';
import type { EntraCode, Knowledge, Walk } from '../../knowledge/schema.ts';

export type Found =
  | { readonly kind: 'walks'; readonly walks: readonly Walk[] }
  /** Several where they share the name that was asked for. */
  | { readonly kind: 'codes'; readonly codes: readonly EntraCode[] }
  /** `code` where the id has the form of one of Entra's. */
  | { readonly kind: 'nothing'; readonly code?: string; readonly nearest: readonly string[] };

/** How many ids are named where the one asked for is not there. */
const NEAREST = 3;

/**
 * Looks an id up, in any letter case: an entry, a guide, or a code of Entra with or without `AADSTS`, or by its name
 * there. A code leads to every entry that it may mean, the one of its own name first.
 */
export function lookUp(typed: string, knowledge: Knowledge): Found {
  const id = typed.trim().toLowerCase();
  const named = knowledge.entraCodes.codes.filter(({ name }) => name?.toLowerCase() === id);
  const [only] = named;
  if (named.length > 1) return { kind: 'codes', codes: named };
  return only ? lookUpId(only.code.toLowerCase(), knowledge) : lookUpId(id, knowledge);
}

function lookUpId(id: string, knowledge: Knowledge): Found {
  const walks: readonly Walk[] = [...knowledge.errors, ...knowledge.guides];
  const code = codeOf(id);
  const own = walks.filter((walk) => walk.id.toLowerCase() === (code?.toLowerCase() ?? id));
  const others = knowledge.errors.filter((entry) => code !== undefined && entry.codes.includes(code));
  const found = [...new Set([...own, ...others])];
  if (found.length > 0) return { kind: 'walks', walks: found };
  const known = knowledge.entraCodes.codes.find((one) => one.code === code);
  if (known) return { kind: 'codes', codes: [known] };
  const ids = [...walks.map((walk) => walk.id), ...knowledge.entraCodes.codes.map((one) => one.code)];
  return { kind: 'nothing', ...(code !== undefined && { code }), nearest: nearestOf(code?.toLowerCase() ?? id, ids) };
}

/** The page of Entra that explains a code, also one that is newer than our list. */
export function lookUpLink(code: string, { entraCodes }: Knowledge): string {
  return `${entraCodes.lookup}${code.replace('AADSTS', '')}`;
}

/** `AADSTS50076` for `50076`, `aadsts50076`, `AADSTS 50076` and the like. */
function codeOf(id: string): string | undefined {
  const digits = /^(?:aadsts[\s:_-]*)?(\d{5,7})$/.exec(id)?.[1];
  return digits === undefined ? undefined : `AADSTS${digits}`;
}

function nearestOf(id: string, ids: readonly string[]): string[] {
  return [...new Set(ids)]
    .map((one) => ({ one, away: distance(id.slice(0, 64), one.toLowerCase()) }))
    .sort((a, b) => a.away - b.away)
    .slice(0, NEAREST)
    .map(({ one }) => one);
}
