/** Presented and expected, compared: which field differs, where exactly, and the command that mends it. */
import { type Command, type Outcome, PLACEHOLDERS, type Step, VALUE_NAMES } from '../../knowledge/schema.ts';
import type { Catalog } from '../match/catalog.ts';
import {
  type Credential,
  compareSides,
  different,
  fits,
  hasSecret,
  isOfAnotherConnection,
  isOpen,
  isRenamed,
  OF_CONNECTIONS,
  presentedElse,
  type Sides,
  type SidesComparison,
} from '../match/sides.ts';
import type { Case } from '../memory.ts';
import { asPresented, issuerKind } from '../read/issuer.ts';
import { plainValue } from '../read/plain-value.ts';
import { visible } from '../read/visible.ts';
import type { Block, RichText, Row } from '../reply.ts';
import { button } from './buttons.ts';
import type { Draft } from './draft.ts';
import { issuerNote, misfitNote } from './issuer-note.ts';
import { sourceLines } from './sources.ts';
import { doThis, stepBlocks } from './steps.ts';
import { code, fill, fillCommand, plain, type Values } from './text.ts';
import { COMPARISON, LABELS, SAYS } from './wording.ts';

/** The answer about what the thread knows of both sides, or what it still needs of the other. */
export function answerComparison(of: Case, sides: Sides, catalog: Catalog): Draft {
  const comparison = compareSides(sides);
  const secret = hasSecret(sides);
  const answers = [
    ...(secret && catalog.walks.has('convert-secret')
      ? [button(of, LABELS.convert, { do: 'open', id: 'convert-secret' })]
      : []),
    button(of, LABELS.checklist, { do: 'open', id: 'checklist' }),
  ];
  const draft =
    comparison && !secret
      ? compared(comparison, sides, of.values, catalog)
      : oneSide(sides, secret, catalog.knowledge.commands.commands);
  return {
    ...draft,
    answers,
    sources: sourceLines(catalog.knowledge.commands.sources, catalog),
    follow: true,
  };
}

/** Where the fields differ, in words. */
export function differenceList({ fields }: SidesComparison): Block[] {
  const apart = fields.filter(({ same }) => !same);
  if (apart.length === 0) return [];
  return [{ kind: 'list', title: COMPARISON.where, items: apart.map(({ says }) => plain(says.replaceAll('`', ''))) }];
}

/** That the connection presents something else than was refused, and what; nothing where it does not. */
export function presentedElseBlocks(sides: Sides): Block[] {
  const { connection } = sides;
  const apart = presentedElse(sides);
  if (apart.length === 0) return [];
  const values = apart.flatMap((field, index) => [
    ...plain(index === 0 ? '' : ', '),
    code(visible(connection?.[field] ?? '')),
  ]);
  const text = [
    ...plain(COMPARISON.presentsElse(apart, connection?.name)),
    ...values,
    ...plain(COMPARISON.presentsElseWhy),
  ];
  return [{ kind: 'paragraph', tone: 'warning', text }];
}

/** The application whose credentials these are: not that of a connection which may be another one. */
function applicationOf(sides: Sides, { application }: Values): string | undefined {
  const ofConnection = sides.connection?.application;
  if (presentedElse(sides).length === 0) return ofConnection ?? application;
  return application === ofConnection ? undefined : application;
}

/** Two columns: what is presented, and what the nearest credential expects. */
export function comparedRows({ presented, expected }: SidesComparison): Row[] {
  const value = (text: string | undefined, absent: string = SAYS.notInText): RichText =>
    text === undefined ? plain(absent) : [code(visible(text))];
  const absent = expected?.cut ? COMPARISON.cutOff : expected ? COMPARISON.notListed : COMPARISON.noCredential;
  return (
    [
      ['issuer', presented.issuer, expected?.issuer],
      ['subject', presented.subject, expected?.subject],
      ['audience', presented.audience, expected?.audiences[0]],
    ] as const
  ).flatMap(([label, left, right]) =>
    left === undefined && right === undefined
      ? []
      : [
          {
            label,
            presented: [...value(left), ...(label === 'issuer' ? misfit(presented) : [])],
            expected: [...value(right, absent), ...(label === 'issuer' ? misfit(expected) : [])],
          },
        ],
  );
}

