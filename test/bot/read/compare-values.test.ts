import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareIssuers, compareSubjects } from '../../../bot/read/compare-values.ts';
import { visible } from '../../../bot/read/visible.ts';

const ID = '0f8fad5b-d9cb-469f-a165-70867728950e';
const OTHER_ID = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const ENTRA = `https://login.microsoftonline.com/${ID}/v2.0`;
const DEVOPS = `https://vstoken.dev.azure.com/${ID}`;
const LEGACY = `https://app.vstoken.visualstudio.com/${ID}`;
const CLUSTER = `https://westeurope.oic.prod-aks.azure.com/${ID}/`;
const SUBJECT = 'sc://contoso/shop/prod-azure';
const ENTRA_SUBJECT = `/eid1/c/pub/t/abc/a/def/sc/${ID}/${OTHER_ID}`;

describe('compareIssuers', () => {
  it('calls equal what is equal letter by letter', () => {
    assert.deepEqual(compareIssuers(ENTRA, ENTRA), {
      same: true,
      kind: 'same',
      says: 'Both are the same, letter by letter.',
    });
  });

  for (const [a, b, kind, says] of [
    [ENTRA, `${ENTRA}/`, 'trailing-slash', /Only the credential's issuer ends with a slash/],
    [`${DEVOPS}/`, DEVOPS, 'trailing-slash', /Only the presented issuer ends with a slash/],
    [
      DEVOPS.toUpperCase(),
      DEVOPS,
      'letter-case',
      /^The issuers differ only in upper and lower case, first at character 1/,
    ],
    [ENTRA, ENTRA.replace('/v2.0', ''), 'missing-version', /The credential's issuer lacks `\/v2\.0`/],
    [ENTRA.replace('/v2.0', '/'), ENTRA, 'missing-version', /The presented issuer lacks `\/v2\.0`/],
    [ENTRA, `${ENTRA} `, 'invisible', /`https:.*\/v2\.0·`/],
    [`${DEVOPS}\u200b`, DEVOPS, 'invisible', /<U\+200B>/],
    [
      ENTRA,
      DEVOPS,
      'generation',
      /presented one is Microsoft Entra's issuer, the credential's is the Azure DevOps issuer/,
    ],
    [DEVOPS, LEGACY, 'generation', /credential's is the oldest issuer/],
    [DEVOPS, 'https://token.actions.githubusercontent.com', 'generation', /GitHub Actions/],
    [ENTRA, ENTRA.replace(ID, OTHER_ID), 'tenant', new RegExp(`${ID}.*${OTHER_ID}`)],
    [ENTRA, `https://login.microsoftonline.com/${OTHER_ID}`, 'tenant', new RegExp(`${ID}.*${OTHER_ID}`)],
    [DEVOPS, DEVOPS.replace(ID, OTHER_ID), 'organization', /different organizations/],
    [LEGACY, LEGACY.replace(ID, OTHER_ID), 'organization', /different organizations/],
    [CLUSTER, CLUSTER.replace(ID, OTHER_ID), 'different', /^The issuers differ from character 43 on/],
    [DEVOPS, 'https://vstoken.dev.azure.com/***', 'masked', /as far as they can be seen/],
    [ENTRA, ENTRA.replace(ID, 'common'), 'different', /from character 35 on/],
    [ENTRA.replace(ID, 'common'), ENTRA, 'different', /from character 35 on/],
    [
      `${ENTRA.toUpperCase()}/`,
      ENTRA,
      'letter-case',
      /^The issuers differ in upper and lower case, first at character 1, and in a slash at the end: presented /,
    ],
    [
      `${DEVOPS}/`,
      DEVOPS.replace(ID, OTHER_ID),
      'organization',
      /different organizations.* Only the presented one ends with a slash\.$/,
    ],
    [
      ENTRA,
      `https://login.microsoftonline.com/${OTHER_ID}`,
      'tenant',
      /different tenants.*credential's issuer lacks `\/v2\.0`/,
    ],
    [
      ENTRA,
      ENTRA.replace('micros', 'micr\u043es'),
      'look-alike',
      /at character 19 \(<U\+006F> and <U\+043E>\).*micr<U\+043E>s/,
    ],
    [DEVOPS, `${DEVOPS}/v2.0`, 'different', /from character 67 on/],
    ['https://***', 'https://contoso.com/x', 'different', /from character 9 on/],
    ['https://a.contoso.com', 'https://b.contoso.com', 'different', /^The issuers differ from character 9 on/],
  ] as const) {
    it(`finds ${kind} between ${visible(a)} and ${visible(b)}`, () => {
      const comparison = compareIssuers(a, b);
      assert.equal(comparison.kind, kind);
      assert.equal(comparison.same, false);
      assert.match(comparison.says, says);
    });
  }
});

describe('compareSubjects', () => {
  for (const [a, b, kind, says] of [
    [SUBJECT, 'sc://contoso/shop/prod-Azure', 'letter-case', /^The subjects .* first at character 24/],
    [
      SUBJECT,
      'sc://contoso/shop/test-azure',
      'connection',
      /connection \(presented `prod-azure`, in the credential `test-azure`\)/,
    ],
    [SUBJECT, 'sc://contoso/store/prod-azure', 'project', /project \(presented `shop`, in the credential `store`\)/],
    [
      SUBJECT,
      'sc://fabrikam/shop/prod-azure',
      'organization',
      /organization \(presented `contoso`, in the credential `fabrikam`\)/,
    ],
    [SUBJECT, 'sc://fabrikam/shop/test', 'organization', /of the organization .* and of the connection/],
    [
      SUBJECT,
      'sc://Contoso/store/prod-azure ',
      'project',
      /organization \(presented `contoso`, in the credential `Contoso`, only in upper and lower case, first at character 1\) and of the project \(presented `shop`, in the credential `store`\)\. Also, the credential's has white space at an end\.$/,
    ],
    [
      SUBJECT,
      'sc://Contoso/shop/prod-azure\u200b',
      'invisible',
      /^The subjects differ in what cannot be seen, and in upper and lower case, first at character 6: .*<U\+200B>/,
    ],
    [SUBJECT, 'sc://c\u03bfntoso/shop/prod-azure', 'look-alike', /at character 7 \(<U\+006F> and <U\+03BF>\)/],
    ...['\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212'].map(
      (dash) =>
        [
          SUBJECT,
          `sc://contoso/shop/prod${dash}azure`,
          'look-alike',
          new RegExp(
            `only in a dash that only looks the same, at character 23 .*<U\\+002D> and <U\\+${dash.charCodeAt(0).toString(16)}>.*prod-azure.*prod<U\\+`,
            'i',
          ),
        ] as const,
    ),
    [
      'sc://contoso/Web \u2013 shop/azure',
      'sc://contoso/web - shop/azure',
      'look-alike',
      /a dash that only looks the same, at character 18 .*, and in upper and lower case/,
    ],
    [
      'sc://contos\u043e/shop/x',
      'sc://Contoso/shop/x',
      'look-alike',
      /only looks the same, at character 12 \(<U\+043E> and <U\+006F>\), and in upper and lower case/,
    ],
    ['sc://contoso/web%20shop/azure', 'sc://contoso/web shop/azure', 'url-encoding', /URL encoding.*web shop/],
    ['sc://contoso/web\u00a0shop/azure', 'sc://contoso/web shop/azure', 'invisible', /web<U\+00A0>shop.*web shop/],
    ['sc://contoso/caf\u00e9/azure', 'sc://contoso/cafe\u0301/azure', 'invisible', /cafe<U\+0301>/],
    [SUBJECT, ENTRA_SUBJECT, 'generation', /presented one holds names.*credential's holds IDs/],
    [ENTRA_SUBJECT, SUBJECT, 'generation', /credential's holds names.*presented one holds IDs/],
    [ENTRA_SUBJECT, ENTRA_SUBJECT.replace(OTHER_ID, ID), 'connection', /id of the connection/],
    [ENTRA_SUBJECT, ENTRA_SUBJECT.replace(ID, OTHER_ID), 'organization', /id of the organization/],
    [ENTRA_SUBJECT, ENTRA_SUBJECT.replace('abc', 'abd'), 'different', /^The subjects differ from character 17 on/],
    ['sc://***/shop/prod-azure', SUBJECT, 'masked', /masked as `\*\*\*`/],
    [
      'sc://***/shop/test',
      SUBJECT,
      'connection',
      /name of the connection \(presented `test`, in the credential `prod-azure`\)\.$/,
    ],
    ['sc://***/shop', SUBJECT, 'different', /from character 6 on/],
    ['repo:contoso/shop:ref:refs/heads/main', SUBJECT, 'different', /^The subjects differ from character 1 on/],
    [SUBJECT, 'repo:contoso/shop:ref:refs/heads/main', 'different', /from character 1 on/],
  ] as const) {
    it(`finds ${kind} between ${visible(a)} and ${visible(b)}`, () => {
      const comparison = compareSubjects(a, b);
      assert.equal(comparison.kind, kind);
      assert.match(comparison.says, says);
    });
  }

  it('says at which character two values part', () => {
    assert.equal(compareSubjects(SUBJECT, SUBJECT).position, undefined);
    assert.equal(compareSubjects(SUBJECT, 'sc://contoso/store/prod-azure').position, 15);
    assert.equal(compareSubjects(SUBJECT, `${SUBJECT}x`).position, SUBJECT.length + 1);
  });

  it('shows what stands around the first character that differs, and whether it goes on', () => {
    const letters = 'abcdefghijklmnopqrstuvwxyz';
    for (const [other, first, second] of [
      ['abcdefghijklMnopqrstuvwxyz', 'abcdefghijklmnopqrstuvwxy…', 'abcdefghijklMnopqrstuvwxy…'],
      ['abcdefghijklmNopqrstuvwxyz', '…bcdefghijklmnopqrstuvwxyz', '…bcdefghijklmNopqrstuvwxyz'],
    ] as const) {
      assert.ok(
        compareSubjects(letters, other).says.endsWith(`: presented \`${first}\`, in the credential \`${second}\`.`),
      );
    }
  });

  it('shows names of up to 120 characters whole, and the beginning of longer ones', () => {
    const { says } = compareSubjects(`sc://contoso/shop/${'x'.repeat(120)}`, `sc://contoso/shop/${'y'.repeat(121)}`);
    assert.ok(says.endsWith(`(presented \`${'x'.repeat(120)}\`, in the credential \`${'y'.repeat(119)}…\`).`));
  });

  it('calls two values the same only where they are, and keeps its sentence to one line', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(SUBJECT, ENTRA_SUBJECT, ENTRA, DEVOPS),
      fc.string().map((end) => `${SUBJECT}${end}`),
    );
    fc.assert(
      fc.property(value, value, (a, b) => {
        for (const compare of [compareIssuers, compareSubjects]) {
          const { same, position, says } = compare(a, b);
          assert.equal(same, a === b);
          assert.doesNotMatch(says, /[\p{Cc}\u200b]/u);
          assert.ok(says.length < 900);
          if (position === undefined) assert.equal(a, b);
          else assert.notEqual([...a][position - 1], [...b][position - 1]);
        }
      }),
    );
  });
});
