import assert from 'node:assert/strict';
import { jsonBytes } from '../../../adapters/card/card.ts';
import type { ActionSet, AdaptiveCard } from '../../../adapters/card/element.ts';
import { CARD_LIMITS } from '../../../adapters/card/limits.ts';
import { createEngine } from '../../../bot/engine.ts';
import type { Press } from '../../../bot/press.ts';
import { knowledge } from '../../../knowledge/compiled.ts';
import { CHANNEL, execute, MENTION, mention } from './activities.ts';
import { type Running, startDoor } from './start-door.ts';
import { answerOf, verdictOf } from './verdict.ts';

const LOG = `##[error]AADSTS700213: No matching federated identity record found for presented assertion subject
'sc://contoso/shop/prod-azure'. Check your federated identity credential Subject, Audience and Issuer.`;

describe('a dialogue in a Teams channel, with the real engine', () => {
  let bot: Running;
  before(async () => {
    bot = await startDoor({ engine: createEngine(knowledge) });
  });
  after(() => bot.close());

  const pressButton = async (press: Press) =>
    answerOf(await bot.send(execute(press, { conversation: CHANNEL, replyToId: 'sent-1' })));

  it('leads from a mention with a log to an outcome, one message that everyone sees', async () => {
    await bot.send(mention(`${MENTION} ${LOG}`, CHANNEL));
    const [posted] = bot.connector.posts();
    assert.match(verdictOf(posted) ?? '', /AADSTS700213/);
    let card: AdaptiveCard = posted?.activity.attachments?.[0]?.content;
    assert.match(JSON.stringify(card), /sc:\/\/contoso\/shop\/prod-azure/);

    let presses = 0;
    for (let next = firstAnswer(card); next !== undefined && presses < 20; next = firstAnswer(card), presses++) {
      const answer = await pressButton(next);
      assert.equal(answer.type, 'application/vnd.microsoft.card.adaptive');
      card = answer.value as AdaptiveCard;
      assert.ok(jsonBytes(card) <= CARD_LIMITS.bytes);
    }
    assert.ok(presses > 0 && presses < 20, `${presses} presses to the outcome`);
    await bot.door.close();
    assert.equal(bot.connector.posts().length, 1);
    assert.deepEqual(bot.connector.updates().at(-1)?.activity.attachments?.[0]?.content, card);
  });
});

/** The first answer of the current check, or undefined where none is asked any more. */
function firstAnswer(card: AdaptiveCard): Press | undefined {
  const answers = card.body.find((element): element is ActionSet => 'id' in element && element.id === 'answers');
  return answers?.actions[0]?.data.press;
}
