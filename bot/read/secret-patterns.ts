/**
 * What looks like a credential or names a person: the one table behind `mask`. Each row carries its own examples, which
 * are its tests. GUIDs, ids of traces and correlations, thumbprints, hashes, subjects and issuers are the diagnosis:
 * they stay.
 *
 * Every pattern is sticky, is tried only at an anchor, and what it matched is not searched again; whatever it looks
 * ahead or back for is bounded. So the time is linear in the length of the text, whatever the text.
 */
export interface SecretPattern {
  /** As a person would call it; shown in the receipt. */
  readonly kind: string;
  /** Stands in the place of the secret: `[label masked]`. */
  readonly label: string;
  /** Lower-case literals; the pattern is tried only where one of them stands. Rows share them: each costs a search. */
  readonly anchors: readonly string[];
  /** The characters that a match may have before its anchor, and how many; otherwise it starts at the anchor. */
  readonly before?: { readonly character: RegExp; readonly most: number };
  /** Or, in place of anchors: tried at every unbroken run of at least so many ASCII letters and digits. */
  readonly run?: number;
  /** Sticky. Its group, where it has one, is what stands before the secret and is kept. */
  readonly pattern: RegExp;
  /** Sticky: a further line of the same secret; tried at the end of each. */
  readonly next?: RegExp;
  /** Whether claims can be read from it. */
  readonly claims?: true;
  /** Whether it opens something until someone changes it, so that rotation is advised. */
  readonly live: boolean;
  /** What it masks, and what is left of the text. */
  readonly masks: readonly (readonly [text: string, masked: string])[];
  /** What looks like it and stays. */
  readonly leaves: readonly string[];
}

const ENTITY = '&(?:quot|apos|#39|#x27|#34);';
const QUOTE = String.raw`(?:\\{0,7}["'\x60]|''(?=\w)|${ENTITY})?`;
/** What stands between two words on two lines of a log: a line break (escaped too), an indent, a box, what the agent writes. */
const GAP = String.raw`(?:[\s│|>]|\\{1,4}[rn]|\d{4}-\d\d-\d\dT[\d:.]{8,16}Z|##\[[a-z]{1,12}\]){0,80}`;
/** The line below a name is its value where one piece with a digit stands alone in it; not the task that logs in next. */
const ALONE = String.raw`(?:\d{4}-\d\d-\d\dT[\d:.]{8,16}Z )?[ \t]{0,40}${QUOTE}(?=(?=[^\s\d]{0,40}\d)(?![\w.-]{1,60}@\d|[^\s:=]{1,60}[:=])[^\s"'\x60\\]{6,}${QUOTE}[ \t]{0,8}(?:[\r\n\\]|$))`;
/** The second half of `"name": "clientSecret", "value": …`, and what is read of `"adminPassword": { "value": … }`. */
const ITS_VALUE = String.raw`(?<![\w.-])(?:(?:default)?value|default)${QUOTE}${GAP}[=:]${GAP}${QUOTE}`;
/**
 * Between a name and its value in YAML, JSON (escaped too), a connection string, a header, HCL, Bicep, XML; in an object
 * or a name-value pair, with at most two short properties between; in a block of YAML, on the line below; given to what
 * sets it, `setProperty("password", "X")`; in a sentence.
 */
const IS = String.raw`${QUOTE}(?:(?<=["'])\](?=[ \t]{0,4}=[ \t]{0,4}["']))?[*_]{0,2}(?:[ \t]{0,4}:?[ \t]{0,4}\{[^{}]{0,160}?${ITS_VALUE}|(?:[ \t]string)?[ \t]{0,8}(?:=>|:=|={1,2}(?!=)|:(?:[*_]{1,2}(?=[ \t])|(?![*_]{1,2}[ \t])))[ \t]{0,8}${QUOTE}|:[ \t]{0,4}(?:\r?\n|\\{1,4}n)${ALONE}|,?${GAP}${QUOTE}(?:\w{1,20}${QUOTE}:[ \t]?${QUOTE}\w{1,20}${QUOTE},?${GAP}${QUOTE}){0,2}${ITS_VALUE}|:[ \t]{1,4}[|>][+-]?(?=[ \t│]{0,80}(?:[\r\n]|\\{1,4}[rn]))${GAP}|[ \t](?:is|was|er|var|(?:was )?set to)[ \t]${QUOTE}(?!\d+(?:[\s"'\x60.,;:)\\<&]|$))|(?<=\bset\w{0,30}\([ \t]{0,2}["'][\w.:-]{0,60}["']),[ \t]{0,4}["']|>(?!["'\x60\s])|>\s{1,40}(?=[^\s<]{1,200}\s{1,40}<\/))`;
/** The line of a command that goes on in the next: in a shell, in PowerShell, on the command line of Windows. */
const GOES_ON = String.raw`(?:[\\\x60^][ \t]{0,4}\r?\n[ \t]{0,40}|(?![\\\x60^][ \t]{0,4}\r?\n))`;
/**
 * Between an option of a command and its value: `--password X`, `-Password X`, in a form `--password+X`; and in
 * `setx PASSWORD X`, `ENV PASSWORD X` and `env:PASSWORD -Value X`.
 */
const OPTION = String.raw`(?<=(?:(?<![\w-])--?|(?:setx|ENV)[ \t]{1,3}|env:)[\w-]{1,40})(?:[ \t]{1,3}(?:-value[ \t]{1,3})?${GOES_ON}|\+)(?!=|id=)${QUOTE}`;
/** Between two cells of a table, and after the name of a variable of the environment in a list: no date, nothing short. */
const CELL = String.raw`(?:[*_\x60]{0,2}[ \t]{0,40}[|│][ \t]{1,8}[*\x60]{0,2}|(?<=^[ \t]{0,8}[A-Za-z][A-Za-z\d]{0,20}_\w{1,60})[ \t]{2,60})(?=[^\s|│]{6,})(?!\d{4}-\d\d)`;
const BETWEEN = `(?:${IS}|${OPTION}|${CELL})`;

/** What stands where a secret would and is none: masks, variables, placeholders, addresses, subjects, Entra codes, plain words, counts. */
const NO_SECRET = String.raw`(?!${ENTITY}|\u001b|\\{1,4}u001b|\*{2}|\.{2}|…|x{4}|--|\[[\w -]{1,24}\]|<|[,;()[\]{}](?:[\s"'\x60),;\\]|$)|\$[({]|\$[a-z_][\w.:]{0,60}(?![\w.:])|%\w{1,60}%|\{(?:\{|\d{0,2}\}|[a-z_ .-]{1,60}\})|AADSTS\d|\w{1,10}:\/\/|(?:var|local|process|env|self|this|data|module|variables|parameters)\.[a-z]|\/eid1\/|\/[a-z_.]{2,20}\/|[A-Za-z]:\\|(?:and|or|true|false|null|none|nil|undefined|yes|no|expired|incorrect|invalid|missing|required|redacted|hidden|removed|(?:secure)?string|secureobject)(?![\w-])|\d{1,3}(?:[\s"'\x60,;)}\]]|$))`;
/** The rest of a command, over lines that begin with an option too. */
const COMMAND = String.raw`(?:(?!&&)[^\r\n]|\r?\n(?=[ \t│]{0,20}--?[a-z])){0,200}?`;
/** What stands there when a sentence names the option, `-p or --password`, and a port where it is another command's. */
const NO_PROSE = String.raw`(?!(?:as|if|in|is|of|or|to|and|for|was|with)(?![\w-])|[a-z]{1,20},?[ \t]{1,3}[a-z]{1,20}(?:[ \t,]|\.?(?:\s|$))|(?:[\d.]{1,15}:)?\d{1,5}(?::\d|[\s"']|$)|[/|,]-)`;
/** What follows an option that takes a secret: in quotes, there alone or behind its name (`"name=X Y"`), in a form, or bare. */
const ARGUMENT = String.raw`(?:(?<=\\")(?:[^"\\\r\n]|\\(?![\\"]))+|(?<=")[^"\r\n]+|(?<=')[^'\r\n]+|(?<=["'][\w.:-]{1,80}=)[^"'\r\n]+|(?<=\+)[^\s"'+&-][^\s"'+&]*|(?<!\+)(?!\\{1,7}["'])[^\s"'/*-](?:[^\s"'\\]|\\(?![rnt"'\\]))*)`;
const NO_GUID = String.raw`(?![\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}(?![\w-]))`;
/** The next setting's name (`client_secret:`) is no value. */
const NO_NAME = String.raw`(?![\w.-]{1,40}:(?:\s|$))`;
const NO_WORDS = String.raw`(?![a-z-]{1,64}(?:["'\x60,})\\\r\n]|;(?!\w)|$))`;
const NO_HOST = String.raw`(?![\w.-]{1,80}\.(?:com|net|org|io|cn|us)(?![\w-]))`;
/** `;`, `<` and `>` in the middle of a value: they end no setting, entity, command or tag. */
const INSIDE = String.raw`(?:(?<!&#?\w{1,6});(?![\w. -]{1,40}=|[a-z-]{2,20}[ \t]|[\s"'\x60})\]\\;&<]|$)|<(?![\s/!?<"']|[a-z][^<>\r\n]{0,80}>)|>(?=\w))`;
const BARE = String.raw`(?:[^\s"'\x60<>;,&\\]|(?<=\w)'(?=\w)|[,&](?![\w.-]{1,40}=|[\s"'}]|$)|\\(?![rnt"'\\])|${INSIDE})`;
/**
 * A value: in the quotes that were opened, or bare. After a space only what does not read as prose: with a digit or a
 * sign, alone with its name on the line, or followed by the next option.
 */
