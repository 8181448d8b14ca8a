import assert from 'node:assert/strict';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { run, start } from './run.ts';

const ERROR = 'AADSTS700213: No matching federated identity record found for presented assertion subject';

const results = (stdout: string) =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('wif-doctor diagnose --jsonl', () => {
  it('gives each line its labels, in order, and echoes the id as it came', async () => {
    const items = [
      { id: 'a', text: ERROR, kind: 'ignored' },
      { id: 7, text: 'does AzureCLI@1 support workload identity federation?' },
      { id: null, text: 'The lift is out of order again.' },
      { id: { n: [1] }, text: `${ERROR}\n${ERROR}` },
    ];
    const { stdout, status } = await run(['diagnose', '--jsonl'], {
      input: items.map((item) => JSON.stringify(item)).join('\n'),
    });
    assert.equal(status, 0);
    assert.deepEqual(results(stdout), [
      { id: 'a', labels: ['AADSTS700213'] },
      { id: 7, labels: ['task:AzureCLI@1'] },
      { id: null, labels: [] },
      { id: { n: [1] }, labels: ['AADSTS700213'] },
    ]);
  });

  it('names the number of a line that it cannot use, and goes on', async () => {
    const bad = ['oops', '', '[]', '{"text":"no id"}', '{"id":1}', '{"id":1,"text":2}', '"x"', `${'['.repeat(1e5)}`];
    const good = JSON.stringify({ id: 'last', text: ERROR });
    const { stdout, status } = await run(['diagnose', '--jsonl'], { input: [...bad, good, ''].join('\n') });
    assert.equal(status, 0);
    const all = results(stdout);
    assert.equal(all.length, bad.length + 1);
    for (const [index, result] of all.slice(0, -1).entries()) {
      assert.equal(result.line, index + 1);
      assert.match(result.error, /^This line /);
    }
    assert.deepEqual(all.at(-1), { id: 'last', labels: ['AADSTS700213'] });
  });

  it('skips a line that is too long, names its number, and goes on', async () => {
    const child = start(['diagnose', '--jsonl']);
    let stdout = '';
    child.stdout.on('data', (text) => {
      stdout += text;
    });
    const good = (id: number) => `${JSON.stringify({ id, text: ERROR })}\n`;
    const megabyte = Buffer.alloc(1024 * 1024, 'x');
    const pieces = async function* () {
      yield good(1);
      yield '{"id":2,"text":"';
      // Longer than a string can be.
      for (let sent = 0; sent < 540; sent += 1) yield megabyte;
      yield `"}\n${good(3)}{"id":4,"text":"`;
      for (let sent = 0; sent < 65; sent += 1) yield megabyte;
    };
    await Promise.all([once(child, 'close'), pipeline(pieces, child.stdin)]);
    const [first, second, third, fourth, ...others] = results(stdout);
    assert.deepEqual(
      [first, third],
      [1, 3].map((id) => ({ id, labels: ['AADSTS700213'] })),
    );
    assert.equal(second.line, 2);
    assert.match(second.error, /longer than 64 MB/);
    assert.deepEqual([fourth.line, others], [4, []]);
    assert.equal(child.exitCode, 0);
  });

  it('does not take a line separator inside a string for the end of a line', async () => {
    const input = `\ufeff{"id":"a","text":"one\u2028${ERROR}"}\r\n{"id":"b","text":"x\u2029y"}\r\n`;
    const { stdout } = await run(['diagnose', '--jsonl'], { input });
    assert.deepEqual(results(stdout), [
      { id: 'a', labels: ['AADSTS700213'] },
      { id: 'b', labels: [] },
    ]);
  });

  it('answers a line before the next one comes, also when it comes in pieces', async () => {
    const child = start(['diagnose', '--jsonl']);
    const line = Buffer.from(`${JSON.stringify({ id: 'é', text: ERROR })}\n`);
    const cut = line.indexOf('é') + 1;
    child.stdin.write(line.subarray(0, cut));
    child.stdin.write(line.subarray(cut));
    const [first] = await once(child.stdout, 'data');
    assert.deepEqual(JSON.parse(String(first)), { id: 'é', labels: ['AADSTS700213'] });
    child.stdin.end('{"id":2,"text":"hello"}');
    const [second] = await once(child.stdout, 'data');
    assert.equal(JSON.parse(String(second)).id, 2);
    const [status] = await once(child, 'close');
    assert.equal(status, 0);
  });

  it('ends quietly when its reader has seen enough', async () => {
    const child = start(['diagnose', '--jsonl']);
    let stderr = '';
    child.stderr.on('data', (text) => {
      stderr += text;
    });
    child.stdin.on('error', () => {});
    child.stdin.write('{"id":1,"text":"hello"}\n');
    await once(child.stdout, 'data');
    child.stdout.destroy();
    child.stdin.end('{"id":2,"text":"hello"}\n'.repeat(500));
    const [status] = await once(child, 'close');
    assert.equal(status, 0);
    assert.equal(stderr, '');
  });
});