/** What the credential has now in the fields that differ, a line each. */
export function knownOfCredential(comparison: SidesComparison): string[] {
  const { expected } = comparison;
  if (!expected) return [];
  const [audience] = expected.audiences;
  return different(comparison).map(
    ({ field }) =>
      `${field}${COMPARISON.inCredential(expected.name)}: ${visible({ ...expected, audience }[field] ?? '')}`,
  );
}

/** A credential with an issuer and the subject of another fits no assertion. */
function misfit({ issuer, subject }: Pick<Credential, 'issuer' | 'subject'> = {}): RichText {
  const note = misfitNote(issuer, subject);
  return note ? [note] : [];
}

function compared(comparison: SidesComparison, sides: Sides, values: Values, catalog: Catalog): Draft {
  const outcome = comparedOutcome(comparison, sides, values, catalog);
  return {
    verdict: comparedVerdict(comparison),
    blocks: [
      { kind: 'read', title: comparedTitle(comparison), compared: true, rows: comparedRows(comparison) },
      ...differenceList(comparison),
      ...stepBlocks(
        doThis(outcome.who, catalog),
        outcome.steps,
        { ...values, application: applicationOf(sides, values) },
        true,
      ),
    ],
  };
}

/** What stands over both sides where no line of a text can be named. */
export function comparedTitle({ expected }: SidesComparison): string {
  return expected ? `${COMPARISON.title} ${COMPARISON.called(expected.name)}` : SAYS.read;
}

/** What the comparison comes to, in a sentence that ends with a full stop. */
export function comparedVerdict(comparison: SidesComparison): string {
  const { expected, fields, presented } = comparison;
  if (!expected) return COMPARISON.none;
  const name = COMPARISON.called(expected.name);
  const apart = different(comparison).map(({ field }) => field);
  if (apart.length > 0) return COMPARISON.differs(name, apart);
  if (expected.cut) return COMPARISON.cut(name);
  if (!fits(comparison)) return COMPARISON.open(name);
  if (fields.some(({ kind }) => kind === 'masked')) return COMPARISON.fitsMasked(name);
  // An audience that is the usual one was compared, but nobody has seen what was presented.
  const seen = fields.filter(({ field }) => field !== 'audience' || presented.audience !== undefined);
  return COMPARISON.fits(
    name,
    seen.map(({ field }) => field),
  );
}

/** What follows from it, as the outcome of a walk: the command that mends a difference, or where to go on looking. */
export function comparedOutcome(comparison: SidesComparison, sides: Sides, values: Values, catalog: Catalog): Outcome {
  const { who, ...texts } = catalog.knowledge.commands;
  const outcome = { id: 'compared', verdict: comparedVerdict(comparison).replace(/\.$/, ''), who };
  if (fits(comparison)) return { ...outcome, steps: texts.fits, ...opening('verify-chain', catalog) };
  if (isOfScript(comparison)) return { ...outcome, steps: texts.script };
  if (isOpen(comparison)) return { ...outcome, steps: mends(comparison, sides, values, catalog) };
  const renamed = isRenamed(comparison);
  return {
    ...outcome,
    steps: [...mends(comparison, sides, values, catalog), ...texts.after, ...(renamed ? texts.renamed : [])],
    ...(renamed && opening('update-issuer', catalog)),
  };
}

function opening(guide: string, { walks }: Catalog): Pick<Outcome, 'open'> {
  return walks.has(guide) ? { open: [guide] } : {};
}

/** Whether the credential is right and another audience was asked for: no service connection does that. */
function isOfScript(comparison: SidesComparison): boolean {
  const [apart, ...others] = different(comparison);
  return (
    apart?.field === 'audience' && others.length === 0 && comparison.expected?.audiences[0] === VALUE_NAMES.audience
  );
}

