import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { packTeams, pngSize, problemsOf, teamsManifest } from '../../manifest/pack.ts';

const ID = '11111111-2222-3333-4444-555555555555';

describe('the Teams app', () => {
  it("has a manifest that passes Microsoft's schema, with nothing left to fill in", () => {
    const manifest = teamsManifest({ MicrosoftAppId: ID, APP_WEBSITE: 'https://contoso.example/wif' });
    assert.deepEqual(problemsOf(manifest), []);
    assert.doesNotMatch(manifest, /\{\{|\}\}/);
    const { id, bots, developer } = JSON.parse(manifest);
    assert.deepEqual([id, bots[0].botId, developer.privacyUrl], [ID, ID, 'https://contoso.example/wif']);
  });

  it('uses the lowest version of the schema that has all it uses', () => {
    assert.notDeepEqual(
      problemsOf(teamsManifest({}).replace('"manifestVersion": "1.9"', '"manifestVersion": "1.8"')),
      [],
    );
  });

  it('works in chats, group chats and teams, and asks for no permission', () => {
    const { bots, permissions, authorization, webApplicationInfo } = JSON.parse(teamsManifest({}));
    assert.deepEqual(bots[0].scopes, ['personal', 'team', 'groupchat']);
    assert.deepEqual([permissions, authorization, webApplicationInfo], [undefined, undefined, undefined]);
  });

  it('is packed with its icons in their sizes, the same bytes each time', () => {
    const zip = packTeams({ MicrosoftAppId: ID });
    const files = unzipSync(zip);
    assert.deepEqual(Object.keys(files).sort(), ['color.png', 'manifest.json', 'outline.png']);
    assert.equal(strFromU8(files['manifest.json'] ?? new Uint8Array()), teamsManifest({ MicrosoftAppId: ID }));
    assert.deepEqual(pngSize(files['color.png'] ?? new Uint8Array()), { width: 192, height: 192 });
    assert.deepEqual(pngSize(files['outline.png'] ?? new Uint8Array()), { width: 32, height: 32 });
    assert.deepEqual(packTeams({ MicrosoftAppId: ID }), zip);
  });

  it('is not packed with settings that Teams would refuse, and says which', () => {
    assert.throws(() => packTeams({ MicrosoftAppId: 'my-bot' }), /\/id must match pattern/);
    assert.throws(() => packTeams({ MicrosoftAppId: ID, APP_WEBSITE: 'nowhere", "x": "' }), /\/developer\/websiteUrl/);
  });

  it('is packed by the command of the README, and only checked where the bot has no id yet', () => {
    const folder = mkdtempSync(join(tmpdir(), 'wif-doctor-'));
    const zip = join(folder, 'app.zip');
    const pack = (id: string) =>
      execFileSync(process.execPath, ['--import', 'tsx', 'manifest/pack.ts', zip], {
        encoding: 'utf8',
        env: { ...process.env, MicrosoftAppId: id },
      });
    assert.match(pack(''), /^The Teams app is right\. .*MicrosoftAppId/);
    assert.equal(existsSync(zip), false);
    assert.match(pack(ID), /^Packed .*app\.zip for the bot 11111111/);
    assert.match(strFromU8(unzipSync(readFileSync(zip))['manifest.json'] ?? new Uint8Array()), new RegExp(ID));
    rmSync(folder, { recursive: true });
  });
});
