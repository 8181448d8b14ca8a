import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VARIABLES } from '../../../adapters/settings.ts';
import { run, start } from './run.ts';

describe('wif-doctor', () => {
  it('prints its version and its help', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
    assert.equal((await run(['--version'])).stdout, `${version}\n`);
    const { stdout, status } = await run(['--help']);
    assert.equal(status, 0);
    for (const command of ['diagnose', 'explain', 'task', 'chat', 'serve'])
      assert.match(stdout, new RegExp(`  ${command} `));
  });

  it('ends with 2 for a command that it does not have, and names a near one', async () => {
    const { stderr, status } = await run(['diagnos']);
    assert.equal(status, 2);
    assert.match(stderr, /unknown command 'diagnos'[\s\S]*diagnose/);
    assert.equal((await run([])).status, 2);
  });
});

describe('wif-doctor explain', () => {
  it('prints an entry whole, and does not wait for standard input', async () => {
    const { stdout, status } = await run(['explain', 'AADSTS700024']);
    assert.equal(status, 0);
    for (const part of [
      /^AADSTS700024: /,
      /Recognised by\n.*AADSTS700024/,
      /What happened: /,
      /Why: /,
      /Do this \(administrator of the service connection\)\n {2}1\. /,
      /Check "age": .*\n.*\n {2}- An hour or more → check "identity"/,
      /App registration → Let the connection use a managed identity/,
      /Outcome: Let the connection use a managed identity/,
      /Step of the checklist: outside/,
      /keepAzSessionActive: true/,
      /in PowerShell\n.*Get-Date/,
      /\(inferred; /,
      /what the page says, out of date/,
      /checked 2026-\d\d-\d\d/,
      /https:\/\/learn\.microsoft\.com\//,
    ]) {
      assert.match(stdout, part);
    }
    assert.doesNotMatch(stdout, /\{[a-z]+\}/, 'a placeholder was left');
  });

  it('takes a code with or without its prefix, in any letter case', async () => {
    const all = await Promise.all(
      ['AADSTS50076', '50076', 'aadsts50076', ' aadsts 50076 '].map((id) => run(['explain', id])),
    );
    for (const { stdout, status } of all) {
      assert.equal(status, 0);
      assert.match(stdout, /^AADSTS50076: .*\n/);
      assert.match(stdout, /https:\/\/login\.microsoftonline\.com\/error\?code=50076/);
      assert.equal(stdout, all[0]?.stdout);
    }
  });

  it('takes the name of a code too, and prints each code that bears it', async () => {
    assert.match((await run(['explain', 'freshtokenneeded'])).stdout, /^AADSTS50173: FreshTokenNeeded\n/);
    assert.match(
      (await run(['explain', 'InvalidClientSecretExpiredKeysProvided'])).stdout,
      /^AADSTS7000222: The client/,
    );
    assert.match((await run(['explain', 'InvalidRequest'])).stdout, /^AADSTS90023: .*^AADSTS9002313: /ms);
  });

  it('says of a code how its meaning is known, and reads the markup of its texts', async () => {
    const { stdout } = await run(['explain', '7000229']);
    assert.match(stdout, /Not in Entra's list: .*\n\n.*\n\nHow this meaning is known: observed by others\./);
    assert.doesNotMatch((await run(['explain', '50173'])).stdout, /How this meaning is known/);
    assert.match((await run(['explain', '700025'])).stdout, /correct Authentication of this one/);
  });

  it('says which check is too old by now', async () => {
    const later = `data:text/javascript,${encodeURIComponent("Date.prototype.toISOString = () => '2036-01-01T00:00:00.000Z'")}`;
    const { stdout } = await run(['explain', 'AADSTS700213'], { env: { NODE_OPTIONS: `--import ${later}` } });
    assert.match(stdout, /\(checked \d{4}-\d\d-\d\d, more than 90 days ago\)/);
  });

  it('lists an address once', async () => {
    const [, sources = ''] = (await run(['explain', 'AADSTS700213'])).stdout.split('\nSources\n');
    const addresses = sources.match(/^ {2}https:.*$/gm) ?? [];
    assert.ok(addresses.length > 3);
    assert.equal(new Set(addresses).size, addresses.length, sources);
    assert.match(sources, /troubleshooting \(.*\n.*troubleshooting, later edition \(.*\n {2}https/);
  });

  it('finds guides, and ids in any letter case', async () => {
    assert.match((await run(['explain', 'Checklist'])).stdout, /^checklist: /);
    assert.match((await run(['explain', 'IDENTITY-NOT-FOUND'])).stdout, /^identity-not-found: /);
  });

  it('says where to look and what is near for a code that nobody knows', async () => {
    const { stdout, stderr, status } = await run(['explain', '7002149']);
    assert.equal(status, 1);
    assert.equal(stdout, '');
    assert.match(stderr, /AADSTS7002149.*\n.*https:\/\/login\.microsoftonline\.com\/error\?code=7002149\n.*AADSTS700/);
  });

  it('names the nearest ids for a slip, and prints no control character back', async () => {
    const { stderr, status } = await run(['explain', 'idenity-\x1b[31mnot-found']);
    assert.equal(status, 1);
    assert.match(stderr, /Nearest: identity-not-found/);
    assert.ok(!stderr.includes('\x1b'));
  });
});

describe('wif-doctor task', () => {
  it('answers for a task, in the ways in which people write it', async () => {
    for (const words of [['AzureCLI@1'], ['azure', 'cli', 'v1'], ['azurecli@1']]) {
      const { stdout, status } = await run(['task', ...words]);
      assert.equal(status, 0);
      assert.match(stdout, /AzureCLI@1/);
    }
  });

  for (const [name, says] of [
    ['FabrikamDeploy@3', /^I don't know FabrikamDeploy@3\.\n\n.*Microsoft's table has no such task.* publisher/],
    ['foo@3', /^I don't know foo@3\.\n\n.*Microsoft's table has no such task/],
    ['x', /^I don't know x\./],
    ['constructor@1', /^I don't know constructor@1\./],
    ['AADSTS700213', /^I don't know AADSTS700213\./],
    ['AzureKeyVolt@9', /read as AzureKeyVault@9\.\n\nThe versions that I know/],
    ['AzureCLI@9', /^I don't know AzureCLI@9\.\n\nThe versions that I know\n.*AzureCLI@1/],
  ] as const) {
    it(`says of ${name} that the table does not have it, and ends with 1`, async () => {
      const { stdout, status } = await run(['task', name]);
      assert.match(stdout, says);
      assert.doesNotMatch(stdout, /Paste the lines/);
      assert.equal(status, 1);
    });
  }

  it('ends with 2 where there is no name', async () => {
    assert.equal((await run(['task'])).status, 2);
    assert.equal((await run(['task', ' '])).status, 2);
    assert.equal((await run(['task', 'x'.repeat(200)])).status, 2);
  });
});

describe('wif-doctor serve', () => {
  it('describes every setting in its help', async () => {
    const { stdout } = await run(['serve', '--help']);
    for (const { name, is } of VARIABLES) assert.ok(stdout.includes(name) && stdout.includes(is), name);
  });

  it('ends with 1 and all that is wrong with the settings', async () => {
    const { stderr, status } = await run(['serve'], { env: { PORT: 'x', SLACK_SIGNING_SECRET: 'hunter2' } });
    assert.equal(status, 1);
    assert.match(stderr, /- PORT must be .*\n- SLACK_BOT_TOKEN is missing/);
    assert.doesNotMatch(stderr, /hunter2|\n\s+at /);
  });

  it('ends with 1 and a remedy when the database cannot be used', async () => {
    const { stderr, status } = await run(['serve'], { env: { PORT: '0', DATABASE_URL: 'postgres://u:hunter2@h/d' } });
    assert.equal(status, 1);
    assert.match(stderr, /PostgreSQL.*not supported yet/);
    assert.doesNotMatch(stderr, /hunter2|\n\s+at /);
  });

  it('says where it listens and what each closed door lacks, and ends when it is told to', async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'wif-doctor-cli-'));
    const id = '11111111-2222-3333-4444-555555555555';
    const teams = { MicrosoftAppId: id, MicrosoftAppTenantId: id, MicrosoftAppPassword: 'p' };
    const child = start(['serve'], { env: { PORT: '0', LOG_LEVEL: 'silent', ...teams }, cwd });
    try {
      let stdout = '';
      child.stdout.setEncoding('utf8').on('data', (text) => {
        stdout += text;
      });
      while (!stdout.includes('Ctrl+C')) await once(child.stdout, 'data');
      const address = /http:\/\/localhost:\d+\//.exec(stdout)?.[0];
      assert.ok(address, stdout);
      assert.match(stdout, /● Teams /);
      assert.match(stdout, /○ Slack +closed: set SLACK_BOT_TOKEN/);
      assert.match(stdout, /○ Page +closed: set LOCAL_PAGE=on/);
      assert.equal((await fetch(new URL('healthz', address))).status, 200);
    } finally {
      child.kill('SIGTERM');
      const [status] = await once(child, 'exit');
      rmSync(cwd, { recursive: true, force: true });
      assert.equal(status, 0);
    }
  });
});
