import assert from 'node:assert/strict';
import { walkYaml } from '../../../../bot/read/pipeline/walk.ts';

const walk = (text: string) =>
  walkYaml(text.split('\n').map((line, index) => ({ text: line, line: index + 1, shift: 0 })));

describe('walkYaml', () => {
  it('takes no input from a list, and reads on behind it', () => {
    const [task] = walk('- task: A@1\n  inputs:\n    list: [x, y]\n    z: z').tasks;
    assert.deepEqual(task?.inputs, [{ name: 'z', value: 'z', line: 4, column: 8 }]);
  });

  for (const [what, text] of [
    ['a variable of that name', 'variables:\n  task: A@1'],
    ['a name that is written with escapes: it stands nowhere in the text', '- task: "A\\x401"'],
  ] as const) {
    it(`takes for no task ${what}`, () =>
      assert.deepEqual(walk(text), { tasks: [], templates: [], errors: [], steps: false }));
  }

  for (const [what, text, says] of [
    ['what follows from a bracket that is not closed', 'a: [b\nc: d\n- e', [/bracket is not closed/, /on one line/]],
    ['brackets that close nothing', 'a: b\n}\n]', [/cannot stand here/]],
    ['a second document', 'a: b\n---\nc: d', [/second document/]],
    ['two faults of one line, once', 'a:\n\tb: c: d: e', [/tabs/]],
    ['two anchors of one value', 'a: &b &c d', [/not valid YAML/]],
  ] as const) {
    it(`says what is wrong with ${what}, and no more`, () => {
      const messages = walk(text).errors.map(({ message }) => message);
      assert.equal(messages.length, says.length, messages.join('\n'));
      for (const [index, one] of says.entries()) assert.match(messages[index] ?? '', one);
    });
  }

  for (const [what, text] of [
    ['brackets', `- ${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    ['lists', `${'- '.repeat(20_000)}x\n- task: A@1`],
    ['lists of a length that a stack may just bear', `${'- '.repeat(1200)}x`],
  ] as const) {
    it(`says so where ${what} are too deep`, () => {
      const [problem] = walk(text).errors;
      assert.match(problem?.message ?? '', /nested too deeply/);
      assert.equal(problem?.line, 1);
    });
  }
});
