import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { mask } from '../../../bot/read/mask.ts';
import { read } from '../../../bot/read/read.ts';
import { secretPatterns } from '../../../bot/read/secret-patterns.ts';
import { ALPHANUMERIC, BASE32, BASE64URL, bySort, of } from './masked-secrets.ts';

const GUID = fc.uuid();
const HEX = '0123456789abcdef';
/** What a diagnosis needs, and looks like a secret. */
const diagnosis: fc.Arbitrary<string> = fc.oneof(
  GUID.map((id) => `Trace ID: ${id} Correlation ID: ${id}`),
  GUID.map((id) => `"appId": "${id}", 'tenantId': '${id}', client_id=${id}`),
  of(HEX.toUpperCase(), 40).map((thumbprint) => `thumbprint ${thumbprint}`),
  fc
    .constantFrom(32, 40, 64)
    .chain((length) => of(HEX, length))
    .map((hash) => `contoso.azurecr.io/web@sha256:${hash}, commit ${hash}`),
  fc
    .tuple(of(BASE64URL, 22), of(BASE64URL, 22), GUID)
    .map(([t, a, id]) => `Assertion Subject: '/eid1/c/pub/t/${t}/a/${a}/sc/${id}/${id}'`),
  fc
    .tuple(of(ALPHANUMERIC, 1, 30), of(ALPHANUMERIC, 1, 60))
    .map(([project, name]) => `subject 'sc://contoso/${project}/${name}'`),
  GUID.map((id) => `issuer https://login.microsoftonline.com/${id}/v2.0 or https://vstoken.dev.azure.com/${id}`),
  fc.tuple(of(ALPHANUMERIC, 3, 30), fc.nat(20)).map(([task, major]) => `- task: ${task}@${major}`),
  fc.constantFrom(
    'audience api://AzureADTokenExchange',
    'AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value',
    'AADSTS50055: The password is expired. Password expired',
    'Could not fetch access token for Azure. Status code: 400, status message: Bad Request',
    'Bearer token, basic authentication and password: ***',
    '2026-07-01T12:00:33.1234567Z ##[section]Starting: Azure login',
    'https://contoso@dev.azure.com/contoso/web/_git/web',
  ),
);

const line = fc.oneof(diagnosis, fc.string({ maxLength: 40, unit: fc.constantFrom(...'abc XYZ 019 ,.()│') }));
const fragments = fc.oneof(
  fc.constantFrom(
    ...secretPatterns.flatMap(({ anchors }) => anchors),
    ...'\n\r\t "\'\\=:@;&,<>[]{}()$%-.…İ',
    '***',
    'eyJ',
    'AZDO',
    '.com',
    'masked]',
    'value',
  ),
  fc
    .constantFrom(...Object.values(bySort))
    .chain((sort) => sort)
    .map(({ secret }) => secret),
  fc.string({ unit: 'binary' }),
  of(BASE32, 52),
);
const jumble = fc.array(fragments, { maxLength: 20 }).map((parts) => parts.join(''));
const breaks = (text: string): number => text.split(/\r\n|\r|\n/).length;