/** The command for each kind of identity that the credentials may belong to: it mends them, or shows what was cut off. */
function mends(comparison: SidesComparison, sides: Sides, known: Values, catalog: Catalog): Step[] {
  const { presented, expected } = comparison;
  // A credential of another product or of another connection is never changed, and its values are not this one's.
  const foreign = expected?.issuer !== undefined && !OF_CONNECTIONS.has(issuerKind(expected.issuer));
  const own = foreign || isOfAnotherConnection(comparison) ? undefined : expected;
  const values = {
    issuer: presented.issuer ?? plainValue(own?.issuer && asPresented(own.issuer)),
    subject: presented.subject ?? plainValue(own?.subject),
    // Other clouds have an audience of the same beginning.
    audience: presented.audience?.startsWith(VALUE_NAMES.audience) ? presented.audience : VALUE_NAMES.audience,
    application: applicationOf(sides, known),
    credential: expected?.name,
    identity: expected?.identity,
    group: expected?.group,
  };
  const deed = isOpen(comparison) ? 'list' : own ? 'update' : 'create';
  const owners =
    sides.owner === 'managed-identity' ? ['identity'] : sides.owner === 'app' ? ['app'] : ['app', 'identity'];
  return owners.flatMap((owner) => {
    const command = catalog.knowledge.commands.commands.find(({ id }) => id === `${owner}-${deed}`);
    return command ? [filled(command, values)] : [];
  });
}

/** What a command has where nobody has shown the ID. */
const CLIENT_ID = `"<${PLACEHOLDERS.application}>"`;

function filled({ does, run, powershell }: Command, values: Readonly<Record<string, string | undefined>>): Step {
  const shells = powershell ? { powershell: fillCommand(powershell, values) } : {};
  const filledIn = fillCommand(run, values);
  const unknown = filledIn.includes(CLIENT_ID) ? ` ${COMPARISON.clientId}` : '';
  return { do: `${does}${unknown}`, run: filledIn, ...shells };
}

function commandBlocks(
  { does, run, powershell }: Command,
  values: Readonly<Record<string, string | undefined>>,
): Block[] {
  const block = (shell: string, text: string): Block => ({
    kind: 'code',
    title: `${does.replace(/\.$/, '')}${shell}`,
    text: fillCommand(text, values),
  });
  return powershell ? [block(' (bash)', run), block(' (PowerShell)', powershell)] : [block('', run)];
}

function oneSide(sides: Sides, secret: boolean, commands: readonly Command[]): Pick<Draft, 'verdict' | 'blocks'> {
  const { connection, credentials, assertion } = sides;
  if (secret)
    return {
      verdict: COMPARISON.secret(connection?.name),
      blocks: [{ kind: 'paragraph', text: plain(COMPARISON.secretWhy) }],
    };
  if (credentials?.length === 0) {
    return { verdict: COMPARISON.none, blocks: [{ kind: 'paragraph', text: plain(COMPARISON.needConnection) }] };
  }
  if (credentials) {
    const rows = credentials.slice(0, 5).map(
      ({ name, issuer, subject }): Row => ({
        label: name ?? COMPARISON.unnamed,
        presented: [code(visible(subject ?? '')), ...(issuer ? [issuerNote(issuer, subject)] : [])],
      }),
    );
    return {
      verdict: COMPARISON.onlyCredentials(credentials.length),
      blocks: [
        { kind: 'read', title: COMPARISON.credentials, compared: false, rows },
        { kind: 'paragraph', text: plain(COMPARISON.needConnection) },
      ],
    };
  }
  const shown = connection ?? assertion;
  const rows: Row[] = [];
  if (shown?.issuer) {
    rows.push({
      label: 'issuer',
      presented: [code(visible(shown.issuer)), issuerNote(shown.issuer, shown.subject)],
    });
  }
  if (shown?.subject) rows.push({ label: 'subject', presented: [code(visible(shown.subject))] });
  return {
    verdict: COMPARISON.onlyConnection(connection?.name),
    blocks: [
      ...(rows.length > 0 ? [{ kind: 'read', title: SAYS.read, compared: false, rows } as const] : []),
      ...presentedElseBlocks(sides),
      { kind: 'paragraph', text: plain(COMPARISON.needCredentials) },
      ...commands
        .filter(({ id }) => id.endsWith('-list'))
        .flatMap((command) => commandBlocks(command, { application: connection?.application })),
      ...(connection?.application
        ? []
        : [{ kind: 'paragraph', tone: 'muted', text: fill(COMPARISON.clientId, {}) } as const]),
    ],
  };
}