const VALUE = String.raw`(?:(?<=[^\\]")(?:[^"\\\r\n]|\\[^\r\n])+|(?<=\\")(?:[^"\\\r\n]|\\(?![\\"]))+|(?<=['\x60])(?:[^'\x60\r\n\\]|(?<=\w)''(?=\w)|\\(?![rnt"'\\]))+|(?<=${ENTITY})(?:[^&\r\n]|&(?!quot|apos|#))+|(?<=[=:>])${BARE}+|(?<=\s|[|│][ \t]{1,8}[*\x60]{1,2})(?=(?:[a-z./?-]|(?<=\w)'(?=\w)){0,64}(?:[\d_~!@#$%^*+=]|&(?!\w{1,6};)|${INSIDE}))${BARE}+|(?<=--?[\w-]{1,40}\+)[^\s"'\x60<>;,&\\+]+|(?<=^[ \t"'-]{0,20}[\w.-]{1,60}[:=][ \t]{1,8})\w+(?=[ \t]{0,8}(?:[\r\n]|$))|(?<=[ \t])\w+(?=[ \t]{1,8}-))`;
/** What a machine made: long, and with a digit. */
const LONG = String.raw`(?=[A-Za-z_~+/=.%-]{0,200}\d)[\w~+/=.%-]{20,}`;

/** The name of a service connection may be any, and is the diagnosis: with blanks where it stands in quotes. */
const NO_SUBJECT = String.raw`(?<!sc:\/\/[^\s"'\x60,;&?]{0,300}|["'\x60;]sc:\/\/[^"'\x60&\r\n]{0,300})`;

