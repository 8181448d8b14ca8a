/** Runs a command-line edge of the knowledge as `npm run` does, in a process of its own. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Run {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

export function run(file: string, ...args: readonly string[]): Run {
  const path = fileURLToPath(new URL(`../../knowledge/${file}`, import.meta.url));
  const result = spawnSync(process.execPath, ['--import', 'tsx', path, ...args], { encoding: 'utf8' });
  return { status: result.status, out: result.stdout, err: result.stderr };
}