describe('mask', () => {
  for (const { kind, anchors, masks, leaves } of secretPatterns) {
    describe(`${kind} (${anchors[0] ?? 'run'})`, () => {
      for (const [text, expected] of masks) {
        it(`masks ${text.slice(0, 60)}`, () => {
          const masked = mask(text);
          assert.equal(masked.text, expected);
          assert.deepEqual(
            masked.receipt.map((row) => row.kind),
            [kind],
          );
        });
      }
      for (const text of leaves) it(`leaves ${text.slice(0, 60)}`, () => assert.equal(mask(text).text, text));
    });
  }

  it('has a generator for every kind', () => {
    assert.deepEqual(Object.keys(bySort).sort(), [...new Set(secretPatterns.map(({ kind }) => kind))].sort());
  });

  for (const [kind, sort] of Object.entries(bySort)) {
    it(`masks every generated ${kind} in a log`, () => {
      fc.assert(
        fc.property(sort, fc.array(line), ({ before, secret, after }, rest) => {
          const text = [`${before}${secret}${after}`, ...rest].join('\n');
          // A line that fills a terminal may go on in the next one: then its first word is masked too.
          fc.pre(!text.split('\n').some(({ length }) => [80, 100, 120, 132, 160, 200].includes(length)));
          const masked = mask(text);
          for (const part of secret.split(/\r?\n/)) assert.ok(!masked.text.includes(part), masked.text);
          assert.ok(
            masked.text.startsWith(before) && masked.text.includes(`masked]${secret.replace(/[^\r\n]+/g, '')}${after}`),
            masked.text,
          );
          assert.equal(
            masked.receipt.reduce((sum, { count }) => sum + count, 0),
            1,
          );
          assert.equal(mask(masked.text).text, masked.text);
        }),
        { numRuns: 200 },
      );
    });
  }

  it('sees through characters that print nothing, and leaves them where there is no secret', () => {
    assert.equal(mask('password: hun\u200bter2').text, 'password: [password masked]');
    assert.equal(mask('Bearer k7Q\u2060aB3dE5gH7jK9mN2pQ4rS').text, 'Bearer [credential masked]');
    assert.equal(mask('password: hun\u202ete\u2066r2').text, 'password: [password masked]');
    assert.equal(
      mask('p\0a\0s\0s\0w\0o\0r\0d\0:\0 \0h\0u\0n\0t\0e\0r\x002\0').text,
      'p\0a\0s\0s\0w\0o\0r\0d\0:\0 \0[password masked]\0',
    );
    assert.equal(
      mask(`xox${'b'}-1234567890-\u001b[1m${'aB3'.repeat(8)}\u001b[0m`).text,
      '[Slack token masked]\u001b[0m',
    );
    assert.equal(mask(`{"x":"gl${'pat'}-\\u001b[1m${'aB3'.repeat(8)}"}`).text, '{"x":"[token masked]"}');
    assert.equal(mask('password:\u00a0hunter2').text, 'password:\u00a0[password masked]');
    const subject = "subject 'sc://contoso/web\u200b/prod'";
    assert.equal(mask(`${subject} password: hunter2`).text, `${subject} password: [password masked]`);
  });

  it('leaves what a diagnosis needs', () => {
    fc.assert(
      fc.property(fc.array(diagnosis), (lines) => {
        const text = lines.join('\n');
        assert.equal(mask(text).text, text);
      }),
      { numRuns: 1000 },
    );
  });

  it('is idempotent, keeps the lines and never throws, whatever the text', () => {
    fc.assert(
      fc.property(jumble, (text) => {
        const once = mask(text);
        assert.equal(breaks(once.text), breaks(text));
        assert.equal(mask(once.text).text, once.text);
      }),
      { numRuns: 3000 },
    );
  });

  it('sees a token without a sign of its own wherever it stands, in its full length alone', () => {
    const pat = BASE32.repeat(2).slice(0, 52);
    for (let before = 0; before < 120; before += 1) {
      for (const lead of ['-'.repeat(before), `${'q'.repeat(before)} `]) {
        assert.equal(mask(`${lead}${pat}`).text, `${lead}[token masked]`);
        assert.equal(mask(`${lead}${pat} ${pat}.`).text, `${lead}[token masked] [token masked].`);
        for (const other of [pat.slice(1), `${pat}a`]) assert.equal(mask(`${lead}${other}`).text, `${lead}${other}`);
      }
    }
  });

  it('keeps every kind of line break of a secret of several lines', () => {
    const lines = [
      '-----BEGIN PRIVATE KEY-----',
      'aB3dE5gH7j'.repeat(4),
      'k9mN2pQ4rS'.repeat(4),
      '-----END PRIVATE KEY-----',
    ];
    for (const end of ['\n', '\r\n', '\r']) {
      const { text } = mask(`a${end}${lines.join(end)}${end}b`);
      assert.doesNotMatch(text, /gH7j|N2pQ/);
      assert.equal(breaks(text), 6, JSON.stringify(text));
    }
  });

  it('says nothing of a text without a secret', () => {
    assert.deepEqual(mask('AADSTS700213: no'), { text: 'AADSTS700213: no', receipt: [], tokens: [], unusual: false });
  });

  it('counts by kind, and tells what is still live', () => {
    const { receipt } = mask('password=hunter2 jane@contoso.com password=hunter3');
    assert.deepEqual(receipt, [
      { kind: 'password', count: 2, live: true },
      { kind: 'e-mail address', count: 1, live: false },
    ]);
  });

  it('hands out tokens for their claims, whole though wrapped, each once', () => {
    const header = `eyJ${'a1B'.repeat(20)}`;
    const payload = `eyJ${'c2D'.repeat(20)}`;
    const { tokens } = mask(
      `│ ${header}\n│ .${payload}.\n│ ${'e3F'.repeat(20)}\n${header}.${payload}.${'e3F'.repeat(20)} eyJ${'g4H'.repeat(9)}`,
    );
    assert.deepEqual(tokens, [`${header}.${payload}.${'e3F'.repeat(20)}`]);
  });

  it('takes a time in proportion to the length of hostile texts', () => {
    const units = [
      '@',
      'a@a.',
      'a%40',
      '=',
      'eyJ',
      'Q~',
      'password=',
      '"password":"',
      'password: {',
      'login -p $',
      'curl -u ',
      '://a:b@',
      '-----BEGIN PRIVATE KEY-----',
      'Authorization: bearer ',
      'task.setvariable issecret=true',
      'ab2',
      '\\"',
      '[ masked]',
      ' -u a',
      '--secrets a=[x masked] ',
      'variable create --secret ',
      'net use \\\\a b ',
      '"convertto-securestring ',
      'data:\n a: ',
      '<apikeys><add key="" ',
      'set("password", ',
    ];
    for (const unit of units) {
      // Some tens of milliseconds; were it quadratic, minutes: the runner would give up.
      mask(unit.repeat(300_000 / unit.length));
    }
  });
});

