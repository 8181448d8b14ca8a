/**
 * Where exactly two issuers or two subjects differ. Entra compares them letter by letter:
 * https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations (read 2026-11-23).
 */
import { MASK } from './evidence.ts';
import { GUID } from './guid.ts';
import { decoded, type IssuerKind, issuerKind, subjectIds, subjectKind, subjectParts } from './issuer.ts';
import { latinised } from './look-alike.ts';
import { around, codePoint, seen, shown } from './visible.ts';

export type DifferenceKind =
  | 'same'
  /** No difference but where a log printed `***`: neither equal nor unequal can be claimed. */
  | 'masked'
  | 'invisible'
  | 'look-alike'
  | 'letter-case'
  | 'trailing-slash'
  | 'missing-version'
  | 'url-encoding'
  | 'generation'
  | 'tenant'
  | 'organization'
  | 'project'
  | 'connection'
  | 'different';

export interface Comparison {
  readonly same: boolean;
  readonly kind: DifferenceKind;
  /** The first character that differs, from 1, counted in characters as people see them; absent where `same`. */
  readonly position?: number;
  /** One sentence for a person, which calls the values the presented one and the credential's. */
  readonly says: string;
}

const PRESENTED = 'the presented one';
const CREDENTIAL = "the credential's";
const both = (presented: string, expected: string): string =>
  `presented \`${presented}\`, in the credential \`${expected}\``;

const SAME: Comparison = { same: true, kind: 'same', says: 'Both are the same, letter by letter.' };

/** Compares the issuer that is presented with the credential's. */
export function compareIssuers(a: string, b: string): Comparison {
  return a === b ? SAME : (onTheSurface('issuer', a, b) ?? inIssuer(a, b));
}

/** Compares the subject that is presented with the credential's. */
export function compareSubjects(a: string, b: string): Comparison {
  return a === b ? SAME : (onTheSurface('subject', a, b) ?? inSubject(a, b));
}

/** For two values that differ. What is masked, often a name, can be anything. */
function differOnlyWhereMasked(a: string, b: string): boolean {
  if (a === MASK || b === MASK) return true;
  const [segmentsA, segmentsB] = [a.split('/'), b.split('/')];
  return (
    segmentsA.length === segmentsB.length &&
    segmentsA.every((segment, index) => {
      const other = segmentsB[index] ?? '';
      return segment === other || segment.includes(MASK) || other.includes(MASK);
    })
  );
}

function onTheSurface(what: string, a: string, b: string): Comparison | undefined {
  if (differOnlyWhereMasked(a, b)) {
    return differs('masked', a, b, `The ${what}s agree as far as they can be seen: a part is masked as \`***\`.`);
  }
  const found = SURFACE.filter((one) => one.matters(a, b));
  const [first, ...others] = found;
  if (first === undefined || folded(a) !== folded(b)) return undefined;
  // Each alone has a sentence of its own; together they are named one after the other.
  const says =
    others.length === 0
      ? first.says(what, a, b)
      : `The ${what}s differ in ${found.map(({ brief }) => brief(a, b)).join(', and in ')}: ${both(shown(a), shown(b))}.`;
  return differs(first.kind, a, b, says);
}

interface Surface {
  readonly kind: DifferenceKind;
  /** Whether the values differ in this, whatever else they differ in. */
  matters(a: string, b: string): boolean;
  /** The sentence where they differ in nothing else, and its name beside others. */
  says(what: string, a: string, b: string): string;
  brief(a: string, b: string): string;
}

const FOLDS = {
  invisible: seen,
  'look-alike': latinised,
  'url-encoding': (value: string) => decoded(blanks(value)),
  'letter-case': (value: string) => value.toLowerCase(),
  'trailing-slash': (value: string) => value.replace(/\/$/, ''),
} as const;
type Folded = keyof typeof FOLDS;

/** A value without any difference that a reader may miss, or without all but one. */
function folded(value: string, but?: Folded): string {
  return (Object.keys(FOLDS) as Folded[]).reduce((one, kind) => (kind === but ? one : FOLDS[kind](one)), value);
}

