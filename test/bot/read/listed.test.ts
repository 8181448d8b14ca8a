import assert from 'node:assert/strict';
import { read } from '../../../bot/read/read.ts';

const ORGANIZATION = '6f0c1b7e-3f0a-4c52-9d55-2b1a7e0c9f11';
const ISSUER = `https://vstoken.dev.azure.com/${ORGANIZATION}`;
const GITHUB = 'https://token.actions.githubusercontent.com';
const APP_TABLE = [
  'Description    Issuer                                                              Name    Subject',
  '-------------  ------------------------------------------------------------------  ------  -------------------------------',
  `               ${GITHUB}                         gh      repo:contoso/web:ref:refs/heads/main`,
  `for releases   ${ISSUER}  azdo    sc://contoso/Web Shop/prod`,
];
const IDENTITY_TABLE = [
  'Issuer                                                              Name    ResourceGroup    Subject',
  '------------------------------------------------------------------  ------  ---------------  -------------------------',
  `${ISSUER}  azdo    rg-identities    sc://contoso/web/prod`,
];
const LIST = JSON.stringify([
  { name: 'azdo', issuer: ISSUER, subject: 'sc://contoso/web/prod', audiences: ['api://x'] },
]);

const field =
  (separator: (key: string) => string) =>
  (fields: Readonly<Record<string, string>>): string =>
    Object.entries(fields)
      .map(([key, value]) => `${key}${separator(key)}${value}`)
      .join('\n');
const powershell = (fields: Readonly<Record<string, string>>): string =>
  field((key) => `${' '.repeat(12 - key.length)}: `)({
    Audience: '{api://AzureADTokenExchange}',
    Description: '',
    ...fields,
  });
const yaml = (fields: Readonly<Record<string, string>>): string =>
  `- audiences:\n  - api://AzureADTokenExchange\n  ${field(() => ': ')({ description: 'null', ...fields }).replaceAll(/\n(?! )/g, '\n  ')}`;
const two = (of: (name: string, issuer: string, subject: string) => string, between = '\n'): string =>
  [of('gh', GITHUB, 'repo:contoso/web:ref:refs/heads/main'), of('azdo', ISSUER, 'sc://contoso/Web Shop/prod')].join(
    between,
  );
const YAML = two((name, issuer, subject) => yaml({ id: ORGANIZATION, issuer, name, subject }));

