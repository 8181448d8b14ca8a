import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { mask } from '../../../bot/read/mask.ts';
import { read } from '../../../bot/read/read.ts';
import { ALPHANUMERIC, bySort, of, type Planted } from './masked-secrets.ts';

type Carrier = (planted: Planted, chance: number) => string;

const STAMP = '2026-07-01T12:00:33.1234567Z ';
const known = { all: new Set<string>(), federation: new Set<string>() };

const whole = ({ before, secret, after }: Planted): string => before + secret + after;
const lines = (text: string): string[] => text.split(/\r?\n/);
const asJson = (text: string): string => JSON.stringify({ log: `first\n${text}\nlast` });
const asHtml = (text: string): string =>
  text.replace(
    /[&<>"']/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[sign] ?? '',
  );
const split = (secret: string, chance: number): [string, string] => {
  const at = 1 + (chance % Math.max(1, secret.length - 1));
  return [secret.slice(0, at), secret.slice(at)];
};
/** The secret is broken where the terminal ends. */
const wrapped =
  (width: number, stamp: string): Carrier =>
  ({ before, secret, after }, chance) => {
    const above = lines(before);
    const last = above.pop() ?? '';
    const [head] = split(secret.slice(0, width - 40), chance);
    const text = `${'ran with '
      .repeat(30)
      .slice(0, (width - ((last.length + head.length) % width)) % width)
      .replace(/.$/, ' ')}${last}${secret}${after}`;
    return [...above, ...(text.match(new RegExp(`.{1,${width}}`, 'g')) ?? [])].map((line) => stamp + line).join('\n');
  };

const carriers: Readonly<Record<string, Carrier>> = {
  'escaped as JSON': (planted) => asJson(whole(planted)),
  'escaped as JSON twice': (planted) => asJson(asJson(whole(planted))),
  'in JSON with escaped slashes': (planted) => asJson(whole(planted)).replaceAll('/', '\\/'),
  'in a query': (planted) => `https://contoso.com/?q=${encodeURIComponent(whole(planted))}&x=1`,
  'in a form': (planted) => `q=${encodeURIComponent(`a=1 ${whole(planted)}`).replaceAll('%20', '+')}&x=1`,
  'encoded twice': (planted) => encodeURIComponent(encodeURIComponent(whole(planted))),
  'in HTML': (planted) => `<pre>${asHtml(whole(planted))}</pre>`,
  'in bold HTML': ({ before, secret, after }) => `<p>${asHtml(before)}<b>${asHtml(secret)}</b>${asHtml(after)}</p>`,
  'in bold Markdown': ({ before, secret, after }) => `${before}**${secret}**${after}`,
  'in Markdown code': (planted) => `see \`${whole(planted)}\``,
  'in colours': ({ before, secret, after }, chance) =>
    `${before}\u001b[31m${split(secret, chance).join('\u001b[1m')}\u001b[0m${after}`,
  'with characters that print nothing': ({ before, secret, after }, chance) =>
    before + split(secret, chance).join('\u200b') + after,
  'in UTF-16': (planted) => [...whole(planted)].join('\0'),
  'with line ends of Windows': (planted) => lines(`x\n${whole(planted)}\ny`).join('\r\n'),
  'with an agent before every line': (planted) =>
    lines(`x\n${whole(planted)}`)
      .map((line) => `${STAMP}##[error]${line}`)
      .join('\r\n'),
  'in a box': (planted) =>
    lines(whole(planted))
      .map((line) => `${STAMP}│ ${line}`)
      .join('\n'),
  'broken at column 80': wrapped(80, ''),
  'broken at column 120': wrapped(120, ''),
  'broken at column 80 before the agent': wrapped(80, STAMP),
  'broken at column 120 before the agent': wrapped(120, STAMP),
  'with the link of a chat client in it': ({ before, secret, after }, chance) => {
    const [head, rest] = split(secret, chance);
    const [name = ''] = /^[\w.]*/.exec(rest) ?? [];
    return `${before}${head}${name && `[${name}](https://${name}/)`}${rest.slice(name.length)}${after}`;
  },
  'with the link of Slack in it': ({ before, secret, after }, chance) => {
    const [head, rest] = split(secret, chance);
    const [name = ''] = /^[\w.]*/.exec(rest) ?? [];
    return `${before}${head}${name && `<http://${name}|${name}>`}${rest.slice(name.length)}${after}`;
  },
};

/** Keys of many lines are broken otherwise; a file in UTF-16 has `\n` between NULs. */
const secrets = fc
  .constantFrom(...Object.entries(bySort).filter(([kind]) => kind !== 'private key' && kind !== 'e-mail address'))
  .chain(([, sort]) => sort)
  .filter(({ before }) => !before.includes('\n'));

const letters = (text: string): string => text.replace(/[^a-z0-9]/gi, '');

describe('a secret in disguise', () => {
  for (const [how, carrier] of Object.entries(carriers)) {
    it(`stands in nothing that goes on: ${how}`, () => {
      fc.assert(
        fc.property(secrets, fc.nat(), (planted, chance) => {
          // Broken at a blank it looks like prose that goes on in the next line.
          fc.pre(!(how.startsWith('broken') && planted.secret.includes(' ')));
          const pasted = carrier(planted, chance);
          const { raw, text, evidence, values, masked } = read(pasted, known);
          const kept = letters(JSON.stringify([raw, text, evidence, values]));
          const secret = letters(planted.secret);
          for (let at = 0; at + 10 <= secret.length; at += 1) {
            assert.ok(!kept.includes(secret.slice(at, at + 10)), `${pasted}\n${text}`);
          }
          assert.ok(masked.length > 0, pasted);
          assert.equal(raw.split('\n').length, pasted.split('\n').length);
        }),
        { numRuns: 200 },
      );
    });
  }

  it('goes alone: everything around it stays as it was pasted', () => {
    const token = `xox${'b'}-123456789012-`;
    assert.equal(
      mask(`a\u200bb ${token}[k7QaB3dE](https://k7QaB3dE)gH7 c\u200bd`).text,
      'a\u200bb [Slack token masked] c\u200bd',
    );
    assert.equal(
      mask('x=%7B%22password%22%3A%22hunter%22%7D').text,
      'x=%7B%22password%22%3A%22[password masked]%22%7D',
    );
    assert.equal(mask('the **password**: <i>hunter2</i>').text, 'the **password**: <i>[password masked]</i>');
    assert.equal(mask('the **password:** hunter2').text, 'the **password:** [password masked]');
  });

  for (const [how, text, left] of [
    ['a sign by its number', 'password&#61;hunter2345 x', 'password&#61;[password masked] x'],
    ['a sign by its number in hexadecimal', 'password&#x3D;hunter2345 x', 'password&#x3D;[password masked] x'],
    ['a tab by its number', 'password:&#9;hunter2345 x', 'password:[password masked];[password masked] x'],
    ['what prints nothing, by its number', 'pass&#8203;word: hunter2345 x', 'pass&#8203;word: [password masked] x'],
    ['what prints nothing, of an address', 'pass%7fword=hunter2345 x', 'pass%7fword=[password masked] x'],
    ['curved quotes', 'password: \u201chunter 2two\u201d x', 'password: \u201c[password masked]\u201d x'],
    ['single curved quotes', 'password: \u2018hunter 2two\u2019 x', 'password: \u2018[password masked]\u2019 x'],
    ['blanks that do not break', 'password\u00a0=\u202fhunter2345 x', 'password\u00a0=\u202f[password masked] x'],
    ['an escaped tab', 'x\\tpassword=hunter2345\\ty', 'x\\tpassword=[password masked]\\ty'],
    ['encoded breaks', 'x%0d%0apassword%3dhunter2345%0Ay', 'x%0d%0apassword%3d[password masked]%0Ay'],
    ['an encoded tab', 'x%09password%3dhunter2345%09y', 'x%09password%3d[password masked]%09y'],
    ['a sign that is none but its own', 'password=ab%41cdef9 y', 'password=[password masked] y'],
    ['blanks of a form', 'a=1+password%3Ahunter+2345&b=2', 'a=1+password%3A[password masked]&b=2'],
  ] as const) {
    it(`goes whole, and alone, with ${how}`, () => assert.equal(mask(text).text, left));
  }

  it('leaves the next line where a line is full by chance', () => {
    const full = `${'x '.repeat(30)}password: hunter2345`;
    assert.equal(full.length, 80);
    for (const next of ['AADSTS700016: Application was not found', '##[error]failed', ' indented', '"quoted"']) {
      assert.equal(mask(`${full}\n${next}`).text, `${full.replace('hunter2345', '[password masked]')}\n${next}`);
    }
    assert.equal(mask(`${full}x\nfailed`).text, `${full.replace('hunter2345', '[password masked]')}\nfailed`);
  });

  it('goes on where a terminal broke it at a blank of its own, while it is in quotes', () => {
    for (const [end, begin] of [
      ['k7QaB3 ', 'dE5gH7'],
      ['k7QaB3', ' dE5gH7'],
    ] as const) {
      const name = 'password: "';
      const head = `${'x '.repeat(40).slice(0, 80 - name.length - end.length - 1)} ${name}`;
      assert.equal(mask(`${head}${end}\n${begin}"\ny`).text, `${head}[password masked]\n"\ny`);
    }
  });

  it('takes its name from the lines above', () => {
    const value = `  value: k7Q${'aB3dE5gH7'.repeat(12)}`;
    const text = `x\n- name: DB_PASSWORD\n${value.slice(0, 80)}\n${value.slice(80)}\ny`;
    assert.equal(mask(text).text, 'x\n- name: DB_PASSWORD\n  value: [password masked]\n\ny');
  });

  it('is not seen in what logs are full of', () => {
    const word = of(ALPHANUMERIC, 3, 20);
    const calm = fc.oneof(
      fc.tuple(word, word).map(([project, name]) => `subject 'sc://contoso/${project}/secret: ${name}'`),
      fc.tuple(word, word).map(([project, name]) => `Assertion Subject: sc://contoso/${project}/password=${name}`),
      fc
        .array(word, { minLength: 1, maxLength: 9 })
        .map((words) => `read ${Buffer.from(words.join(' ')).toString('base64')}`),
      fc
        .array(word, { minLength: 1, maxLength: 9 })
        .map((words) => `D:\\a\\1\\s\\${words.join('\\')}.cs(1,2): warning`),
      fc.uuid().map((id) => `requested audience=${encodeURIComponent(`api://AzureADTokenExchange/${id}`)}`),
      fc.uuid().map((id) => `**Correlation** \`${id}\` [Trace ${id}](https://contoso.com/${id}) &amp; <b>${id}</b>`),
      fc.constant('https://contoso@dev.azure.com/contoso/My%20Project/_git/web'),
      fc.constant('npm http fetch GET 200 https://registry.npmjs.org/@azure%2fmsal-node 12ms'),
    );
    const shown = fc.constantFrom((text: string) => text, asJson, encodeURIComponent, asHtml);
    fc.assert(
      fc.property(fc.array(calm, { minLength: 1 }), shown, (all, change) => {
        const text = change(all.join('\n'));
        assert.equal(mask(text).text, text);
      }),
      { numRuns: 1000 },
    );
  });

  it('is looked for in a time in proportion to the length of hostile texts', () => {
    for (const unit of [
      '[a](https://',
      '<https://',
      '%25',
      '%3a',
      '&amp;',
      '\\n',
      '**a',
      '<b',
      '\u200b',
      `${'a'.repeat(80)}\n`,
    ]) {
      // Some tens of milliseconds; were it quadratic, minutes: the runner would give up.
      mask(unit.repeat(300_000 / unit.length));
    }
  });
});
