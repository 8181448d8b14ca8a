/** What a thread learns of the two sides of a federation, and which credential is compared with what was presented. */
import assert from 'node:assert/strict';
import { createCatalog } from '../../../bot/match/catalog.ts';
import { matchParts } from '../../../bot/match/match.ts';
import {
  type Credential,
  comparedFor,
  compareSides,
  fits,
  type Presented,
  type Sides,
  type SidesComparison,
  sidesWith,
  sidesWithStated,
} from '../../../bot/match/sides.ts';
import { type SidesAfter, sidesAfter } from '../../../bot/match/sides-after.ts';
import { isFederationSubject } from '../../../bot/read/issuer.ts';
import { readParts } from '../../../bot/read/parts.ts';
import { type Reading, read } from '../../../bot/read/read.ts';
import { knowledge } from '../../../knowledge/compiled.ts';

const catalog = createCatalog(knowledge);
const ISSUER = 'https://vstoken.dev.azure.com/8d6e3f0a-1111-4222-8333-444455556666';
const SUBJECT = 'sc://fabrikam/Web/arm-prod';
const ID = '8d6e3f0a-1111-4222-8333-444455556666';
const IDS = `/eid1/c/pub/t/x/a/y/sc/${ID}/9d6e3f0a-1111-4222-8333-444455556666`;
const AUDIENCE = 'api://AzureADTokenExchange';

const reading = (text: string): Reading => read(text, catalog.known);

/** What a thread knows after a message. */
function learned(known: Sides, text: string): SidesAfter {
  const matched = matchParts(readParts({ kind: 'text', text, files: [] }, catalog.known), catalog);
  return sidesAfter(known, matched, undefined, catalog);
}

function credential(given: Partial<Credential>): Credential {
  return { issuer: ISSUER, subject: SUBJECT, audiences: [AUDIENCE], ...given };
}

function compared(credentials: Credential[], assertion: Presented = { issuer: ISSUER, subject: SUBJECT }) {
  return compareSides({ assertion, credentials });
}

const differing = (comparison?: SidesComparison) => comparison?.fields.filter(({ same }) => !same);

describe('what was presented, as a text shows it,', () => {
  for (const [what, text, assertion] of [
    [
      'is the values of the error',
      `Assertion Issuer: '${ISSUER}'. Assertion Subject: '${SUBJECT}'.`,
      [ISSUER, SUBJECT],
    ],
    [
      'is what the error says, of any form',
      "Assertion Issuer: 'https://ci.contoso.com'. Assertion Subject: 'job:7'.",
      ['https://ci.contoso.com', 'job:7'],
    ],
    [
      'is an issuer that tokens are issued by',
      "Tokens issued by issuer 'https://ci.contoso.com' may not",
      ['https://ci.contoso.com'],
    ],
    ['is an issuer of a known maker', `issuer: '${ISSUER}'`, [ISSUER]],
    ['is a subject of a federation', `subject: '${SUBJECT}'`, [undefined, SUBJECT]],
    [
      'has the audience beside them',
      `Assertion Subject: '${SUBJECT}'. The audience: 'api://other'`,
      [undefined, SUBJECT, 'api://other'],
    ],
    ['is not an issuer of anybody', "issuer: 'https://mail.contoso.com'"],
    [
      'is an audience alone where the error says so',
      "assertion audience 'api://other'",
      [undefined, undefined, 'api://other'],
    ],
    ['is not an audience of anybody', "the audience: 'api://other'"],
    ['is not the subject of a certificate', "subject: 'CN=web.contoso.com'"],
  ] as const) {
    it(what, () => {
      const [issuer, subject, audience] = assertion ?? [];
      assert.deepEqual(learned({}, text).sides.assertion, assertion && { issuer, subject, audience });
    });
  }

  it('stays where the next text shows nothing', () => {
    const known = { assertion: { subject: SUBJECT } };
    assert.deepEqual(learned(known, 'it still fails'), { sides: known, stated: false });
  });

  it('is not read from the JSON of credentials', () => {
    const text = JSON.stringify([credential({ name: 'azdo' })]);
    const { assertion, credentials } = learned({}, text).sides;
    assert.equal(assertion, undefined);
    assert.deepEqual(credentials, [credential({ name: 'azdo' })]);
  });

  it('is compared with the first forty credentials that are listed, as many as two identities have', () => {
    const list = Array.from({ length: 45 }, (_, index) => ({
      name: `n${index}`,
      issuer: ISSUER,
      subject: SUBJECT,
      audiences: ['\u0000'],
    }));
    const { credentials } = sidesWith({}, {}, [{ kind: 'federated-credentials', owner: 'app', credentials: list }]);
    assert.deepEqual(
      [credentials?.length, credentials?.at(-1)?.name, credentials?.[0]?.audiences],
      [40, 'n39', ['\u0000']],
    );
  });
});