/** The same two credentials in every shape in which tools list them, and whose the shape says they are. */
const SHAPES: Readonly<Record<string, readonly [what: string, owner: string, text: string]>> = {
  yaml: ['YAML', 'app', YAML],
  yamlInLog: ['YAML in a log', 'app', YAML.replaceAll(/^/gm, '2026-11-20T09:05:12.1234567Z ')],
  yamlColoured: ['YAML in colours', 'app', YAML.replaceAll(/([a-z]+):(?= |$)/gm, '\u001b[94m$1\u001b[39;49;00m:')],
  jsonColoured: [
    'JSON in colours',
    'app',
    `[${two((name, issuer, subject) => JSON.stringify({ id: 'x', name, issuer, subject }), ',').replaceAll(/"[^"]+"/g, '\u001b[33m$&\u001b[39;49;00m')}]`,
  ],
  list: [
    'a list of PowerShell',
    'app',
    two((Name, Issuer, Subject) => powershell({ Id: ORGANIZATION, Issuer, Name, Subject }), '\n\n'),
  ],
  table: [
    'a table of PowerShell',
    'managed-identity',
    `PS> Get-AzFederatedIdentityCredential -IdentityName id-web -ResourceGroupName rg-ids\n\nName Issuer${' '.repeat(61)}Subject\n---- ------${' '.repeat(61)}-------\n${two((name, issuer, subject) => `${name.padEnd(5)}${issuer.padEnd(67)}${subject}`)}\n`,
  ],
  tsv: [
    'fields between tabs',
    'app',
    `az ad app federated-credential list -o tsv\n${two((name, issuer, subject) => ['1', '', ORGANIZATION, issuer, name, subject].join('\t'))}`,
  ],
  markdown: [
    'a table of Markdown',
    'unknown',
    `| Name | Issuer | Subject |\n| :--- | --- | ---: |\n${two((name, issuer, subject) => `| ${name} | \`${issuer}\` | ${subject} |`)}`,
  ],
  markdownBare: [
    'a table of Markdown without outer lines',
    'unknown',
    `Name | Issuer | Subject\n---|---|---\n${two((name, issuer, subject) => `${name} | ${issuer} | ${subject}`)}`,
  ],
  terraform: [
    'Terraform',
    'unknown',
    two(
      (name, issuer, subject) =>
        `resource "azuread_application_federated_identity_credential" "${name}" {\n  display_name = "${name}"\n  audiences    = ["api://AzureADTokenExchange"]\n  issuer       = "${issuer}"\n  subject      = "${subject}"\n}`,
    ),
  ],
  portal: [
    'what the portal shows',
    'unknown',
    two(
      (name, issuer, subject) =>
        `Federated credential\nName: ${name}\nIssuer: ${issuer}\nSubject identifier: ${subject}`,
      '\n\n',
    ),
  ],
};
const reading = (text: string) => read(text, { all: new Set(), federation: new Set() });

describe('what a text lists', () => {
  it('is read from the table of an app registration', () => {
    const [found, ...others] = reading(
      ['$ az ad app federated-credential list -o table', ...APP_TABLE, ''].join('\n'),
    ).json;
    assert.deepEqual(others, []);
    assert.deepEqual(found, {
      kind: 'federated-credentials',
      owner: 'app',
      credentials: [
        { name: 'gh', issuer: GITHUB, subject: 'repo:contoso/web:ref:refs/heads/main', audiences: [] },
        { name: 'azdo', issuer: ISSUER, subject: 'sc://contoso/Web Shop/prod', audiences: [] },
      ],
    });
  });

  for (const [how, line] of [
    ['with Windows line ends', (text: string) => `${text}\r`],
    ['in a log', (text: string) => `2026-11-20T09:05:12.1234567Z ${text}`],
  ] as const) {
    it(`is read from the table of a managed identity ${how}`, () => {
      const [found] = reading(IDENTITY_TABLE.map(line).join('\n')).json;
      assert.ok(found?.kind === 'federated-credentials');
      assert.equal(found.owner, 'managed-identity');
      assert.deepEqual(found.credentials, [
        { name: 'azdo', issuer: ISSUER, subject: 'sc://contoso/web/prod', audiences: [] },
      ]);
    });
  }

  for (const [what, owner, text] of Object.values(SHAPES)) {
    it(`is read from ${what}`, () => {
      const [found, ...others] = reading(text).json;
      assert.deepEqual(others, []);
      assert.ok(found?.kind === 'federated-credentials');
      assert.equal(found.owner, owner);
      assert.deepEqual(
        found.credentials.map(({ issuer, subject }) => [issuer, subject]),
        [
          [GITHUB, 'repo:contoso/web:ref:refs/heads/main'],
          [ISSUER, 'sc://contoso/Web Shop/prod'],
        ],
      );
      assert.equal(found.credentials[1]?.name, 'azdo');
    });
  }

  it('has the audiences and the identity that a list shows', () => {
    const id =
      '/subscriptions/1/resourceGroups/rg-ids/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-web/federatedIdentityCredentials/azdo';
    const [found] = reading(yaml({ id, issuer: ISSUER, name: 'azdo', subject: "'sc://contoso/Bob''s/prod '" })).json;
    assert.deepEqual(found, {
      kind: 'federated-credentials',
      owner: 'managed-identity',
      credentials: [
        {
          name: 'azdo',
          identity: 'id-web',
          group: 'rg-ids',
          issuer: ISSUER,
          subject: "sc://contoso/Bob's/prod ",
          audiences: ['api://AzureADTokenExchange'],
        },
      ],
    });
  });

  const credential = { issuer: ISSUER, subject: 'sc://contoso/web/prod', audiences: ['api://AzureADTokenExchange'] };

  it('keeps together what PowerShell lists of it, whatever else that is', () => {
    const [found] = reading(
      [
        'Audience                     : {api://AzureADTokenExchange}',
        `Id                           : ${ORGANIZATION}`,
        `Issuer                       : ${ISSUER}`,
        'Name                         : azdo',
        'ResourceGroupName            : rg-ids',
        'SystemDataCreatedAt          : ',
        'SystemDataLastModifiedByType : User',
        'Subject                      : sc://contoso/web/prod',
      ].join('\r\n'),
    ).json;
    assert.deepEqual(found, {
      kind: 'federated-credentials',
      owner: 'managed-identity',
      credentials: [{ name: 'azdo', ...credential }],
    });
  });

  for (const [what, text, found] of [
    ['an ID', `id: ${ORGANIZATION}\nissuer: ${ISSUER}\nsubject: ${credential.subject}`, { audiences: [] }],
    [
      'a name and audiences',
      `name: azdo\nissuer: ${ISSUER}\nsubject: ${credential.subject}\naudiences: api://AzureADTokenExchange`,
      { name: 'azdo' },
    ],
    [
      'audiences as a list has them',
      `issuer: ${ISSUER}\nsubject: ${credential.subject}\naudiences: ["api://AzureADTokenExchange", "api://b"]`,
      { audiences: ['api://AzureADTokenExchange', 'api://b'] },
    ],
    [
      'audiences a line each',
      `audiences:\n- api://AzureADTokenExchange\n- api://b\nissuer: ${ISSUER}\nsubject: ${credential.subject}`,
      { audiences: ['api://AzureADTokenExchange', 'api://b'] },
    ],
    [
      'a heading two lines above',
      `Federated credentials of id-web\n\n* Issuer URL: ${ISSUER}\n* Subject identifier: ${credential.subject}`,
      { audiences: [] },
    ],
    [
      'an issuer that is a web address without encryption',
      `name: null\nid: x\nissuer: http://contoso.example\nsubject: ${credential.subject}`,
      { issuer: 'http://contoso.example', audiences: [] },
    ],
    [
      'line ends of an old Macintosh',
      `name: azdo\rid: x\rissuer: ${ISSUER}\rsubject: ${credential.subject}`,
      { name: 'azdo', audiences: [] },
    ],
    [
      'values in quotes with escapes',
      `id: "x"\nissuer: "${ISSUER}"\nsubject: "sc://contoso/caf\\u00e9/prod"`,
      { subject: 'sc://contoso/caf\u00e9/prod', audiences: [] },
    ],
  ] as const) {
    it(`is read from fields that have ${what}`, () => {
      const [list, ...others] = reading(text).json;
      assert.deepEqual(others, []);
      assert.ok(list?.kind === 'federated-credentials');
      assert.deepEqual(list.credentials, [{ ...credential, ...found }]);
    });
  }

  it('has no more than the lines of its own credential', () => {
    const [found] = reading(
      `Federated credential\nIssuer: ${ISSUER}\nSubject: ${credential.subject}\nColour: blue\nName: other`,
    ).json;
    assert.ok(found?.kind === 'federated-credentials');
    assert.deepEqual(found.credentials, [{ ...credential, audiences: [] }]);
  });

  it('goes on in the next line where YAML or PowerShell broke it', () => {
    const folded = yaml({ id: ORGANIZATION, issuer: ISSUER, subject: 'sc://contoso/Web\n    Shop/prod', type: 'x' });
    const ids = `/eid1/c/pub/t/a/a/b/sc/${ORGANIZATION}/`;
    const list = (subject: string): string => powershell({ Id: ORGANIZATION, Issuer: ISSUER, Subject: subject });
    const indented = `\n${' '.repeat(14)}`;
    for (const [text, subject, cut] of [
      [folded, 'sc://contoso/Web Shop/prod', undefined],
      [list(`${ids}${indented}${ORGANIZATION}`), `${ids}${ORGANIZATION}`, undefined],
      // Here it may have been a blank.
      [list(`sc://contoso/Web${indented}Shop/prod`), undefined, true],
    ] as const) {
      const [found] = reading(text).json;
      assert.ok(found?.kind === 'federated-credentials');
      assert.deepEqual(
        found.credentials.map((one) => [one.subject, one.cut]),
        [[subject, cut]],
      );
    }
  });

  it('is not known where a table cut it off or went on in the next line', () => {
    for (const rows of [
      [`azdo  ${ISSUER.slice(0, 30)}\u2026                         sc://contoso/w\u2026`],
      [`azdo  ${ISSUER.slice(0, 30)}...                       sc://contoso/w...`],
      [`azdo  ${ISSUER.slice(0, 50)}      sc://contoso/web`, `      ${ISSUER.slice(50).padEnd(56)}/prod`],
    ]) {
      const head = [
        'Name  Issuer                                                  Subject',
        '----  ------                                                  -------',
      ];
      const { json, evidence } = reading([...head, ...rows, '', 'done'].join('\n'));
      assert.deepEqual(json, [
        {
          kind: 'federated-credentials',
          owner: 'unknown',
          credentials: [{ name: 'azdo', audiences: [], cut: true }],
        },
      ]);
      assert.equal(evidence.issuer ?? evidence.subject, undefined);
    }
  });

  describe('in a table', () => {
    /** Columns as wide as their longest cell, two blanks apart. */
    const table = (...rows: readonly (readonly string[])[]): string => {
      const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
      const line = (row: readonly string[]): string => widths.map((w, at) => (row[at] ?? '').padEnd(w)).join('  ');
      const [head = [], ...rest] = rows;
      return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...rest.map(line)].join('\n');
    };
    const markdown = (...rows: readonly (readonly string[])[]): string => {
      const [head = [], ...rest] = rows;
      return [head, head.map(() => '---'), ...rest].map((row) => `| ${row.join(' | ')} |`).join('\n');
    };
    const subject = 'sc://contoso/shop/prod';
    for (const [what, text, owner, found] of [
      [
        'whose subject is called an identifier and comes first',
        table(['Subject identifier', 'Issuer'], [subject, ISSUER]),
        'unknown',
        { issuer: ISSUER, subject, audiences: [] },
      ],
      [
        'whose resource group comes first',
        table(['ResourceGroupName', 'Name', 'Issuer', 'Subject'], ['rg', 'azdo', ISSUER, subject]),
        'managed-identity',
        { name: 'azdo', issuer: ISSUER, subject, audiences: [] },
      ],
      [
        'with audiences',
        table(['Audiences', 'Issuer', 'Subject'], ['{api://a, api://b}', ISSUER, subject]),
        'unknown',
        { issuer: ISSUER, subject, audiences: ['api://a', 'api://b'] },
      ],
      [
        'with an audience that it cut off',
        table(['Audience', 'Issuer', 'Subject'], ['{api://AzureADTok...', ISSUER, subject]),
        'unknown',
        { issuer: ISSUER, subject, audiences: [] },
      ],
      [
        'with an issuer that it cut off',
        table(['Name', 'Issuer', 'Subject'], ['azdo', 'https://vstoken.dev.az\u2026', subject]),
        'unknown',
        { name: 'azdo', subject, cut: true, audiences: [] },
      ],
      [
        'with a subject that it cut off',
        table(['Name', 'Issuer', 'Subject'], ['azdo', ISSUER, 'sc://contoso/sh\u2026']),
        'unknown',
        { name: 'azdo', issuer: ISSUER, cut: true, audiences: [] },
      ],
      [
        'with an issuer that is not encrypted',
        table(['Name', 'Issuer', 'Subject'], ['azdo', 'http://contoso.example', subject]),
        'unknown',
        { name: 'azdo', issuer: 'http://contoso.example', subject, audiences: [] },
      ],
      [
        'of Markdown in bold, with audiences',
        markdown(['Issuer', 'Subject', 'Audience'], [`**${ISSUER}**`, `\`${subject}\``, 'api://a']),
        'unknown',
        { issuer: ISSUER, subject, audiences: ['api://a'] },
      ],
    ] as const) {
      it(`is read from one ${what}`, () => {
        assert.deepEqual(reading(`here it is:\n${text}\n\ndone`).json, [
          { kind: 'federated-credentials', owner, credentials: [found] },
        ]);
      });
    }

    it('leaves out a row that has no subject', () => {
      const rows = table(
        ['Issuer', 'Name', 'Subject'],
        [ISSUER, 'azdo', subject],
        [ISSUER, 'other', ''],
        [ISSUER, 'third', subject],
      );
      const [found] = reading(rows).json;
      assert.ok(found?.kind === 'federated-credentials');
      assert.deepEqual(
        found.credentials.map(({ name }) => name),
        ['azdo', 'third'],
      );
    });

    it('is forty credentials at most, and those beyond are not presented', () => {
      const rows = Array.from({ length: 60 }, (_, row) => [`c${row}`, ISSUER, `${subject}${row}`]);
      for (const text of [
        table(['Name', 'Issuer', 'Subject'], ...rows),
        rows.map((row) => [row[1], row[0], row[2]].join('\t')).join('\n'),
        rows.map((row) => `name: ${row[0]}\nid: x\nissuer: ${row[1]}\nsubject: ${row[2]}`).join('\n\n'),
      ]) {
        const { json, evidence } = reading(text);
        const [found] = json;
        assert.ok(found?.kind === 'federated-credentials');
        assert.equal(found.credentials.length, 40);
        assert.equal(evidence.subject, undefined);
      }
    });

    it('has a name between tabs only where the Azure CLI prints one', () => {
      for (const [cells, name] of [
        [[ISSUER, 'azdo', subject], 'azdo'],
        [['azdo', ISSUER, subject], undefined],
        [[subject, 'azdo', ISSUER], undefined],
      ] as const) {
        const [found] = reading(cells.join(' \t')).json;
        assert.ok(found?.kind === 'federated-credentials');
        assert.deepEqual(found.credentials, [{ ...(name && { name }), issuer: ISSUER, subject, audiences: [] }]);
      }
    });
  });

  describe('by Format-Table -Wrap', () => {
    /** Columns as wide as given, one blank between them, each value broken where its column ends. */
    const wrapped = (columns: readonly (readonly [heading: string, width: number, value: string])[]): string[] => {
      const line = (cells: readonly string[]): string =>
        cells
          .map((cell, index) => cell.padEnd(columns[index]?.[1] ?? 0))
          .join(' ')
          .trimEnd();
      const pieces = columns.map(([, width, value]) => value.match(new RegExp(`.{1,${width}}`, 'g')) ?? ['']);
      const rows = Math.max(...pieces.map(({ length }) => length));
      return [
        line(columns.map(([heading]) => heading)),
        line(columns.map(([heading]) => '-'.repeat(heading.length))),
        ...Array.from({ length: rows }, (_, row) => line(pieces.map((piece) => piece[row] ?? ''))),
      ];
    };
    const subject = 'sc://contoso/shop/prod-azure';
    const AUDIENCE = '{api://AzureADTokenExchange}';

    for (const [what, columns, expected] of [
      [
        'every column is',
        [
          ['Name', 8, 'azdo-prod-connection'],
          ['Issuer', 30, ISSUER],
          ['Subject', 14, subject],
        ],
        { name: 'azdo-prod-connection', cut: true, audiences: [] },
      ],
      [
        'the first column is, which is the issuer',
        [
          ['Issuer', 30, ISSUER],
          ['Name', 8, 'azdo'],
          ['Subject', 40, subject],
        ],
        { name: 'azdo', subject, cut: true, audiences: [] },
      ],
      [
        'the name alone is',
        [
          ['Name', 8, 'azdo-prod-connection'],
          ['Issuer', 70, ISSUER],
          ['Subject', 40, subject],
        ],
        { name: 'azdo-prod-connection', issuer: ISSUER, subject, audiences: [] },
      ],
      [
        'the audience is',
        [
          ['Name', 8, 'azdo'],
          ['Audience', 20, AUDIENCE],
          ['Issuer', 70, ISSUER],
          ['Subject', 40, subject],
        ],
        { name: 'azdo', issuer: ISSUER, subject, audiences: [] },
      ],
    ] as const) {
      it(`is known where ${what} broken`, () => {
        const { json, evidence } = reading(['PS> …', '', ...wrapped(columns), '', 'done'].join('\n'));
        assert.deepEqual(json, [{ kind: 'federated-credentials', owner: 'unknown', credentials: [expected] }]);
        assert.equal(evidence.issuer ?? evidence.subject, undefined);
      });
    }

    it('never takes what stands below the table for a part of it', () => {
      const table = wrapped([
        ['Name', 8, 'azdo'],
        ['Issuer', 70, ISSUER],
        ['Subject', 40, subject],
      ]);
      for (const below of ['PS C:\\> az account show', 'ok', `presented ${' '.repeat(69)} x`, 'done     ok']) {
        const [found] = reading([...table, below].join('\n')).json;
        assert.ok(found?.kind === 'federated-credentials');
        assert.deepEqual(found.credentials, [{ name: 'azdo', issuer: ISSUER, subject, audiences: [] }], below);
      }
    });
  });

  for (const [what, text] of [
    ['an assertion with a field a line', `Assertion\nissuer: ${ISSUER}\nsubject: sc://a/b/c\naudience: api://x`],
    [
      'an assertion that is called one',
      `Presented assertion, not the federated credential:\nissuer: ${ISSUER}\nsubject: sc://a/b/c`,
    ],
    ['what the dialog of a connection shows', `Issuer: ${ISSUER}\nSubject identifier: sc://a/b/c`],
    [
      'fields under a heading that stands far above',
      `Federated credential\n1\n2\n3\nissuer: ${ISSUER}\nsubject: sc://a/b/c`,
    ],
    ['an issuer without a subject', `Federated credential\nid: x\nissuer: ${ISSUER}\nname: azdo`],
    [
      'an address somewhere in the issuer',
      'id: x\nname: azdo\nissuer: see https://contoso.example\nsubject: sc://a/b/c',
    ],
    ['a name and a subject without audiences', `name: azdo\nissuer: ${ISSUER}\nsubject: sc://a/b/c`],
    ['a certificate', 'name: web\nissuer: CN=contoso\nsubject: CN=web\nid: 1'],
    ['two fields between tabs', `${ISSUER}\tsc://contoso/web/prod`],
    ['a link between tabs', 'prod\thttps://contoso.com/a\tsc://contoso/web/prod'],
    [
      'connections',
      `az devops service-endpoint list --query x -o table\nName  ${'Issuer'.padEnd(68)}Subject\n----  ${'-'.repeat(66)}  -------\nprod  ${ISSUER}  sc://a/b/c`,
    ],
    ['a table of Markdown without a subject', `| name | issuer |\n|---|---|\n| a | ${ISSUER} |`],
    ['a table of something else', APP_TABLE.join('\n').replace('Subject', 'Object ')],
    ['certificates', 'Issuer      Subject\n----------  ----------\nCN=contoso  CN=web\n'],
    ['a rule without rows', APP_TABLE.slice(0, 2).join('\n')],
    ['empty brackets amid words', 'the list was [] and then it failed'],
    ['an empty list of something else', 'az vm list\n[]'],
  ] as const) {
    it(`is nothing in ${what}`, () => assert.deepEqual(reading(text).json, []));
  }

  for (const [what, owner, text] of [
    ['alone', 'unknown', ' [] '],
    [
      'under its command',
      'managed-identity',
      'PS> az identity federated-credential list --identity-name id -g rg\n[]\n',
    ],
    [
      'of Microsoft Graph',
      'unknown',
      '{"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#applications(\'1\')/federatedIdentityCredentials", "value": []}',
    ],
  ] as const) {
    it(`is no credential at all in an empty list ${what}`, () => {
      assert.deepEqual(reading(text).json, [{ kind: 'federated-credentials', owner, credentials: [] }]);
    });
  }

  for (const [what, text] of [
    ['JSON', LIST],
    ['JSON in a log', `2026-11-20T09:05:12.1234567Z ${LIST.replaceAll(',', ',\n2026-11-20T09:05:12.1234567Z ')}`],
    ['a table', APP_TABLE.join('\n')],
    ...Object.values(SHAPES).map(([what, , text]) => [what, text] as const),
  ] as const) {
    it(`is what the identity expects, never what was presented: ${what}`, () => {
      const { evidence, signals, json } = reading(`presented assertion audience 'api://wrong'\n${text}`);
      assert.equal(json.length, 1);
      assert.equal(evidence.audience?.text, 'api://wrong');
      assert.equal(evidence.issuer, undefined);
      assert.equal(evidence.subject, undefined);
      assert.deepEqual([...signals], []);
    });
  }

  it('leaves the lines of what stands below it where they are', () => {
    const found = reading(`${APP_TABLE.join('\n')}\npresented assertion subject 'sc://contoso/shop/prod'`);
    assert.equal(found.lineAt(found.evidence.subject?.at ?? -1), 5);
  });
});
