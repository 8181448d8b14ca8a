/** How words of several languages become concepts. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { follows, isDenied, prepareWords, readConcepts, saysOnly } from '../../../bot/match/vocabulary.ts';
import { knowledge } from '../../../knowledge/compiled.ts';

const words = prepareWords([
  {
    language: 'en',
    concepts: {
      connection: ['service connection'],
      renamed: ['renamed'],
      short: ['wif'],
      any: ['connection'],
      tenant: ['tenant'],
      account: ['identity', 'principal'],
    },
  },
  {
    language: 'nb',
    concepts: { connection: ['tjenestetilkobling'], renamed: ['omdøpt'], cannot: ['kan … ikke', 'går det … i orden'] },
  },
]);

function concepts(text: string): string[] {
  return [...readConcepts(text, words).present.keys()].sort();
}

describe('the concepts of a message', () => {
  for (const [text, ...found] of [
    ['we renamed it', 'renamed'],
    ['RENAMED!', 'renamed'],
    ['vi har omdøpt den', 'renamed'],
    ['omdopt', 'renamed'],
    ['the service connection', 'any', 'connection'],
    ['the service of a connection', 'any'],
    ['service-connection', 'any', 'connection'],
    ['servise connecton', 'any', 'connection'],
    ['tjenestetilkoblng', 'connection'],
    ['wif', 'short'],
    ['wiff'],
    ['name'],
    ['reconnection'],
    ['tenants', 'tenant'],
    ['tenant7'],
    ['xylophone'],
    [''],
  ] as const) {
    it(`${found.join(', ') || 'none'}: ${JSON.stringify(text)}`, () => assert.deepEqual(concepts(text), found));
  }

  it('are quoted as they were typed', () => {
    assert.equal(readConcepts('our Servise Connecton', words).present.get('connection'), 'servise connecton');
    assert.equal(readConcepts('Renamed? Omdøpt!', words).present.get('renamed'), 'renamed');
  });

  it('know when they are all that was said', () => {
    assert.deepEqual(readConcepts('  Renamed! ', words).whole, ['renamed']);
    assert.deepEqual(readConcepts('renamed it', words).whole, []);
  });

  it('forgive two wrong letters from nine letters on, one from six, and that one of six is left out, nothing below', () => {
    for (const [typed, ...found] of [
      ['tjenestetilkobbong', 'connection'],
      ['prinsipel', 'account'],
      ['idemtity', 'account'],
      ['idemtidy'],
      ['tenent', 'tenant'],
      ['tenan', 'tenant'],
      ['tenam'],
      ['wift'],
    ] as const) {
      assert.deepEqual(concepts(typed), found, typed);
    }
  });

  it('are looked for in the first words of a text only', () => {
    assert.deepEqual(concepts(`${'x '.repeat(500)}renamed`), []);
  });
});

describe('two concepts that follow each other', () => {
  const two = prepareWords([
    {
      language: 'en',
      concepts: { making: ['make', 'register'], thing: ['app', 'register an app'], article: ['a', 'an', 'a new'] },
    },
  ]);
  for (const [text, expected] of [
    ['we make app', true],
    ['we make an app', true],
    ['we make a new app', true],
    ['register an app', true],
    ['mak it; make apps, make an app', true],
    ['the app that we make', false],
    ['make use of an app', false],
    ['make a a new app', false],
    ['make', false],
    ['app', false],
  ] as const) {
    it(`${expected ? 'do' : 'do not'}: ${text}`, () =>
      assert.equal(follows('making', 'thing', readConcepts(text, two)), expected));
  }
});

describe('a group that stands alone', () => {
  const few = prepareWords([
    {
      language: 'en',
      concepts: {
        convert: ['convert', 'turn … over'],
        'service-connection': ['service connection'],
        small: ['i', 'do', 'the'],
        article: ['a'],
      },
    },
  ]);
  for (const [text, expected] of [
    ['convert', true],
    ['do I convert the service connection?', true],
    ['convert a', true],
    ['convert a picture', false],
    ['do i turn the service connection over', true],
    ['turn the page over', false],
    ['i do', true],
    [`convert ${'do '.repeat(300)}`, false],
  ] as const) {
    it(`${expected ? 'has' : 'has not'} been left alone in: ${text.slice(0, 40)}`, () =>
      assert.equal(saysOnly(['convert'], readConcepts(text, few)), expected));
  }
});

describe('what is taken back', () => {
  const few = prepareWords([
    { language: 'en', concepts: { 'said:renamed': ['renamed'], gov: ['government cloud'], denied: ['not', 'no'] } },
  ]);
  for (const [text, concept, expected] of [
    ['we have not renamed it', 'said:renamed', true],
    ['it was not even renamed', 'said:renamed', true],
    ['renamed, not working', 'said:renamed', false],
    ['not working since it was renamed', 'said:renamed', false],
    ['this is not the government cloud', 'gov', true],
    ['government cloud? no', 'gov', true],
    ['government cloud and then there is no log-in', 'gov', false],
  ] as const) {
    it(`${expected ? 'is' : 'is not'}: ${text}`, () =>
      assert.equal(isDenied(concept, readConcepts(text, few)), expected));
  }
});

describe('the words of the knowledge', () => {
  const all = prepareWords(knowledge.words);

  it('are each found in a message of its own, however it is written', () => {
    const phrases = knowledge.words.flatMap(({ concepts }) =>
      Object.entries(concepts).flatMap(([concept, list]) => list.map((phrase) => ({ concept, phrase }))),
    );
    const change = fc.constantFrom<((phrase: string) => string)[]>(
      (phrase) => phrase,
      (phrase) => phrase.toUpperCase(),
      (phrase) => `hi: ${phrase}?`,
      (phrase) => `  ${phrase.replaceAll(' ', '  ')}\n`,
    );
    fc.assert(
      fc.property(fc.constantFrom(...phrases), change, ({ concept, phrase }, changed) => {
        assert.ok(readConcepts(changed(phrase), all).present.has(concept), `${concept}: ${changed(phrase)}`);
      }),
      { numRuns: 1500 },
    );
  });
});

describe('words apart from each other', () => {
  it('are one phrase where the second comes soon after the first', () => {
    assert.deepEqual(concepts('kan vores pipeline ikke logge på?'), ['cannot']);
    assert.equal(readConcepts('går det nå i orden?', words).present.get('cannot'), 'går det nå i orden');
    assert.equal(readConcepts('nå kan vi ikke mer', words).present.get('cannot'), 'kan vi ikke');
    for (const text of ['ikke hva du kan', 'kan en to tre fire fem seks ikke', 'bekan vi ikke', 'kan vi ikkes']) {
      assert.deepEqual(concepts(text), [], text);
    }
  });
});

describe('a message that is nothing but a command', () => {
  const whole = (text: string): readonly string[] =>
    readConcepts(
      text,
      prepareWords([
        { language: 'en', concepts: { checklist: ['the checklist'], filler: ['please', 'hi', 'the', 'url'] } },
      ]),
    ).whole;

  it('is known with and without the words that say nothing', () => {
    for (const text of ['checklist', 'Hi, the checklist please!', 'CHECKLIST URL']) {
      assert.deepEqual(whole(text), ['checklist'], text);
    }
  });

  it('is not one with another word, nor of those words alone', () => {
    for (const text of ['release checklist', 'checklist for the party', 'hi please', '']) {
      assert.deepEqual(whole(text), [], text);
    }
  });
});
