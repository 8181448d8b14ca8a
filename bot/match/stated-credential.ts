/** A credential that a message names in words beside its error: "our federated credential has subject …". */
import { evidenceWithin } from '../read/evidence.ts';
import { isFederationSubject, issuerKind } from '../read/issuer.ts';
import type { Part } from '../read/parts.ts';
import { readSignals } from '../read/signals.ts';
import { readValues } from '../read/values.ts';
import { readConcepts, type Vocabulary } from './vocabulary.ts';

/** The end of a sentence, or of a line: a log has one in each. */
const SENTENCE = /[.!?;](?=\s)|\n/g;
/** What the error itself says of credentials is about what was presented to them. */
const PRESENTED = /assertion|presented|issued by|AADSTS/i;
const CREDENTIAL = 'asks:expected';

/**
 * The part with such a credential as one that it lists: what the identity expects is not what was presented to it. Without
 * an error beside it, what is said of a credential is an answer to the thread's.
 */
export function withStatedCredential(part: Part, vocabulary: Vocabulary): Part {
  const { short, codes, evidence, json, rest } = part;
  if (!short || codes.length === 0 || json.length > 0 || !(evidence.subject || evidence.issuer)) return part;
  for (const [from, to] of sentencesOf(rest)) {
    const said = rest.slice(from, to);
    if (PRESENTED.test(said)) continue;
    const { issuer, subject } = evidenceWithin(rest, from, to);
    if (!issuer && !subject) continue;
    // Entra's own sentences name the value first: "… may not be used for federated identity credential flows".
    const before = rest.slice(from, Math.min(issuer?.at ?? to, subject?.at ?? to));
    if (!readConcepts(before, vocabulary).present.has(CREDENTIAL)) continue;
    const stated = {
      ...(issuer && issuerKind(issuer.text) !== 'other' && { issuer: issuer.text }),
      ...(subject && isFederationSubject(subject.text) && { subject: subject.text.replace(/[!?]{1,9}$/, '') }),
    };
    // Of two subjects in one sentence one may be what was presented.
    const several = said.split(/sc:\/\/|\/eid1\//i).length > 2;
    if (several || Object.keys(stated).length === 0) continue;
    return without(part, from, to, stated);
  }
  return part;
}

function sentencesOf(text: string): [from: number, to: number][] {
  const ends = [...text.matchAll(SENTENCE)].map(({ index }) => index + 1);
  return [0, ...ends].map((from, index) => [from, ends[index] ?? text.length]);
}

function without(
  part: Part,
  from: number,
  to: number,
  stated: { readonly issuer?: string; readonly subject?: string },
): Part {
  const rest = part.rest.slice(0, from) + part.rest.slice(from, to).replace(/[^\n]/g, ' ') + part.rest.slice(to);
  const { tasks, token, agent, managedIdentity, sovereignCloud } = part.evidence;
  const evidence = { ...evidenceWithin(rest, 0, rest.length), tasks, token, agent, managedIdentity, sovereignCloud };
  return {
    ...part,
    rest,
    evidence,
    json: [{ kind: 'federated-credentials', owner: 'unknown', credentials: [{ ...stated, audiences: [] }] }],
    signals: readSignals(evidence, part.codes),
    values: readValues(evidence),
  };
}