describe('the form of a federation subject', () => {
  const ids = '8d6e3f0a-1111-4222-8333-444455556666/9d6e3f0a-1111-4222-8333-444455556666';
  for (const [subject, known] of [
    [SUBJECT, true],
    ['sc://fabrikam', true],
    [`/eid1/c/pub/t/x/a/y/sc/${ids}`, true],
    [`prefix/sc/${ids}`, true],
    ['repo:fabrikam/web:ref:refs/heads/main', true],
    ['system:serviceaccount:shop:web', true],
    ['system:node:7', false],
    ['my repo:fabrikam/web', false],
    ['Lunch on Friday?', false],
  ] as const) {
    it(`${known ? 'is' : 'is not'} ${subject}`, () => assert.equal(isFederationSubject(subject), known));
  }
});

describe('a credential told in words,', () => {
  const known = { assertion: { subject: SUBJECT } };
  for (const [what, text, stated, sides = known] of [
    ['its subject', `the credential has subject: ${SUBJECT}`, true],
    ['its issuer', `the credential has issuer: ${ISSUER}`, true],
    ['nothing of it', 'the credential has all it needs', false],
    ['a subject of nobody', `subject: ${SUBJECT}`, false],
    ['a subject before the error', `the credential has subject: ${SUBJECT}`, false, {}],
    ['a subject in a log', `the credential has subject: ${SUBJECT}\n${'log\n'.repeat(20)}`, false],
  ] as const) {
    it(`${what}, ${stated ? 'is taken' : 'is not taken'}`, () => {
      assert.equal(learned(sides, text).stated, stated);
    });
  }

  it('whatever of it, takes the place of the list, as nobody says whose it is', () => {
    const sides: Sides = { ...known, owner: 'app', credentials: [credential({})] };
    for (const [text, issuer, subject] of [
      [`issuer: ${ISSUER}`, ISSUER, undefined],
      [`subject: ${SUBJECT}`, undefined, SUBJECT],
    ] as const) {
      const stated = [{ issuer, subject, audiences: [] }];
      assert.deepEqual(sidesWithStated(sides, reading(text)), { ...known, owner: undefined, credentials: stated });
    }
  });
});

