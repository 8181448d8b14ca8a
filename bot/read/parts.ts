/** What was sent at once: each file and the text beside them are read by themselves. */
import type { Turn } from '../turn.ts';
import { shownNames } from './file-name.ts';
import { type KnownCodes, type Reading, read } from './read.ts';

export interface Part extends Reading {
  /** The name of the file as an answer may show it; undefined for the text that was typed or pasted. */
  readonly file?: string;
}

export type Sent = Extract<Turn['input'], { kind: 'text' }>;

/** The parts that hold something: the files first, for the text beside them is about them. Always at least one. */
export function readParts({ text, files }: Sent, known: KnownCodes): readonly Part[] {
  const names = shownNames(files.map(({ name }) => name));
  const attached = files.flatMap((file, index) =>
    file.text.trim() === '' ? [] : [partOf(file.text, names[index], known)],
  );
  return attached.length > 0 && text.trim() === '' ? attached : [...attached, partOf(text, undefined, known)];
}

function partOf(text: string, file: string | undefined, known: KnownCodes): Part {
  // Added to what was made here: a copy of it costs a short message more than its reading.
  return Object.assign(read(text, known), { file });
}
