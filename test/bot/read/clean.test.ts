/** What logs, terminals and chats add to a sentence, and how it reads without it. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { clean } from '../../../bot/read/clean.ts';

const cases: Readonly<Record<string, readonly (readonly [text: string, cleaned: string])[]>> = {
  'line ends': [
    ['a\r\nb\rc\n', 'a\nb\nc\n'],
    ['a\u0000\u0008b', 'ab'],
  ],
  'colours and links of terminals': [
    ['\u001b[1m\u001b[31mError:\u001b[0m no', 'Error: no'],
    ['see \u001b]8;;https://aka.ms/x\u0007this\u001b]8;;\u0007 page', 'see this page'],
    ['\u001b[38;5;196mred\u001b[K', 'red'],
  ],
  'what the agent writes before a line': [
    ['2026-11-20T07:41:09.1234567Z ##[error]it failed', 'it failed'],
    ['2026-11-20T07:41:09Z it failed', 'it failed'],
    ['##vso[task.logissue type=error;code=1]it failed', 'it failed'],
    ['[command]/usr/bin/az login', '/usr/bin/az login'],
    ['2026-11-20T07:41:09.1234567Z 2026-11-20T07:41:09Z ##[debug]x', 'x'],
    ['valid from 2026-11-20T07:41:09Z on', 'valid from 2026-11-20T07:41:09Z on'],
    ['2026-11-20T07:41:09Z, expiry', '2026-11-20T07:41:09Z, expiry'],
    ['[main] it failed', '[main] it failed'],
  ],
  'boxes, quotes and cells': [
    ['│ Error: no   │', 'Error: no'],
    ['╷\n│ a\n╵', '\na\n'],
    ['> > it failed', 'it failed'],
    ['a\n│  │\nb', 'a\n\nb'],
    ['it failed | stdout', 'it failed'],
    ['it failed | --', 'it failed'],
    ['| a | b |', 'a | b'],
    ['a | b', 'a | b'],
    ['grep x | stdout.log', 'grep x | stdout.log'],
  ],
  'escapes of HTML': [
    ['&lt;p&gt;it&#39;s &quot;so&quot;&lt;/p&gt;', '<p>it\'s "so"</p>'],
    ['it&amp;#39;s', "it's"],
    ['it&amp;amp;#39;s', 'it&#39;s'],
    ['a&nbsp;b', 'a b'],
    ['AT&T &copy;', 'AT&T &copy;'],
  ],
  'escapes of JSON': [
    ['"a\\r\\nb.\\tC"', '"a b. C"'],
    ['{"message":"found for\\npresented"}', '{"message":"found for presented"}'],
    ['{\\"message\\":\\"found for\\\\npresented\\"}', '{"message":"found for presented"}'],
    ['{"path":"C:\\\\work\\\\new"}', '{"path":"C:\\\\work\\\\new"}'],
    ['work\\new', 'work\\new'],
    ['\\"a\\\\nb\\"', '"a b"'],
    ['https:\\/\\/vstoken.dev.azure.com\\/x', 'https://vstoken.dev.azure.com/x'],
    ['\\u0027a\\u0027 \\u0026 \\u003cb\\u003e', "'a' & <b>"],
    ['assertion\\n│ issuer', 'assertion issuer'],
    ['one\\n2026-11-20T07:41:09.1234567Z │ two', 'one two'],
    ['C:\\new\\temp', 'C:\\new\\temp'],
    ['D:\\a\\_work\\1', 'D:\\a\\_work\\1'],
  ],
  'links inside words': [
    ['AADSTS700[21](https://example.com/1)1', 'AADSTS700211'],
    ['issuer <https://a.example/b|https://a.example/b>', 'issuer https://a.example/b'],
    ['<https://a.example/b>', 'https://a.example/b'],
    ['subject <sc://contoso/shop/prod|sc://contoso/shop/prod>', 'subject sc://contoso/shop/prod'],
    ['list[0](see below)', 'list[0](see below)'],
    ['a <b> c', 'a <b> c'],
  ],
  'quotes and encodings': [
    ['\u2018a\u2019 \u201cb\u201d \u00abc\u00bb', '\'a\' "b" "c"'],
    ['audience=api%3A%2F%2FAzureADTokenExchange', 'audience=api://AzureADTokenExchange'],
    ['sc://contoso/My%20Project/x', 'sc://contoso/My%20Project/x'],
    ['100% 3Ax', '100% 3Ax'],
  ],
};

describe('clean', () => {
  for (const [what, pairs] of Object.entries(cases)) {
    describe(what, () => {
      for (const [text, cleaned] of pairs) it(JSON.stringify(text), () => assert.equal(clean(text), cleaned));
    });
  }

  it('leaves an ordinary sentence as it is', () => {
    const sentence = "AADSTS700213: No matching record for 'sc://contoso/shop/prod' (see https://aka.ms/x?a=1&b=2).";
    assert.equal(clean(sentence), sentence);
  });

  it('keeps every line where it was, whatever the text', () => {
    const text = fc.string({
      unit: fc.oneof(
        fc.constantFrom(
          '\n',
          '\r',
          '\u001b[0m',
          '\\n',
          '\\',
          '&amp;',
          '&',
          '│',
          '|',
          '[a](https://',
          ')',
          '<https://',
          '>',
        ),
        fc.string({ unit: 'binary', maxLength: 3 }),
      ),
      maxLength: 60,
    });
    fc.assert(
      fc.property(text, (pasted) => assert.equal(clean(pasted).split('\n').length, pasted.split(/\r\n?|\n/).length)),
      { numRuns: 2000 },
    );
  });
});
