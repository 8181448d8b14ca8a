import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { BOT_EVENTS, BOT_SCOPES } from '../../../adapters/slack/app.ts';
import { EVENTS_PATH } from '../../../adapters/slack/http.ts';
import { BOT } from './fake-slack-api.ts';
import { directMessage, mention } from './slack-requests.ts';
import { startDoor } from './start-door.ts';

const manifest = parse(readFileSync(new URL('../../../manifest/slack/manifest.yaml', import.meta.url), 'utf8'));

/** Which scope a call or an event of Slack needs. https://docs.slack.dev/reference, read 2026-11-23 */
const NEEDED = {
  'auth.test': [],
  'chat.postMessage': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.update': ['chat:write'],
  app_mention: ['app_mentions:read'],
  'message.im': ['im:history'],
} as const satisfies Record<string, readonly string[]>;

describe('the Slack manifest', () => {
  it('asks for what the door hears and calls, and for nothing else', () => {
    assert.deepEqual(manifest.settings.event_subscriptions.bot_events, [...BOT_EVENTS]);
    assert.deepEqual(manifest.oauth_config.scopes, { bot: [...BOT_SCOPES] });
    assert.deepEqual(new Set(Object.values(NEEDED).flat()), new Set(BOT_SCOPES));
  });

  it('names every method that the code calls', () => {
    const source = ['deliver.ts', 'identity.ts']
      .map((file) => readFileSync(new URL(`../../../adapters/slack/${file}`, import.meta.url), 'utf8'))
      .join('');
    const called = [...source.matchAll(/client\.((?!on\b)\w+\.\w+)\(/g)].map(([, method]) => method ?? '');
    assert.deepEqual([...new Set(called)].sort(), [
      'auth.test',
      'chat.postEphemeral',
      'chat.postMessage',
      'chat.update',
    ]);
  });

  it('subscribes to events that the door answers', async () => {
    const running = await startDoor();
    await running.event(mention(`by mention of <@${BOT.userId}>`));
    await running.event(directMessage('by direct message'));
    assert.equal(running.api.of('chat.postMessage').length, BOT_EVENTS.length);
    await running.close();
  });

  it('sends events and presses to the one address, over https', () => {
    for (const address of [
      manifest.settings.event_subscriptions.request_url,
      manifest.settings.interactivity.request_url,
    ]) {
      assert.equal(new URL(address).pathname, EVENTS_PATH);
      assert.equal(new URL(address).protocol, 'https:');
    }
    assert.equal(manifest.settings.interactivity.is_enabled, true);
    assert.equal(manifest.settings.socket_mode_enabled, false);
  });

  it('lets people write to the bot', () => {
    assert.equal(manifest.features.app_home.messages_tab_enabled, true);
    assert.equal(manifest.features.app_home.messages_tab_read_only_enabled, false);
  });

  it('stays within the lengths that Slack allows', () => {
    const { name, description, long_description: long } = manifest.display_information;
    assert.ok(name.length <= 35 && description.length <= 140);
    assert.ok(long.length >= 175 && long.length <= 4000);
    assert.ok(manifest.features.bot_user.display_name.length <= 80);
  });
});
