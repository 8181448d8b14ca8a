/** The application and the tenant that an error names, beside those of the service connection. */
import assert from 'node:assert/strict';
import type { Reply } from '../../bot/reply.ts';
import { conversation, readable } from '../conversation.ts';

const APP = '33333333-3333-4333-8333-333333333333';
const OTHER_APP = '44444444-4444-4444-8444-444444444444';
const TENANT = '22222222-2222-4222-8222-222222222222';
const OTHER_TENANT = '55555555-5555-4555-8555-555555555555';

const error = (application: string, directory = 'Fabrikam'): string =>
  `##[error]AADSTS700016: Application with identifier '${application}' was not found in the directory '${directory}'. This can happen if the application has not been installed by the administrator of the tenant.`;

const connection = (name = 'arm-prod', application = APP): object => ({
  id: '11111111-1111-4111-8111-111111111111',
  name,
  type: 'azurerm',
  authorization: {
    scheme: 'WorkloadIdentityFederation',
    parameters: {
      serviceprincipalid: application,
      tenantid: TENANT,
      workloadIdentityFederationIssuer: `https://login.microsoftonline.com/${TENANT}/v2.0`,
      workloadIdentityFederationSubject: '/eid1/c/pub/t/abc/a/def/sc/1/2',
    },
  },
});
const JSON_OF_CONNECTION = JSON.stringify(connection(), undefined, 2);

/** The same two texts in every way in which they can be sent; the reply to the last of them. */
function ways(one: string, other: string): Reply[] {
  const then = (first: string, second: string): Reply => {
    const thread = conversation();
    thread.say(first);
    return thread.say(second);
  };
  return [
    conversation().say(`${one}\n\n${other}`),
    conversation().say(`${other}\n\n${one}`),
    conversation().attach('', ['build.log', one], ['connection.json', other]),
    conversation().attach(one, ['connection.json', other]),
    then(one, other),
    then(other, one),
  ];
}

describe('the IDs of an error beside those of a connection', () => {
  it('are told apart where the connection names another application', () => {
    for (const reply of ways(error(OTHER_APP), JSON_OF_CONNECTION)) {
      assert.equal(reply.verdict, 'Connection arm-prod names another application than the error (AADSTS700016)');
      assert.match(readable(reply), new RegExp(`application ${OTHER_APP} in the error, ${APP} in connection arm-prod`));
      assert.match(readable(reply), /tenant Fabrikam in the error, 2222.* in connection arm-prod/);
      assert.ok(!reply.blocks.some(({ kind }) => kind === 'check'));
    }
  });

  it('are told apart where it names the same application and another tenant', () => {
    for (const reply of ways(error(APP.toUpperCase(), OTHER_TENANT), JSON_OF_CONNECTION)) {
      assert.equal(reply.verdict, 'Connection arm-prod names another tenant than the error (AADSTS700016)');
      assert.match(readable(reply), /application 3333\S+ in the error and in connection arm-prod/);
    }
  });

  it('that agree leave the question what became of the application, and answer the one about them', () => {
    for (const reply of ways(error(APP, TENANT), JSON_OF_CONNECTION)) {
      assert.match(reply.verdict, /^Entra does not find the application/);
      assert.match(readable(reply), /tenant 2222\S+ in the error and in connection arm-prod/);
    }
    const thread = conversation();
    const next = thread.press(thread.say(`${error(APP, TENANT)}\n${JSON_OF_CONNECTION}`), 'Yes');
    assert.match(readable(next), /exactly this client ID and this tenant ID\? Yes \(read from your text\)/);
  });

  it('leave all open where the error names its tenant by a name', () => {
    const thread = conversation();
    const reply = thread.say(`${error(APP)}\n${JSON_OF_CONNECTION}`);
    assert.match(reply.verdict, /^Entra does not find the application/);
    const next = thread.press(reply, 'Yes');
    assert.match(readable(next), /exactly this client ID and this tenant ID\?/);
    assert.doesNotMatch(readable(next), /this tenant ID\? Yes/);
  });

  it('are never those of the JSON, of a command or of an address', () => {
    const before = `az login --service-principal --tenant ${OTHER_TENANT}\nPOST https://login.microsoftonline.com/${OTHER_TENANT}/oauth2/v2.0/token client_id=${OTHER_APP}\n`;
    for (const reply of ways(`${before}${error('***', '***')}`, JSON_OF_CONNECTION)) {
      assert.doesNotMatch(reply.verdict, /another/);
      assert.doesNotMatch(readable(reply), /3333\S+ in the error|4444\S+ in the error/);
    }
    assert.match(
      readable(conversation().say(`${error('***')}\n${JSON_OF_CONNECTION}`)),
      /application not shown in the error, 3333\S+ in connection arm-prod/,
    );
  });

  it('find the connection that is meant among several, or none of them', () => {
    const list = JSON.stringify([connection('one', OTHER_APP), connection('arm-prod')]);
    assert.match(readable(conversation().say(`${error(APP)}\n${list}`)), /in the error and in connection arm-prod/);
    const none = conversation().say(`${error('66666666-6666-4666-8666-666666666666')}\n${list}`);
    assert.match(none.verdict, /^None of the connections that I read names the application of the error/);
    assert.doesNotMatch(readable(none), /in connection/);
  });

  it('are those of this error, not of one before it', () => {
    const thread = conversation();
    thread.say(error(OTHER_APP));
    thread.say(error('***'));
    assert.doesNotMatch(thread.say(JSON_OF_CONNECTION).verdict, /another/);
  });

  it('are compared for a refused secret too', () => {
    const refused = `AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${OTHER_APP}'.`;
    const log = `Adding the role to app ${OTHER_APP}\nAADSTS7000215: Invalid client secret provided.`;
    assert.match(conversation().say(`${refused}\n${JSON_OF_CONNECTION}`).verdict, /names another application/);
    assert.doesNotMatch(conversation().say(`${log}\n${JSON_OF_CONNECTION}`).verdict, /another/);
  });

  it('stand both in the message to hand over, without the subject of what may be another connection', () => {
    const thread = conversation();
    const message = thread.press(thread.say(`${error(OTHER_APP)}\n${JSON_OF_CONNECTION}`), 'Hand over').blocks[0];
    assert.ok(message?.kind === 'code');
    assert.match(message.text, new RegExp(`- client ID: ${OTHER_APP}\n`));
    assert.match(message.text, new RegExp(`- client ID in connection arm-prod: ${APP}\n`));
    assert.doesNotMatch(message.text, /eid1/);
  });
});
