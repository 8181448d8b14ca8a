import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Pipeline, readPipeline } from '../../../bot/read/pipeline.ts';

const names = (pipeline: Pipeline | undefined) => pipeline?.tasks.map((task) => task.full);

/** What stands in the text where the reader says that a task or an input is. */
function pointedAt(text: string, pipeline: Pipeline | undefined): string[] {
  const lines = text.split('\n');
  return (pipeline?.tasks ?? []).flatMap((task) => [
    lines[task.line - 1]?.slice(task.column - 1, task.column - 1 + task.full.length) ?? '',
    ...task.inputs.map((input) => lines[input.line - 1]?.slice(input.column - 1).slice(0, input.value.length) ?? ''),
  ]);
}

/** The YAML that the reader has found, with what stands in the text where it says that this is. */
function blocksIn(
  text: string,
  pipeline: Pipeline | undefined,
): { found: string; stands: string; endsWithBreak: boolean }[] {
  return (pipeline?.blocks ?? []).map(({ firstLine, firstColumn, lines, endsWithBreak }) => {
    const found = lines.join('\n');
    const from = text.split('\n').slice(firstLine - 1);
    return {
      found,
      stands: from
        .join('\n')
        .slice(firstColumn - 1)
        .slice(0, found.length),
      endsWithBreak,
    };
  });
}

const WHOLE = `trigger: [main]
parameters:
  - name: before
    type: stepList
    default:
      - task: FromDefault@1
stages:
  - stage: build
    jobs:
      - job: a
        steps:
          - checkout: self
          # - task: CommentedOut@1
          - task: AzureCLI@2.1
            displayName: "log in"
            inputs:
              azureSubscription: 'sc-build' # the connection
              inlineScript: |
                - task: InAScript@1
                az account show
          - \${{ if eq(variables['Build.Reason'], 'Manual') }}:
              - task: "Conditional@3"
                inputs:
                  \${{ if true }}:
                    azureSubscription: sc-condition
          - \${{ each name in parameters.names }}:
              - task: Each@4
          - template: steps/deploy.yml@shared
            parameters:
              after:
                - task: AsParameter@5
  - stage: release
    jobs:
      - template: jobs.yml
      - deployment: b
        strategy:
          canary:
            increments: [10]
            preDeploy: { steps: [{ task: PreDeploy@1 }] }
            deploy:
              steps:
                - task: Deploy@1
            routeTraffic:
              steps:
                - task: Route@1
            on:
              failure:
                steps:
                  - task: OnFailure@1
              success:
                steps:
                  - task: OnSuccess@1
      - deployment: c
        strategy:
          runOnce:
            deploy:
              steps:
                - task: 0f8fad5b-d9cb-469f-a165-70867728950e@1
                - task: contoso.tools.SuperDeploy@2
                - task: Version@$(major)
                - task: Versionless
`;

