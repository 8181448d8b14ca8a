import assert from 'node:assert/strict';
import sinon from 'sinon';
import { TEAMS_LIMITS } from '../../../adapters/teams/limits.ts';
import { CHANNEL, execute, message, PERSONAL, submit } from './activities.ts';
import { press } from './scripted-engine.ts';
import { type Running, startDoor } from './start-door.ts';
import { answerOf, firstLine, verdictOf } from './verdict.ts';

const CARD = 'application/vnd.microsoft.card.adaptive';
const TEXT = 'application/vnd.microsoft.activity.message';

describe('a button of Action.Execute', () => {
  let bot: Running;
  beforeEach(async () => {
    bot = await startDoor();
    await bot.send(message('AADSTS700213'));
  });
  afterEach(async () => {
    sinon.restore();
    await bot.close();
  });

  it('changes the card for the person who pressed and the message for everyone', async () => {
    const response = await bot.send(execute(press('case', 0)));
    assert.equal(response.status, 200);
    const body = await answerOf(response);
    assert.equal(body.statusCode, 200);
    assert.equal(body.type, CARD);
    assert.equal(firstLine(body.value), 'pressed 1');
    await bot.connector.received(2);
    const [update] = bot.connector.updates();
    assert.equal(update?.path, '/v3/conversations/a%3A1chat/activities/sent-1');
    assert.equal(update?.activity.id, 'sent-1');
    assert.equal(verdictOf(update), 'pressed 1');
    assert.equal(bot.connector.posts().length, 1);
  });

  it('shows the same card again when Teams delivers the press again, under its id or another', async () => {
    const first = execute(press('case', 0));
    for (const again of [first, first, execute(press('case', 0))]) {
      const body = await answerOf(await bot.send(again));
      assert.equal(firstLine(body.value), 'pressed 1');
    }
    await bot.door.close();
    assert.deepEqual([...new Set(bot.connector.updates().map(verdictOf))], ['pressed 1']);
  });

  it('is answered without waiting for the update of the message, and its failure changes nothing', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    bot.connector.next({ status: 502, after: held });
    const body = await answerOf(await bot.send(execute(press('case', 0))));
    assert.equal(firstLine(body.value), 'pressed 1');
    release();
    await bot.door.close();
    assert.equal(bot.connector.updates().length, 1);
    assert.match(bot.logged(), /could not be updated/);
  });

  it('never lets a slow update put an older card over a newer one', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    bot.connector.next({ status: 200, after: held });
    await bot.send(execute(press('case', 0)));
    await bot.send(execute(press('case', 1)));
    await bot.connector.received(2);
    release();
    await bot.connector.received(3);
    assert.deepEqual(bot.connector.updates().map(verdictOf), ['pressed 1', 'pressed 2']);
  });

  it('gives up an update that takes too long, and the next one changes the message', async () => {
    sinon.stub(TEAMS_LIMITS, 'send').value(300);
    bot.connector.next({ status: 200, after: new Promise<void>(() => {}) });
    await bot.send(execute(press('case', 0)));
    await bot.connector.received(2);
    await bot.send(execute(press('case', 1)));
    await bot.connector.received(3);
    assert.deepEqual(bot.connector.updates().map(verdictOf), ['pressed 1', 'pressed 2']);
    assert.match(bot.logged(), /TooLate/);
  });

  for (const [kind, payload, answer] of [
    ['forged', { v: 1, case: '../../etc', rev: 0, do: 'solved' }, /none of mine/],
    ['of another version', { ...press('case', 0), v: 9 }, /none of mine/],
    ['without a payload', undefined, /none of mine/],
    ['out of date', press('case', 7), /out of date/],
  ] as const) {
    it(`${kind} gets a kind answer and changes nothing`, async () => {
      const response = await bot.send(execute(payload));
      assert.equal(response.status, 200);
      const body = await answerOf(response);
      assert.deepEqual([body.statusCode, body.type], [200, TEXT]);
      assert.match(String(body.value), answer);
      await bot.door.close();
      assert.equal(bot.connector.sent.length, 1);
    });
  }

  it('that leads to a new message posts it in the thread', async () => {
    await bot.send(message('AADSTS700213', { conversation: CHANNEL }));
    const open = { v: 1, case: 'case', rev: 0, do: 'open', id: 'checklist' };
    const body = await answerOf(await bot.send(execute(open, { conversation: CHANNEL })));
    assert.equal(body.type, TEXT);
    assert.equal(verdictOf(bot.connector.posts()[2]), 'pressed 1');
    assert.deepEqual(bot.connector.updates(), []);
  });

  it('is told kindly that nothing has changed when the memory cannot be kept', async () => {
    await bot.store.close();
    const body = await answerOf(await bot.send(execute(press('case', 0))));
    assert.deepEqual([body.statusCode, body.type], [200, TEXT]);
    assert.match(String(body.value), /press again/);
  });

  it('in an invoke without an action is refused in the shape that Teams knows', async () => {
    for (const value of [undefined, null, 'x', [], { action: null }]) {
      const body = await answerOf(await bot.send(execute(undefined, { value })));
      assert.deepEqual([body.statusCode, body.type], [400, 'application/vnd.microsoft.error']);
    }
  });
});

describe('an invoke of another kind', () => {
  it('is answered with 501', async () => {
    const bot = await startDoor();
    const response = await bot.send({
      type: 'invoke',
      name: 'task/fetch',
      id: 'f:1',
      conversation: PERSONAL,
      value: {},
    });
    assert.equal(response.status, 501);
    await bot.close();
  });
});

describe('a button of Action.Submit', () => {
  let bot: Running;
  beforeEach(async () => {
    bot = await startDoor();
    await bot.send(message('AADSTS700213'));
  });
  afterEach(() => bot.close());

  it('changes the message it stands in', async () => {
    assert.equal((await bot.send(submit(press('case', 0)))).status, 200);
    assert.equal(bot.connector.posts().length, 1);
    const [update] = bot.connector.updates();
    assert.equal(update?.path, '/v3/conversations/a%3A1chat/activities/sent-1');
    assert.equal(verdictOf(update), 'pressed 1');
  });

  it('that is forged or old gets a short text and changes nothing', async () => {
    await bot.send(submit({ v: 1 }));
    await bot.send(submit(press('case', 7)));
    const [, ...notices] = bot.connector.posts();
    assert.deepEqual(
      notices.map(({ activity }) => [activity.text, activity.attachments]),
      [
        ['That button is none of mine.', undefined],
        ['That button is out of date.', undefined],
      ],
    );
    assert.deepEqual(bot.connector.updates(), []);
  });
});
