/** The channel's OpenID metadata and keys on loopback, and tokens signed with them. */
import { createPrivateKey, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigurationBotFrameworkAuthentication, ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import type { Authentication } from '../../../adapters/teams/adapter.ts';

export const APP = '11111111-1111-1111-1111-111111111111';
const ISSUER = 'https://channel.example';

export interface Channel {
  readonly authentication: Authentication;
  token(claims?: object, how?: { readonly key?: KeyObject; readonly kid?: string; readonly alg?: string }): string;
  close(): Promise<void>;
}

export interface ChannelOptions {
  /** False: nobody gets the keys. */
  readonly answers?: boolean;
  /** What the bot's own token has to wait for. */
  readonly tokenAfter?: Promise<void>;
}

export async function startChannel(options: ChannelOptions = {}): Promise<Channel> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = { ...publicKey.export({ format: 'jwk' }), kid: 'k1', use: 'sig', endorsements: ['msteams'] };
  const server = createServer((req, res) => {
    if (options.answers === false) return;
    const base = `http://${req.headers.host}`;
    res.setHeader('Content-Type', 'application/json');
    res.end(JSON.stringify(req.url === '/keys' ? { keys: [key] } : { issuer: ISSUER, jwks_uri: `${base}/keys` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    authentication: authenticationWith(`http://127.0.0.1:${port}/openid`, options.tokenAfter),
    token(claims = {}, { key: signer = privateKey, kid = 'k1', alg = 'RS256' } = {}) {
      const now = Math.floor(Date.now() / 1000);
      const payload = { iss: ISSUER, aud: APP, nbf: now - 60, exp: now + 3600, ...claims };
      const signed = [{ typ: 'JWT', alg, kid }, payload].map(base64url).join('.');
      const signature = alg === 'none' ? '' : createSign('RSA-SHA256').update(signed).sign(signer, 'base64url');
      return `Bearer ${signed}.${signature}`;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** A key that the channel does not know. */
export function strangersKey(): KeyObject {
  return createPrivateKey(
    generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    }).privateKey,
  );
}

/** Signs outgoing requests with a fixed token: what Entra would be asked for leaves the machine. */
class LocalCredentials extends ConfigurationServiceClientCredentialFactory {
  after: Promise<void> | undefined;

  override async createCredentials() {
    const { after } = this;
    return {
      async signRequest<T extends { headers: { set(name: string, value: string): void } }>(request: T): Promise<T> {
        await after;
        request.headers.set('authorization', 'Bearer local');
        return request;
      },
    };
  }
}

function authenticationWith(metadata: string, tokenAfter: Promise<void> | undefined): Authentication {
  const credentials = new LocalCredentials({
    MicrosoftAppId: APP,
    MicrosoftAppPassword: 'local',
    MicrosoftAppTenantId: 'fabrikam',
    MicrosoftAppType: 'SingleTenant',
  });
  credentials.after = tokenAfter;
  const addresses = {
    ToBotFromChannelTokenIssuer: ISSUER,
    ToBotFromChannelOpenIdMetadataUrl: metadata,
    ToBotFromEmulatorOpenIdMetadataUrl: metadata,
    ToChannelFromBotLoginUrl: 'https://login.example',
    ToChannelFromBotOAuthScope: 'https://channel.example',
    OAuthUrl: 'https://oauth.example',
    ValidateAuthority: 'true',
  };
  return new ConfigurationBotFrameworkAuthentication(addresses, credentials);
}

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
