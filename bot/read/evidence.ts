/** What a text says of the log-in itself: the person's own values, each with the place where it stands. */
import { anchorSearch, type Places } from './anchors.ts';
import { BANNER_ANCHOR, readBanners, type TaskSeen } from './banner.ts';
import { GUID } from './guid.ts';
import { plainValue } from './plain-value.ts';
import { type AssertionTimes, readTimes } from './times.ts';
import { type Claims, isAssertion } from './token.ts';

export interface Value {
  readonly text: string;
  /** The agent has put `***` in place of a part or of all of it: enough to tell its form, too little to be copied. */
  readonly masked?: true;
  /** Offset in the cleaned text. */
  readonly at: number;
}

export interface Evidence {
  readonly issuer?: Value;
  readonly subject?: Value;
  readonly audience?: Value;
  readonly application?: Value;
  readonly tenant?: Value;
  readonly connection?: Value;
  readonly correlation?: Value;
  readonly trace?: Value;
  readonly timestamp?: Value;
  readonly azureCli?: Value;
  /** What Azure refused to whom: the action, its scope, and the object ID of the identity. */
  readonly action?: Value;
  readonly scope?: Value;
  readonly principal?: Value;
  /** The tasks whose banners the text has, in order. */
  readonly tasks: readonly TaskSeen[];
  readonly agent?: 'hosted' | 'self-hosted';
  /** Where the text names a managed identity. */
  readonly managedIdentity?: readonly number[];
  /** Where it names Azure Government, Azure operated by 21Vianet or Azure Stack; absent where it names several. */
  readonly sovereignCloud?: readonly number[];
  readonly times?: AssertionTimes;
  /** The claims of a token that was pasted. */
  readonly token?: Claims;
}

/** Evidence without what is told by places in the whole text. */
export type StretchEvidence = Omit<Evidence, 'tasks' | 'token' | 'agent' | 'managedIdentity' | 'sovereignCloud'>;

/** Entra's limit for an issuer and a subject of a federated credential is 600 characters. */
const QUOTED = String.raw`['"\x60]([^'"\x60]{1,600})['"\x60]`;

/**
 * How each value is known: literals that must be there (lower case), and the patterns that read it from just after the
 * place. The first pattern that fits wins. All are anchored and bounded, so that reading stays linear.
 */
