/** Secrets of every kind, made anew for each run, with what must stand around them. */
import fc from 'fast-check';

export const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
export const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const BASE64 = `${ALPHANUMERIC}+/`;
export const BASE64URL = `${ALPHANUMERIC}-_`;
/** Without `%`: what looks like an escape, `%5c`, may be one, and then a secret may end before it or after it. */
const PRINTABLE = `${ALPHANUMERIC}!#*+.?^_~`;

export const of = (alphabet: string, minLength: number, maxLength = minLength): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...alphabet), { minLength, maxLength }).map((characters) => characters.join(''));
/** As machines make them: with a digit, and starting like no placeholder. */
const generated = (alphabet: string, minLength: number, maxLength = minLength): fc.Arbitrary<string> =>
  of(alphabet, minLength - 3, maxLength - 3).map((value) => `k7Q${value}`);
const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A secret with what must stand around it to be known as one. */
export interface Planted {
  readonly before: string;
  readonly secret: string;
  readonly after: string;
}

const planted = (
  secret: fc.Arbitrary<string>,
  ...around: readonly (readonly [before: string, after: string])[]
): fc.Arbitrary<Planted> =>
  fc.tuple(secret, fc.constantFrom(...around)).map(([value, [before, after]]) => ({ before, secret: value, after }));

const named = (name: string): [string, string][] => [
  [`"${name}": {"value": "`, '"}'],
  [`"${name}": {\n  "type": "securestring",\n  "value": "`, '"\n}'],
  [`- name: ${name}\n  value: `, ''],
  [`${name}=`, ''],
  [`  ${name}: `, ''],
  [`"${name}": "`, '",'],
  [`{\\"${name}\\":\\"`, '\\"}'],
  [`--${name} `, ' --x y'],
  [`export MY_${name.toUpperCase()}='`, "'"],
];

const jwt = fc
  .tuple(
    fc.record({ alg: fc.constantFrom('RS256', 'none'), kid: of(BASE64URL, 5, 43) }),
    fc.record({ iss: fc.webUrl(), sub: fc.string({ minLength: 5, unit: 'grapheme' }), exp: fc.nat() }),
    of(BASE64URL, 0, 342),
  )
  .map(([header, payload, signature]) => `${encoded(header)}.${encoded(payload)}.${signature}`);

