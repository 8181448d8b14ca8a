import assert from 'node:assert/strict';
import { added, CHANNEL, installed, PERSONAL } from './activities.ts';
import { type Running, startDoor } from './start-door.ts';
import { verdictOf } from './verdict.ts';

describe('the welcome in Teams', () => {
  let bot: Running;
  beforeEach(async () => {
    bot = await startDoor();
  });
  afterEach(() => bot.close());

  it('comes once, although Teams says twice that the bot has come', async () => {
    await Promise.all([bot.send(installed()), bot.send(added())]);
    assert.equal(bot.connector.posts().length, 1);
    assert.match(verdictOf(bot.connector.posts()[0]) ?? '', /^WIF Doctor finds out/);
    assert.match(JSON.stringify(bot.connector.posts()[0]?.activity), /mention me first.*not stored/);
  });

  it('comes in each conversation', async () => {
    await bot.send(added(undefined, PERSONAL));
    await bot.send(added([{ id: '29:other' }, { id: '28:bot' }], CHANNEL));
    assert.equal(bot.connector.posts().length, 2);
  });

  it('does not come when somebody else is added, or the bot is removed or updated', async () => {
    await bot.send(added([{ id: '29:other' }]));
    await bot.send({ ...installed(), action: 'remove' });
    await bot.send({ ...installed(), action: 'add-upgrade' });
    await bot.send({ ...installed(), type: 'messageReaction' });
    assert.deepEqual(bot.connector.sent, []);
  });

  it('comes with the next event when it could not be sent', async () => {
    bot.connector.next({ status: 403 });
    assert.equal((await bot.send(installed())).status, 500);
    assert.equal((await bot.send(added())).status, 200);
    assert.equal(bot.connector.posts().length, 2);
  });
});
