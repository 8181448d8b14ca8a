import assert from 'node:assert/strict';
import fc from 'fast-check';
import { escapeMarkup } from '../../../adapters/slack/fallback.ts';
import { undoMarkup } from '../../../adapters/slack/markup.ts';

describe('undoing the markup of Slack', () => {
  const cases: readonly (readonly [what: string, text: string, undone: string])[] = [
    ['drops the mention of this bot', '<@UB0T> AADSTS700016', 'AADSTS700016'],
    ['drops it with its label, wherever it stands', 'well, <@UB0T|wif-doctor> help', 'well,  help'],
    ['keeps the mentions of others', '<@UB0T> ask <@U7|ana> or <@U8>', 'ask @ana or @U8'],
    ['names channels and broadcasts', '<#C1|ops> <!here> <!subteam^S1|@team>', '#ops @here @team'],
    [
      'takes a link for its address',
      'see <https://dev.azure.com/contoso|our org>',
      'see https://dev.azure.com/contoso',
    ],
    [
      'keeps an issuer that Slack made a link of',
      "issuer '<https://vstoken.dev.azure.com/0000?a=1&amp;b=2>'",
      "issuer 'https://vstoken.dev.azure.com/0000?a=1&b=2'",
    ],
    ['adds no scheme that was not typed', '<http://contoso.com|contoso.com>', 'contoso.com'],
    ['shows an e-mail address as it was typed', '<mailto:ana@contoso.com|ana@contoso.com>', 'ana@contoso.com'],
    ['shows one without a label too', '<mailto:ana@contoso.com>', 'ana@contoso.com'],
    ['decodes once, not twice', '&amp;lt;tag&amp;gt; &lt;b&gt; &amp;amp;', '&lt;tag&gt; <b> &amp;'],
    ['makes no mention of a typed one', '&lt;@UB0T&gt;', '<@UB0T>'],
    ['keeps the lines and the space inside', '<@UB0T>\na\n  b ', 'a\n  b'],
    ['keeps an open bracket', 'a < b', 'a < b'],
  ];
  for (const [what, text, undone] of cases) {
    it(what, () => assert.equal(undoMarkup(text, 'UB0T'), undone));
  }

  it('gives back every text that was escaped', () => {
    fc.assert(fc.property(fc.string(), (text) => undoMarkup(escapeMarkup(text), 'UB0T') === text.trim()));
  });

  it('comes back from markup that never closes', () => {
    assert.equal(undoMarkup('<'.repeat(200_000), 'UB0T').length, 200_000);
    undoMarkup('<@UB0T|'.repeat(30_000), 'UB0T');
  });
});
