/** The texts of a folder's files -> what stands in them, with every problem found on the way. */
import type { z } from 'zod';
import { type ParsedFile, parseFile } from './parse-file.ts';
import type { Problem } from './problem.ts';

export interface FileReader {
  /** The file, or undefined where it is missing or has a problem. */
  one<S extends z.ZodType>(file: string, schema: S): ParsedFile<z.infer<S>> | undefined;
  /** Every file of a subfolder that has no problem, by name. */
  all<S extends z.ZodType>(subfolder: string, schema: S): ParsedFile<z.infer<S>>[];
  /** What was wrong with the files read so far. */
  readonly problems: readonly Problem[];
}

/** `texts` by path inside the folder, with `/`. */
export function readFiles(texts: ReadonlyMap<string, string>): FileReader {
  const problems: Problem[] = [];
  const one = <S extends z.ZodType>(file: string, schema: S): ParsedFile<z.infer<S>> | undefined => {
    const text = texts.get(file);
    if (text === undefined) return undefined;
    const { parsed, problems: found } = parseFile(file, text, schema);
    problems.push(...found);
    return parsed;
  };
  const all = <S extends z.ZodType>(subfolder: string, schema: S): ParsedFile<z.infer<S>>[] =>
    [...texts.keys()]
      .filter((file) => file.startsWith(`${subfolder}/`))
      .sort()
      .flatMap((file) => one(file, schema) ?? []);
  return { one, all, problems };
}