export const bySort: Readonly<Record<string, fc.Arbitrary<Planted>>> = {
  'private key': planted(
    fc
      .tuple(
        fc.constantFrom('', 'RSA ', 'EC ', 'ENCRYPTED '),
        fc.array(of(BASE64, 64), { minLength: 1, maxLength: 20 }),
        fc.constantFrom('\n', '\r\n', '\\n'),
      )
      .map(([sort, lines, end]) =>
        [`-----BEGIN ${sort}PRIVATE KEY-----`, ...lines, `-----END ${sort}PRIVATE KEY-----`].join(end),
      ),
    ['', ''],
    ['key: "', '"'],
  ),
  'Azure key': planted(
    fc.oneof(
      fc.tuple(of(BASE64URL, 44), of(BASE64URL, 5)).map(([a, b]) => `${a}AzFu${b}A==`),
      fc.tuple(of(BASE64, 33), of(BASE64, 5)).map(([a, b]) => `${a}+ASbA${b}=`),
    ),
    ['{"default": "', '"}'],
    ['using ', ' for'],
  ),
  'access code': planted(
    generated(BASE64URL, 40, 200),
    ['https://contoso.azurewebsites.net/api/run?code=', '&x=1'],
    ['https://contoso.azurewebsites.net/api/run?x=1&amp;code=', ''],
  ),
  'webhook address': planted(
    fc.tuple(of('0123456789abcdef', 32), fc.uuid()).map(([key, id]) => `${key}/${id}`),
    ['https://contoso.webhook.office.com/webhookb2/x@y/IncomingWebhook/', ' was called'],
    ['https://outlook.office.com/webhook/x@y/IncomingWebhook/', '"'],
  ),
  'API token': planted(
    fc.oneof(
      of(BASE64URL, 20).map((value) => `gl${'pat'}-${value}`),
      of('abcdefghijklmnopqrstuvwxyz0123456789', 43).map((value) => `oy2${value}`),
    ),
    ['', ''],
    ['dotnet nuget push -k ', ' x.nupkg'],
    ['"', '"'],
  ),
  'registry credential': planted(
    of(PRINTABLE, 6, 30).map((value) => Buffer.from(`build:7${value}`).toString('base64')),
    ['{"auths":{"contoso.azurecr.io":{"auth":"', '"}}}'],
    ['    "auth": "', '"'],
    ['_auth=', ''],
  ),
  cookie: planted(
    of(ALPHANUMERIC, 40, 90).map((value) => `FedAuth=${value}`),
    ['< Set-Cookie: ', ''],
    ["-H 'Cookie: ", "'"],
  ),
  'token (JWT)': planted(
    jwt,
    ['', ''],
    ['--federated-token ', ' -t x'],
    ['Authorization: Bearer ', '"'],
    ['"accessToken":"', '"'],
  ),
  'Entra client secret': planted(
    fc.tuple(of(BASE64URL, 3), fc.nat(9), of(`${BASE64URL}.~`, 34)).map(([a, digit, b]) => `${a}${digit}Q~${b}`),
    ['', ''],
    ['-p ', ' --tenant x'],
    ['"password": "', '"'],
  ),
  'storage key': planted(
    of(BASE64, 86).map((key) => `${key}==`),
    ['', ''],
    ['AccountKey=', ';x=y'],
    ['"value": "', '"'],
  ),
  'SAS signature': planted(
    generated(ALPHANUMERIC, 43, 60).map((value) => `${value}%3D`),
    ['https://contoso.blob.core.windows.net/c?sv=2024&sig=', '&se=2026'],
    ['sig=', ''],
  ),
  'Slack token': planted(
    fc
      .tuple(fc.constantFrom('b', 'p', 'e', 'o'), of(ALPHANUMERIC, 20, 60))
      .map(([sort, value]) => `xox${sort}-${value}`),
    ['', ''],
    ['SLACK=', ''],
  ),
  'GitHub token': planted(
    fc
      .tuple(fc.constantFrom('p', 'o', 's', 'u', 'r'), of(ALPHANUMERIC, 36))
      .map(([sort, value]) => `gh${sort}_${value}`),
    ['', ''],
    ['https://x:', '@github.com/contoso'],
  ),
  'npm token': planted(
    of(ALPHANUMERIC, 36).map((value) => `npm_${value}`),
    ['//registry.contoso.com/:_authToken=', ''],
    ['', ''],
  ),
  'Azure DevOps token': planted(
    fc.oneof(
      of(BASE32, 51).map((value) => `${value}7`),
      fc.tuple(of(ALPHANUMERIC, 76), of(ALPHANUMERIC, 4)).map(([a, b]) => `${a}AZDO${b}`),
    ),
    ['', ''],
    ['my PAT is "', '"'],
    ['https://', '@dev.azure.com/contoso'],
  ),
  'connection string': planted(
    generated(`${PRINTABLE} ,&`, 8, 30).map((value) => `${value.trim()}x`),
    ['Server=db;Password=', ';Encrypt=true'],
    ['Endpoint=sb://contoso/;SharedAccessKey=', ';EntityPath=q'],
  ),
  'basic-auth address': planted(
    generated(`${PRINTABLE.replace(/[?#]/g, '')}@`, 4, 40),
    ['https://build:', '@dev.azure.com/x'],
    ['amqps://:', '@mq'],
  ),
  'authorization header': planted(
    generated(`${BASE64URL}./+`, 24, 80),
    ['Authorization: Bearer ', ''],
    ["-H 'authorization: bearer ", "'"],
    ['"Authorization":"Basic ', '"'],
    ['sent Bearer ', ' to the registry'],
  ),
  'kubeconfig data': planted(of(BASE64, 40, 400), ['    client-key-data: ', ''], ['"client-key-data": "', '"']),
  'secret variable': planted(
    generated(PRINTABLE, 4, 40),
    ['##vso[task.setvariable variable=a;issecret=true]', ''],
    ['echo "##vso[task.setvariable variable=a;isOutput=true;issecret=true]', '"'],
    ['##vso[task.setvariable variable=clientSecret]', ''],
    ['::add-mask::', ''],
    ['"a": {"isSecret": true, "value": "', '"}'],
  ),
  password: planted(
    generated(PRINTABLE, 6, 40),
    ...named('password'),
    ['docker login -u x -p ', ' contoso.azurecr.io'],
    ['<password>', '</password>'],
    ['ConvertTo-SecureString "', '" -AsPlainText -Force'],
    ['machine x login y password ', ''],
    ['sqlcmd -S db -U sa -P ', ' -d x'],
    ['SqlPackage.exe /tsn:db /tu:sa /tp:', ' /p:x=y'],
    ['tool -u x --quiet -p ', ' -t y'],
  ),
  secret: planted(
    generated(PRINTABLE, 6, 40),
    ...named('client_secret'),
    ...named('clientSecret'),
    ['az pipelines variable create --name x --value ', ' --secret true'],
    ['az containerapp create --secrets x=', ' -n y'],
    ['kubectl create secret generic x --from-literal=y=', ' -n z'],
  ),
  token: planted(generated(BASE64URL, 24, 200), ...named('token'), ...named('refresh_token')),
  'access key': planted(generated(BASE64, 24, 44), ...named('api_key'), ...named('accountKey')),
  'e-mail address': planted(
    fc
      .tuple(
        of(`${ALPHANUMERIC}._+`, 3, 20),
        of(ALPHANUMERIC, 1, 20),
        fc.constantFrom('com', 'co.uk', 'onmicrosoft.com'),
      )
      .map(([a, b, end]) => `k${a}k@${b}.${end}`),
    ['', ''],
    ['<mailto:', '>'],
    ['user ', ' has no access'],
  ),
};