describe('the credential that is compared', () => {
  const entra = 'https://login.microsoftonline.com/8d6e3f0a-1111-4222-8333-444455556666/v2.0';
  for (const [what, far, near] of [
    ['has fewer fields that differ', { issuer: entra, subject: 'sc://x/y/z' }, { subject: 'sc://x/y/z' }],
    [
      'has the closer subject',
      { subject: 'sc://fabrikam/Warehouse/arm-prod' },
      { subject: 'sc://fabrikam/Web/arm-test' },
    ],
    ['has the closer issuer', { issuer: entra }, { issuer: `${ISSUER}7` }],
    [
      'is closer in both together',
      { issuer: entra, subject: 'sc://fabrikam/Web/arm-pro' },
      { issuer: `${ISSUER}7`, subject: 'sc://fabrikam/Web/arm-test' },
    ],
    [
      'differs by what is masked alone',
      { subject: 'sc://fabrikam/Web/arm-test' },
      { subject: 'sc://fabrikam/***/arm-prod' },
    ],
  ] as const) {
    it(what, () => {
      const [first, second] = [credential({ name: 'far', ...far }), credential({ name: 'near', ...near })];
      assert.equal(compared([first, second])?.expected, second);
      assert.equal(compared([second, first])?.expected, second);
    });
  }

  it('differs in its audience where that is not the one presented, or the one that a connection needs', () => {
    const [field, ...others] = differing(compared([credential({ audiences: ['api://other'] })])) ?? [];
    assert.deepEqual(others, []);
    assert.deepEqual(field, {
      field: 'audience',
      same: false,
      kind: 'different',
      says: `The credential's audience is \`api://other\`; a service connection needs \`${AUDIENCE}\`.`,
    });
    for (const [audiences, audience] of [[['api://other'], 'api://other'], [[AUDIENCE]], [[]]] as const) {
      const comparison = compared([credential({ audiences: [...audiences] })], {
        issuer: ISSUER,
        subject: SUBJECT,
        audience,
      });
      assert.ok(comparison && fits(comparison), audiences.join());
    }
  });

  it('fits where no field differs but by what is masked, and one is known on both sides', () => {
    for (const [expected, fitting] of [
      [credential({}), true],
      [credential({ subject: 'sc://fabrikam/***/arm-prod' }), true],
      [credential({ subject: 'sc://fabrikam/Web/arm-test' }), false],
      [credential({ issuer: undefined }), true],
      [credential({ subject: undefined, audiences: [] }), false],
    ] as const) {
      const comparison = compared([expected], { subject: SUBJECT });
      assert.equal(comparison && fits(comparison), fitting, JSON.stringify(expected));
    }
  });

  it('has another audience where the error shows no more than that, and is one of a service connection', () => {
    const [github, standard, other] = [
      credential({ issuer: 'https://token.actions.githubusercontent.com', audiences: ['api://x'] }),
      credential({ name: 'standard' }),
      credential({ name: 'other', audiences: ['api://other'] }),
    ];
    assert.equal(compared([github, standard, other], { audience: AUDIENCE })?.expected, other);
    assert.equal(compared([github, standard], { audience: AUDIENCE })?.expected, standard);
    assert.equal(compared([github], { audience: AUDIENCE }), undefined);
  });

  it('decides about an error by the field that it was refused for', () => {
    for (const [given, presented, field, says] of [
      [{}, { subject: SUBJECT }, 'subject', 'compared:fits'],
      [{}, { subject: SUBJECT }, 'issuer', undefined],
      [{ subject: 'sc://fabrikam/Shop/arm-prod' }, { subject: SUBJECT }, 'subject', 'compared:renamed'],
      [{ subject: 'sc://fabrikam/web/arm-prod' }, { subject: SUBJECT }, 'subject', 'compared:differs'],
      [{ subject: `/eid1/c/pub/t/x/a/y/sc/${ID}/${ID}` }, { subject: IDS }, 'subject', 'compared:differs'],
      [{ issuer: `${ISSUER}/` }, { issuer: ISSUER }, 'issuer', 'compared:differs'],
      [{ audiences: [] }, { audience: AUDIENCE }, 'audience', undefined],
      [{ audiences: ['api://other'] }, { audience: AUDIENCE }, 'audience', 'compared:differs'],
    ] as const) {
      const { audiences, ...rest } = { audiences: [AUDIENCE], ...given };
      const comparison = compared([credential({ ...rest, audiences: [...audiences] })], presented);
      assert.equal(comparison && comparedFor(comparison, field), says, `${JSON.stringify(given)} ${field}`);
    }
    const none = compared([]);
    assert.equal(none && comparedFor(none, 'audience'), 'compared:none');
  });

  it('is compared with all that the connection shows where the error is that of the connection', () => {
    const connection = { issuer: ISSUER, subject: SUBJECT };
    const credentials = [credential({ issuer: ISSUER.replace('8d6e', '9d6e') })];
    const fields = (assertion: Presented) =>
      compareSides({ assertion, connection, credentials })?.fields.map((one) => one.field);
    assert.deepEqual(fields({ subject: SUBJECT }), ['issuer', 'subject', 'audience']);
    assert.deepEqual(fields({ subject: 'sc://fabrikam/Web/other' }), ['subject', 'audience']);
  });

  it('is measured by the form of its own issuer where nobody has shown the presented one', () => {
    const entra = `https://login.microsoftonline.com/${ID}`;
    const said = (issuer: string, presented: Presented = { subject: SUBJECT }): string | undefined =>
      compared([credential({ issuer })], presented)?.fields.find(({ field }) => field === 'issuer')?.says;
    for (const [issuer, written] of [
      [`${ISSUER}/`, ISSUER],
      [` ${ISSUER}`, ISSUER],
      [entra, `${entra}/v2.0`],
      [`${entra}/`, `${entra}/v2.0`],
      [`${entra}/v2.0/`, `${entra}/v2.0`],
    ] as const) {
      const says = said(issuer);
      assert.equal(says, `The credential's issuer is not written as service connections present it: \`${written}\`.`);
      assert.doesNotMatch(said(issuer, { issuer, subject: SUBJECT }) ?? '', /not written/, 'the presented one decides');
    }
    for (const issuer of [ISSUER, `${entra}/v2.0`, 'https://token.actions.githubusercontent.com/', `${ISSUER}x/`]) {
      assert.equal(said(issuer), undefined, issuer);
    }
  });

  it('is compared with the error before the connection, and with what the connection shows of itself', () => {
    const credentials = [credential({})];
    const from = (sides: Sides) => compareSides({ credentials, ...sides })?.from;
    assert.equal(from({ assertion: { subject: 'x' }, connection: { subject: SUBJECT } }), 'assertion');
    assert.equal(from({ connection: { subject: SUBJECT } }), 'connection');
    assert.equal(from({ connection: { issuer: ISSUER } }), 'connection');
    assert.equal(from({ connection: { name: 'arm-prod' } }), undefined);
    assert.equal(from({ connection: { subject: SUBJECT }, credentials: [] }), 'connection');
    assert.equal(from({}), undefined);
  });
});
