/** The chat page as the build makes it, in a folder of its own: tests never serve what an earlier build left in `dist/`. */
import { copyFile, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';

const SOURCE = new URL('../adapters/web/page/', import.meta.url);

/** Returns the folder, to be given to the server as its page. */
export async function builtPage(): Promise<URL> {
  const folder = pathToFileURL(`${await mkdtemp(join(tmpdir(), 'wif-doctor-page-'))}/`);
  for (const name of await readdir(SOURCE)) {
    if (name.endsWith('.ts')) {
      const script = ts.transpileModule(await readFile(new URL(name, SOURCE), 'utf8'), {
        compilerOptions: {
          target: ts.ScriptTarget.ES2023,
          module: ts.ModuleKind.ES2022,
          rewriteRelativeImportExtensions: true,
          verbatimModuleSyntax: true,
        },
      });
      await writeFile(new URL(name.replace(/\.ts$/, '.js'), folder), script.outputText);
    } else if (!name.endsWith('.json')) {
      await copyFile(new URL(name, SOURCE), new URL(name, folder));
    }
  }
  return folder;
}