const READERS: Readonly<Record<string, readonly { readonly label: string; readonly pattern: RegExp }[]>> = {
  issuer: [
    { label: 'assertion issuer', pattern: new RegExp(`^[:\\s]{0,3}${QUOTED}`) },
    { label: 'assertion issuer', pattern: /^[:\s]{0,3}(https:\/\/[^\s'"`,;<>*]{4,600})/ },
    { label: 'issued by', pattern: new RegExp(`^\\s{0,2}(?:issuer\\s)?${QUOTED}`) },
    { label: 'issuer', pattern: new RegExp(`^["']?(?: url)?\\s{0,8}[:=-]{0,2}\\s{0,3}(?:is\\s)?${QUOTED}`, 'i') },
    { label: 'issuer', pattern: /^["']?(?: url)?\s{0,8}[:=-]{0,2}\s{0,3}(?:is\s)?(https:\/\/[^\s'"`,;<>*]{4,600})/i },
    // As people type it.
    {
      label: 'issuer',
      pattern:
        /^(?: url)?\s{0,3}[:=]?\s{0,3}(?:is\s)?((?:app\.)?vstoken\.(?:dev\.azure|visualstudio)\.com[^\s'"`,;)<>*]{0,100})/i,
    },
    // The address up to here is looked back for.
    { label: 'vstoken.', pattern: /^((?:dev\.azure|visualstudio)\.com[^\s'"`,;)<>*]{0,100})/i },
  ],
  subject: [
    { label: 'assertion subject', pattern: new RegExp(`^[:\\s]{0,3}${QUOTED}`) },
    // Without quotes the name of a project may hold blanks: it ends at the slash.
    {
      label: 'assertion subject',
      pattern: /^[:\s]{0,3}(sc:\/\/[^\s/'"`]{1,100}\/[^/\n'"`]{1,200}\/[^\s'"`,;]{1,200})/,
    },
    { label: 'assertion subject', pattern: /^[:\s]{0,3}([^\s'"`,;]{4,600})/ },
    { label: 'subject claim', pattern: /^\s{0,3}[:=-]{0,2}\s{0,3}([^\s'"`,;]{4,600})/ },
    {
      label: 'subject',
      pattern: new RegExp(`^["']?(?: identifier)?\\s{0,8}[:=-]{0,2}\\s{0,3}(?:is\\s)?${QUOTED}`, 'i'),
    },
    {
      label: 'subject',
      pattern: /^["']?(?: identifier)?\s{0,8}[:=-]{1,2}\s{0,3}((?:sc:|\/eid1\/|repo:|system:)[^\s'"`,;]{3,600})/i,
    },
    // In an address a quote is written `%27`.
    { label: 'sc://', pattern: /^((?:(?!%2[27])[^\s'"`,;)]){3,600})/ },
    { label: '/eid1/', pattern: /^((?:(?!%2[27])[^\s'"`,;)]){3,600})/ },
  ],
  audience: [
    { label: 'assertion audience', pattern: new RegExp(`^[:\\s]{0,3}${QUOTED}`) },
    { label: 'audience', pattern: new RegExp(`^\\s{0,2}[:=]?\\s{0,2}${QUOTED}`) },
    { label: 'audience', pattern: /^\s{0,2}[:=-]?\s{0,2}(api:\/\/[^\s'"`,;<>*]{2,200})/i },
  ],
  application: [
    { label: 'application with identifier', pattern: new RegExp(`^\\s${QUOTED}`) },
    { label: 'the client', pattern: new RegExp(`^\\s['"]?(${GUID})`, 'i') },
    { label: 'for app', pattern: new RegExp(`^\\s['"]?(${GUID})`, 'i') },
    { label: 'to app', pattern: new RegExp(`^\\s['"]?(${GUID})`, 'i') },
    { label: 'federated-credential list --id', pattern: new RegExp(`^[= ]['"]?(${GUID})`, 'i') },
    { label: 'client_id', pattern: new RegExp(`^["']?\\s{0,2}[:=]\\s{0,2}["']?(${GUID})`, 'i') },
    { label: 'serviceprincipalid', pattern: new RegExp(`^["']?\\s{0,2}[:=]\\s{0,2}["']?(${GUID})`, 'i') },
  ],
  tenant: [
    { label: 'in the directory', pattern: new RegExp(`^\\s${QUOTED}`) },
    { label: 'login.microsoftonline.com/', pattern: new RegExp(`^/?(${GUID})`, 'i') },
    { label: 'tenant', pattern: new RegExp(`^(?:_?id)?["']?\\s{0,2}[:=]?\\s{0,2}["']?(${GUID})`, 'i') },
  ],
  connection: [{ label: 'serviceconnectionid=', pattern: new RegExp(`^(${GUID})`, 'i') }],
  correlation: [{ label: 'correlation', pattern: new RegExp(`^[_ ]?id["']?\\s{0,2}[:=]\\s{0,2}["']?(${GUID})`, 'i') }],
  trace: [{ label: 'trace', pattern: new RegExp(`^[_ ]?id["']?\\s{0,2}[:=]\\s{0,2}["']?(${GUID})`, 'i') }],
  timestamp: [
    { label: 'timestamp', pattern: /^["']?\s{0,2}[:=]\s{0,2}["']?(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?Z?)/ },
  ],
  // Of a linked scope the message names first what is allowed, then what is not.
  action: [
    { label: 'perform action(s)', pattern: new RegExp(`^\\s${QUOTED}`) },
    { label: 'to perform action', pattern: new RegExp(`^\\s${QUOTED}`) },
  ],
  scope: [
    { label: 'linked scope(s)', pattern: new RegExp(`^\\s${QUOTED}`) },
    { label: 'over scope', pattern: new RegExp(`^\\s${QUOTED}`) },
    { label: 'at scope', pattern: /^\s['"`](\/[^'"`]{1,600})['"`]/ },
    { label: 'over scope', pattern: /^\s(\/[^\s'"`,;]{0,600})/ },
  ],
  principal: [{ label: 'with object id', pattern: new RegExp(`^\\s['"\x60]?(${GUID})`, 'i') }],
  azureCli: [
    { label: 'azure-cli', pattern: /^(?:\s{1,40}|["']?\s{0,3}:\s{0,3}["']?)\(?(\d{1,2}\.\d{1,3}\.\d{1,3})/ },
    // The minor versions of the task have three digits.
    { label: 'azure cli', pattern: /^(?: version)?:?\s{1,3}v?(2\.\d{1,2}\.\d{1,3})(?![\d.])/ },
    { label: 'azurecli/', pattern: /^(\d{1,2}\.\d{1,3}\.\d{1,3})/ },
  ],
};
const readersByName = Object.entries(READERS);
/** What of the text before the value belongs to it, where anything does. */
const BEFORE: Readonly<Record<string, RegExp>> = {
  'vstoken.': /https:\/\/(?:[a-z0-9.-]{0,40}\.)?vstoken\.$/i,
  'sc://': /sc:\/\/$/i,
  '/eid1/': /\/eid1\/$/i,
};
/** Of these, what is left of a masked value tells something. */
const FORM_TELLS: ReadonlySet<string> = new Set(['issuer', 'subject']);
/** A label stands in a log many times; the first places with a value are enough. */
const MAX_PLACES = 40;

const TIMES = 'current time';
/** What tells of one kind of agent. */
const HOSTED = [
  "agent name: 'hosted agent'",
  "agent name: 'azure pipelines",
  '/home/vsts/',
  'd:\\a\\_work',
  'runner image: ',
];
const ANY_AGENT = "agent name: '";
/** Not the path of one: pipelines make identities for what they deploy, and print it. */
const MANAGED_IDENTITY = [
  'user-assigned managed identity',
  'user assigned managed identity',
  'userassigned managed identity',
];

/** Names and addresses of the clouds beside the public one (https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud, read 2026-11-24). */
const SOVEREIGN_CLOUDS = [
  [
    'azureusgovernment',
    'login.microsoftonline.us',
    'management.usgovcloudapi.net',
    'management.core.usgovcloudapi.net',
  ],
  [
    'azurechinacloud',
    'login.partner.microsoftonline.cn',
    'login.chinacloudapi.cn',
    'management.chinacloudapi.cn',
    'management.core.chinacloudapi.cn',
  ],
  ['azurestack'],
];

/** Where evidence may stand; in these a line break counts as a space, as a label may be wrapped. */
export const EVIDENCE_ANCHORS: readonly string[] = [
  ...Object.values(READERS).flatMap((readers) => readers.map(({ label }) => label)),
  ...[TIMES, BANNER_ANCHOR, ANY_AGENT, ...HOSTED, ...MANAGED_IDENTITY, ...SOVEREIGN_CLOUDS.flat()],
];

/**
 * Reads the evidence of a cleaned text; `places` are those of the anchors in it, `token` the claims of a token that stood
 * in it. A token's audience is no evidence: what Azure DevOps writes there differs from what the credential has (one
 * public report, read 2026-11-23).
 */
export function readEvidence(text: string, places: Places, token?: Claims): Evidence {
  const assertion = token && isAssertion(token) ? token : undefined;
  const [issuer, subject] = [plainValue(assertion?.issuer), plainValue(assertion?.subject)];
  const values: Record<string, Value> = {};
  for (const [name, readers] of readersByName) {
    const value = readValue(text, places, readers);
    if (value && (!value.masked || FORM_TELLS.has(name))) values[name] = value;
  }
  const times = places.get(TIMES)?.[0];
  const stands = (anchor: string): boolean => places.has(anchor);
  const [cloud, ...clouds] = SOVEREIGN_CLOUDS.filter((names) => names.some(stands));
  return {
    ...(issuer && { issuer: { text: issuer, at: 0 } }),
    ...(subject && { subject: { text: subject, at: 0 } }),
    ...values,
    token,
    tasks: readBanners(text, places.get(BANNER_ANCHOR)),
    times: times === undefined ? undefined : readTimes(text.slice(times, times + 400).replace(/\s+/g, ' ')),
    agent: HOSTED.some(stands) ? 'hosted' : stands(ANY_AGENT) ? 'self-hosted' : undefined,
    managedIdentity: MANAGED_IDENTITY.some(stands) ? placesOf(MANAGED_IDENTITY, places) : undefined,
    // A text that names several lists what there is.
    sovereignCloud: cloud && clouds.length === 0 ? placesOf(cloud, places) : undefined,
  };
}

function placesOf(anchors: readonly string[], places: Places): readonly number[] {
  return anchors.flatMap((anchor) => places.get(anchor) ?? []);
}

/** The agent prints this for what it holds to be a secret of the pipeline. */
export const MASK = '***';

const placesOfEvidence = anchorSearch(EVIDENCE_ANCHORS);

/** Values and times that a stretch of a cleaned text says, with offsets of the whole text. */
export function evidenceWithin(text: string, from: number, to: number): StretchEvidence {
  const stretch = text.slice(from, to);
  const {
    tasks: _tasks,
    token: _token,
    agent: _agent,
    managedIdentity: _managed,
    sovereignCloud: _cloud,
    ...evidence
  } = readEvidence(stretch, placesOfEvidence(stretch));
  const moved = readersByName.flatMap(([name]) => {
    const value = evidence[name as keyof typeof evidence] as Value | undefined;
    return value ? [[name, { ...value, at: value.at + from }]] : [];
  });
  return { ...evidence, ...Object.fromEntries(moved) };
}

/** A wrapped line goes on at the next one: inside a sentence a line break is a space. */
const BREAK = /\n\s{0,40}/;
const BREAKS = /\n\s{0,40}/g;

/**
 * What a line break stands for between these two pieces of a value: nothing in an address or a path, or beside a sign that
 * ties words together; else the blank at which the line was broken.
 */
function gap(left: string, right: string): string {
  const tied = /^(?:https?:|\/)/.test(left) || /[^\s][-/_.]$/.test(left) || /^[-/_.](?!\s)/.test(right);
  return tied ? '' : ' ';
}

function readValue(text: string, places: Places, readers: (typeof READERS)[string]): Value | undefined {
  let masked: Value | undefined;
  for (const { label, pattern } of readers) {
    for (const place of places.get(label)?.slice(0, MAX_PLACES) ?? []) {
      const after = place + label.length;
      const rest = text.slice(after, after + 700);
      const match = pattern.exec(rest.replace(BREAK, ' '));
      if (match?.[1] === undefined) continue;
      const shown = withoutBreak(match[1], rest.search(BREAK) - match[0].lastIndexOf(match[1]));
      const before = BEFORE[label]?.exec(text.slice(Math.max(0, after - 60), after));
      if (before === null) continue;
      const found = (before ? before[0] + shown : shown)
        .replace(BREAKS, (all, at: number, value: string) => gap(value.slice(0, at), value.slice(at + all.length)))
        .replace(/(?<![.:])[.:]+$/, '');
      // What is elided says nothing.
      if (!found || (found !== MASK && /^[*.\u2026<[{(]+$/.test(found))) continue;
      const value: Value = { text: found, at: after - (before?.[0].length ?? label.length) };
      if (!found.includes(MASK)) return value;
      masked ??= { ...value, masked: true };
    }
  }
  return masked;
}

/** The value with what its line break stands for, if it had one at `at`, where a blank stands for it now. */
function withoutBreak(value: string, at: number): string {
  if (at <= 0 || at >= value.length) return value;
  const [left, right] = [value.slice(0, at), value.slice(at + 1)];
  return left + gap(left, right) + right;
}
