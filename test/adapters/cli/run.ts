/** Runs the command as its own process, as a person would. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../../adapters/cli/main.ts', import.meta.url));
/** Resolved here, so that the command also starts in another working directory. */
const TSX = import.meta.resolve('tsx');

export interface Result {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
}

export interface RunOptions {
  /** What stands on standard input, which then ends; without it, standard input stays open and silent. */
  readonly input?: string | Buffer;
  readonly env?: Record<string, string>;
  readonly cwd?: string;
}

export function start(args: readonly string[], { env = {}, cwd }: RunOptions = {}): ChildProcessWithoutNullStreams {
  const { PATH } = process.env;
  return spawn(process.execPath, ['--import', TSX, MAIN, ...args], { cwd, env: { PATH, NO_COLOR: '', ...env } });
}

export async function run(args: readonly string[], options: RunOptions = {}): Promise<Result> {
  const child = start(args, options);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  // A command that is done before it has read everything closes its end.
  child.stdin.on('error', () => {});
  if (options.input !== undefined) child.stdin.end(options.input);
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  child.stdin.destroy();
  return { stdout, stderr, status };
}
