import assert from 'node:assert/strict';
import sinon from 'sinon';
import { TEAMS_LIMITS } from '../../../adapters/teams/limits.ts';
import { CHANNEL, GROUP, MENTION, mention, message } from './activities.ts';
import { type Running, startDoor } from './start-door.ts';
import { verdictOf } from './verdict.ts';

describe('a message in Teams', () => {
  let bot: Running;
  beforeEach(async () => {
    bot = await startDoor();
  });
  afterEach(() => bot.close());

  it('is answered with a card, and nothing beside it, as a reply in the conversation', async () => {
    const response = await bot.send(message('AADSTS700213', { id: 'question' }));
    assert.equal(response.status, 200);
    const [sent, ...others] = bot.connector.sent;
    assert.deepEqual(others, []);
    assert.equal(sent?.path, '/v3/conversations/a%3A1chat/activities/question');
    assert.equal(sent?.activity.text, undefined);
    assert.equal(sent?.activity.summary, 'direct heard: AADSTS700213');
    assert.equal(sent?.activity.attachments?.length, 1);
    assert.equal(sent?.activity.attachments?.[0]?.contentType, 'application/vnd.microsoft.card.adaptive');
    assert.equal(verdictOf(sent), 'direct heard: AADSTS700213');
  });

  it('is heard without the mention of the bot in a group chat', async () => {
    await bot.send(mention(`${MENTION} what is AADSTS700213`, GROUP));
    assert.equal(verdictOf(bot.connector.sent[0]), 'shared heard: what is AADSTS700213');
  });

  it('is answered in its thread of a channel, with the mentions of others left in', async () => {
    await bot.send(mention(`${MENTION}&nbsp;ask <at>Adele</at>`, CHANNEL));
    const [sent] = bot.connector.sent;
    assert.match(decodeURIComponent(sent?.path ?? ''), /19:team@thread\.tacv2;messageid=1700000000000\/activities\//);
    assert.equal(verdictOf(sent), 'shared heard: ask <at>Adele</at>');
  });

  it('keeps what looks like a mention in a log', async () => {
    await bot.send(mention(`${MENTION} log: ${MENTION}`, GROUP));
    assert.equal(verdictOf(bot.connector.sent[0]), `shared heard: log: ${MENTION}`);
  });

  it('has its HTML escapes undone once', async () => {
    await bot.send(message('a &lt;b&gt; &amp;lt; &#39;c&#x27;'));
    assert.equal(verdictOf(bot.connector.sent[0]), `direct heard: a <b> &lt; 'c'`);
  });

  it('is read from its text, not from the copy of it in HTML', async () => {
    const html = { contentType: 'text/html', content: '<p>AADSTS700016</p>' };
    await bot.send(message('AADSTS700213', { attachments: [html] }));
    await bot.send(message('', { attachments: [html] }));
    assert.deepEqual(bot.connector.sent.map(verdictOf), ['direct heard: AADSTS700213', 'direct heard: AADSTS700016']);
  });

  it('without anything but the mention is passed on as it is', async () => {
    await bot.send(mention(MENTION, GROUP));
    assert.equal(verdictOf(bot.connector.sent[0]), 'shared heard: nothing');
  });

  it('that Teams delivers again is answered once, and one with the same id elsewhere as well', async () => {
    const first = message('once', { id: 'same' });
    await Promise.all([bot.send(first), bot.send(first), bot.send(first)]);
    assert.equal((await bot.send(first)).status, 200);
    assert.equal(bot.connector.posts().length, 1);
    await bot.send(message('elsewhere', { id: 'same', conversation: { id: 'a:2chat' } }));
    assert.equal(bot.connector.posts().length, 2);
  });

  it('leaves no trace of its text or its people in the log', async () => {
    bot.connector.next({ status: 504 });
    await bot.send(message('the-secret-of-fabrikam'));
    await bot.send(message('the-secret-of-fabrikam', { entities: 'broken' }));
    assert.match(bot.logged(), /"status":504/);
    assert.doesNotMatch(bot.logged(), /the-secret|Adele|29:person|a:1chat/);
  });
});

describe('sending an answer', () => {
  let bot: Running;
  beforeEach(async () => {
    bot = await startDoor();
  });
  afterEach(async () => {
    sinon.restore();
    await bot.close();
  });

  it('waits as long as it is asked to when it comes too fast, and is then sent once', async () => {
    bot.connector.next({ status: 429, headers: { 'Retry-After': '1' } });
    const start = Date.now();
    assert.equal((await bot.send(message('hello'))).status, 200);
    assert.ok(Date.now() - start >= 1000);
    assert.equal(bot.connector.posts().length, 2);
  });

  it('is not tried for longer than Teams waits', async () => {
    bot.connector.next({ status: 429, headers: { 'Retry-After': '60' } });
    assert.equal((await bot.send(message('hello'))).status, 500);
    assert.equal(bot.connector.posts().length, 1);
  });

  for (const [name, answer] of [
    ['is answered with 504', { status: 504 }],
    ['is answered with 503 and a Retry-After', { status: 503, headers: { 'Retry-After': '0' } }],
    ['is answered with 500', { status: 500 }],
    ['loses its connection', { status: 0, reset: true }],
  ] as const) {
    it(`may have arrived when it ${name}, so it is never sent again`, async () => {
      bot.connector.next(answer);
      const question = message('hello');
      assert.equal((await bot.send(question)).status, 500);
      assert.equal((await bot.send(question)).status, 200);
      assert.equal(bot.connector.posts().length, 1);
    });
  }

  for (const [name, answer] of [
    ['the connector never answers', { status: 201, after: new Promise<void>(() => {}) }],
    ['its answer never ends', { status: 201, endless: true }],
  ] as const) {
    it(`is given up when ${name}, and never sent again, as it may have arrived`, async () => {
      sinon.stub(TEAMS_LIMITS, 'send').value(300);
      bot.connector.next(answer);
      const question = message('hello');
      const given = await bot.send(question);
      assert.equal(given.status, 500);
      assert.equal((await bot.send(question)).status, 200);
      assert.equal(bot.connector.posts().length, 1);
      assert.match(bot.logged(), /TooLate/);
    });
  }

  it('surely failed when it was refused, so the repeated delivery is answered', async () => {
    bot.connector.next({ status: 403 });
    const question = message('hello');
    assert.equal((await bot.send(question)).status, 500);
    assert.equal((await bot.send(question)).status, 200);
    assert.equal(bot.connector.posts().length, 2);
  });
});
