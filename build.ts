/** `npm run build`: compiles the knowledge, the program and the page into `dist/`. Ends with an error when any step fails. */
import { spawnSync } from 'node:child_process';
import { chmod, copyFile, mkdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { compile } from './knowledge/compile.ts';
import { explainProblems } from './knowledge/explain-problems.ts';

const PAGE = 'adapters/web/page';
const root = new URL('./', import.meta.url);
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');

function compileProject(...args: readonly string[]): void {
  const { status, error } = spawnSync(process.execPath, [tsc, ...args], { cwd: root, stdio: 'inherit' });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`tsc ${args.join(' ')} ended with status ${status}: see its messages above.`);
}

explainProblems(compile);
// What a deleted source left behind would still be served, or imported.
await rm(new URL('dist/', root), { recursive: true, force: true });
compileProject('-p', 'tsconfig.build.json');
compileProject('-p', PAGE, '--noEmit', 'false');
await mkdir(new URL(`dist/${PAGE}/`, root), { recursive: true });
for (const name of ['index.html', 'page.css', 'icon.svg']) {
  await copyFile(new URL(`${PAGE}/${name}`, root), new URL(`dist/${PAGE}/${name}`, root));
}
await chmod(new URL('dist/adapters/cli/main.js', root), 0o755);
