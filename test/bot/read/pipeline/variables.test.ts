import assert from 'node:assert/strict';
import { readPipeline } from '../../../../bot/read/pipeline.ts';

/** What the names of the connections come to, in the order of the file; what is written where that is not known. */
function named(text: string): string[] {
  return (readPipeline(text, 'file')?.tasks ?? []).flatMap(({ inputs }) =>
    inputs.map(({ value, resolved }) => (resolved ? `${resolved.value} < ${resolved.from.join(', ')}` : value)),
  );
}

const step = (connection: string, indent = ''): string =>
  `${indent}- task: AzureCLI@2\n${indent}  inputs:\n${indent}    azureSubscription: ${connection}\n`;

describe('the values of variables and parameters', () => {
  for (const [what, text, expected] of [
    [
      'are read from a map, by every way to name them, whatever the letter case',
      `variables:\n  conn: prod\nsteps:\n${['$(conn)', '$(CONN)', '$' + '{{ variables.conn }}', '$' + "{{variables['Conn']}}", '$[variables.conn]'].map((one) => step(`"${one}"`)).join('')}`,
      [
        'prod < variable conn',
        'prod < variable CONN',
        'prod < variable conn',
        'prod < variable Conn',
        'prod < variable conn',
      ],
    ],
    [
      'are read from a list, beside groups and templates',
      `variables:\n- group: shared\n- template: vars.yml\n- name: conn\n  value: prod\nsteps:\n${step('$(conn)')}${step('$(shared)')}`,
      ['prod < variable conn', '$(shared)'],
    ],
    [
      'are the defaults of parameters, in the list and in the map of a template',
      `parameters:\n- name: conn\n  default: prod\n- name: none\n  type: string\nsteps:\n${step('$' + '{{ parameters.conn }}')}${step('$' + '{{ parameters.none }}')}${step('$(conn)')}`,
      ['prod < the default of parameter conn', '$' + '{{ parameters.none }}', '$(conn)'],
    ],
    [
      'are those of the innermost stage or job',
      `variables: { conn: root }\nstages:\n- stage: a\n  variables: { conn: stage }\n  jobs:\n  - job: b\n    steps:\n${step('$(conn)', '    ')}  - deployment: c\n    variables:\n    - { name: conn, value: job }\n    strategy:\n      runOnce:\n        deploy:\n          steps:\n${step('$(conn)', '          ')}- stage: d\n  jobs:\n  - job: e\n    steps:\n${step('$(conn)', '    ')}`,
      ['stage < variable conn', 'job < variable conn', 'root < variable conn'],
    ],
    [
      'are put together of others, and of a text around them',
      `variables: { env: prod, conn: sc-$(env), a: $(b), b: $(a) }\nsteps:\n${step('$(conn)')}${step('$(env)-$(env)')}${step('$(a)')}${step('x-$(env)-$(no)')}`,
      ['sc-prod < variable conn', 'prod-prod < variable env', '$(a)', 'x-$(env)-$(no)'],
    ],
    [
      'are not known where two conditions say different things, and known where they say the same',
      `variables:\n  $` +
        `{{ if eq(1, 1) }}:\n    conn: a\n    same: x\n  $` +
        `{{ else }}:\n    conn: b\n    same: x\nsteps:\n${step('$(conn)')}${step('$(same)')}`,
      ['$(conn)', 'x < variable same'],
    ],
    [
      'are not what is handed to a template, nor what only an expression yields',
      `parameters:\n- name: conn\n  default: own\nvariables:\n  run: $[dependencies.a.outputs['x']]\nextends:\n  template: t.yml\n  parameters:\n    conn: handed\n    steps:\n${step('$' + '{{ parameters.conn }}', '    ')}${step('$(run)', '    ')}`,
      ['own < the default of parameter conn', '$(run)'],
    ],
  ] as const) {
    it(what, () => assert.deepEqual(named(text), expected));
  }

  it('are put together in no time, however often each names the next', () => {
    const chain = Array.from({ length: 60 }, (_, i) => `  v${i}: ${`$(v${i + 1})`.repeat(40)}\n`).join('');
    const start = performance.now();
    named(`variables:\n${chain}  v60: x\nsteps:\n${step('$(v0)').repeat(200)}`);
    assert.ok(performance.now() - start < 1000);
  });
});
