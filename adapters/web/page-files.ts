/** The files of the page, read once: no path of a request ever reaches the file system. */
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

export interface PageFile {
  readonly path: string;
  readonly type: string;
  readonly content: Buffer;
}

/** Where the page lies: beside this file once it is built. Run from its sources, the page is the one built last. */
export const BUILT_PAGE = new URL(
  import.meta.url.endsWith('.ts') ? '../../dist/adapters/web/page/' : './page/',
  import.meta.url,
);

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

/** The page of a folder as `/`, everything else of it and the adaptivecards library under `/chat/`. */
export async function readPage(folder: URL): Promise<readonly PageFile[]> {
  const names = await readdir(folder).catch((): string[] => []);
  if (!names.includes('index.html') || !names.includes('page.js')) {
    throw Object.assign(
      new Error(`The chat page is not built: ${folder.pathname} lacks its files. Run "npm run build" and start again.`),
      { code: 'PAGE_NOT_BUILT' },
    );
  }
  const served = names.filter((name) => TYPES[ending(name)] !== undefined);
  const library = createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js');
  return Promise.all([
    ...served.map((name) => read(new URL(name, folder), name === 'index.html' ? '/' : `/chat/${name}`, name)),
    read(library, '/chat/adaptivecards.js', library),
  ]);
}

async function read(file: URL | string, path: string, name: string): Promise<PageFile> {
  return { path, type: TYPES[ending(name)] ?? 'application/octet-stream', content: await readFile(file) };
}

function ending(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
