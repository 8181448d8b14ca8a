/** Codes and sentences of one text: which of them are errors of their own, in which order, and on what they rest. */
import assert from 'node:assert/strict';
import { createCatalog } from '../../../bot/match/catalog.ts';
import { errorsIn, rootCauseFirst } from '../../../bot/match/errors.ts';
import type { Finding } from '../../../bot/match/finding.ts';
import { read } from '../../../bot/read/read.ts';
import { knowledge } from '../../../knowledge/compiled.ts';
import type { ErrorEntry } from '../../../knowledge/schema.ts';

const base = { ...(knowledge.errors[0] ?? assert.fail()), codes: [], signatures: [], checklist: 'setup' as const };

function entry(id: string, sentence: string, more: Partial<ErrorEntry> = {}): ErrorEntry {
  return { ...base, id, signatures: [{ says: sentence.split(' … '), certainty: 'exact' }], ...more };
}

const catalog = createCatalog({
  ...knowledge,
  errors: [
    entry('gate', 'the gate refused … the visitor', { codes: ['AADSTS70021', 'AADSTS50166'] }),
    entry('gate-of-entra', 'nobody of this name', {
      codes: ['AADSTS70021'],
      requires: ['issuer:entra', 'subject:names'],
    }),
    entry('well', 'the well is dry', { codes: ['AADSTS70025'] }),
    entry('tunnel', 'the tunnel is flooded'),
    entry('bridge', 'the bridge is closed', { checklist: 'outside' }),
    entry('trouble', 'there is some trouble', { general: true }),
  ],
});

function findings(text: string): Finding[] {
  return rootCauseFirst([errorsIn(read(text, catalog.known), catalog).map(({ error }) => error)], catalog);
}

/** So many letters that say nothing. */
const letters = (count: number): string => ` ${'z'.repeat(count)} `;
const SUBJECT = "Assertion Subject: 'sc://fabrikam/web/arm-prod'.";
const ISSUER = "Assertion Issuer: 'https://login.microsoftonline.com/x/v2.0'.";

describe('the errors of a text', () => {
  for (const [what, text, ...ids] of [
    ['one by its code', 'AADSTS70021: no', 'gate'],
    ['one by its sentence', 'The gate refused even the visitor', 'gate'],
    ['one by its code and its sentence', 'AADSTS70021: the gate refused the visitor', 'gate'],
    ['the variant for which the text speaks', `AADSTS70021: ${SUBJECT}`, 'gate-of-entra'],
    ['the same without the code', `the gate refused the visitor, nobody of this name. ${SUBJECT}`, 'gate-of-entra'],
    [
      'not the variant where the text does not speak for it',
      'the gate refused the visitor, nobody of this name',
      'gate',
    ],
    [
      'another error beside the variant',
      `nobody of this name. ${SUBJECT}\nthe tunnel is flooded`,
      'gate-of-entra',
      'tunnel',
    ],
    ['a code that nobody knows, by the sentence beside it', 'AADSTS7002139: the gate refused the visitor', 'gate'],
    ['a code that nobody knows', 'AADSTS7002139: nothing known', 'AADSTS7002139'],
    [
      'a known code without an entry, which is not that of the sentence',
      'AADSTS700212: the gate refused the visitor',
      'AADSTS700212',
    ],
    [
      'a longer code, which says more than a sentence far away',
      `AADSTS700212${letters(900)}the gate refused the visitor`,
      'AADSTS700212',
    ],
    [
      'a longer code beside the sentence of another',
      `AADSTS700212${letters(900)}the well is dry`,
      'well',
      'AADSTS700212',
    ],
    ['no general error beside another', 'there is some trouble: the tunnel is flooded', 'tunnel'],
    ['a general error alone', 'there is some trouble', 'trouble'],
    ['none', 'all is well'],
  ] as const) {
    it(what, () =>
      assert.deepEqual(
        findings(text).map(({ id }) => id),
        ids,
      ),
    );
  }

  it('come in the order of the text; what is outside of a log-in comes later, a code without an entry last', () => {
    for (const [text, ...ids] of [
      ['the tunnel is flooded\nAADSTS70025', 'tunnel', 'well'],
      ['AADSTS70025\nthe tunnel is flooded', 'well', 'tunnel'],
      ['the tunnel is flooded\nthe well is dry', 'tunnel', 'well'],
      ['the bridge is closed\nthe tunnel is flooded', 'tunnel', 'bridge'],
      ['AADSTS50076\nthe bridge is closed\nthe tunnel is flooded', 'tunnel', 'bridge', 'AADSTS50076'],
    ] as const) {
      assert.deepEqual(
        findings(text).map(({ id }) => id),
        ids,
        text,
      );
    }
  });
});

describe('a sentence beside the code of another error', () => {
  for (const [what, text, ...ids] of [
    ['belongs to the code before it', `AADSTS70021${letters(689)}the well is dry`, 'gate'],
    ['is an error of its own further on', `AADSTS70021${letters(690)}the well is dry`, 'gate', 'well'],
    ['belongs to the code after it', `the well is dry${letters(200)}AADSTS70021`, 'gate'],
    ['is an error of its own further up', `the well is dry${letters(201)}AADSTS70021`, 'well', 'gate'],
    ['is an error of its own where it never has a code', 'AADSTS70021: the tunnel is flooded', 'gate', 'tunnel'],
    ['is an error of its own beside a bare number', 'Azure says 70021 and the well is dry', 'gate', 'well'],
    [
      'is an error of its own beside a code that nobody knows',
      'AADSTS7999999: no idea. The well is dry',
      'well',
      'AADSTS7999999',
    ],
    ['belongs to the code directly before it, whoever knows that', 'AADSTS7999999: The well is dry', 'AADSTS7999999'],
  ] as const) {
    it(what, () =>
      assert.deepEqual(
        findings(text)
          .map(({ id }) => id)
          .sort(),
        [...ids].sort(),
      ),
    );
  }
});

describe('why an error is named', () => {
  for (const [text, certainty, why] of [
    ['AADSTS70025: no', 'exact', 'AADSTS70025 is in the text'],
    ['{"error_codes":[70025]}', 'exact', 'AADSTS70025 is in a field for codes'],
    ['what does 70025 of Azure mean', 'likely', 'AADSTS70025 is there as a number'],
    [`AADSTS70021 ${SUBJECT}`, 'exact', 'AADSTS70021 is in the text, with subject names'],
    [`AADSTS70021 ${ISSUER} ${SUBJECT}`, 'exact', 'AADSTS70021 is in the text, with issuer entra and subject names'],
    ['the gate refused him, the visitor', 'exact', 'the text says "the gate refused … the visitor"'],
  ] as const) {
    it(why, () => {
      const [found] = findings(`\n${text}`);
      assert.deepEqual([found?.certainty, found?.why, found?.line], [certainty, why, 2]);
    });
  }
});
