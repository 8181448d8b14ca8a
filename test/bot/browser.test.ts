/** The engine and the compiled knowledge run in a browser: a page can diagnose without a paste ever leaving it. */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { build } from 'esbuild';

describe('bot/ bundled for a browser', () => {
  it('answers without any Node module', async () => {
    const { outputFiles } = await build({
      stdin: {
        contents: `
          import { createEngine } from './bot/engine.ts';
          import { knowledge } from './knowledge/compiled.ts';
          const turn = { id: 'a', at: new Date(0), place: 'direct', input: { kind: 'text', text: 'AADSTS70025', files: [] } };
          globalThis.verdict = createEngine(knowledge).respond(turn).reply.verdict;`,
        resolveDir: fileURLToPath(new URL('../..', import.meta.url)),
        loader: 'ts',
      },
      bundle: true,
      platform: 'browser',
      format: 'iife',
      write: false,
      logLevel: 'silent',
    });
    const [bundle] = outputFiles;
    assert.ok(bundle);
    const page: Record<string, unknown> = { TextDecoder, TextEncoder, URL, atob };
    vm.runInNewContext(bundle.text, page);
    assert.match(String(page.verdict), /AADSTS70025/);
  });
});
