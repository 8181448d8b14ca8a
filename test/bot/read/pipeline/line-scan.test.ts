import assert from 'node:assert/strict';
import { scanLines } from '../../../../bot/read/pipeline/line-scan.ts';
import { walkYaml } from '../../../../bot/read/pipeline/walk.ts';

type Read = Pick<ReturnType<typeof scanLines>, 'tasks' | 'templates'>;

const chunkOf = (text: string) => text.split('\n').map((line, index) => ({ text: line, line: index + 1, shift: 0 }));

/** `A@1`, then the inputs as `name=value`; a template as `steps: path`. */
const told = ({ tasks, templates }: Read): string[] => [
  ...tasks.flatMap(({ full, inputs }) => [full, ...inputs.map(({ name, value }) => `${name}=${value}`)]),
  ...templates.map(({ path, under }) => `${under}: ${path}`),
];

describe('scanLines', () => {
  for (const [what, text, expected] of [
    [
      'a step in braces, with its inputs',
      '- { task: A@1, inputs: { x: "y, z", w: 1 } }\n- {task: B@2}',
      ['A@1', 'x=y, z', 'w=1', 'B@2'],
    ],
    [
      'steps in brackets, over several lines too',
      '- steps: [\n    { task: A@1 }, # }\n    { task: B, inputs: {\n      x: y } } ]\n- task: C@1',
      ['A@1', 'B', 'x=y', 'C@1'],
    ],
    [
      'inputs in braces',
      '- task: A@1\n  inputs: { x: y,\n    z: w }\n  name: n\n- task: B@1',
      ['A@1', 'x=y', 'z=w', 'B@1'],
    ],
    ['a template in braces', 'jobs:\n- { template: a }', ['jobs: a']],
    ['a task with its version', '- task: A@1', ['A@1']],
    ['a task without its version under steps', 'steps:\n- task: A\n- script: ls\n- task: B', ['A', 'B']],
    ['a task without its version by its inputs', 'list:\n- task: A\n  inputs:\n    x: y', ['A', 'x=y']],
    ['no task in a step of another tool', 'cmds:\n- task: build', []],
    ['no task in a key of that name', 'steps:\n  task: A', []],
    ['no task in a sentence', 'steps:\n- task: make the build', []],
    ['a task that is not named first', '- displayName: x\n  task: A@1\n  inputs:\n    x: y', ['A@1', 'x=y']],
    ['templates and what they stand under', '- template: a\n- stages:\n  - template: b', [': a', 'stages: b']],
    [
      'templates behind a task',
      'steps:\n- task: A@1\n  inputs:\n    x: y\nvariables:\n- template: v',
      ['A@1', 'x=y', 'variables: v'],
    ],
    ['the template that a pipeline extends', 'extends:\n  template: a', ['extends: a']],
    ['no template in a key of that name', 'parameters:\n  template: a', []],
    ['no template without a path', '- template:\n- task: A@1', ['A@1']],
    [
      'inputs of a task, and not those of a template',
      '- task: A@1\n  inputs:\n    x: y\n- template: a\n  parameters:\n    inputs:\n      z: z',
      ['A@1', 'x=y', ': a'],
    ],
    ['no input in what stands beside the inputs', '- task: A@1\n  inputs:\n    x: y\n  z: z', ['A@1', 'x=y']],
    ['no input where there is none', '- task: A@1\n  inputs:\n  displayName: z', ['A@1']],
    [
      'inputs whose first line is the farthest left',
      '- task: A@1\n  inputs:\n    x: y\n    z: z',
      ['A@1', 'x=y', 'z=z'],
    ],
    [
      'inputs below a condition',
      `- task: A@1\n  inputs:\n    x: y\n    \${{ if true }}:\n      z: z`,
      ['A@1', 'x=y', 'z=z'],
    ],
    [
      'inputs below the same condition twice',
      `- task: A@1\n  inputs:\n    \${{ if true }}:\n      x: y\n    \${{ if true }}:\n      x: z`,
      ['A@1', 'x=y', 'x=z'],
    ],
    ['numbers as they are written', '- task: A@1\n  inputs:\n    x: 1.10\n    z: true', ['A@1', 'x=1.10', 'z=true']],
    ['the step that a parameter has by default', 'parameters:\n- name: x\n  default:\n    task: A@1', ['A@1']],
    ['a task behind an empty step', 'steps:\n- {}\n- task: A@1', ['A@1']],
    [
      'values with quotes and comments',
      `- task: 'A@1' # a\n  inputs:\n    x: "#y" # b\n    z: z#1  # c`,
      ['A@1', 'x=#y', 'z=z#1'],
    ],
    ['Windows line ends', '- task: A@1\r\n  inputs:\r\n    x: y\r\n', ['A@1', 'x=y']],
    [
      'at most 300 characters of names and values',
      `- task: A@1\n  inputs:\n    ${'x'.repeat(400)}: ${'y'.repeat(400)}`,
      ['A@1', `${'x'.repeat(300)}=${'y'.repeat(300)}`],
    ],
    ...['|', '>', '|-', '>2', '|+'].map(
      (mark) =>
        [
          `no task within a script that begins with ${mark}`,
          `- script: ${mark}\n    ls\n\n    - task: No@1\n- task: A@1`,
          ['A@1'],
        ] as const,
    ),
  ] as const) {
    it(`reads ${what}, as the parser does`, () => {
      assert.deepEqual(told(scanLines(chunkOf(text))), expected);
      assert.deepEqual(told(walkYaml(chunkOf(text))), expected);
    });
  }

  for (const [what, text, expected] of [
    ['an input without a value', '- task: A@1\n  inputs:\n    x: # none\n    z: z', ['A@1', 'z=z']],
    ['a quote that is not closed', `- task: A@1\n  inputs:\n    x: "yes\n    z: 'no`, ['A@1', 'x=yes', 'z=no']],
    ['a script with a comment at the margin', '- script: |\n    ls\n# here\n    - task: No@1\n- task: A@1', ['A@1']],
    ['inputs that lost their indentation', '- task: A@1\ninputs:\nx: y\nname: z', ['A@1', 'x=y']],
    ['inputs below a key that lost it', '- task: A@1\ninputs:\n  x: y\n  name: z', ['A@1', 'x=y', 'name=z']],
  ] as const) {
    it(`reads ${what} in broken YAML`, () => assert.deepEqual(told(scanLines(chunkOf(text))), expected));
  }

  it('knows where a value stands that its key holds too', () => {
    const [task] = scanLines(chunkOf('- task: A@1\n  inputs:\n    a: a\n    connection: connection')).tasks;
    assert.deepEqual(
      task?.inputs.map(({ line, column }) => [line, column]),
      [
        [3, 8],
        [4, 17],
      ],
    );
  });

  it('reads what follows a brace that is not closed, and keeps every place', () => {
    const { tasks } = scanLines(chunkOf('- { task: A@1\n- { task: B@1 }\n- task: C@1\n  inputs: { x: y,\n    z: w }'));
    assert.deepEqual(
      tasks.map(({ full, line, column }) => [full, line, column]),
      [
        ['B@1', 2, 11],
        ['C@1', 3, 9],
      ],
    );
    assert.deepEqual(
      tasks[1]?.inputs.map(({ name, line, column }) => [name, line, column]),
      [
        ['x', 4, 16],
        ['z', 5, 8],
      ],
    );
  });

  it('stays fast where nothing but braces is open', () => {
    for (const line of ['- {\n', 'a: {\n', '{ task: [\n', '- { task: A@1, inputs: { x: [y } }\n']) {
      const start = performance.now();
      scanLines(chunkOf(line.repeat(20_000)));
      assert.ok(performance.now() - start < 3000, line);
    }
  });
});
