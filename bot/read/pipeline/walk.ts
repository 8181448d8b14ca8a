/** Reads one chunk of YAML as YAML: its tasks and templates wherever they stand, or why it cannot be read so. */
import {
  type Document,
  type ErrorCode,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml';
import type { Chunk } from './blocks.ts';
import type { Position, TaskInput, TaskUse, TemplateUse, YamlProblem } from './shape.ts';
import { isExpression, taskReference } from './task-reference.ts';
import { Scope } from './variables.ts';

export interface Found {
  readonly tasks: TaskUse[];
  readonly templates: TemplateUse[];
  readonly errors: YamlProblem[];
  /** Whether a step of Azure Pipelines that is no task stands in it. */
  steps: boolean;
}

const MAX_VALUE = 300;
/** Of more, one pasted line would fill an answer. */
export const MAX_ERRORS = 5;
const STEP_KEYS = new Set(['script', 'bash', 'pwsh', 'powershell', 'checkout', 'download', 'getPackage', 'publish']);
/** Where variables can be defined below the root. */
const JOB_KEYS = ['stage', 'job', 'deployment'];

/** What calls for more levels than any pipeline has: where the stack ends depends on what ran before. */
const DEEP = /(?:[-?[{][ \t\r\n]{0,8}){300}/;
const TOO_DEEP = 'This is nested too deeply to be read as YAML';

const NEVER_CLOSED = 'This quote is never closed';

const SAYS: Partial<Record<ErrorCode, string>> = {
  BAD_DQ_ESCAPE: 'This backslash means nothing between double quotes: use single quotes',
  BAD_INDENT: 'The indentation fits none of the lines above, or a bracket is not closed',
  BAD_SCALAR_START: 'A value cannot begin with this character: put the value in quotes',
  BLOCK_AS_IMPLICIT_KEY:
    'There is a second `: ` in this value, which needs quotes then, or the next line is indented too far',
  BLOCK_IN_FLOW: 'There is a `: ` or `- ` inside brackets where none can stand: put the value in quotes',
  MISSING_CHAR: 'Something is missing here: a colon, a dash, a comma or a closing bracket',
  MULTILINE_IMPLICIT_KEY: 'A key must stand on one line: is a colon or an indentation missing?',
  MULTIPLE_DOCS: 'A second document begins here (`---`): a pipeline file has one',
  RESOURCE_EXHAUSTION: TOO_DEEP,
  TAB_AS_INDENT: 'YAML cannot be indented with tabs: use spaces',
  UNEXPECTED_TOKEN: 'This cannot stand here: is the line indented like its neighbours?',
};

/** Aliases are never followed and nothing is converted to values, so that no document can grow while it is read. */
export function walkYaml(chunk: Chunk): Found {
  const found: Found = { tasks: [], templates: [], errors: [], steps: false };
  const source = chunk.map((line) => line.text.replaceAll('\u00A0', ' ')).join('\n');
  const counter = new LineCounter();
  const at = (offset: number): Position => {
    const { line, col } = counter.linePos(offset);
    const original = chunk[line - 1] ?? chunk.at(-1);
    // In broken YAML the counter misses some line ends, and a place is then behind the end of its line.
    const inside = Math.min(col, (original?.text.length ?? 0) + 1);
    return { line: original?.line ?? line, column: Math.max(1, inside + (original?.shift ?? 0)) };
  };
  const deep = source.search(DEEP);
  const document = deep < 0 ? parsed(source, counter) : undefined;
  if (document === undefined) {
    const line = chunk[source.slice(0, Math.max(0, deep)).split('\n').length - 1]?.line ?? 1;
    found.errors.push({ message: TOO_DEEP, line, column: 1 });
    return found;
  }
  for (const [index, error] of document.errors.entries()) {
    if (found.errors.length >= MAX_ERRORS) break; // a long text can have as many as letters
    const quote = error.code === 'MISSING_CHAR' ? openQuote(document, error.pos[0]) : undefined;
    const place = at(quote ?? error.pos[0]);
    // What is unexpected after the first error follows from it, and so does a second error of a line.
    const follows = error.code === 'UNEXPECTED_TOKEN' || found.errors.some(({ line }) => line === place.line);
    const message = quote === undefined ? (SAYS[error.code] ?? 'This is not valid YAML') : NEVER_CLOSED;
    if (index === 0 || !follows) found.errors.push({ message, ...place });
  }
  if (found.errors.length === 0) new Walk(found, source, at).visit(document.contents, '', Scope.of(document.contents));
  return found;
}

/** Returns undefined where the parser, which calls itself for every level, runs out of stack all the same. */
function parsed(source: string, lineCounter: LineCounter): Document.Parsed | undefined {
  try {
    return parseDocument(source, {
      schema: 'failsafe', // every value stays the text that was written: 1.10 is a version
      uniqueKeys: false, // the same `${{ if … }}:` may stand twice
      prettyErrors: false,
      lineCounter,
    });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Where the quote opens whose end is missed at `end`, which is as far as the text goes; undefined where none is open. */
function openQuote(document: Document.Parsed, end: number): number | undefined {
  let start: number | undefined;
  visit(document, {
    Scalar(_, { range, type }) {
      if (!type?.startsWith('QUOTE') || !range || range[1] < end) return undefined;
      start = range[0];
      return visit.BREAK;
    },
  });
  return start;
}

class Walk {
  readonly #found: Found;
  readonly #source: string;
  readonly #at: (offset: number) => Position;

  constructor(found: Found, source: string, at: (offset: number) => Position) {
    this.#found = found;
    this.#source = source;
    this.#at = at;
  }

  /** `under` is the nearest key above that is not an expression. */
  visit(node: unknown, under: string, around: Scope, inList = false): void {
    if (isSeq(node)) for (const item of node.items) this.visit(item, under, around, true);
    if (!isMap(node)) return;
    const scope = inList && JOB_KEYS.some((key) => get(node, key)) ? around.inside(node) : around;
    if (inList || under === 'extends') this.#template(node, under);
    if (inList || under === 'default' || get(node, 'inputs')) this.#task(node, under, scope);
    const first = node.items[0]?.key;
    if (inList && isScalar(first) && STEP_KEYS.has(String(first.value))) this.#found.steps = true;
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : '';
      this.visit(value, isExpression(name) ? under : name, scope);
    }
  }

  #template(map: YAMLMap, under: string): void {
    const path = this.#text(get(map, 'template')?.value);
    if (path?.value) this.#found.templates.push({ path: path.value, under, line: path.line, column: path.column });
  }

  #task(map: YAMLMap, under: string, scope: Scope): void {
    const text = this.#text(get(map, 'task')?.value);
    const reference = text && taskReference(text.value);
    if (!text?.found || !reference) return;
    const inputs = get(map, 'inputs')?.value;
    // A task without its version counts only where it cannot be a step of another tool, such as a Taskfile's.
    if (!text.value.includes('@') && !isMap(inputs) && under !== 'steps') return;
    this.#found.tasks.push({
      ...reference,
      full: text.value,
      line: text.line,
      column: text.column,
      inputs: this.#inputs(inputs, scope),
    });
  }

  #inputs(node: unknown, scope: Scope): TaskInput[] {
    if (!isMap(node)) return [];
    return node.items.flatMap(({ key, value }) => {
      const name = isScalar(key) ? String(key.value) : '';
      if (isMap(value)) return this.#inputs(value, scope); // under `${{ if … }}:`
      const text = this.#text(value);
      if (!text) return [];
      const { line, column } = text;
      const written = text.value.slice(0, MAX_VALUE);
      const resolved = scope.resolved(written);
      return [{ name: name.slice(0, MAX_VALUE), value: written, line, column, ...(resolved && { resolved }) }];
    });
  }

  /** A scalar and where its value stands; not `found` where it is written with escapes or over several lines. */
  #text(node: unknown): ({ value: string; found: boolean } & Position) | undefined {
    if (!isScalar(node) || typeof node.value !== 'string' || !node.range) return undefined;
    const [start, end] = node.range;
    const inside = this.#source.slice(start, end).indexOf(node.value);
    return { value: node.value, found: inside >= 0, ...this.#at(start + Math.max(0, inside)) };
  }
}

function get(map: YAMLMap, name: string): Pair | undefined {
  return map.items.find(({ key }) => isScalar(key) && key.value === name);
}
