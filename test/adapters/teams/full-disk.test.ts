/** The Teams door, while nothing can be written to its database. */
import assert from 'node:assert/strict';
import { type Disk, diskThatFills } from '../store/full-disk.ts';
import { execute, installed, message, submit } from './activities.ts';
import { press } from './scripted-engine.ts';
import { type Running, startDoor } from './start-door.ts';
import { answerOf, firstLine, verdictOf } from './verdict.ts';

describe('a full disk below the Teams door', () => {
  let disk: Disk;
  let bot: Running;
  beforeEach(async () => {
    disk = diskThatFills();
    bot = await startDoor({ databaseUrl: disk.databaseUrl });
  });
  afterEach(async () => {
    await bot.close();
    disk.remove();
  });

  const errors = () =>
    bot
      .logged()
      .split('\n')
      .filter((line) => line.includes('"level":50'));

  it('costs nobody an answer, gives none twice, and is logged once without what was pasted', async () => {
    disk.fill();
    const question = message('the-pasted-secret');
    assert.equal((await bot.send(question)).status, 200);
    assert.equal((await bot.send(question)).status, 200);
    assert.deepEqual(bot.connector.posts().map(verdictOf), ['direct heard: the-pasted-secret']);
    assert.equal(errors().length, 1);
    assert.match(errors()[0] ?? '', /disk is full.*without remembering/);
    assert.doesNotMatch(bot.logged(), /the-pasted-secret/);
    disk.clear();
    await bot.send(question);
    assert.equal(bot.connector.posts().length, 1);
  });

  it('welcomes once all the same', async () => {
    disk.fill();
    await bot.send(installed());
    await bot.send(installed());
    assert.equal(bot.connector.posts().length, 1);
  });

  it('is told to who presses, and the button works when there is room again', async () => {
    await bot.send(message('AADSTS700213'));
    disk.fill();
    const refused = await answerOf(await bot.send(execute(press('case', 0))));
    assert.equal(refused.type, 'application/vnd.microsoft.activity.message');
    assert.match(String(refused.value), /Nothing has changed: please press again/);
    await bot.send(submit(press('case', 0)));
    assert.match(String(bot.connector.posts()[1]?.activity.text), /please press again/);
    assert.deepEqual(bot.connector.updates(), []);
    disk.clear();
    const body = await answerOf(await bot.send(execute(press('case', 0))));
    assert.equal(firstLine(body.value), 'pressed 1');
  });
});
