import assert from 'node:assert/strict';
import sinon from 'sinon';
import { TEAMS_LIMITS } from '../../../adapters/teams/limits.ts';
import { message } from './activities.ts';
import { APP, type Channel, startChannel, strangersKey } from './channel-keys.ts';
import { type Running, startDoor } from './start-door.ts';

const settings = { appType: 'SingleTenant', appId: APP, appPassword: 'local', tenantId: 'fabrikam' };

describe("the channel's signature", () => {
  let bot: Running;
  let channel: Channel;
  beforeEach(async () => {
    // botframework-connector prints every token that it refuses; there is no way to have it say that elsewhere.
    sinon.stub(console, 'error');
    channel = await startChannel();
    bot = await startDoor({ local: false, settings, authentication: channel.authentication });
  });
  afterEach(async () => {
    sinon.restore();
    await bot.close();
    await channel.close();
  });

  const send = (authorization: string) => bot.send(message('hello'), { authorization });
  const claims = () => ({ serviceurl: bot.connector.serviceUrl });

  it('lets a message in, and the answer is signed by the bot', async () => {
    assert.equal((await send(channel.token(claims()))).status, 200);
    assert.deepEqual(
      bot.connector.sent.map(({ method, authorization }) => [method, authorization]),
      [['POST', 'Bearer local']],
    );
  });

  for (const [name, token] of [
    ['is missing', () => ''],
    ['is garbage', () => 'Bearer garbage'],
    ['is of another scheme', () => 'Basic Zm9vOmJhcg=='],
    ['is for another bot', () => channel.token({ ...claims(), aud: 'other' })],
    ['is from another issuer', () => channel.token({ ...claims(), iss: 'https://evil.example' })],
    ['has expired', () => channel.token({ ...claims(), nbf: 1, exp: 2 })],
    ['is not valid yet', () => channel.token({ ...claims(), nbf: 9_999_999_999 })],
    ['is for another service', () => channel.token({ serviceurl: 'https://evil.example' })],
    ['names no service', () => channel.token()],
    ['is made with an unknown key', () => channel.token(claims(), { kid: 'k2' })],
    ['is made with another key under a known name', () => channel.token(claims(), { key: strangersKey() })],
    ['has alg none', () => channel.token(claims(), { alg: 'none' })],
    ['is cut off', () => channel.token(claims()).replace(/\.[^.]*$/, '')],
    ['holds no JSON', () => 'Bearer bm90.bm90.bm90'],
  ] as const) {
    it(`that ${name} is refused with 401, and the caller learns nothing`, async () => {
      const response = await send(token());
      assert.equal(response.status, 401);
      assert.deepEqual(await response.json(), {
        code: 401,
        message: 'The request is not signed by the channel for this bot.',
      });
      assert.deepEqual(bot.connector.sent, []);
    });
  }

  it('that cannot be checked, as the keys cannot be reached, is answered with 503 and no detail', async () => {
    const gone = await startChannel();
    await gone.close();
    const other = await startDoor({ local: false, settings, authentication: gone.authentication });
    const response = await other.send(message('hello'), { authorization: gone.token() });
    assert.equal(response.status, 503);
    assert.doesNotMatch(await response.text(), /ECONNREFUSED|127\.0\.0\.1|openid/);
    assert.match(other.logged(), /ECONNREFUSED/);
    await other.close();
  });

  it('that cannot be checked in time, as the keys do not come, is answered with 503', async () => {
    sinon.stub(TEAMS_LIMITS, 'authentication').value(200);
    const silent = await startChannel({ answers: false });
    const other = await startDoor({ local: false, settings, authentication: silent.authentication });
    const response = await other.send(message('hello'), { authorization: silent.token() });
    assert.equal(response.status, 503);
    await silent.close();
    await other.close();
  });

  it('of the bot that comes too late signs nothing any more', async () => {
    sinon.stub(TEAMS_LIMITS, 'send').value(200);
    let token = () => {};
    const tokenAfter = new Promise<void>((resolve) => {
      token = resolve;
    });
    const slow = await startChannel({ tokenAfter });
    const other = await startDoor({ local: false, settings, authentication: slow.authentication });
    const authorization = slow.token({ serviceurl: other.connector.serviceUrl });
    assert.equal((await other.send(message('hello'), { authorization })).status, 500);
    assert.match(other.logged(), /TooLate/);
    token();
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.deepEqual(other.connector.sent, []);
    await other.close();
    await slow.close();
  });

  it('is asked for with the settings of every kind of bot', async () => {
    for (const kind of [
      settings,
      { appType: 'UserAssignedMSI', appId: APP, tenantId: 'fabrikam' },
      { appType: 'MultiTenant', appId: APP, appPassword: 'local' },
      { appId: APP, appPassword: 'local', tenantId: 'fabrikam' },
    ]) {
      const other = await startDoor({ local: false, settings: kind });
      assert.equal((await other.send(message('hello'))).status, 401);
      assert.deepEqual(other.connector.sent, []);
      await other.close();
    }
  });

  it('is never done without: a door that is not local does not open without an app id', async () => {
    await assert.rejects(startDoor({ local: false, settings: {} }), { code: 'TEAMS_SETTINGS' });
  });
});