function surface(kind: Folded, says: Surface['says'], brief: Surface['brief']): Surface {
  return { kind, says, brief, matters: (a, b) => folded(a, kind) !== folded(b, kind) };
}

/** In this order the first gives its kind to a difference in several. */
const SURFACE: readonly Surface[] = [
  surface(
    'invisible',
    (what, a, b) => `The ${what}s differ only in what cannot be seen: ${both(shown(a), shown(b))}.`,
    () => 'what cannot be seen',
  ),
  surface(
    'look-alike',
    (what, a, b) =>
      `The ${what}s differ only in ${lookAlike(a, b)}: ${both(lookAlikeAround(a, b), lookAlikeAround(b, a))}.`,
    (a, b) => lookAlike(a, b),
  ),
  surface(
    'letter-case',
    (what, a, b) => {
      const at = firstDifference(a, b);
      return `The ${what}s differ only in upper and lower case, first at character ${at}: ${both(around(a, at), around(b, at))}.`;
    },
    (a, b) =>
      `upper and lower case, first at character ${firstDifference(folded(a, 'letter-case'), folded(b, 'letter-case'))}`,
  ),
  surface(
    'url-encoding',
    (what, a, b) =>
      `The ${what}s are the same name, written once with URL encoding and once without: ${both(shown(a), shown(b))}.`,
    () => 'URL encoding',
  ),
  surface(
    'trailing-slash',
    (what, a) => `Only the ${a.endsWith('/') ? 'presented' : "credential's"} ${what} ends with a slash.`,
    () => 'a slash at the end',
  ),
];

/** The letter or dash that only looks like the other: the code point, and where it stands. */
function lookAlike(a: string, b: string): string {
  const [charactersA, charactersB] = [[...a], [...b]];
  const at = charactersA.findIndex(
    (one, index) => one !== charactersB[index] && latinised(one) === latinised(charactersB[index] ?? ''),
  );
  const [one = '', other = ''] = [charactersA[at], charactersB[at]];
  return at < 0
    ? 'a letter of another script'
    : `a ${latinised(one) === '-' ? 'dash' : 'letter'} that only looks the same, at character ${at + 1} (${codePoint(one)} and ${codePoint(other)})`;
}

function lookAlikeAround(a: string, b: string): string {
  const at = firstDifference(a, b);
  const [own = ''] = [...a].slice(at - 1);
  return around(a, at).replace(own, latinised(own) === own ? own : codePoint(own));
}

/** Forms write a blank as `+`. */
const blanks = (value: string): string => value.replaceAll('+', ' ');

function inIssuer(a: string, b: string): Comparison {
  const [kindA, kindB] = [issuerKind(a), issuerKind(b)];
  if (kindA !== kindB) {
    return differs(
      'generation',
      a,
      b,
      `The issuers are of different makers: the presented one is ${ISSUER_NAMES[kindA]}, the credential's is ${ISSUER_NAMES[kindB]}.`,
    );
  }
  const slash =
    a.endsWith('/') === b.endsWith('/') ? '' : ` Only ${a.endsWith('/') ? PRESENTED : CREDENTIAL} ends with a slash.`;
  const hasVersion = [a, b].map((issuer) => /\/v2\.0\/?$/i.test(issuer));
  const lacks = `The ${hasVersion[0] ? "credential's" : 'presented'} issuer lacks \`/v2.0\` at its end.`;
  const unequal = kindA === 'entra' && hasVersion[0] !== hasVersion[1];
  if (unequal && withoutVersion(a) === withoutVersion(b)) {
    return differs('missing-version', a, b, lacks);
  }
  const [idA, idB] = [idOf(a), idOf(b)];
  if (idA && idB && idA !== idB) {
    if (kindA === 'entra') {
      return differs(
        'tenant',
        a,
        b,
        `The issuers belong to different tenants: ${both(idA, idB)}.${unequal ? ` ${lacks}` : slash}`,
      );
    }
    if (kindA === 'azure-devops' || kindA === 'legacy') {
      return differs(
        'organization',
        a,
        b,
        `The issuers belong to different organizations of Azure DevOps: ${both(idA, idB)}.${slash}`,
      );
    }
  }
  return different('issuer', a, b);
}

