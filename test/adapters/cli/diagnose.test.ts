import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reply } from '../../../bot/reply.ts';
import { run } from './run.ts';

const LOG = `Starting: Deploy
##[error]AADSTS700213: No matching federated identity record found for presented assertion subject 'sc://contoso/shop/azure'.
Finishing: Deploy
`;

describe('wif-doctor diagnose', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'wif-doctor-cli-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const fileWith = (name: string, content: string | Buffer) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };

  it('answers a file, standard input and -, alike', async () => {
    const [file, piped, dash] = await Promise.all([
      run(['diagnose', fileWith('build.log', LOG)]),
      run(['diagnose'], { input: LOG }),
      run(['diagnose', '-'], { input: LOG }),
    ]);
    assert.equal(file.status, 0);
    assert.match(file.stdout, /^.*AADSTS700213.*\n/);
    assert.match(file.stdout, /sc:\/\/contoso\/shop\/azure/);
    assert.match(file.stdout, /\n {2}1\. /);
    assert.match(file.stdout, /Possible answers: .+ \| /);
    assert.match(file.stdout, /https:\/\/learn\.microsoft\.com\//);
    assert.equal(piped.stdout, file.stdout);
    assert.equal(dash.stdout, file.stdout);
    assert.equal(file.stderr, '');
  });

  it('answers several files at once, each line with its file, and standard input beside them', async () => {
    const pipeline = fileWith('azure-pipelines.yml', 'steps:\n- task: AzureFileCopy@4\n');
    const log = fileWith('build.log', LOG);
    const { stdout, status } = await run(['diagnose', log, pipeline, '-'], { input: 'does AzureCLI@1 support WIF?' });
    assert.equal(status, 0);
    assert.match(stdout, /^.*AADSTS700213.*\n/);
    assert.match(stdout, /line 2 of .*build\.log/);
    assert.match(stdout, /AzureFileCopy@4 \(line 2 of .*azure-pipelines\.yml\)/);
    assert.match(stdout, /Yes, AzureCLI@1/);
    const lines = await run(['diagnose', '--jsonl', log, pipeline]);
    assert.equal(lines.status, 2);
    assert.match(lines.stderr, /name only one/);
  });

  it('prints no colour and no control character to a pipe', async () => {
    const { stdout } = await run(['diagnose'], { input: LOG.replace('contoso', '\x1b]0;owned\x07con\x9btoso') });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
    assert.doesNotMatch(stdout, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });

  it('reads what PowerShell writes: UTF-16 with its mark', async () => {
    const utf16 = Buffer.from(`\ufeff${LOG.replaceAll('\n', '\r\n')}`, 'utf16le');
    const { stdout } = await run(['diagnose', fileWith('utf16.log', utf16)]);
    assert.match(stdout, /AADSTS700213/);
  });

  it('prints the whole result as JSON', async () => {
    const { stdout, status } = await run(['diagnose', '--json'], { input: LOG });
    assert.equal(status, 0);
    const result: Reply & { labels: string[] } = JSON.parse(stdout);
    assert.deepEqual(result.labels, ['AADSTS700213']);
    assert.equal(result.findings[0]?.line, 2);
    assert.ok(result.buttons.answers.length >= 2);
    assert.ok(result.sources.length > 0);
  });

  it('answers what it does not recognise, with the official look-up link', async () => {
    const { stdout, status } = await run(['diagnose'], { input: 'The lift is out of order again.' });
    assert.equal(status, 0);
    assert.match(stdout, /https:\/\/login\.microsoftonline\.com\/error/);
    assert.doesNotMatch(stdout, /AADSTS7002/);
  });

  const unreadable: [what: string, args: () => string[], says: RegExp][] = [
    ['a file that is not there', () => [join(folder, 'nope.log')], /nope\.log cannot be read: there is no such file/],
    ['a folder', () => [folder], /cannot be read: it is a folder/],
    ['an empty file', () => [fileWith('empty.log', ' \n')], /empty\.log holds no text/],
    ['an unknown option', () => ['--yaml'], /unknown option '--yaml'/],
    ['two forms at once', () => ['--json', '--jsonl'], /cannot be used with option/],
  ];
  for (const [what, args, says] of unreadable) {
    it(`ends with 2 and a reason for ${what}`, async () => {
      const { stdout, stderr, status } = await run(['diagnose', ...args()]);
      assert.equal(status, 2);
      assert.match(stderr, says);
      assert.doesNotMatch(stderr, /\n\s+at /);
      assert.equal(stdout, '');
    });
  }

  it('refuses a text beyond all measure', async () => {
    const { stderr, status } = await run(['diagnose'], { input: Buffer.alloc(65 * 1024 * 1024, 'x') });
    assert.equal(status, 2);
    assert.match(stderr, /more than 64 MB.*Cut out the step that failed/);
  });
});
