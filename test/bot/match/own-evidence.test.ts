/** Which of a text's several errors each value belongs to: a value of one log-in must never be told of another. */
import assert from 'node:assert/strict';
import { createCatalog } from '../../../bot/match/catalog.ts';
import { errorsIn } from '../../../bot/match/errors.ts';
import { type OwnEvidence, ownEvidence } from '../../../bot/match/own-evidence.ts';
import { readParts } from '../../../bot/read/parts.ts';
import { knowledge } from '../../../knowledge/compiled.ts';

const catalog = createCatalog(knowledge);
const SUBJECT = 'sc://fabrikam/web/';
const id = (digit: number): string => `${String(digit).repeat(8)}-0000-4000-8000-000000000000`;
const client = (digit: number): string => `client_id: ${id(digit)}`;
const noMatch = (name: string): string =>
  `AADSTS700213: No matching federated identity record found for presented assertion subject '${SUBJECT}${name}'.`;
const noApp = (digit: number): string => `AADSTS700016: Application with identifier '${id(digit)}' was not found.`;
const EXPIRED = 'AADSTS700024: Client assertion is not within its valid time range.';
const SECRET = 'AADSTS7000222: The provided client secret keys are expired.';
const MANAGED = 'user-assigned managed identity shop';

/** By code what is shown of each of its log-ins: `a` for the subject of connection a, a digit for an application's ID. */
function shownIn(...lines: readonly string[]): Record<string, string[]> | undefined {
  const [part] = readParts({ kind: 'text', text: lines.join('\n'), files: [] }, catalog.known);
  assert.ok(part);
  const seen = errorsIn(part, catalog);
  const own = ownEvidence(
    part,
    seen,
    seen.map(({ error }) => error.id),
  );
  const written = ({ evidence }: OwnEvidence): string =>
    [
      evidence.subject?.text.replace(SUBJECT, ''),
      evidence.application?.text.charAt(0),
      evidence.managedIdentity && 'managed',
    ]
      .filter(Boolean)
      .join(' ');
  return own && Object.fromEntries([...own].map(([error, logIns]) => [error, logIns.map(written)]));
}

describe('what a text shows of each of its errors', () => {
  for (const [what, lines, expected] of [
    ['one error has all that there is', [client(1), noMatch('a')], undefined],
    ['one error that is told twice is one', [noMatch('a'), 'x', noMatch('a')], undefined],
    ['one error of two log-ins has two', [noMatch('a'), 'x', noMatch('b')], { AADSTS700213: ['a', 'b'] }],
    [
      'a log-in that is told again adds what it had not said',
      [noMatch('a'), '', 'AADSTS700213', client(1), '', noMatch('b')],
      { AADSTS700213: ['a 1', 'b'] },
    ],
    ['of many log-ins nine are read', [...'abcdefghijkl'].map(noMatch), { AADSTS700213: [...'abcdefghi'] }],
    ['each message has its own', [noMatch('a'), noApp(1)], { AADSTS700213: ['a'], AADSTS700016: ['1'] }],
    [
      'codes that are named together share their message',
      [`AADSTS700213/AADSTS700024: for the assertion subject '${SUBJECT}a'`, noApp(2)],
      { AADSTS700213: ['a'], AADSTS700024: ['a'], AADSTS700016: ['2'] },
    ],
    ['two messages in one line are two', [`${noMatch('a')} ${noApp(1)}`], { AADSTS700213: ['a'], AADSTS700016: ['1'] }],
    [
      'what a task prints before its error is that error’s',
      ['Starting: one', client(1), noMatch('a'), 'Starting: two', client(2), EXPIRED],
      { AADSTS700213: ['a 1'], AADSTS700024: ['2'] },
    ],
    [
      'what a task prints before its first error is true of its second',
      ['Starting: one', client(1), noMatch('a'), 'x', EXPIRED, 'Finishing: one', 'Starting: two', SECRET],
      { AADSTS700213: ['a 1'], AADSTS700024: ['1'], AADSTS7000222: [''] },
    ],
    [
      'what stands in the paragraph of an error is that error’s',
      [client(1), noMatch('a'), '', client(2), EXPIRED],
      { AADSTS700213: ['a 1'], AADSTS700024: ['2'] },
    ],
    [
      'the head of a text is true of all',
      [client(1), '', 'x', '', noMatch('a'), '', EXPIRED],
      { AADSTS700213: ['a 1'], AADSTS700024: ['1'] },
    ],
    [
      'but for those where one of them says otherwise',
      [client(1), '', 'x', '', noMatch('a'), '', noApp(2)],
      { AADSTS700213: ['a'], AADSTS700016: ['2'] },
    ],
    [
      'a line between two errors is of the nearer',
      [noMatch('a'), client(1), 'x', 'x', client(2), EXPIRED],
      { AADSTS700213: ['a 1'], AADSTS700024: ['2'] },
    ],
    [
      'a line right before an error is not of the one above',
      [noMatch('a'), 'x', 'x', client(2), EXPIRED],
      { AADSTS700213: ['a'], AADSTS700024: ['2'] },
    ],
    [
      'an identity that one error names is not the other’s',
      [noMatch('a'), MANAGED, '', noApp(1)],
      { AADSTS700213: ['a managed'], AADSTS700016: ['1'] },
    ],
    [
      'and the other way round',
      [noMatch('a'), '', MANAGED, noApp(1)],
      { AADSTS700213: ['a'], AADSTS700016: ['1 managed'] },
    ],
    [
      'an identity that is named before all is everyone’s',
      [MANAGED, '', 'x', '', noMatch('a'), '', noApp(1)],
      { AADSTS700213: ['a managed'], AADSTS700016: ['1 managed'] },
    ],
    [
      'after the end of a task nothing is of its error',
      [noMatch('a'), EXPIRED, 'Finishing: one', client(1), MANAGED],
      { AADSTS700213: ['a managed'], AADSTS700024: ['managed'] },
    ],
  ] as const) {
    it(what, () => assert.deepEqual(shownIn(...lines), expected));
  }

  it('a token is of every log-in that does not say otherwise', () => {
    const claims = { iss: 'https://vstoken.dev.azure.com/x', sub: `${SUBJECT}t`, aud: 'api://AzureADTokenExchange' };
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const token = `${part({ alg: 'RS256' })}.${part(claims)}.${'a'.repeat(40)}`;
    assert.deepEqual(shownIn(token, '', 'x', '', noMatch('a'), '', EXPIRED), {
      AADSTS700213: ['a'],
      AADSTS700024: [''],
    });
    assert.deepEqual(shownIn(token, '', 'x', '', noApp(1), '', EXPIRED), {
      AADSTS700016: ['t 1'],
      AADSTS700024: ['t'],
    });
  });
});
