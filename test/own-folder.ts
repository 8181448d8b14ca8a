/** A folder of an organization's own: the example of docs/own-entries, copied, to be changed and thrown away. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const EXAMPLE = fileURLToPath(new URL('../docs/own-entries', import.meta.url));

export interface OwnFolder {
  readonly path: string;
  write(file: string, text: string | Uint8Array): void;
  /** Replaces `from`, which must stand there, by `to`. */
  edit(file: string, from: string, to: string): void;
  remove(file?: string): void;
}

export function ownFolder(): OwnFolder {
  const path = mkdtempSync(join(tmpdir(), 'own-entries-'));
  cpSync(EXAMPLE, path, { recursive: true });
  const write: OwnFolder['write'] = (file, text) => {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), text);
  };
  return {
    path,
    write,
    edit(file, from, to) {
      const text = readFileSync(join(path, file), 'utf8');
      if (!text.includes(from)) throw new Error(`${file} does not say: ${from}`);
      write(file, text.replace(from, to));
    },
    remove: (file = '.') => rmSync(join(path, file), { recursive: true }),
  };
}
