/** What a command reads: a file, or standard input. */
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { CommandError } from './command-error.ts';

/** The longest text, or line of texts, that is read, in bytes: more than any step logs, and less than would stop us. */
export const MAX_BYTES = 64 * 1024 * 1024;

/** Never part of another character in UTF-8. */
const LINE_FEED = 0x0a;

/**
 * Opens a file, or standard input for `-` and for none.
 *
 * @throws CommandError when nobody would ever write to it, because it is the keyboard.
 */
function openInput(file: string | undefined): Readable {
  if (file !== undefined && file !== '-') return createReadStream(file);
  if (process.stdin.isTTY === true && file === undefined) {
    throw new CommandError(
      'Nothing to read. Name a file (wif-doctor diagnose build.log), pipe a log in (… | wif-doctor diagnose), or talk to me: wif-doctor chat.',
      2,
    );
  }
  return process.stdin;
}

/**
 * Reads a text whole. UTF-8, or what its byte order mark says: PowerShell's `>` writes UTF-16.
 *
 * @throws CommandError when it cannot be read, is too long or holds nothing.
 */
export async function readText(file: string | undefined): Promise<string> {
  const text = decode(await readBytes(file, MAX_BYTES, 'Cut out the step that failed, and diagnose that.'));
  if (text.trim() === '') {
    throw new CommandError(`${nameOf(file)} holds no text. Give me the lines of the log around the failure.`, 2);
  }
  return text;
}

/**
 * Reads a file whole, up to `most` bytes.
 *
 * @param remedy What to do where it holds more.
 * @throws CommandError when it cannot be read or is too long.
 */
export async function readBytes(file: string | undefined, most: number, remedy: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of openInput(file) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > most) throw new CommandError(`${nameOf(file)} holds more than ${most / 1024 / 1024} MB. ${remedy}`, 2);
      chunks.push(chunk);
    }
  } catch (error) {
    throw unreadable(file, error);
  }
  return Buffer.concat(chunks);
}

/**
 * The lines of a stream of UTF-8, as they come; undefined for one of more than `MAX_BYTES`, which is skipped without
 * being held. Only a line feed ends a line: `node:readline` also splits at U+2028 and U+2029, which may stand inside a
 * JSON string.
 *
 * @throws CommandError when it cannot be read.
 */
export async function* readLines(file: string | undefined): AsyncGenerator<string | undefined> {
  let parts: Buffer[] = [];
  let size = 0;
  const take = (part: Buffer) => {
    size += part.length;
    if (size > MAX_BYTES) parts = [];
    else parts.push(part);
  };
  const end = () => {
    const line = size > MAX_BYTES ? undefined : new TextDecoder().decode(Buffer.concat(parts));
    parts = [];
    size = 0;
    return line;
  };
  try {
    for await (const chunk of openInput(file) as AsyncIterable<Buffer>) {
      let start = 0;
      for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, start)) {
        take(chunk.subarray(start, at));
        start = at + 1;
        yield end();
      }
      take(chunk.subarray(start));
    }
  } catch (error) {
    throw unreadable(file, error);
  }
  if (size > 0) yield end();
}

/** The text of a file; `keepMark` leaves a byte order mark where it is, as a part of the first line. */
export function decode(bytes: Buffer, { keepMark = false } = {}): string {
  const mark = bytes.subarray(0, 2).toString('hex');
  const encoding = { fffe: 'utf-16le', feff: 'utf-16be' }[mark] ?? 'utf-8';
  return new TextDecoder(encoding, { ignoreBOM: keepMark }).decode(bytes);
}

/** How a message names what was read, at the beginning of a sentence. */
export function nameOf(file: string | undefined): string {
  return file === undefined || file === '-' ? 'Standard input' : `The file ${file}`;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file; check its name and the folder you are in',
  EISDIR: 'it is a folder; name a file in it',
  EACCES: 'you are not allowed to read it',
  EPERM: 'you are not allowed to read it',
};

function unreadable(file: string | undefined, error: unknown): unknown {
  if (error instanceof Error && 'code' in error && 'syscall' in error) {
    const reason = REASONS[String(error.code)] ?? `the system says ${String(error.code)}`;
    return new CommandError(`${nameOf(file)} cannot be read: ${reason}.`, 2);
  }
  return error;
}
