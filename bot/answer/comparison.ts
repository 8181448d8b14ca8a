/** Presented and expected, compared: which field differs, where exactly, and the command that mends it. */
import { type Command, VALUE_NAMES } from '../../knowledge/schema.ts';
import type { Catalog } from '../match/catalog.ts';
import { compareSides, fits, type Sides, type SidesComparison } from '../match/sides.ts';
import type { Case } from '../memory.ts';
import { type IssuerKind, issuerKind } from '../read/issuer.ts';
import { visible } from '../read/visible.ts';
import type { Block, RichText, Row } from '../reply.ts';
import { button } from './buttons.ts';
import type { Draft } from './draft.ts';
import { sourceLines } from './sources.ts';
import { code, fillCommand, plain } from './text.ts';
import { COMPARISON, ISSUER_NAMES, LABELS, SAYS } from './wording.ts';

/** The answer about what the thread knows of both sides, or what it still needs of the other. */
export function answerComparison(of: Case, sides: Sides, catalog: Catalog): Draft {
  const comparison = compareSides(sides);
  const secret = sides.connection?.scheme?.toLowerCase() === 'serviceprincipal';
  const answers = [
    ...(secret && catalog.walks.has('convert-secret')
      ? [button(of, LABELS.convert, { do: 'open', id: 'convert-secret' })]
      : []),
    button(of, LABELS.checklist, { do: 'open', id: 'checklist' }),
  ];
  const draft =
    comparison && !secret
      ? compared(comparison, sides, catalog)
      : oneSide(sides, secret, catalog.knowledge.commands.commands);
  return { ...draft, answers, sources: sourceLines([catalog.knowledge.commands.source], catalog), follow: true };
}

/** Where the fields differ, in words. */
export function differenceList({ fields }: SidesComparison): Block[] {
  const different = fields.filter(({ same }) => !same);
  if (different.length === 0) return [];
  return [
    { kind: 'list', title: COMPARISON.where, items: different.map(({ says }) => plain(says.replaceAll('`', ''))) },
  ];
}

/** Two columns: what is presented, and what the nearest credential expects. */
export function comparedRows({ presented, expected }: SidesComparison): Row[] {
  const value = (text: string | undefined): RichText =>
    text === undefined ? plain(SAYS.notInText) : [code(visible(text))];
  return (
    [
      ['issuer', presented.issuer, expected.issuer],
      ['subject', presented.subject, expected.subject],
      ['audience', presented.audience, expected.audiences[0]],
    ] as const
  ).flatMap(([label, left, right]) =>
    left === undefined && right === undefined ? [] : [{ label, presented: value(left), expected: value(right) }],
  );
}

function compared(comparison: SidesComparison, sides: Sides, catalog: Catalog): Draft {
  const { expected, fields, from } = comparison;
  const name = COMPARISON.called(expected.name);
  const different = fields.filter(({ same, kind }) => !same && kind !== 'masked');
  const blocks: Block[] = [
    { kind: 'read', title: `${COMPARISON.title} ${name}`, compared: true, rows: comparedRows(comparison) },
    { kind: 'paragraph', tone: 'muted', text: plain(COMPARISON.order[from]) },
  ];
  if (fits(comparison)) {
    const masked = fields.some(({ kind }) => kind === 'masked');
    return {
      verdict: masked ? COMPARISON.fitsMasked(name) : COMPARISON.fits(name),
      blocks: [...blocks, { kind: 'paragraph', text: plain(COMPARISON.thenElsewhere) }],
    };
  }
  return {
    verdict: COMPARISON.differs(
      name,
      different.map(({ field }) => field),
    ),
    blocks: [...blocks, ...differenceList(comparison), ...mends(comparison, sides, catalog)],
  };
}

/** The issuers that service connections have, and had. */
const OF_CONNECTIONS = new Set<IssuerKind>(['entra', 'azure-devops', 'legacy']);

/** The command for each kind of identity that the credentials may belong to. */
function mends({ presented, expected, fields }: SidesComparison, sides: Sides, catalog: Catalog): Block[] {
  // A credential of another product is somebody else's: it is never changed.
  const foreign = expected.issuer !== undefined && !OF_CONNECTIONS.has(issuerKind(expected.issuer));
  const values = {
    issuer: presented.issuer ?? (foreign ? undefined : expected.issuer),
    subject: presented.subject,
    audience: presented.audience ?? VALUE_NAMES.audience,
    application: sides.connection?.application,
    credential: expected.name,
  };
  // A credential of another issuer belongs to another connection: it stays, and a new one is added.
  const deed =
    foreign || fields.some(({ field, same, kind }) => field === 'issuer' && !same && kind !== 'masked')
      ? 'create'
      : 'update';
  const owners =
    sides.owner === 'managed-identity' ? ['identity'] : sides.owner === 'app' ? ['app'] : ['app', 'identity'];
  return owners.flatMap((owner) => {
    const command = catalog.knowledge.commands.commands.find(({ id }) => id === `${owner}-${deed}`);
    return command ? commandBlocks(command, values) : [];
  });
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

function oneSide(
  { connection, credentials, assertion }: Sides,
  secret: boolean,
  commands: readonly Command[],
): Pick<Draft, 'verdict' | 'blocks'> {
  if (secret)
    return {
      verdict: COMPARISON.secret(connection?.name),
      blocks: [{ kind: 'paragraph', text: plain(COMPARISON.secretWhy) }],
    };
  if (credentials && credentials.length > 0) {
    const rows = credentials.slice(0, 5).map(
      ({ name, issuer, subject }): Row => ({
        label: name ?? COMPARISON.unnamed,
        presented: [code(visible(subject ?? '')), { text: issuer ? ` (${ISSUER_NAMES[issuerKind(issuer)]})` : '' }],
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
      presented: [code(visible(shown.issuer)), { text: ` (${ISSUER_NAMES[issuerKind(shown.issuer)]})` }],
    });
  }
  if (shown?.subject) rows.push({ label: 'subject', presented: [code(visible(shown.subject))] });
  return {
    verdict: COMPARISON.onlyConnection(connection?.name),
    blocks: [
      ...(rows.length > 0 ? [{ kind: 'read', title: SAYS.read, compared: false, rows } as const] : []),
      { kind: 'paragraph', text: plain(COMPARISON.needCredentials) },
      ...commands
        .filter(({ id }) => id.endsWith('-list'))
        .flatMap((command) => commandBlocks(command, { application: connection?.application })),
    ],
  };
}
