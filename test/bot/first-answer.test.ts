/** The first answer to an error: short enough for a telephone, and clear about what Microsoft's page says otherwise. */
import assert from 'node:assert/strict';
import type { Reply } from '../../bot/reply.ts';
import { knowledge } from '../../knowledge/compiled.ts';
import { conversation, readable } from '../conversation.ts';

const PAGE = 'learn-troubleshoot';
const OTHERWISE = /^Microsoft’s troubleshooting page \(edition before March 2025\) says otherwise: /;
/** Lines of 40 characters, as a telephone shows them. */
const MAX_LINES = 50;

const linesOf = (reply: Reply) =>
  readable(reply)
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 40)), 0);

const pageSource = knowledge.sources.find(({ id }) => id === PAGE);

describe('the first answer', () => {
  for (const walk of [...knowledge.errors, ...knowledge.guides]) {
    const page = walk.statements.find((statement) => statement.page);
    const replies = walk.examples.match.map((text) => conversation().say(text));

    it(`of ${walk.id} fits a telephone`, () => {
      for (const reply of replies)
        assert.ok(linesOf(reply) <= MAX_LINES, `${linesOf(reply)} lines: ${readable(reply)}`);
    });

    if (page) {
      it(`of ${walk.id} names the page and its date, and says of it only what is otherwise today`, () => {
        for (const reply of replies) {
          const said = readable(reply)
            .split('\n')
            .filter((line) => OTHERWISE.test(line));
          const differs = page.otherwise !== undefined && page.when === undefined;
          assert.ok(said.length <= 1 && (!differs || said.length === 1), readable(reply));
          assert.ok(!readable(reply).includes(page.text.slice(0, 60).replaceAll('`', '')), readable(reply));
          assert.ok(reply.sources.some(({ title, checked }) => title === pageSource?.title && checked !== ''));
        }
      });
    }
  }

  it('says of the page what is otherwise for the subject that the text shows, after what holds today', () => {
    const about = (subject: string) =>
      readable(conversation().say(`AADSTS700213: No matching record for presented assertion subject '${subject}'.`));
    assert.doesNotMatch(about('sc://contoso/shop/prod-azure'), /says otherwise/);
    assert.match(
      about('/eid1/c/pub/t/q7Zt/a/Lk2p/sc/6f0c1b7e-3f0a-4c52-9d55-2b1a7e0c9f11/0b9d7c3a-5f1e-4d0b-8a66-1c2d3e4f5a6b'),
      /With the Entra issuer the subject holds IDs[\s\S]*says otherwise: every subject begins with sc:\/\//,
    );
  });
});