/** What Terraform would change it to. */
const CHANGED = /\\{0,7}"[ \t]{1,4}->[ \t]{1,4}\\{0,7}"[^"\\\r\n]+/y;

const afterName = (name: string, value: string, between = BETWEEN): RegExp =>
  new RegExp(`(${name}${NO_SUBJECT}${between})${value}`, 'imy');

/** A made-up value of that length: an example must be no literal that a scanner of repositories stops at. */
const madeUp = (length: number, alphabet = 'aB3dE5gH7jK9mN2pQ'): string => alphabet.repeat(length).slice(0, length);
const JWT = `eyJ${madeUp(30)}.eyJ${madeUp(40)}.${madeUp(43)}`;
const OLD_PAT = madeUp(52, 'ab2cd3ef4gh5ij6kl7');
const STAMP = '2026-07-01T12:00:33.1234567Z';
const GUID = '0f8fad5b-d9cb-469f-a165-70867728950e';

/** Where two rows claim the same characters, the upper one names them. */
export const secretPatterns: readonly SecretPattern[] = [
  {
    kind: 'private key',
    label: 'private key',
    // RFC 7468, https://www.rfc-editor.org/rfc/rfc7468 (2026-11-23). Where the end is cut off, as far as there is Base64.
    anchors: ['-begin'],
    before: { character: /-/, most: 4 },
    pattern:
      /-----BEGIN[ +][A-Z0-9 +]{0,30}PRIVATE[ +]KEY[A-Z ]{0,10}-----(?:(?:[^-]|-(?!----)){0,16000}-----END[ +][A-Z0-9 +]{0,50}-----|(?:[\s│|>]|\\{1,4}[rn]|\d{4}-\d\d-\d\dT[\d:.]{8,16}Z){1,40}[A-Za-z0-9+/=]{16,})/y,
    next: /(?<!-----)(?:[\s│|>]|\\{1,4}[rn]|\d{4}-\d\d-\d\dT[\d:.]{8,16}Z){1,40}[A-Za-z0-9+/=]{16,}/y,
    live: true,
    masks: [
      [
        `key:\n-----BEGIN PRIVATE KEY-----\n${madeUp(64)}\n-----END PRIVATE KEY-----\nAndThenTheNextStepRuns`,
        'key:\n[private key masked]\n\n\nAndThenTheNextStepRuns',
      ],
      [`"-----BEGIN RSA PRIVATE KEY-----\\n${madeUp(64)}\\n${madeUp(20)}"`, '"[private key masked]"'],
      [
        `${STAMP} -----BEGIN PRIVATE KEY-----\n${STAMP} ${madeUp(64)}\n${STAMP} ${madeUp(64)}`,
        `${STAMP} [private key masked]\n\n`,
      ],
    ],
    leaves: [
      '-----BEGIN PRIVATE KEY----- not found in key.pem',
      `-----BEGIN CERTIFICATE-----\n${madeUp(64)}\n-----END CERTIFICATE-----`,
    ],
  },
  {
    kind: 'private key',
    label: 'private key',
    // How PFX (RFC 7292), PKCS #8 (RFC 5958) and PKCS #1 (RFC 8017) begin in Base64; a certificate begins otherwise.
    anchors: ['mii', 'migh'],
    pattern: /(?<![\w+/])(?:MII[\w+/]{3}IBA(?:zCC|DAN|AKC)|MIGHAgEAMB)[\w+/]{40,}={0,2}/y,
    next: /\r?\n[ \t│|]{0,20}[\w+/]{40,}={0,2}/y,
    live: true,
    masks: [
      [`"pfx": "MIIKYQIBAzCCCh${madeUp(60)}="`, '"pfx": "[private key masked]"'],
      [`got MIIEvQIBADANBg${madeUp(50)}\n${madeUp(64)}\nDone`, 'got [private key masked]\n\nDone'],
    ],
    leaves: [`MIIDXTCCAkWgAwIBAgI${madeUp(60)}`],
  },
  {
    kind: 'token (JWT)',
    label: 'token',
    // RFC 7515 and 7519 (https://www.rfc-editor.org/rfc/rfc7519, 2026-11-23): JSON in Base64url starts `eyJ`.
    // Whole, unsigned, cut off, or wrapped by a terminal.
    anchors: ['eyj'],
    pattern: /(?:(?<![\w/-])eyJ[\w+/=-]{17}|eyJ[\w-]{9,200}\.eyJ|eyJ[\w-]{37})[\w+/=.-]*/y,
    next: /[ \t]{0,8}\r?\n[ \t│|]{0,20}(?=[\w.=-]{0,200}\d)(?=[\w.=-]{0,200}[A-Z])(?![\dA-Fa-f-]{36}\s)[\w.=-]{30,}(?=[ \t│|]{0,80}(?:[\r\n]|$))/y,
    claims: true,
    live: false,
    masks: [
      [`token ${JWT} sent`, 'token [token masked] sent'],
      [`eyJ${madeUp(30)}.eyJ${madeUp(30)}.`, '[token masked]'],
      [`assertion=eyJ${madeUp(20)}`, 'assertion=[token masked]'],
      [`│ eyJ${madeUp(60)}\n│ ${madeUp(60)}.${madeUp(10)}\nDone`, '│ [token masked]\n\nDone'],
    ],
    leaves: [
      'unrecognized arguments: --federated-token eyJ0eXAi***',
      `/eid1/c/pub/t/eyJdpOfXg0OB2eyJ7Ee3Aq/a/ZtUaTvqnyEObVCoK3eyJqw/sc/${GUID}/${GUID}`,
    ],
  },
  {
    kind: 'Entra client secret',
    label: 'client secret',
    // https://learn.microsoft.com/purview/sit-defn-azure-ad-client-secret (2026-11-23): `abc8Q~` and 31 to 34 more.
    anchors: ['q~'],
    before: { character: /[\w.~-]/, most: 4 },
    pattern: /[\w.~-]{3}\dQ~[\w.~-]{20,}/y,
    live: true,
    masks: [
      [`az login -p abc8Q~${madeUp(34)}`, 'az login -p [client secret masked]'],
      [`{"password":"abc8Q~${madeUp(34)}"}`, '{"password":"[client secret masked]"}'],
    ],
    leaves: ['see Q~ and 8Q~short'],
  },
  {
    kind: 'storage key',
    label: 'key',
    // https://learn.microsoft.com/purview/sit-defn-azure-storage-account-key-generic (2026-11-23): 86 characters of
    // Base64 and `==`. A SHA-512 in a lock file looks the same, but says what it is; and text in Base64 shows by its letters
    // that no byte of it is beyond ASCII.
    anchors: ['=='],
    before: { character: /[A-Za-z0-9+/]/, most: 86 },
    pattern:
      /(?<![A-Za-z0-9+]|sha(?:256|512)[-/:])(?!(?:[A-Za-f][A-HQ-Xg-nw-z0-3][ABEFIJMNQRUVYZcdghklopstwx014589][\w+/]){21})[A-Za-z0-9+/]{86}==/y,
    live: true,
    masks: [
      [
        `AccountName=contoso;AccountKey=${madeUp(86)}==;EndpointSuffix=x`,
        'AccountName=contoso;AccountKey=[key masked];EndpointSuffix=x',
      ],
      [`"value": "${madeUp(86)}=="`, '"value": "[key masked]"'],
      [`https://contoso/${madeUp(86)}==`, 'https://contoso/[key masked]'],
    ],
    leaves: [
      `"integrity": "sha512-${madeUp(86)}=="`,
      `${'bG9naW4g'.repeat(10)}ZmFpbA==`,
      'bG9naW4gZmFpbGVkIGFnYWluIQ==',
      '==========',
    ],
  },
  {
    kind: 'Azure key',
    label: 'key',
    // The marks by which the keys of Azure's services are known, as in Azure PowerShell's DefaultSanitizerService.cs
    // (https://github.com/Azure/azure-powershell-common, 2026-11-23).
    anchors: ['azfu', '+acr', 'azse', 'azca', '+asb', '+aeh', '+arm', '+ast', 'aiot'],
    before: { character: /[\w+/-]/, most: 44 },
    // Not the prefix of a subject, whose parts are as random.
    pattern:
      /(?<!eid1\/[\w/-]{0,80})(?!\/?e?i?d?1?\/c\/pub\/)[\w+/-]{33,44}(?:AzFu|\+ACR|AzSe|AzCa|\+ASb|\+AEh|\+ARm|\+ASt|AIoT)[\w+/-]{6}={0,2}/y,
    live: true,
    masks: [
      [`{"default": "${madeUp(44)}AzFu${madeUp(5)}A=="}`, '{"default": "[key masked]"}'],
      [`using ${madeUp(42)}+ACRaB3dE5 for`, 'using [key masked] for'],
    ],
    leaves: [
      'the AzFunction@1 of contoso+ACR',
      `subject '/eid1/c/pub/t/${'A'.repeat(22)}/a/${'A'.repeat(16)}zFuAAA/sc/${GUID}/${GUID}'`,
      `subject '/eid1/c/pub/t/${'A'.repeat(22)}/a/${'A'.repeat(8)}zFuAAAAAAAAAA/sc/${GUID}/${GUID}'`,
    ],
  },
  {
    kind: 'Azure key',
    label: 'key',
    // The form that keys of Azure share by now: 52 random characters, a mark, and 26 more; a token of Azure DevOps has one
    // of its own below (https://github.com/microsoft/security-utilities, CommonAnnotatedKeyRegexPattern, 2026-12-01).
    anchors: ['jqqj9'],
    before: { character: /[A-Za-z0-9]/, most: 52 },
    pattern: /[A-Za-z0-9]{52}JQQJ9[9DH](?![A-Za-z0-9]{18}AZDO)[A-Za-z0-9]{20,}={0,2}/y,
    live: true,
    masks: [[`api: ${madeUp(52)}JQQJ99${madeUp(26)} sent`, 'api: [key masked] sent']],
    leaves: ['the mark JQQJ99 alone', `${madeUp(40)}JQQJ99${madeUp(26)}`],
  },
  {
    kind: 'access code',
    label: 'code',
    // A key of Azure Functions (https://learn.microsoft.com/azure/container-apps/functions-secrets-host-keys, 2026-11-23), or
    // a code of OAuth.
    anchors: ['code='],
    pattern: new RegExp(`((?<=[?&;])code=)${LONG}`, 'iy'),
    live: true,
    masks: [
      [
        `https://contoso.azurewebsites.net/api/run?code=${madeUp(40)}==&x=1`,
        'https://contoso.azurewebsites.net/api/run?code=[code masked]&x=1',
      ],
    ],
    leaves: ['https://login.microsoftonline.com/error?code=700213', 'Code=InvalidAuthenticationTokenTenant2'],
  },
  {
    kind: 'webhook address',
    label: 'webhook',
    // Of Teams and Discord: whoever knows the address can post. The ids before the last part are no secret.
    anchors: ['incomingwebhook/', 'api/webhooks/'],
    pattern: /(IncomingWebhook\/|api\/webhooks\/\d{15,20}\/)[\w/-]{16,}/iy,
    live: true,
    masks: [
      [
        `https://contoso.webhook.office.com/webhookb2/${GUID}@${GUID}/IncomingWebhook/${madeUp(32)}/${GUID}/V2x`,
        `https://contoso.webhook.office.com/webhookb2/${GUID}@${GUID}/IncomingWebhook/[webhook masked]`,
      ],
    ],
    leaves: ['an IncomingWebhook/connector', 'https://contoso/api/webhooks/123456789012345678/list'],
  },
  {
    kind: 'SAS signature',
    label: 'signature',
    // https://learn.microsoft.com/purview/sit-defn-azure-sas (2026-11-23)
    anchors: ['sig'],
    pattern: /((?<![a-z])sig=)[\w%+/=-]{16,}/iy,
    live: true,
    masks: [
      [
        `https://contoso.blob.core.windows.net/x?sv=2024-11-04&sig=${madeUp(40)}%3D&se=2026`,
        'https://contoso.blob.core.windows.net/x?sv=2024-11-04&sig=[signature masked]&se=2026',
      ],
    ],
    leaves: ['config=verylongnameofaconfiguration1', 'sig=***'],
  },
  {
    kind: 'Slack token',
    label: 'Slack token',
    // https://docs.slack.dev/authentication/tokens (2026-11-23)
    anchors: ['xox', 'xapp-', 'slack.'],
    pattern: /(?:xox[a-z]-|xapp-\d-)[\w-]{10,}|(slack\.com\/(?:services|workflows|triggers)\/)[\w/]{16,}/y,
    live: true,
    masks: [
      [`SLACK=xox${'b'}-1234567890-${madeUp(24)}`, 'SLACK=[Slack token masked]'],
      [`xap${'p'}-1-A012345-${madeUp(30)}.`, '[Slack token masked].'],
      [
        `https://hooks.slack.com/services/${madeUp(9)}/${madeUp(20)}`,
        'https://hooks.slack.com/services/[Slack token masked]',
      ],
    ],
    leaves: ['xoxo-love', 'https://contoso.slack.com/archives/C012345'],
  },
  {
    kind: 'GitHub token',
    label: 'GitHub token',
    // https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/ (2026-11-23)
    anchors: ['ghp_', 'gho_', 'ghs_', 'ghu_', 'ghr_', 'github'],
    pattern: /(?:gh[pousr]_|github_pat_)\w{30,}/iy,
    live: true,
    masks: [
      [`GH=gh${'p'}_${madeUp(36)}`, 'GH=[GitHub token masked]'],
      [`github_${'pat'}_${madeUp(22)}_${madeUp(59)}`, '[GitHub token masked]'],
    ],
    leaves: ['github_path=/home/runner', 'ghs_short'],
  },
  {
    kind: 'npm token',
    label: 'npm token',
    // https://github.blog/security/announcing-npms-new-access-token-format (2026-11-23); the older ones are GUIDs.
    anchors: ['npm_', 'authtoken='],
    pattern: /npm_[A-Za-z0-9]{36,}|(authToken=)[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/y,
    live: true,
    masks: [
      [`_authToken=npm${'_'}${madeUp(36)}`, '_authToken=[npm token masked]'],
      [`//registry.contoso.com/:_authToken=${GUID}`, '//registry.contoso.com/:_authToken=[npm token masked]'],
    ],
    leaves: ['npm_config_registry=https://registry.contoso.com', 'npm_lifecycle_event'],
  },
  {
    kind: 'Azure DevOps token',
    label: 'token',
    // 52 characters of Base32; since sprint 241 (July 2024) 84 with `AZDO` at the 76th or 77th.
    // https://learn.microsoft.com/purview/sit-defn-azure-devops-personal-access-token (2026-11-23)
    anchors: [],
    run: 52,
    pattern: /(?:(?=[a-z]{0,51}[2-7])[a-z2-7]{52}|[A-Za-z0-9]{75,76}AZDO[A-Za-z0-9]{4,5})(?![A-Za-z0-9])/y,
    live: true,
    masks: [
      [`export AZURE_DEVOPS_EXT_PAT=${OLD_PAT}`, 'export AZURE_DEVOPS_EXT_PAT=[token masked]'],
      [`https://${OLD_PAT}@dev.azure.com/contoso`, 'https://[token masked]@dev.azure.com/contoso'],
      [`(${madeUp(76)}AZDO1a2b)`, '([token masked])'],
    ],
    leaves: [madeUp(64, '0123456789abcdef'), madeUp(52, 'abcdefghijklm'), madeUp(84)],
  },
  {
    kind: 'API token',
    label: 'token',
    // Tokens that begin with the name of their service: GitLab, NuGet, Docker, HashiCorp, SonarQube, Databricks, SendGrid,
    // PyPI, Grafana, Artifactory, Stripe, Google, Hugging Face, Anthropic, OpenAI.
    // GitLab: https://gitlab.com/gitlab-org/gitlab/-/merge_requests/138438; NuGet: as the keys of Azure above (2026-11-23).
    anchors: [
      ...['pat', 'dt', 'rt', 'cbt', 'ptt', 'ft', 'soat', 'agent', 'oas', 'imt', 'ffct'].map((kind) => `gl${kind}-`),
      'oy2',
      ...['dckr_pat_', 'dckr_oat_', 'hvs.', 'hvb.', 'sg.', 'pypi-age', 'glsa_', 'akcp', 'aiza', 'hf_'],
      ...['sk_live_', 'rk_live_', 'sk-proj-', 'sk-ant-', 'sk-svcacct-'],
      'sqp_',
      'squ_',
      'sqa_',
      'dapi',
    ],
    pattern:
      /(?<![\w-])(?:gl(?:pat|dt|rt|cbt|ptt|ft|soat|agent|oas|imt|ffct)-[\w.-]{20,}|oy2[a-z0-9]{43}|dckr_[po]at_[\w-]{20,}|hv[sb]\.[\w-]{24,}|SG\.[\w-]{22}\.[\w-]{43}|pypi-AgE[\w-]{50,}|glsa_[A-Za-z0-9]{32}_[\da-f]{8}|AKCp[A-Za-z0-9]{69}|AIza[\w-]{35}|hf_[A-Za-z]{34}|[sr]k_live_[A-Za-z0-9]{24,}|sk-(?:proj|ant|svcacct)-[\w-]{32,}|sq[pua]_[\da-f]{40}|dapi[\da-f]{32})(?!\w)/y,
    live: true,
    masks: [
      [
        `git clone https://ci:gl${'pat'}-${madeUp(20)}@gitlab.com/x`,
        'git clone https://ci:[token masked]@gitlab.com/x',
      ],
      [`CI: gl${'soat'}-${madeUp(20)}`, 'CI: [token masked]'],
      [`dotnet nuget push -k oy2${madeUp(43, 'ab3cd5ef7')}`, 'dotnet nuget push -k [token masked]'],
      [`VAULT: hvs.${madeUp(90)}`, 'VAULT: [token masked]'],
      [`mail: SG.${madeUp(22)}.${madeUp(43)}`, 'mail: [token masked]'],
      [`twine: pypi-AgE${madeUp(80)}`, 'twine: [token masked]'],
    ],
    leaves: [
      'pypi-age is 12',
      'the msg.aB3 of hf_hub',
      'oy2 is short',
      'dapi-server',
      'sqp_installation',
      `sha oy2${madeUp(60, 'ab3cd5ef7')}`,
    ],
  },
  {
    kind: 'API token',
    label: 'token',
    // Of HCP Terraform (https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens).
    anchors: ['.atlasv'],
    before: { character: /[A-Za-z0-9]/, most: 14 },
    pattern: /[A-Za-z0-9]{14}\.atlasv1\.[\w-]{40,}/y,
    live: true,
    masks: [[`TF_TOKEN_x=${madeUp(14)}.atlasv1.${madeUp(67)}`, 'TF_TOKEN_x=[token masked]']],
    leaves: ['the mark .atlasv1.'],
  },
  {
    kind: 'registry credential',
    label: 'credential',
    // Name and password in Base64, in Docker's `config.json` (https://man.cx/containers-auth.json(5), 2026-11-23) and as
    // `_auth` of npm.
    anchors: ['auth'],
    pattern: new RegExp(
      String.raw`((?<=["'_])auth${QUOTE}[ \t]{0,4}[:=][ \t]{0,4}${QUOTE})(?=[A-Za-z+/]{0,200}[\d=])[A-Za-z0-9+/]{12,}={0,2}`,
      'y',
    ),
    live: true,
    masks: [
      [
        '{"auths":{"contoso.azurecr.io":{"auth":"dTpodW50ZXIy"}}}',
        '{"auths":{"contoso.azurecr.io":{"auth":"[credential masked]"}}}',
      ],
      ['_auth=dTpodW50ZXIy', '_auth=[credential masked]'],
    ],
    leaves: ['"auth": "WorkloadIdentityFederation"', '"auth": "oauth2"'],
  },
  {
    kind: 'connection string',
    label: 'secret',
    anchors: ['key', 'pass', 'pwd'],
    pattern: new RegExp(
      String.raw`((?:(?<=(?:account|access|primary|secondary))key=|(?<=; ?)(?:password|pwd) ?= ?)["']?)${NO_SECRET}(?:(?<=")[^"\r\n]+|(?<=')[^'\r\n]+|[^;"'\s\\](?:[^;"'\\\r\n]|\\(?![rnt"'\\]))*)`,
      'iy',
    ),
    live: true,
    masks: [
      [
        'Endpoint=sb://contoso.servicebus.windows.net/;SharedAccessKeyName=root;SharedAccessKey=abcDEF123=;EntityPath=q',
        'Endpoint=sb://contoso.servicebus.windows.net/;SharedAccessKeyName=root;SharedAccessKey=[secret masked];EntityPath=q',
      ],
      [
        'Server=db;User ID=sa;Password=p a&s,s;Encrypt=true',
        'Server=db;User ID=sa;Password=[secret masked];Encrypt=true',
      ],
      ['Uid=sa;Pwd={hunter2};Encrypt=yes', 'Uid=sa;Pwd=[secret masked];Encrypt=yes'],
    ],
    leaves: [
      'AccountKey=***;',
      `InstrumentationKey=${GUID}`,
      'Server=db;Password=$(dbPassword);',
      ';Password={your_password}',
    ],
  },
  {
    kind: 'basic-auth address',
    label: 'password',
    anchors: ['://'],
    pattern: new RegExp(
      String.raw`(:\/\/[^\s/?#@:"'\x60<>]{0,128}:\x60?)(?!\d{1,5}[;,])${NO_SECRET}[^\s/?#"'\x60<>]+(?=\x60?@[\w[])`,
      'iy',
    ),
    live: true,
    masks: [
      ['https://build:hunter2@dev.azure.com/contoso', 'https://build:[password masked]@dev.azure.com/contoso'],
      ['amqp://svc:p@ss@mq.contoso.com:5672', 'amqp://svc:[password masked]@mq.contoso.com:5672'],
      ['https://build:`hunter2`@dev.azure.com', 'https://build:`[password masked]`@dev.azure.com'],
      ['mongodb+srv://:s3cret@db.contoso.com', 'mongodb+srv://:[password masked]@db.contoso.com'],
    ],
    leaves: [
      'https://contoso@dev.azure.com/contoso/web/_git/web',
      'https://build:$(System.AccessToken)@dev.azure.com/contoso',
      'https://build:***@dev.azure.com/contoso',
      'http://localhost:8080/Task@1',
      'jdbc:sqlserver://contoso.database.windows.net:1433;user=app@contoso;database=shop',
    ],
  },
  {
    kind: 'authorization header',
    label: 'credential',
    // RFC 6750 and 7617 (https://www.rfc-editor.org/rfc/rfc6750, 2026-11-23). Both words also stand in sentences: then
    // only what is long and has a digit counts.
    anchors: ['bearer', 'basic', 'authorization'],
    pattern: new RegExp(
      String.raw`([Aa]uthorization\\{0,3}["']?[ \t]{0,4}[:=][ \t]{0,4}\\{0,3}["']?(?=${LONG})|(?:[Bb]earer|BEARER|[Bb]asic|BASIC)(?:[ \t]{1,4}|\+))${NO_SECRET}${NO_GUID}(?:${LONG}|(?<=(?:[Aa]uthorization|AUTHORIZATION)\\{0,3}["']?[ \t]{0,4}[:=][ \t]{0,4}\\{0,3}["']?(?:[Bb]earer|BEARER|[Bb]asic|BASIC)[ \t]{1,4})(?![a-z-]{1,64}(?:[\s.,"']|$))[\w~+/.-]{4,}={0,2})`,
      'y',
    ),
    live: true,
    masks: [
      ['Authorization: Basic OnB3', 'Authorization: Basic [credential masked]'],
      [`-H "Authorization: Bearer ${madeUp(40)}"`, '-H "Authorization: Bearer [credential masked]"'],
      [`Authorization: ${madeUp(40)}`, 'Authorization: [credential masked]'],
      [`\\"authorization\\":\\"Bearer ${madeUp(24)}\\"`, '\\"authorization\\":\\"Bearer [credential masked]\\"'],
    ],
    leaves: [
      'http.extraheader="AUTHORIZATION: bearer ***"',
      'Basic authentication has been disabled',
      'WWW-Authenticate: Bearer authorization_uri="https://login.microsoftonline.com/x"',
      'Authorization: Bearer token is missing',
      '"authorization": "Bearer token"',
      'authorization: AADSTS7000215_invalid_client_1',
    ],
  },
  {
    kind: 'cookie',
    label: 'cookie',
    anchors: ['cookie:'],
    pattern: /((?:(?<=set-)|(?<![\w-]))cookie:[ \t]{1,4})[\w.-]{1,60}=[^\r\n"']{16,}/iy,
    live: false,
    masks: [[`< Set-Cookie: FedAuth=${madeUp(40)}; path=/`, '< Set-Cookie: [cookie masked]']],
    leaves: ['Set-Cookie: x=***', 'the cookie: chocolate'],
  },
  {
    kind: 'kubeconfig data',
    label: 'key',
    // https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/ (2026-11-23); its `token:` is a row below.
    anchors: ['key'],
    pattern: new RegExp(`((?<=client-)key-data${IS})[a-z0-9+/=]{20,}`, 'iy'),
    live: true,
    masks: [[`    client-key-data: ${madeUp(80)}==`, '    client-key-data: [key masked]']],
    leaves: [`certificate-authority-data: ${madeUp(80)}==`, 'client-key-data: REDACTED'],
  },
  {
    kind: 'access key',
    label: 'key',
    // In `NuGet.Config` (https://learn.microsoft.com/nuget/reference/nuget-config-file#apikeys); one after the other.
    anchors: ['apikeys'],
    pattern: new RegExp(
      String.raw`((?<=<)apikeys>(?:[^<]|<(?!/apikeys)){0,2000}?<add[ \t]{1,4}key="[^"<>]{0,200}"[ \t]{1,4}value=")${NO_SECRET}[^"<>]+`,
      'iy',
    ),
    live: true,
    masks: [
      [
        '<apikeys>\n  <add key="https://x" value="AQAA" />\n  <add key="https://y" value="AQAB" />\n</apikeys>',
        '<apikeys>\n  <add key="https://x" value="[key masked]" />\n  <add key="https://y" value="[key masked]" />\n</apikeys>',
      ],
    ],
    leaves: ['<apikeys>\n</apikeys>\n<config>\n  <add key="x" value="y" />', '<add key="https://x" value="AQAA" />'],
  },
  {
    kind: 'secret',
    label: 'secret',
    // The data of a secret of Kubernetes (https://kubernetes.io/docs/concepts/configuration/secret/), before or after its kind.
    anchors: ['data:'],
    pattern: new RegExp(
      String.raw`((?<=^(?:string)?)data:[ \t]{0,4}\r?\n(?:(?<=^kind:[ \t]{1,4}secret\b(?:[^-]|-(?!--)){0,1000})|(?=(?:[ \t][^\r\n]{1,2000}\r?\n){1,40}(?:immutable:[^\r\n]{1,9}\r?\n)?kind:[ \t]{1,4}secret\b))[ \t]{1,8}[\w.-]{1,100}:[ \t]{1,4}["']?)${NO_SECRET}[^\s"']+`,
      'imy',
    ),
    next: /\r?\n[ \t]{1,8}[\w.-]{1,100}:[ \t]{1,4}[^\s"'[]+/y,
    live: true,
    masks: [
      [
        'apiVersion: v1\nkind: Secret\ntype: Opaque\ndata:\n  conn: aHVudGVyMg==\n  pin: MTIzNA==\n',
        'apiVersion: v1\nkind: Secret\ntype: Opaque\ndata:\n  conn: [secret masked]\n\n',
      ],
      ['stringData:\n  conn: hunter\nkind: Secret\n', 'stringData:\n  conn: [secret masked]\nkind: Secret\n'],
    ],
    leaves: [
      'data:\n  region: westeurope\nkind: ConfigMap\n',
      'kind: Secret\nmetadata:\n  name: x\n---\nkind: ConfigMap\ndata:\n  region: westeurope\n',
    ],
  },
  {
    kind: 'secret variable',
    label: 'secret',
    // https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands#setvariable-initialize-or-modify-the-value-of-a-variable (2026-11-23)
    // A variable of that name too, and whatever is to be masked from now on.
    anchors: ['##vso[task.set', '::add-mask::'],
    pattern: new RegExp(
      String.raw`(##vso\[task\.set(?:secret|endpoint[ +][^\]\n]{0,200}(?:key|token)|variable[ +](?=[^\]\n]{0,200}(?:issecret=true|variable=[\w.-]{0,60}(?:secret|token|passw(?:or)?d|pwd|key)[;\]]))[^\]\n]{0,200})\]|::add-mask::)${NO_SECRET}[^\s"'][^"'\r\n]*`,
      'iy',
    ),
    live: true,
    masks: [
      [
        'echo "##vso[task.setvariable variable=x;issecret=true]hunter2"',
        'echo "##vso[task.setvariable variable=x;issecret=true][secret masked]"',
      ],
      [
        '##vso[task.setvariable variable=dbPassword]hunter',
        '##vso[task.setvariable variable=dbPassword][secret masked]',
      ],
      ['##vso[task.setsecret]hunter', '##vso[task.setsecret][secret masked]'],
      [
        '##vso[task.setendpoint id=x;field=authParameter;key=serviceprincipalkey]hunter',
        '##vso[task.setendpoint id=x;field=authParameter;key=serviceprincipalkey][secret masked]',
      ],
    ],
    leaves: [
      '##vso[task.setvariable variable=x;issecret=true]$secret',
      '##vso[task.setvariable variable=x]main',
      '##vso[task.setvariable variable=secretName]sql-connection',
    ],
  },
  {
    kind: 'secret variable',
    label: 'secret',
    // A variable of a group, as the REST interface of Azure DevOps has it, and an output of Terraform as JSON
    // (https://developer.hashicorp.com/terraform/cli/commands/output); their properties stand in any order.
    anchors: ['secret', 'sensitive', 'value'],
    pattern: new RegExp(
      `((?:(?<=is)secret|sensitive)${QUOTE}${GAP}:${GAP}true,[^{}]{0,80}?${ITS_VALUE}|value${QUOTE}${GAP}:${GAP}${QUOTE}(?=[^{}]{1,200}(?:issecret|sensitive)${QUOTE}${GAP}:${GAP}true))${NO_SECRET}${VALUE}`,
      'iy',
    ),
    live: true,
    masks: [
      ['"x": {"isSecret": true, "value": "hunter"}', '"x": {"isSecret": true, "value": "[secret masked]"}'],
      ['"x": {"value": "hunter", "isSecret": true}', '"x": {"value": "[secret masked]", "isSecret": true}'],
      [
        '"x": {\n  "sensitive": true,\n  "type": "string",\n  "value": "hunter"\n}',
        '"x": {\n  "sensitive": true,\n  "type": "string",\n  "value": "[secret masked]"\n}',
      ],
      [
        '"x": {"value": "hunter", "type": "string", "sensitive": true}',
        '"x": {"value": "[secret masked]", "type": "string", "sensitive": true}',
      ],
    ],
    leaves: [
      '"x": {"sensitive": false, "type": "string", "value": "westeurope"}',
      '"x": {"sensitive": true, "type": "string"}, "y": {"value": "westeurope"}',
      '"x": {"value": "main"}, "y": {"isSecret": true, "value": null}',
    ],
  },
  {
    kind: 'secret',
    label: 'secret',
    // What a command stores as a secret.
    anchors: [
      'secret set ',
      'secrets set ',
      'variable create',
      'variable update',
      '--secrets',
      '--secure-env',
      '--from-literal',
    ],
    pattern: new RegExp(
      String.raw`((?:secrets? set ${COMMAND}[ \t](?:--value|--body|-b)[ \t=]{1,3}${GOES_ON}|variable (?:create|update)(?=${COMMAND}[ \t]--(?:is-)?secret(?![\w-]|[ \t=]{1,3}false))${COMMAND}[ \t]--value[ \t=]{1,3}|--(?:secrets|secure-environment-variables)[ \t=]{1,3}(?:["']?[\w.-]{1,80}=["']?(?:\[\w{1,20} masked\]|keyvaultref:[^\s"']{1,200})["']?[ \t]{1,3}){0,20}["']?[\w.-]{1,80}=(?!keyvaultref:)|(?<=create secret (?:[^\r\n]|[\\\x60^]\r?\n){0,400})--from-literal[ \t=]["']?[\w.-]{1,80}=)(?:\\{0,7}["'\x60])?)${NO_SECRET}${NO_PROSE}${ARGUMENT}`,
      'iy',
    ),
    live: true,
    masks: [
      [
        'az keyvault secret set --vault-name x --name y --value hunter',
        'az keyvault secret set --vault-name x --name y --value [secret masked]',
      ],
      ["gh secret set X --body 'hunter2'", "gh secret set X --body '[secret masked]'"],
      [
        'az pipelines variable create --name x --value hunter --secret true',
        'az pipelines variable create --name x --value [secret masked] --secret true',
      ],
      [
        "az pipelines variable-group variable update --secret --value 'a b' --name x",
        "az pipelines variable-group variable update --secret --value '[secret masked]' --name x",
      ],
      [
        'az container create --secure-environment-variables a=hunter -n x',
        'az container create --secure-environment-variables a=[secret masked] -n x',
      ],
      [
        'az containerapp secret set --secrets a=hunter "b=hun ter" -n x',
        'az containerapp secret set --secrets a=[secret masked] "b=[secret masked]" -n x',
      ],
      [
        "kubectl create secret generic x --from-literal=a=hunter --from-literal=b='c d'",
        "kubectl create secret generic x --from-literal=a=[secret masked] --from-literal=b='[secret masked]'",
      ],
    ],
    leaves: [
      'az keyvault secret set --name y --value $(x)',
      'gh secret set X < file',
      'the secret set by the job has no --value',
      'az keyvault secret set needs --value to be given',
      'az pipelines variable create --name x --value main',
      'az pipelines variable create --name x --value main --secret false',
      'az containerapp create --secrets a=keyvaultref:https://x,identityref:y',
      'kubectl create configmap x --from-literal=region=westeurope',
    ],
  },
  {
    kind: 'secret',
    label: 'secret',
    // The others, with or without an option, and what Terraform shows of a secret in a key vault.
    anchors: ['secrets set ', 'config set --secret', 'key_vault_secret', 'networkcredential('],
    pattern: new RegExp(
      String.raw`((?:secrets set|config set --secret) ["']?[\w:.-]{1,100}["']?[ \t]{1,3}${QUOTE}|key_vault_secret${QUOTE}[^{}]{0,200}\{[^{}]{0,200}?${ITS_VALUE}|networkcredential\([ \t]{0,4}["'][^"'\r\n]{0,80}["'],[ \t]{0,4}["'])${NO_SECRET}${VALUE}`,
      'imy',
    ),
    live: true,
    masks: [
      ['pulumi config set --secret key hunter2', 'pulumi config set --secret key [secret masked]'],
      ['dotnet user-secrets set "Db:Key" "hunter2"', 'dotnet user-secrets set "Db:Key" "[secret masked]"'],
      [
        '"type":"azurerm_key_vault_secret","values":{"name":"x","value":"hunter2"}',
        '"type":"azurerm_key_vault_secret","values":{"name":"x","value":"[secret masked]"}',
      ],
      ["New-Object NetworkCredential('app', 'hunter2')", "New-Object NetworkCredential('app', '[secret masked]')"],
    ],
    leaves: ['dotnet user-secrets set "Db:Key" $key'],
  },
  {
    kind: 'password',
    label: 'password',
    // https://github.com/MicrosoftDocs/PowerShell-Docs (ConvertTo-SecureString.md, 2026-11-23)
    anchors: ['securestring'],
    pattern: new RegExp(
      String.raw`((?<!-as)securestring(?:[ \t]{1,4}-(?:string|asplaintext|force)){0,3}[ \t]{1,4}${QUOTE})${NO_SECRET}(?:(?<=["'])[^"'\r\n]+|(?<=${ENTITY})[^&\r\n]+|[^\s"'(:\\&-]\S*(?=[ \t]{1,4}-))`,
      'iy',
    ),
    live: true,
    masks: [
      [
        'ConvertTo-SecureString "hunter" -AsPlainText -Force',
        'ConvertTo-SecureString "[password masked]" -AsPlainText -Force',
      ],
      [
        "ConvertTo-SecureString -AsPlainText -Force -String 'hunter'",
        "ConvertTo-SecureString -AsPlainText -Force -String '[password masked]'",
      ],
      ['ConvertTo-SecureString hunter -AsPlainText', 'ConvertTo-SecureString [password masked] -AsPlainText'],
    ],
    leaves: [
      'ConvertTo-SecureString $pass -AsPlainText -Force',
      'Read-Host -AsSecureString "Password"',
      '{"m":"ConvertTo-SecureString \\"$(pass)\\" -AsPlainText"}',
      'ConvertTo-SecureString : A parameter cannot be found',
      "The term 'ConvertTo-SecureString' is not recognized",
      'ConvertTo-SecureString (Get-Content x) -Force',
    ],
  },
  {
    kind: 'password',
    label: 'password',
    // Where a GUID is called a password it is one; a GUID called a secret is more often the secret's id.
    anchors: ['pass', 'pw', 'adgangskode', 'kodeord', 'senord', 'contrase', 'mot de passe'],
    pattern: afterName(
      String.raw`(?:pass(?:word\d?|wd|ord(?:et)?|wort|phrase)|(?<=(?:store|key|[ \t]/))pass|(?<=[^\W_]_)pass(?!["']?[ \t]{1,4}=)|(?<![a-z])pass(?==(?!=)|["']:[ \t]?["'])|(?<![a-z\d+/])pw(?![a-z]|==)|(?<=-pass(?:in|out|word)[ \t]{1,3}["']?)pass|(?:adgangskode|kodeord)(?:en|et|n)?|senord|contraseña|mot de passe|pwd(?!=\/))`,
      `${NO_SECRET}${NO_NAME}${VALUE}`,
      String.raw`(?:${BETWEEN}|[ \t]["'\x60](?=[^\s\d"'\x60]{0,60}\d)(?=[^\s"'\x60]{6,100}["'\x60]))`,
    ),
    next: CHANGED,
    live: true,
    masks: [
      ['password: hunter2', 'password: [password masked]'],
      ['  dbPassword: hunter', '  dbPassword: [password masked]'],
      ["Password=hun'ter2;User=x", 'Password=[password masked];User=x'],
      ["password: hun'ter2 x", 'password: [password masked] x'],
      ["$password = 'hun''ter2'", "$password = '[password masked]'"],
      ['"password": "a \\"b\\" c", "x": 1', '"password": "[password masked]", "x": 1'],
      ['{\\"password\\":\\"hunter2\\",\\"x\\":1}', '{\\"password\\":\\"[password masked]\\",\\"x\\":1}'],
      [
        'az login --username x --password hunter --tenant y',
        'az login --username x --password [password masked] --tenant y',
      ],
      [`--password ${GUID}`, '--password [password masked]'],
      ['"adminPassword": {"value": "hunter"}', '"adminPassword": {"value": "[password masked]"}'],
      [
        `${STAMP}   "sqlPwd": {\n${STAMP}     "type": "securestring",\n${STAMP}     "value": "hunter"`,
        `${STAMP}   "sqlPwd": {\n${STAMP}     "type": "securestring",\n${STAMP}     "value": "[password masked]"`,
      ],
      ['- name: DB_PASSWORD\n  value: hunter2', '- name: DB_PASSWORD\n  value: [password masked]'],
      [
        '{"name":"DB_PASSWORD","slotSetting":false,"value":"hunter"}',
        '{"name":"DB_PASSWORD","slotSetting":false,"value":"[password masked]"}',
      ],
      ['password: >-\n  hunter2', 'password: >-\n  [password masked]'],
      ["param adminPassword string = 'hunter'", "param adminPassword string = '[password masked]'"],
      ['adminPassword=&#39;hunter&#39;', 'adminPassword=&#39;[password masked]&#39;'],
      ["password='a\\b'", "password='[password masked]'"],
      ['the password is hunter2', 'the password is [password masked]'],
      ['adgangskode: hunter2', 'adgangskode: [password masked]'],
      ['kodeordet er hunter2', 'kodeordet er [password masked]'],
      ['setx DB_PASSWORD hunter2', 'setx DB_PASSWORD [password masked]'],
      [
        'az login --username x --password+hunter2+--tenant+y',
        'az login --username x --password+[password masked]+--tenant+y',
      ],
      ['-AdminPassword `\n  hunter2', '-AdminPassword `\n  [password masked]'],
      ['ENV DB_PASSWORD hunter2', 'ENV DB_PASSWORD [password masked]'],
      ['DB_PASSWORD        hunter2', 'DB_PASSWORD        [password masked]'],
      ['| DB_PASSWORD | hunter2 |', '| DB_PASSWORD | [password masked] |'],
      ['| **password** | `hunter2` |', '| **password** | `[password masked]` |'],
      ['│ password │ hunter2 │', '│ password │ [password masked] │'],
      ['*password:* hunter2', '*password:* [password masked]'],
      ['_password_: hunter2', '_password_: [password masked]'],
      ['password:\n  hunter2x\nport: 1', 'password:\n  [password masked]\nport: 1'],
      ['Password:\nhunter2\nThen', 'Password:\n[password masked]\nThen'],
      [`${STAMP} Password:\n${STAMP} hunter2`, `${STAMP} Password:\n${STAMP} [password masked]`],
      [
        'variable "db_password" {\n  default = "hunter2"\n}',
        'variable "db_password" {\n  default = "[password masked]"\n}',
      ],
      ['password was set to "a b"', 'password was set to "[password masked]"'],
      ["with password 'hunter2'", "with password '[password masked]'"],
      ['openssl x -password pass:hunter2', 'openssl x -password pass:[password masked]'],
      ['the password `hunter2` fails', 'the password `[password masked]` fails'],
      ['os.environ["DB_PASSWORD"] = "hunter2"', 'os.environ["DB_PASSWORD"] = "[password masked]"'],
      [
        'SetEnvironmentVariable("DB_PASSWORD", "hunter2")',
        'SetEnvironmentVariable("DB_PASSWORD", "[password masked]")',
      ],
      ['$env:DB_PASSWORD = "hunter2"', '$env:DB_PASSWORD = "[password masked]"'],
      ["Set-Item env:DB_PASSWORD -Value 'hunter'", "Set-Item env:DB_PASSWORD -Value '[password masked]'"],
      ['{"name": "password2",\n  "value": "hunter2"}', '{"name": "password2",\n  "value": "[password masked]"}'],
      ['SMTP_PASS=hunter', 'SMTP_PASS=[password masked]'],
      ['"user": "x", "pass": "hunter"', '"user": "x", "pass": "[password masked]"'],
      ['cmdkey /add:x /user:y /pass:hunter', 'cmdkey /add:x /user:y /pass:[password masked]'],
      ['pw: hunter2', 'pw: [password masked]'],
      ['Passwort: hunter2', 'Passwort: [password masked]'],
      ['mot de passe : hunter2', 'mot de passe : [password masked]'],
      ['contraseña: hunter2', 'contraseña: [password masked]'],
      ['lösenord: hunter2', 'lösenord: [password masked]'],
      ['<password>\n  hunter2\n</password>', '<password>\n  [password masked]\n</password>'],
      ['keytool -storepass hunter2 -x', 'keytool -storepass [password masked] -x'],
      ['openssl x -passin pass:hunter2 -y', 'openssl x -passin pass:[password masked] -y'],
      ['password: ab&cd', 'password: [password masked]'],
      ['password: hun;ter<5>x', 'password: [password masked]'],
      ['PASSWORD=hun;ter2;Encrypt=true', 'PASSWORD=[password masked];Encrypt=true'],
      ['PASSWORD=hunter2;az login', 'PASSWORD=[password masked];az login'],
      ['<b>password: hunter2</b>', '<b>password: [password masked]</b>'],
      ['~ admin_password = "hunter2" -> "hunter3"', '~ admin_password = "[password masked]"'],
      ['password: /aB3/dE5=', 'password: [password masked]'],
      ['<password>hunter2</password>', '<password>[password masked]</password>'],
      ['password: <b>hunter2</b>', 'password: <b>[password masked]</b>'],
      ['%22password%22%3A+%22hunter%22', '%22password%22%3A+%22[password masked]%22'],
      ['<add key="ClearTextPassword" value="hunter2" />', '<add key="ClearTextPassword" value="[password masked]" />'],
      ['db?user=sa&password=hunter2&ssl=true', 'db?user=sa&password=[password masked]&ssl=true'],
      [
        'contoso.redis.cache.windows.net,password=hunter2,ssl=True',
        'contoso.redis.cache.windows.net,password=[password masked],ssl=True',
      ],
    ],
    leaves: [
      '"digest": "Ym7AAAAt0Pw=="}}}',
      'Password expired',
      'invalid password: please try again',
      'password: AADSTS50126: Error validating credentials',
      'password: $(dbPassword)',
      `password: $\{{ parameters.password }}`,
      'PASSWORD=$SECRET',
      '"password": "***", "password": "", "password": null',
      'passing a certificate with --password. Please note that --password no longer accepts a certificate',
      'az ad sp create-for-rbac --query password -o tsv',
      'PWD=/home/vsts/work/1/s',
      "console.log('password:', x)",
      '"password":"[REDACTED]"',
      '--password <your password>',
      '"adminPassword": {"reference": {"keyVault": {"id": "x"}, "secretName": "sql"}}, "location": {"value": "westeurope"}',
      '"adminPassword": {"value": "$(sqlPassword)"}',
      'the password is expired, and is 90 days old',
      '{"m":"the password is 7000222"}',
      'parameters:\n- name: password\n  type: string',
      'password:\n  type: string2',
      '| password | expires in 90 days |',
      '| secret | 2026-07-01 |',
      '| password | 12 |',
      'invalid password:\n   at Contoso.Login(String x1)',
      'password: &lt;your password&gt;',
      'Password:\nAzureKeyVault@2\nDone',
      'Password:\nAADSTS7000222: expired',
      'password:\nport2: 1',
      'use `--password` and `-p1`',
      'the password `expired`',
      "password '123' is too short",
      'password was changed',
      '--- PASS: TestLogin1 (0.00s)',
      '"pass": true, "pass": "12"',
      'password: 12 characters',
      'adminPassword: securestring',
      'assert.throws("password", "token1")',
      'test_pass_rate: 97%',
      '"minipass": "^7.1.2"',
      'host, user_pass = read_user(2)',
      "if result['password'] == '' and",
    ],
  },
  {
    kind: 'password',
    label: 'password',
    // Where several letters follow `-p` they are the password in these commands; elsewhere another option, `-Path`.
    anchors: [
      ...['login', 'sqlcmd', 'sshpass', 'mysql', 'curl ', '--username', 'bcp ', 'osql', 'psexec', 'certutil', 'mongo'],
      ...['redis-cli', 'nuget push', 'nuget add', 'nuget update', 'nuget setapikey'],
    ],
    pattern: new RegExp(
      String.raw`((?:(?:login|sqlcmd|sshpass|bcp|osql|psexec|certutil|mongo(?:sh)?|nuget (?:add|update) source)\b${COMMAND}[ \t+]-p(?:[ \t]{1,3}${GOES_ON}|[=+])|(?:(?<=(?:\b|\\[nrt])(?:az|docker|podman|registry|acr)[ \t]{1,3})login|(?<!-)sqlcmd|sshpass|bcp|osql)\b${COMMAND}[ \t]-p(?=["']|[^\s=+]{3})|mysql(?:dump|admin)?\b${COMMAND}[ \t]-p(?=\S)|--username[ =](?!(?:and|or)[ \t])\S{1,80}[ \t]{1,3}${GOES_ON}--password[ \t=]{1,3}|redis-cli\b${COMMAND}[ \t]-a[ \t]{1,3}|curl ${COMMAND}(?<=[ \t])(?:-u[ \t=]{0,3}|--(?:proxy-)?user[ \t=]{1,3})["']?[^\s:"']{0,80}:|nuget push\b${COMMAND}[ \t]-k[ \t]{1,3}(?=${LONG})|nuget setapikey[ \t]{1,3}(?=${LONG}))(?:\\{0,7}["'])?)${NO_SECRET}${NO_PROSE}${ARGUMENT}`,
      'iy',
    ),
    live: true,
    masks: [
      [
        'az login --service-principal -u app -p hunter -t y',
        'az login --service-principal -u app -p [password masked] -t y',
      ],
      [
        'docker login -u app -p "a b" contoso.azurecr.io',
        'docker login -u app -p "[password masked]" contoso.azurecr.io',
      ],
      [
        'docker login --username app --password hunter contoso.azurecr.io',
        'docker login --username app --password [password masked] contoso.azurecr.io',
      ],
      ['sqlcmd -S db -U sa -P hunter -d x', 'sqlcmd -S db -U sa -P [password masked] -d x'],
      [
        'az login \\\n  -u app \\\n  -p hunter2 \\\n  -t y',
        'az login \\\n  -u app \\\n  -p [password masked] \\\n  -t y',
      ],
      ['{"m":"az login -p \\"hunter2\\" -t y"}', '{"m":"az login -p \\"[password masked]\\" -t y"}'],
      ['az login -p `\n  hunter2 -t y', 'az login -p `\n  [password masked] -t y'],
      ['cmd=az+login+-p+hunter2+-t+y', 'cmd=az+login+-p+[password masked]+-t+y'],
      ['mysql -u root -phunter2 shop', 'mysql -u root -p[password masked] shop'],
      [`nuget push x.nupkg -k ${madeUp(20)} -s y`, 'nuget push x.nupkg -k [password masked] -s y'],
      [
        'az login --service-principal -u app -phunter -t y',
        'az login --service-principal -u app -p[password masked] -t y',
      ],
      ['{"m":"x\\naz login -phunter -t y"}', '{"m":"x\\naz login -p[password masked] -t y"}'],
      ['sqlcmd -S db -U sa -P"a b" -d x', 'sqlcmd -S db -U sa -P"[password masked]" -d x'],
      ['svn co --username x --password hunter https://y', 'svn co --username x --password [password masked] https://y'],
      ['redis-cli -h x -a hunter ping1', 'redis-cli -h x -a [password masked] ping1'],
      [
        'dotnet nuget add source https://x -u build -p hunter -n y',
        'dotnet nuget add source https://x -u build -p [password masked] -n y',
      ],
      [`nuget setapikey ${madeUp(24)} -s y`, 'nuget setapikey [password masked] -s y'],
      ['{"m":"az login -p hunter\\nError"}', '{"m":"az login -p [password masked]\\nError"}'],
      ['curl -uapp:hunter2 https://x', 'curl -uapp:[password masked] https://x'],
      ['curl -s -u :hunter2 https://dev.azure.com', 'curl -s -u :[password masked] https://dev.azure.com'],
    ],
    leaves: [
      'az login -p $SECRET',
      'docker login --password-stdin',
      'mkdir -p /tmp/login',
      'curl -u :$PAT https://x',
      'curl https://a-url.com:8080/x',
      'docker login x && docker run -p 8080:80 x',
      'nuget push x -k az',
      'mysql -p -u x',
      'az login -p is no longer accepted',
      'use az login with -p or --password',
      'az login -p/--password',
      'docker login -u x -p, --password string',
      'docker login x; docker run -p8080:80 -p 80:80 x',
      'az login failed in Login.ps1 -Path x',
      'Invoke-Sqlcmd -Path x1',
      'the options --username x --password y are required',
      'the --username and --password options are required',
    ],
  },
  {
    kind: 'password',
    label: 'password',
    // A name and a password in the options that most commands have for them; no port, no path, no word.
    anchors: [' -u'],
    pattern: new RegExp(
      String.raw`( -u[ \t=]{0,3}["']?[^\s"'-][^\s"']{0,100}["']?(?:[ \t]{1,3}${GOES_ON}--?[a-z][\w-]{0,30}(?:[ \t=]{1,3}[^\s-]\S{0,100})?){0,6}?[ \t]{1,3}${GOES_ON}-p[ \t]{1,3}["']?)(?=(?:(?<=["'])[^"'\r\n]{0,60}|[^\s"']{0,60})[\d!#%^*+~])(?![\w./@-]{0,60}@\d)${NO_SECRET}${NO_PROSE}(?!\.)${ARGUMENT}`,
      'iy',
    ),
    live: true,
    masks: [
      [
        'az sql server create -u app -g rg -p hunter2 -n x',
        'az sql server create -u app -g rg -p [password masked] -n x',
      ],
      ["tool -U 'app' \\\n  -P 'hunter 2'", "tool -U 'app' \\\n  -P '[password masked]'"],
    ],
    leaves: [
      'docker run -u root -p 8080:80 x',
      'docker run -u root -p 127.0.0.1:8080:80 x',
      'sudo -u build mkdir -p out/bin1',
      'psql -U app -p 5432',
      'pytest -u x -p no:cacheprovider',
      'npx -u x -p typescript@5',
    ],
  },
  {
    kind: 'password',
    label: 'password',
    // Commands of Windows, whose options begin with a slash: SqlPackage, SignTool, `schtasks`, `net`.
    // https://learn.microsoft.com/sql/tools/sqlpackage/sqlpackage-publish,
    // https://learn.microsoft.com/previous-versions/windows/it-pro/windows-server-2012-r2-and-2012/gg651155(v=ws.11)
    anchors: ['/tp:', '/sp:', '-tp:', '-sp:', ' /rp ', 'signtool', 'net use'],
    pattern: new RegExp(
      String.raw`((?:(?<![^\s"'])[/-][ts]p:| /rp[ \t]{1,3}|signtool\b${COMMAND}[ \t]/p[ \t]{1,3}|net use[ \t]{1,3}(?:[a-z*]:?[ \t]{1,3})?["']?\\\\[^\s"']{1,200}["']?[ \t]{1,3}(?:/user:\S{1,100}[ \t]{1,3}(?=[^\s/]\S{0,100}[ \t]{0,8}(?:[/\r\n&|]|$))|(?=[^\s/]\S{0,100}[ \t]{1,3}/))|net user[ \t]{1,3}["']?[^\s"'/]{1,60}["']?[ \t]{1,3}(?=[^\s/]\S{0,100}[ \t]{1,3}/))(?:\\{0,7}["'])?)${NO_SECRET}${ARGUMENT}`,
      'iy',
    ),
    live: true,
    masks: [
      [
        'SqlPackage.exe /a:Publish /tsn:db /tu:sa /tp:hunter /sp:"a b" /p:X=y',
        'SqlPackage.exe /a:Publish /tsn:db /tu:sa /tp:[password masked] /sp:"[password masked]" /p:X=y',
      ],
      ['signtool sign /f x.pfx /p hunter /v', 'signtool sign /f x.pfx /p [password masked] /v'],
      ['schtasks /create /ru app /rp hunter /tr y', 'schtasks /create /ru app /rp [password masked] /tr y'],
      ['net use \\\\files\\x hunter /user:app', 'net use \\\\files\\x [password masked] /user:app'],
      ['net use Z: \\\\files\\x /user:app hunter', 'net use Z: \\\\files\\x /user:app [password masked]'],
      ['net user app hunter /add', 'net user app [password masked] /add'],
    ],
    leaves: [
      'SqlPackage.exe /tp:$(sqlPassword) /p:X=y',
      'net use \\\\files\\x failed with system error 86',
      'net use Z: \\\\files\\x /user:app *',
      'net use Z: \\\\files\\x /delete /y',
      'net user app /domain',
      'https://contoso/sp:x1',
    ],
  },
  {
    kind: 'password',
    label: 'password',
    // What PowerShell hands on to become a secure string.
    anchors: ['convertto-securestring'],
    before: { character: /[^\r\n]/, most: 200 },
    pattern: new RegExp(
      String.raw`([^\r\n]{0,200}?["'])${NO_SECRET}[^"'\r\n]{1,200}(?=["'] ?\| ?ConvertTo-SecureString)`,
      'iy',
    ),
    live: true,
    masks: [
      [
        "$x = 'hunter' | ConvertTo-SecureString -AsPlainText",
        "$x = '[password masked]' | ConvertTo-SecureString -AsPlainText",
      ],
    ],
    leaves: ['"$(pw)" | ConvertTo-SecureString -AsPlainText -Force', "Get-Content 'x' | ConvertTo-Json"],
  },
  {
    kind: 'password',
    label: 'password',
    // A line of `.netrc` (https://everything.curl.dev/usingcurl/netrc, 2026-11-23), and what is piped into a log-in.
    anchors: ['password', 'echo '],
    pattern: new RegExp(
      String.raw`((?<=machine[ \t]{1,4}\S{1,80}${GAP}login[ \t]{1,4}\S{1,80}${GAP})password[ \t]{1,4}|echo (?:-n )?${QUOTE}(?=[^|\r\n]{1,200}\|[^|\r\n]{1,200}--password-stdin))${NO_SECRET}(?:[^\s"'|\\]|\\(?![rnt"'\\]))+`,
      'iy',
    ),
    live: true,
    masks: [
      [
        'machine dev.azure.com login build password hunter',
        'machine dev.azure.com login build password [password masked]',
      ],
      ['machine x\n  login y\n  password hunter', 'machine x\n  login y\n  password [password masked]'],
      ['echo "hunter" | docker login --password-stdin', 'echo "[password masked]" | docker login --password-stdin'],
    ],
    leaves: [
      'echo $PAT | az devops login --password-stdin',
      'this machine has a login password set',
      'echo "done" | tee log',
    ],
  },
  {
    kind: 'secret',
    label: 'secret',
    anchors: ['secret', 'key', 'hemmelighe'],
    pattern: afterName(
      '(?:secret(?:[ _-]?(?:key|text|value))?|(?<=principal[_-]?)key|hemmelighe[td](?:en)?)',
      `${NO_SECRET}${NO_GUID}${NO_NAME}${NO_WORDS}${VALUE}`,
    ),
    next: CHANGED,
    live: true,
    masks: [
      [
        'client_secret=abc123&grant_type=client_credentials',
        'client_secret=[secret masked]&grant_type=client_credentials',
      ],
      ['client_secret = "abc123"', 'client_secret = "[secret masked]"'],
      ["$clientSecret = 'abc;123'", "$clientSecret = '[secret masked]'"],
      ['"clientSecret": "abc 123"', '"clientSecret": "[secret masked]"'],
      ['AZURE_CLIENT_SECRET: abc123', 'AZURE_CLIENT_SECRET: [secret masked]'],
      ['{"name":"clientSecret","value":"abc123"}', '{"name":"clientSecret","value":"[secret masked]"}'],
      ['SERVICE_PRINCIPAL_KEY=abc123', 'SERVICE_PRINCIPAL_KEY=[secret masked]'],
      ['client secret:\nabc123\n', 'client secret:\n[secret masked]\n'],
      ['"serviceprincipalkey":"abc123"', '"serviceprincipalkey":"[secret masked]"'],
      ['--client-secret abc123', '--client-secret [secret masked]'],
      ['echo `--client-secret abc123`', 'echo `--client-secret [secret masked]`'],
      ['client_secret%3Dabc123%26scope%3Dx', 'client_secret%3D[secret masked]%26scope%3Dx'],
      ['"storageSecret": { "value": "abc123" }', '"storageSecret": { "value": "[secret masked]" }'],
      [
        '"name": "AZURE_CLIENT_SECRET",\n  "value": "abc123"',
        '"name": "AZURE_CLIENT_SECRET",\n  "value": "[secret masked]"',
      ],
      ['client secret is "abc123"', 'client secret is "[secret masked]"'],
      ['klienthemmelighet: abc123', 'klienthemmelighet: [secret masked]'],
    ],
    leaves: [
      'AADSTS7000215: Invalid client secret provided. Ensure the secret being sent is the value',
      'client secret: AADSTS7000222: The provided client secret keys are expired',
      `secret: ${GUID}`,
      'keyVaultSecret: sql-connection',
      'Get secret: 404',
      '"hasSecret": 1, "x": 2',
      '##vso[task.setvariable variable=x;issecret=true]$(y)',
      'client_secret: $(secret)',
      'client_secret = var.client_secret',
      'secret = process.env.SECRET',
      'secret: <placeholder>',
      "subject 'sc://contoso/web/secret: x1'",
      'docker build --secret id=npmrc1,src=.npmrc .',
      'Assertion Subject: sc://contoso/web/client_secret=x1',
      'const x = "<client-secret>";',
    ],
  },
  {
    kind: 'token',
    label: 'token',
    anchors: ['token', 'pat=', 'pat:', 'pat =', 'pat is', 'sonar.login'],
    pattern: afterName('(?:token|sonar\\.login|(?<![a-z])pat)', `${NO_SECRET}${NO_GUID}${NO_HOST}${LONG}`),
    live: true,
    masks: [
      [`    token: ${madeUp(32)}`, '    token: [token masked]'],
      [`"refresh_token":"1.AV${madeUp(40)}"`, '"refresh_token":"[token masked]"'],
      [`-Dsonar.login=${madeUp(40)}`, '-Dsonar.login=[token masked]'],
      [`--token ${madeUp(24)}`, '--token [token masked]'],
      [`$pat = "${madeUp(28)}"`, '$pat = "[token masked]"'],
      [`my PAT is \`${madeUp(28)}\``, 'my PAT is `[token masked]`'],
    ],
    leaves: [
      'Failed to acquire token: AADSTS700016: Application was not found',
      `token: /eid1/c/pub/t/abcdefghij0123456789ab/a/x/sc/${GUID}/${GUID}`,
      'token=sc://contoso/web/connection-1-production',
      `token: vstoken.dev.azure.com/${GUID}`,
      'Culture=neutral, PublicKeyToken=31bf3856ad364e35',
      'AZURE_FEDERATED_TOKEN_FILE=/var/run/secrets/azure/tokens/1',
      'GetToken: 2026-07-01T12:00:00.123Z',
    ],
  },
  {
    kind: 'access key',
    label: 'key',
    anchors: ['key'],
    pattern: afterName(
      '(?<=(?:account|access|api|primary|secondary|functions|subscription|master|storage|shared|encryption|signing)[_.-]?)key[12]?',
      `${NO_SECRET}${NO_GUID}${NO_HOST}${LONG}`,
    ),
    live: true,
    masks: [
      [`api_key: ${madeUp(32)}`, 'api_key: [key masked]'],
      [`JWT_SIGNING_KEY=${madeUp(32)}`, 'JWT_SIGNING_KEY=[key masked]'],
      [`Ocp-Apim-Subscription-Key: ${madeUp(32)}`, 'Ocp-Apim-Subscription-Key: [key masked]'],
      [`--account-key ${madeUp(44)}=`, '--account-key [key masked]'],
    ],
    leaves: [`cacheKey: ${madeUp(40)}`, `instrumentationKey: ${GUID}`, 'api-key: $(apiKey)'],
  },
  {
    kind: 'e-mail address',
    label: 'e-mail',
    // Not the organization before `@dev.azure.com` in the address of a repository, nor `git@`, nor a template's repository.
    anchors: ['@'],
    before: { character: /[\p{L}\p{N}._+'#-]/u, most: Number.POSITIVE_INFINITY },
    pattern:
      /(?!git@)[\p{L}\p{N}._+'#-]+(?<!\.ya?ml)@[\p{L}\p{N}.-]*[\p{L}\p{N}]\.[a-z]{2,}(?<!:\/\/[^\s/?]{0,128})/iuy,
    live: false,
    masks: [
      ['user jane@contoso.com has', 'user [e-mail masked] has'],
      ['login_hint=jane%40contoso.co.uk&x=1', 'login_hint=[e-mail masked]&x=1'],
      ['jørn_contoso.com#EXT#@fabrikam.onmicrosoft.com', '[e-mail masked]'],
    ],
    leaves: [
      'AzureCLI@2 and Docker@1',
      'https://contoso@dev.azure.com/contoso/web/_git/web',
      'git@ssh.dev.azure.com:v3/contoso/web/web',
      'actions/checkout@v4.1.0',
      'template: build.yml@templates.contoso',
      'repo:contoso@289159619/web@1390388831:ref:refs/heads/main',
      '@contoso/web@1.2.3',
    ],
  },
];
