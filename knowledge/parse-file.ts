/** One YAML file -> data that fits its schema, or the problems with the lines on which they stand. */
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Problem } from './problem.ts';

export interface ParsedFile<T> {
  readonly file: string;
  readonly data: T;
  /** The line (from 1) on which the value at a path begins, or the nearest one around it. */
  lineOf(path: readonly PropertyKey[]): number;
}

/**
 * Parses and checks `text`, the content of `file`. Returns the data, or every problem found: of the YAML itself, else
 * of the schema.
 */
export function parseFile<S extends z.ZodType>(
  file: string,
  text: string,
  schema: S,
): { parsed?: ParsedFile<z.infer<S>>; problems: Problem[] } {
  try {
    return parse(file, text, schema);
  } catch {
    // The parser gives up by throwing where values are nested thousands deep, or aliases multiply what they stand for.
    const message = 'nests its values or multiplies its aliases too much to be read';
    return { problems: [{ file, line: 1, message, remedy: 'write the values out, a level or two deep' }] };
  }
}

function parse<S extends z.ZodType>(file: string, text: string, schema: S): ReturnType<typeof parseFile<S>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => ({
      file,
      line: error.linePos?.[0].line ?? 1,
      message: error.message.split('\n')[0] ?? error.code,
      remedy: 'correct the YAML',
    }));
    return { problems };
  }
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const node = document.getIn(path.slice(0, depth), true);
      const start = rangeStart(node);
      if (start !== undefined) return lines.linePos(start).line;
    }
    return 1;
  };
  const result = schema.safeParse(document.toJS());
  if (result.success) return { parsed: { file, data: result.data, lineOf }, problems: [] };
  const problems = result.error.issues.map((issue) => ({
    file,
    line: lineOf(issue.path),
    message: `${issue.path.map(String).join('.') || 'the file'}: ${issue.message}`,
    remedy: 'see knowledge/schema.ts for what stands here',
  }));
  return { problems };
}

function rangeStart(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return undefined;
  const [start] = node.range;
  return typeof start === 'number' ? start : undefined;
}