const ISSUER_NAMES: Readonly<Record<IssuerKind, string>> = {
  entra: "Microsoft Entra's issuer",
  'azure-devops': 'the Azure DevOps issuer',
  legacy: 'the oldest issuer of Azure DevOps',
  github: 'that of GitHub Actions',
  kubernetes: 'that of a Kubernetes cluster',
  other: 'of neither Azure DevOps nor Microsoft Entra',
};

const withoutVersion = (issuer: string): string => issuer.toLowerCase().replace(/\/(?:v2\.0\/?)?$/, '');

const ID = new RegExp(GUID, 'i');

function idOf(issuer: string): string | undefined {
  return ID.exec(issuer)?.[0].toLowerCase();
}

const PARTS = ['organization', 'project', 'connection'] as const;

function inSubject(a: string, b: string): Comparison {
  const [kindA, kindB] = [subjectKind(a), subjectKind(b)];
  if (kindA !== kindB && kindA !== 'other' && kindB !== 'other') {
    const [names, ids] = kindA === 'names' ? [PRESENTED, CREDENTIAL] : [CREDENTIAL, PRESENTED];
    return differs(
      'generation',
      a,
      b,
      `The subjects are of different issuers: ${names} holds names, as the Azure DevOps issuer writes it, ${ids} holds IDs, as Microsoft Entra's does.`,
    );
  }
  const [partsA, partsB] = [subjectParts(a), subjectParts(b)];
  const [idsA, idsB] = [subjectIds(a), subjectIds(b)];
  if (partsA && partsB) return inParts(a, b, PARTS, partsA, partsB, 'name');
  if (idsA && idsB) return inParts(a, b, ['organization', 'connection'], idsA, idsB, 'id');
  return different('subject', a, b);
}

/** `parts` in the order of the subject: the first that differs gives the kind, the sentence names them all. */
function inParts<Part extends (typeof PARTS)[number]>(
  a: string,
  b: string,
  parts: readonly Part[],
  partsA: Readonly<Record<Part, string>>,
  partsB: Readonly<Record<Part, string>>,
  what: 'name' | 'id',
): Comparison {
  const changed = parts.filter(
    (part) => partsA[part] !== partsB[part] && !partsA[part].includes(MASK) && !partsB[part].includes(MASK),
  );
  // A name that differs in letter case is the same name: renamed is what differs in more.
  const [first] = changed.filter((part) => folded(partsA[part]) !== folded(partsB[part])).concat(changed);
  if (first === undefined) return different('subject', a, b);
  const pairs = changed.map((part) => {
    const alike = folded(partsA[part]) === folded(partsB[part]);
    const how = SURFACE.filter((one) => alike && one.matters(partsA[part], partsB[part]));
    const only =
      how.length > 0 ? `, only in ${how.map((one) => one.brief(partsA[part], partsB[part])).join(' and in ')}` : '';
    return `the ${part} (${both(shown(partsA[part]), shown(partsB[part]))}${only})`;
  });
  const ends = [a, b].map((value) => /^\s|\s$/.test(value));
  const [blankA, blankB] = ends;
  const blank = blankA === blankB ? '' : ` Also, ${blankA ? PRESENTED : CREDENTIAL} has white space at an end.`;
  return differs(first, a, b, `The subjects differ in the ${what} of ${pairs.join(' and of ')}.${blank}`);
}

function different(what: string, a: string, b: string): Comparison {
  const at = firstDifference(a, b);
  return differs(
    'different',
    a,
    b,
    `The ${what}s differ from character ${at} on: ${both(around(a, at), around(b, at))}.`,
  );
}

function differs(kind: DifferenceKind, a: string, b: string, says: string): Comparison {
  return { same: false, kind, position: firstDifference(a, b), says };
}

function firstDifference(a: string, b: string): number {
  const [charactersA, charactersB] = [[...a], [...b]];
  const at = charactersA.findIndex((character, index) => character !== charactersB[index]);
  return 1 + (at < 0 ? charactersA.length : at);
}
