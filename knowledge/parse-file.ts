/** One YAML file -> data that fits its schema, or the problems with the lines on which they stand. */
import { type ErrorCode, isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Problem } from './problem.ts';
import { schemaProblems } from './schema-problems.ts';

export interface ParsedFile<T> {
  readonly file: string;
  readonly data: T;
  /** The line (from 1) on which the value at a path begins, or the nearest one around it. */
  lineOf(path: readonly PropertyKey[]): number;
}

const REMEDIES: Partial<Record<ErrorCode, string>> = {
  BLOCK_AS_IMPLICIT_KEY: 'put a value that holds `: ` in quotes, or correct the indentation',
  DUPLICATE_KEY: 'remove one of the two',
  MISSING_CHAR: 'add what is missing: a colon, a quote or a bracket',
  MULTIPLE_DOCS: 'leave one document in the file, without ---',
  TAB_AS_INDENT: 'indent with spaces',
  UNEXPECTED_TOKEN: 'indent the line like its neighbours, or put the value in quotes',
};

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
    // What is unexpected after the first error follows from it.
    const telling = document.errors.filter(({ code }, index) => index === 0 || code !== 'UNEXPECTED_TOKEN');
    const problems = telling.map(({ code, message, linePos }) => {
      const [said = code] = message.replace(/ at line \d+, column \d+:/, '').split('\n');
      return { file, line: linePos?.[0].line ?? 1, message: said, remedy: REMEDIES[code] ?? 'correct the YAML' };
    });
    return { problems };
  }
  const lineAt = (node: unknown): number | undefined => {
    const start = rangeStart(node);
    return start === undefined ? undefined : lines.linePos(start).line;
  };
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const line = lineAt(document.getIn(path.slice(0, depth), true));
      if (line !== undefined) return line;
    }
    return 1;
  };
  const lineOfKey = (path: readonly PropertyKey[], key: string): number | undefined => {
    const around = path.length === 0 ? document.contents : document.getIn(path, true);
    const pair = isMap(around) ? around.items.find((one) => isScalar(one.key) && String(one.key.value) === key) : null;
    return lineAt(pair?.key);
  };
  const data: unknown = document.toJS();
  const result = schema.safeParse(data);
  if (result.success) return { parsed: { file, data: result.data, lineOf }, problems: [] };
  const problems = schemaProblems(result.error.issues, schema, data).map(({ path, key, message, remedy }) => {
    const line = (key === undefined ? undefined : lineOfKey(path, key)) ?? lineOf(path);
    return { file, line, message, remedy };
  });
  return { problems };
}

function rangeStart(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return undefined;
  const [start] = node.range;
  return typeof start === 'number' ? start : undefined;
}