describe('a secret that shows only in the cleaned text', () => {
  const token = `gl${'pat'}-${'aB3dE5gH7j'.repeat(2)}`;
  const cases: Readonly<Record<string, string>> = {
    'after an escaped line break': `{"log":"first\\n${token}\\nError: failed"}`,
    'after a line break that was escaped twice': `{"log":"first\\\\n${token}"}`,
    'after an encoded sign': `https://hooks.slack.com%2Fservices%2FT01%2FB01%2F${'aB3dE5gH7j'.repeat(2)}`,
    'in the quotes of a typesetter': '\u201cclientSecret\u201d: \u201cgH7jaB3dE5gH7j\u201d',
  };
  for (const [name, pasted] of Object.entries(cases)) {
    it(`stands in nothing that goes on: ${name}`, () => {
      const { raw, text, masked } = read(pasted, { all: new Set<string>(), federation: new Set<string>() });
      assert.doesNotMatch(raw + text, /gH7j/);
      assert.equal(masked.length, 1);
    });
  }
});

describe('a secret that colours split', () => {
  it('stands in nothing that goes on from reading', () => {
    const known = { all: new Set<string>(), federation: new Set<string>() };
    const secret = 'hunter2-\u001b[31mhunter3\u001b[0m-hunter4';
    const { raw, text, masked } = read(`steps:\n- script: az login --pass\u001b[1mword ${secret}\n- script: ls`, known);
    assert.doesNotMatch(raw, /hunter/);
    assert.equal(text, 'steps:\n- script: az login --password [password masked]\n- script: ls');
    assert.equal(masked.length, 1);
  });
});
