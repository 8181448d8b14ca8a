import assert from 'node:assert/strict';
import { visible } from '../../../bot/read/visible.ts';

describe('visible', () => {
  for (const [what, value, shown] of [
    ['a value as it is', 'web shop', 'web shop'],
    ['blanks at the ends', ' web shop ', '·web shop·'],
    ['blanks beside each other', '  web   shop', '··web···shop'],
    ['other blanks and line breaks', 'web\u00a0shop\n', 'web<U+00A0>shop<U+000A>'],
    ['an accent apart from its letter', 'cafe\u0301', 'cafe<U+0301>'],
    ['a Cyrillic letter among Latin ones', 'sc://c\u043entoso/web', 'sc://c<U+043E>ntoso/web'],
    ['a Greek letter among Latin ones', '\u0391zure', '<U+0391>zure'],
    [
      'a name in Cyrillic',
      '\u041c\u0430\u0433\u0430\u0437\u0438\u043d web',
      '\u041c\u0430\u0433\u0430\u0437\u0438\u043d web',
    ],
    ['a dash that passes for a hyphen', 'prod\u2013azure\u22121', 'prod<U+2013>azure<U+2212>1'],
    ['a dash between blanks, and a hyphen', 'Web \u2013 shop-1', 'Web \u2013 shop-1'],
    ['marks that belong to the script', 'हिन्दी', 'हिन्दी'],
  ] as const) {
    it(`shows ${what}`, () => assert.equal(visible(value), shown));
  }
});