describe('readPipeline', () => {
  it('finds every task of a whole file, and none that is commented out or inside a script', () => {
    const pipeline = readPipeline(WHOLE, 'file');
    assert.deepEqual(pipeline?.errors, []);
    assert.deepEqual(names(pipeline), [
      'FromDefault@1',
      'AzureCLI@2.1',
      'Conditional@3',
      'Each@4',
      'AsParameter@5',
      'PreDeploy@1',
      'Deploy@1',
      'Route@1',
      'OnFailure@1',
      'OnSuccess@1',
      '0f8fad5b-d9cb-469f-a165-70867728950e@1',
      'contoso.tools.SuperDeploy@2',
      'Version@$(major)',
      'Versionless',
    ]);
    assert.deepEqual(
      pipeline?.tasks.slice(-4).map(({ name, major }) => [name, major]),
      [
        ['0f8fad5b-d9cb-469f-a165-70867728950e', 1],
        ['contoso.tools.SuperDeploy', 2],
        ['Version', undefined],
        ['Versionless', undefined],
      ],
    );
  });

  it('reads a pasted file like a file', () => {
    assert.deepEqual(readPipeline(WHOLE), readPipeline(WHOLE, 'file'));
    assert.deepEqual(readPipeline(WHOLE)?.blocks[0]?.lines.join('\n'), WHOLE.trimEnd());
  });

  it('knows where each task and each value stands', () => {
    const pipeline = readPipeline(WHOLE);
    assert.deepEqual(pipeline?.tasks[1], {
      name: 'AzureCLI',
      major: 2,
      full: 'AzureCLI@2.1',
      line: 14,
      column: 19,
      inputs: [
        { name: 'azureSubscription', value: 'sc-build', line: 17, column: 35 },
        { name: 'inlineScript', value: '- task: InAScript@1\naz account show\n', line: 18, column: 29 },
      ],
    });
    assert.deepEqual(pipeline?.tasks[2]?.inputs, [
      { name: 'azureSubscription', value: 'sc-condition', line: 25, column: 40 },
    ]);
  });

  it('names the templates whose tasks it has not seen', () => {
    assert.deepEqual(readPipeline(WHOLE)?.templates, [
      { path: 'steps/deploy.yml@shared', under: 'steps', line: 28, column: 23 },
      { path: 'jobs.yml', under: 'jobs', line: 34, column: 19 },
    ]);
    assert.deepEqual(readPipeline('extends:\n  template: base.yml@shared\n')?.templates, [
      { path: 'base.yml@shared', under: 'extends', line: 2, column: 13 },
    ]);
  });

  describe('in a paste', () => {
    const step = '- task: AzureCLI@2\n  inputs:\n    azureSubscription: sc-dev';
    const indented = step.replaceAll('\n', '\n        ');
    for (const [shape, text] of [
      ['as it is', step],
      ['after a byte order mark', `\uFEFF${step}`],
      ['with blanks around its signs', '-   task :  AzureCLI@2\n    inputs :\n      azureSubscription :  sc-dev'],
      ['indented', `        ${indented}`],
      [
        'with empty lines and comments at the margin',
        `    ${step.replaceAll('\n', '\n\n # - task: No@1\n  \n      # here\n    ')}`,
      ],
      ['of which a list of one line is first', `- checkout: self\n        - ${indented.slice(2)}`],
      [
        'whose first line lost its indentation and has blanks around its signs',
        '-   task :  AzureCLI@2\n        inputs:\n          azureSubscription: sc-dev',
      ],
      ['whose first line lost its indentation', `${indented}\n        - script: ls\n      - job: b`],
      ['without its dash', `task: AzureCLI@2\n  inputs:\n    azureSubscription: sc-dev`],
      ['with Windows line ends', step.replaceAll('\n', '\r\n')],
      [
        'with no-break spaces',
        step.replaceAll(' ', '\u00a0').replaceAll('task:\u00a0', 'task: ').replace('-\u00a0', '- '),
      ],
      ['amid prose', `Does this work?\nThanks!\n\n${step}\n\nIt says it cannot log in.`],
      ['above the error that it gave', `${step}\nError: AADSTS700213: No matching record: 'x'`],
      ['under steps, above an error', `steps:\n${step}\nError: AADSTS700213: No matching record: 'x'`],
      ['above an error with a hyphen', `${step}\nError: the log-in failed`],
      ['above a note', `${step}\nnote: it fails`],
      ['that is indented, above a note', `    ${step}\nnote: it fails`.replaceAll('\n', '\n    ')],
      ['under steps, above a sentence', `steps:\n${step}\n\nit says that it cannot log in`],
      [
        'in a pipeline that goes on, above the error that it gave',
        `steps:\n  - ${step.slice(2).replaceAll('\n', '\n  ')}\n  - script: ls\npool: x\nError: AADSTS700213: No matching record: 'x'`,
      ],
      ['in the second of two files', `steps:\n- script: ls\n--- # deploy\nsteps:\n${step}`],
      ['below words that look like YAML', `name: Contoso: the team\n\nThis is it:\n\n${step}`],
      ['below the error that it gave', `##[error]AADSTS700213: No matching record: 'x'\n\n${step}`],
      ['in a Markdown fence', `Look:\n\`\`\`yaml\n${step}\n\`\`\`\nsteps: many`],
      ['in a fence on the same line', `Look: \`\`\`${step}\`\`\` thanks`],
      ['in a fence that never ends', `\`\`\`\n${step}\n`],
      ['in a fence that ends behind one word', `\`\`\`\n${step.replace('sc-dev', '\n      sc-dev')}\`\`\``],
      ['in the second of two fences', `\`\`\`\na log\n\`\`\`\nand\n\`\`\`\n${step}\n\`\`\``],
      ['below a fence', `\`\`\`\na log\n\`\`\`\n\n${step}`],
    ] as const) {
      it(`reads a step ${shape}`, () => {
        const pipeline = readPipeline(text);
        assert.deepEqual(names(pipeline), ['AzureCLI@2']);
        assert.deepEqual(pipeline?.errors, []);
        assert.deepEqual(pointedAt(text, pipeline), ['AzureCLI@2', 'sc-dev']);
        const [block, ...others] = blocksIn(text, pipeline);
        assert.equal(block?.found, block?.stands);
        assert.deepEqual(others, []);
      });
    }

    for (const [shape, text, found, endsWithBreak] of [
      ['and nothing else', step, step, false],
      ['up to the end of its last line', `${step}\n`, step, true],
      ['after a byte order mark', `\uFEFF${step}`, `\uFEFF${step}`, false],
      ['and no byte order mark of other lines', `\uFEFFLook:\n${step}`, step, false],
      ['amid prose', `Look:\n\n${step}\n \n\nIt fails.`, step, true],
      ['on the line of a fence', `Look: \`\`\`${step}\`\`\` thanks`, step, false],
      ...['```', '``` ', '```yaml', '``` yml\r'].map(
        (fence) =>
          [
            `between ${JSON.stringify(fence)} and the end of the fence`,
            `Look:\n${fence}\n# Our pipeline\n\n${step}\n\n\`\`\`\nIt fails.`,
            `# Our pipeline\n\n${step}\n`,
            true,
          ] as const,
      ),
    ] as const) {
      it(`knows where the YAML stands ${shape}`, () => {
        const pipeline = readPipeline(text);
        assert.deepEqual(blocksIn(text, pipeline), [{ found, stands: found, endsWithBreak }]);
      });
    }

    it('reads what stands before a fence as well as what stands in it', () => {
      assert.deepEqual(names(readPipeline(`${step}\n\nand\n\`\`\`\n- task: B@1\n\`\`\``)), ['AzureCLI@2', 'B@1']);
    });

    it('tells a template below a comment from a line that lost its indentation', () => {
      assert.equal(readPipeline('extends: # ours\n  template: base.yml')?.templates[0]?.under, 'extends');
    });

    it('says where an indented step is indented too far', () => {
      assert.equal(readPipeline('  - task: A@1\n      inputs:\n        a: b')?.errors[0]?.line, 1);
    });

    it('reads two snippets with words between them', () => {
      const text = `${step}\n\nand this one is fine:\n\n- task: AzureKeyVault@2\n  inputs:\n    azureSubscription: sc-test\n`;
      const pipeline = readPipeline(text);
      assert.deepEqual(pointedAt(text, pipeline), ['AzureCLI@2', 'sc-dev', 'AzureKeyVault@2', 'sc-test']);
      assert.deepEqual(pipeline?.errors, []);
    });

    it('reads what lost all its indentation, and says that it is broken', () => {
      const text = '- task: AzureCLI@2\ndisplayName: x\ninputs:\nazureSubscription: sc-dev\nenv:\nA: b\n- task: B@1';
      const pipeline = readPipeline(text);
      assert.deepEqual(pointedAt(text, pipeline), ['AzureCLI@2', 'sc-dev', 'B@1']);
      assert.equal(pipeline?.errors[0]?.line, 2);
    });
  });

  describe('with broken YAML', () => {
    it('takes a sentence in a file for a mistake, and one below a paste for what it is', () => {
      const text = '- task: A@1\nIt does not work';
      assert.equal(readPipeline(text, 'file')?.errors.length, 1);
      assert.equal(readPipeline(text)?.errors.length, 0);
    });

    for (const [what, broken, line, message] of [
      ['a tab', '\tdisplayName: x', 5, /tabs/],
      ['a second colon', '  displayName: a: b', 5, /second `: `/],
      ['a quote that never closes', "  displayName: 'x", 5, /quote is never closed/],
      ['a line that is out of place', '   displayName: x', 5, /indentation/],
    ] as const) {
      it(`says where ${what} is, and reads the tasks around it`, () => {
        const text = `steps:\n- task: A@1\n  inputs:\n    azureSubscription: sc-a\n${broken}\n# - task: No@1\n- task: 'B@2'\n  inputs: # here\n    script: |\n      - task: No@2\n    azureSubscription: "sc-b"\n`;
        const pipeline = readPipeline(text, 'file');
        assert.deepEqual(pointedAt(text, pipeline), ['A@1', 'sc-a', 'B@2', '|', 'sc-b']);
        const [error] = pipeline?.errors ?? [];
        assert.match(error?.message ?? '', message);
        assert.equal(error?.line, line);
      });
    }

    it('knows where a task stands behind a fence, and where the first line lost its indentation', () => {
      for (const text of ['Look: ```- task: A@1\n  x: y: z```', '- task: A@1\n          x: y: z']) {
        const pipeline = readPipeline(text);
        assert.deepEqual(pointedAt(text, pipeline), ['A@1']);
        assert.notEqual(pipeline?.errors.length, 0);
      }
    });

    it('finds templates too', () => {
      const text = 'extends:\n  template: base.yml\nbroken: a: b\nsteps:\n- template: "x.yml" # c\n';
      assert.deepEqual(
        readPipeline(text, 'file')?.templates.map(({ path, under, line }) => [path, under, line]),
        [
          ['base.yml', 'extends', 2],
          ['x.yml', 'steps', 5],
        ],
      );
    });
  });

  for (const [what, text] of [
    ['an ordinary question', 'does AzureCLI@1 support workload identity federation?'],
    ['prose with a colon', 'My task: make steps: small'],
    ['a log', '2026-11-20T10:15:42Z Task         : Azure CLI\n2026-11-20T10:15:42Z Version      : 2.1.0\n'],
    [
      'a workflow of GitHub',
      'jobs:\n  build:\n    steps:\n    - uses: azure/login@v2\n      with:\n        x: y\n    - run: ls\n',
    ],
    ['a Taskfile', 'version: 3\ntasks:\n  all:\n    cmds:\n      - task: build\n'],
    ['a pipeline of GitLab', 'stages:\n  - build\nbuild:\n  script:\n    - ls\n'],
    ['JSON', '{ "steps": [] }'],
  ] as const) {
    it(`leaves ${what} alone`, () => assert.equal(readPipeline(text), undefined));
  }

  it('leaves a file of another product alone that has scripts too', () => {
    assert.equal(readPipeline('build_script:\n- pwsh: ./build.ps1\n', 'file'), undefined);
  });

  it('knows a pipeline without tasks as one', () => {
    assert.deepEqual(readPipeline('steps:\n- script: ls\n')?.tasks, []);
    assert.deepEqual(readPipeline('jobs:\n- job: a\n\nand\n\nsteps:\n- script: ls\n')?.tasks, []);
  });

  it('reads a hundred pieces as YAML and those that follow line by line, and tells of five errors', () => {
    const pieces = (count: number, piece: string) => `${piece}\n\nand\n\n`.repeat(count);
    const errorsOf = (text: string) => readPipeline(text)?.errors.length;
    const [whole, broken] = ['- task: A@1', '- task: A@1\n  x: y: z'];
    assert.equal(errorsOf(pieces(99, whole) + broken), errorsOf(broken));
    assert.equal(errorsOf(pieces(100, whole) + broken), 0);
    assert.equal(names(readPipeline(pieces(150, whole)))?.length, 150);
    assert.equal(errorsOf(pieces(20, broken)), 5);
  });

  it('finds every task of a generated pipeline where it stands, as YAML and line by line', () => {
    const word = fc.stringMatching(/^[A-Z][a-z]{1,8}$/);
    const task = fc.record({
      full: fc.tuple(word, fc.nat(20)).map(([name, major]) => `${name}@${major}`),
      quote: fc.constantFrom('', '"', "'"),
      inputs: fc.dictionary(word, fc.stringMatching(/^[a-z][a-z -]{0,8}[a-z]$/), { noNullPrototype: true }),
    });
    fc.assert(
      fc.property(fc.array(task, { minLength: 1, maxLength: 8 }), fc.nat(6), fc.boolean(), (tasks, indent, broken) => {
        const lines = tasks.flatMap(({ full, quote, inputs }) => [
          `- task: ${quote}${full}${quote}`,
          ...(Object.keys(inputs).length > 0 ? ['  inputs:'] : []),
          ...Object.entries(inputs).map(([name, value]) => `    ${name}: ${value}`),
        ]);
        const all = [...lines, ...(broken ? ['- script: "a'] : [])];
        const text = all.map((line) => ' '.repeat(indent) + line).join('\n');
        const pipeline = readPipeline(text);
        assert.equal((pipeline?.errors.length ?? 0) > 0, broken);
        assert.deepEqual(
          pointedAt(text, pipeline),
          tasks.flatMap(({ full, inputs }) => [full, ...Object.values(inputs)]),
        );
      }),
    );
  });

  it('never throws, and points only at places that exist', () => {
    const piece = fc.constantFrom(
      '- task: A@1',
      'steps:',
      '\n',
      '\n  ',
      '  ',
      '- ',
      '```',
      ': ',
      '|',
      '"',
      "'",
      '{',
      '[',
      '#',
      '\t',
      '&a',
      '*a',
      '? ',
      '---',
      `\${{ if x }}:`,
      'inputs:',
      'a',
      '\r',
      'template: ',
    );
    const text = fc
      .array(fc.oneof({ weight: 8, arbitrary: piece }, fc.string({ unit: 'binary' })), { maxLength: 60 })
      .map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, fc.constantFrom('file' as const, 'paste' as const), (text, as) => {
        const pipeline = readPipeline(text, as);
        const lines = text.split('\n');
        for (const { line, column } of [
          ...(pipeline?.tasks ?? []),
          ...(pipeline?.templates ?? []),
          ...(pipeline?.errors ?? []),
        ]) {
          assert.ok(line >= 1 && line <= lines.length && column >= 1 && column <= (lines[line - 1]?.length ?? 0) + 1);
        }
        for (const task of pipeline?.tasks ?? []) {
          assert.ok(
            lines[task.line - 1]?.startsWith(task.full, task.column - 1),
            `${task.full} at ${task.line}:${task.column}`,
          );
        }
      }),
      { numRuns: 2000, examples: [['{- task: A@1{\u0000\n  - task: A@1', 'file']] },
    );
  });

  it('reads a file of any length, line by line where it is very long', () => {
    const step = '- task: A@1\n  inputs:\n    azureSubscription: sc\n';
    const pipeline = readPipeline(step.repeat(25_000), 'file');
    assert.equal(pipeline?.tasks.length, 25_000);
    assert.deepEqual(
      pipeline.tasks.at(-1)?.inputs.map(({ value, line }) => [value, line]),
      [['sc', 75_000]],
    );
    assert.equal(pipeline.unread, undefined);
    assert.match(pipeline.errors[0]?.message ?? '', /longer than 1024 KB/);
    assert.equal(pipeline.errors[0]?.line, 1);
  });

  it('names five errors of a file, however many there are', () => {
    assert.equal(readPipeline('- "\n'.repeat(300), 'file')?.errors.length, 5);
  });

  it('reads of a paste so many tasks, and tells the line of the next', () => {
    const step = '- task: A@1\n  inputs:\n    azureSubscription: sc\n';
    const pipeline = readPipeline(`Look:\n\n${step.repeat(5_000)}`);
    assert.equal(pipeline?.tasks.length, 2_000);
    assert.equal(pipeline.unread, 6_003);
    assert.deepEqual(
      pipeline.tasks.at(-1)?.inputs.map(({ value }) => value),
      ['sc'],
    );
    const pieces = readPipeline(Array(30).fill(step.repeat(100)).join('\nSome words.\n\n'));
    assert.equal(pieces?.tasks.length, 2_000);
    assert.equal(pieces.unread, 20 * 303 + 1);
  });

  it('comes back, whatever the text', function () {
    this.timeout(60_000);
    const step = '- task: A@1\n  inputs:\n    a: b\n';
    for (const text of [
      step.repeat(30_000),
      `- task: A@1\n- ${'['.repeat(120_000)}`,
      `- task: A@1\n${'- '.repeat(60_000)}`,
      'prose\n- task: A@1\n'.repeat(30_000),
      `- task: A@1\n${'```'.repeat(200_000)}`,
      `- task: A@1\n${' '.repeat(500_000)}x${' '.repeat(500_000)}\u2028`,
      `- task: A@1\n- task: ${'"'.repeat(500_000)}`,
      `steps:\n${'\n'.repeat(500_000)}`,
    ]) {
      // Were it quadratic, this would not come back before the runner gives up.
      readPipeline(text);
    }
  });
});
