/** Log files that a person chose or dropped. */
import { Problem } from './calls.ts';

export interface LogFile {
  readonly name: string;
  readonly text: string;
  /** Bytes of the text as UTF-8, which is how it is sent. */
  readonly bytes: number;
}

/** What the server takes at once, text and files together: 5 MB. */
export const MAX_BYTES = 5 * 1024 * 1024;

/** Reads a file as text; throws a Problem that says what to do when it is too large or not text. */
export async function readLogFile(file: File): Promise<LogFile> {
  // A file in UTF-16 shrinks to half when it is sent.
  if (file.size > 2 * MAX_BYTES) throw tooLarge(`${file.name} has`, file.size);
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new Problem(`${file.name} cannot be read. If it is a folder, drop the files in it.`);
  }
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  if (isBinary(text)) {
    throw new Problem(`${file.name} is not a text file. Unpack it first, then add the log of the step that failed.`);
  }
  const size = byteLength(text);
  if (size > MAX_BYTES) throw tooLarge(`${file.name} has`, size);
  return { name: file.name, text, bytes: size };
}

/** The problem of a text or files beyond MAX_BYTES; `what` is the start of a sentence that ends in "7.2 MB". */
export function tooLarge(what: string, bytes: number): Problem {
  const size = (bytes / 1024 / 1024).toFixed(1);
  return new Problem(`${what} ${size} MB, and 5 MB can be read at once. Add only the log of the step that failed.`);
}

export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** Windows PowerShell writes redirected output as UTF-16 with a byte order mark. */
function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return 'utf-8';
}

/** A log has no NUL, and hardly any byte that its encoding does not know. */
function isBinary(text: string): boolean {
  const start = text.slice(0, 65_536);
  const unknown = start.split('\uFFFD').length - 1;
  return start.includes('\0') || unknown > start.length / 50;
}
