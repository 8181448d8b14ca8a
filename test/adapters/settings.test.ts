import assert from 'node:assert/strict';
import { readSettings, SettingsError, VARIABLES } from '../../adapters/settings.ts';

const APP_ID = '11111111-2222-3333-4444-555555555555';
const TENANT = '99999999-8888-7777-6666-555555555555';

const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's3cret' };
const teams = { MicrosoftAppId: APP_ID, MicrosoftAppPassword: 'p4ssword~', MicrosoftAppTenantId: TENANT };

/** The problems that these settings have. */
function problems(environment: Record<string, string>): readonly string[] {
  try {
    readSettings(environment);
  } catch (error) {
    assert.ok(error instanceof SettingsError);
    assert.equal(error.code, 'SETTINGS');
    for (const problem of error.problems) assert.ok(error.message.includes(problem));
    return error.problems;
  }
  return [];
}

describe('readSettings', () => {
  it('needs nothing: a local start', () => {
    const local = { port: 3978, logLevel: 'info', databaseUrl: 'file:data/wif-doctor.db', local: true, page: true };
    assert.deepEqual(readSettings({}), local);
    assert.deepEqual(readSettings({ PATH: '/bin', SLACK_BOT_TOKEN: '', MicrosoftAppId: '  ' }), local);
    assert.deepEqual(readSettings({ LOCAL_PAGE: 'off' }), local);
  });

  it('reads what is general', () => {
    const settings = readSettings({ PORT: '0', LOG_LEVEL: 'debug', DATABASE_URL: 'file:x.db', KNOWLEDGE_DIR: ' own ' });
    assert.deepEqual(settings, {
      port: 0,
      logLevel: 'debug',
      databaseUrl: 'file:x.db',
      knowledgeDir: 'own',
      local: true,
      page: true,
    });
  });

  it('opens Slack over HTTP or by Socket Mode', () => {
    const http = readSettings(slack);
    assert.deepEqual(http.slack, { botToken: 'xoxb-1', signingSecret: 's3cret' });
    assert.equal(http.local, false);
    assert.equal(http.page, false);
    assert.equal(http.teams, undefined);
    const socket = readSettings({
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_APP_TOKEN: 'xapp-1',
      SLACK_API_URL: 'http://localhost:9/api/',
    });
    assert.deepEqual(socket.slack, { botToken: 'xoxb-1', appToken: 'xapp-1', apiUrl: 'http://localhost:9/api/' });
  });

  it('opens Teams with a secret, or with a managed identity and none', () => {
    assert.deepEqual(readSettings(teams).teams, {
      appType: 'SingleTenant',
      appId: APP_ID,
      appPassword: 'p4ssword~',
      tenantId: TENANT,
    });
    const managed = readSettings({
      MicrosoftAppType: 'UserAssignedMSI',
      MicrosoftAppId: APP_ID,
      MicrosoftAppTenantId: TENANT,
    });
    assert.deepEqual(managed.teams, { appType: 'UserAssignedMSI', appId: APP_ID, tenantId: TENANT });
    assert.equal(managed.local, false);
  });

  it('serves the page beside the other doors only where it is asked to', () => {
    assert.equal(readSettings({ ...slack, LOCAL_PAGE: 'on' }).page, true);
    assert.equal(readSettings({ ...slack, LOCAL_PAGE: 'off' }).page, false);
  });

  const halves: [set: Record<string, string>, named: string[]][] = [
    [{ SLACK_SIGNING_SECRET: 's' }, ['SLACK_BOT_TOKEN']],
    [{ SLACK_APP_TOKEN: 'xapp-1' }, ['SLACK_BOT_TOKEN']],
    [{ SLACK_BOT_TOKEN: 'xoxb-1' }, ['SLACK_SIGNING_SECRET']],
    [{ SLACK_API_URL: 'http://localhost:9/api/' }, ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET']],
    [{ MicrosoftAppId: APP_ID }, ['MicrosoftAppTenantId', 'MicrosoftAppPassword']],
    [{ MicrosoftAppId: APP_ID, MicrosoftAppTenantId: TENANT }, ['MicrosoftAppPassword']],
    [{ MicrosoftAppPassword: 'p' }, ['MicrosoftAppId', 'MicrosoftAppTenantId']],
    [{ MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppId: APP_ID }, ['MicrosoftAppTenantId']],
    [{ MicrosoftAppType: 'UserAssignedMSI' }, ['MicrosoftAppId', 'MicrosoftAppTenantId']],
  ];
  for (const [set, named] of halves) {
    it(`${Object.keys(set).join(' and ')} alone: names ${named.join(' and ')}`, () => {
      const found = problems(set);
      assert.deepEqual(
        found.map((problem) => problem.split(' ')[0]),
        named,
      );
      for (const problem of found) assert.match(problem, /is missing, although .*(is|are) set\. /);
    });
  }

  const malformed: [name: string, value: string, says: RegExp][] = [
    ['PORT', '80a', /from 0 to 65535/],
    ['PORT', '65536', /from 0 to 65535/],
    ['PORT', '-1', /from 0 to 65535/],
    ['LOG_LEVEL', 'loud', /one of trace, debug, info/],
    ['LOCAL_PAGE', 'yes', /one of on, off/],
  ];
  for (const [name, value, says] of malformed) {
    it(`${name}=${value}: says what it must be`, () => {
      const found = problems({ [name]: value });
      assert.equal(found.length, 1);
      assert.ok(found[0]?.startsWith(`${name} `));
      assert.match(String(found[0]), says);
    });
  }

  it('says what a value of Slack or Teams must look like', () => {
    assert.match(
      String(problems({ ...slack, SLACK_API_URL: 'https://slack.com/api' })),
      /^SLACK_API_URL must end in \/api\//,
    );
    assert.match(String(problems({ ...slack, SLACK_API_URL: 'ftp://x/api/' })), /^SLACK_API_URL must be an http/);
    assert.match(String(problems({ ...slack, SLACK_BOT_TOKEN: 'xoxp-1' })), /^SLACK_BOT_TOKEN must begin with xoxb-/);
    assert.match(String(problems({ ...teams, MicrosoftAppId: 'my bot' })), /^MicrosoftAppId must be an ID/);
    assert.match(
      String(problems({ ...teams, MicrosoftAppType: 'MultiTenant' })),
      /one of SingleTenant, UserAssignedMSI/,
    );
  });

  it('reports everything at once', () => {
    const found = problems({ PORT: 'x', LOG_LEVEL: 'y', SLACK_SIGNING_SECRET: 's', MicrosoftAppId: 'z' });
    assert.deepEqual(
      found.map((problem) => problem.split(' ')[0]),
      ['PORT', 'LOG_LEVEL', 'MicrosoftAppId', 'SLACK_BOT_TOKEN', 'MicrosoftAppTenantId', 'MicrosoftAppPassword'],
    );
  });

  it('never repeats a value that may be secret', () => {
    const values = {
      SLACK_BOT_TOKEN: 'hunter2 token',
      SLACK_SIGNING_SECRET: 'hunter2 signing',
      SLACK_APP_TOKEN: 'hunter2-app',
      MicrosoftAppPassword: 'hunter2\npassword',
      MicrosoftAppId: 'hunter2',
      SLACK_API_URL: 'https://user:hunter2@slack.com/',
    };
    const found = problems(values);
    assert.equal(found.length >= 6, true);
    assert.doesNotMatch(found.join('\n'), /hunter2/);
  });

  it('describes every variable once', () => {
    const names = VARIABLES.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    for (const { is } of VARIABLES) assert.ok(is.length > 10);
  });
});
