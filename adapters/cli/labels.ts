/**
 * Findings -> the labels that other programs read. They are a closed vocabulary, so that the labels of one version can be
 * compared with those of another: Entra's codes (with two variants of AADSTS70021), these entries without a code, these
 * topics, and tasks. What has no label here is in `diagnose --json`.
 */
import type { Finding } from '../../bot/match/finding.ts';
import { FIND_VALUES } from '../../knowledge/schema.ts';

const WITHOUT_CODE = new Set([
  'unsupported-protocol-scheme',
  'identity-not-found',
  'could-not-fetch-access-token',
  'jwt-failure',
  'federated-token-argument',
  'insufficient-privileges',
  'no-permission-service-principal',
  'issuer-question',
  'checklist',
  'manual-setup',
  'help',
]);

/** Guides that are a part of one of these topics: each goes by the label of its topic. */
const TOPICS: ReadonlyMap<string, string> = new Map([
  ['update-issuer', 'issuer-question'],
  ['must-i-act', 'issuer-question'],
  ['script-setup', 'manual-setup'],
  ['terraform-setup', 'manual-setup'],
  ['convert-secret', 'manual-setup'],
  ['verify-chain', 'checklist'],
  ['blocking-policies', 'checklist'],
]);

/** The guide to where values stand is about the issuer where a question asks for one of what is presented or expected. */
const OF_THE_ISSUER = new Set(['asks:presented', 'asks:expected', 'asks:audience']);

/** What was found for certain or likely, most important first, each once; a task is `task:Name@major`. */
export function labelsOf(findings: readonly Finding[]): string[] {
  return [...new Set(findings.filter(({ certainty }) => certainty !== 'guess').flatMap(labelOf))];
}

function labelOf({ kind, id, code, concepts = [] }: Finding): string[] {
  if (kind === 'task') return [`task:${id}`];
  const topic = TOPICS.get(id);
  if (topic !== undefined) return [topic];
  if (id === FIND_VALUES) return concepts.some((concept) => OF_THE_ISSUER.has(concept)) ? ['issuer-question'] : [];
  // An entry may stand for several codes; a variant keeps the name that begins with its code.
  if (code !== undefined) return [id.startsWith(code) ? id : code];
  return id.startsWith('AADSTS') || WITHOUT_CODE.has(id) ? [id] : [];
}
