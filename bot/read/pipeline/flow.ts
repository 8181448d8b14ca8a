/** Steps in braces or brackets amid YAML that is read line by line: each is small enough to be parsed by itself. */
import type { Chunk, SourceLine } from './blocks.ts';
import { type Found, walkYaml } from './walk.ts';

/** A list item or the value of a key that begins with a brace or a bracket. */
const BEGINS = /^[ \t]*(?:-[ \t]+)*(?:[\w.-]+[ \t]*:[ \t]+)?[{[]/;
const ITEM = /^[ \t]*-(?:[ \t]|$)/;
/** `{{` is an expression of a template, and a quoted bracket is none. */
const TOKENS = /"(?:[^"\\]|\\.)*"|'[^']*'|\$\{\{.*?\}\}|(?:^|[ \t])#.*|[{}[\]]/g;
/** No step in braces is longer. */
const MAX_LENGTH = 4000;

export interface Flow {
  /** What it holds; undefined where it is no YAML by itself. */
  readonly found: Found | undefined;
  /** How many lines it takes. */
  readonly lines: number;
}

/**
 * What begins with a brace or a bracket in the line at `index`, as far as it is closed. `inputs` are read as those of a
 * task. Undefined where no flow begins there, or none that could hold a task or a template.
 */
export function flowAt(chunk: Chunk, index: number, as: 'steps' | 'inputs'): Flow | undefined {
  if (!BEGINS.test(chunk[index]?.text ?? '')) return undefined;
  const lines: SourceLine[] = [];
  let depth = 0;
  let length = 0;
  for (let at = index; at < chunk.length; at += 1) {
    const line = chunk[at];
    length += line?.text.length ?? 0;
    if (line === undefined || length > MAX_LENGTH || (at > index && ITEM.test(line.text))) break;
    lines.push(line);
    for (const [token] of line.text.matchAll(TOKENS)) {
      if (token === '{' || token === '[') depth += 1;
      else if (token === '}' || token === ']') depth -= 1;
    }
    if (depth <= 0) return { found: parsed(lines, as), lines: lines.length };
  }
  return lines.length > 0 ? { found: undefined, lines: lines.length } : undefined;
}

function parsed(lines: readonly SourceLine[], as: 'steps' | 'inputs'): Found | undefined {
  const wanted = as === 'inputs' || lines.some(({ text }) => /task|template/.test(text));
  if (!wanted) return undefined;
  const found = walkYaml(as === 'steps' ? lines : asTask(lines));
  return found.errors.length === 0 ? found : undefined;
}

/** `inputs: {…}` as the inputs of a task, with every column where it was. */
function asTask([first, ...rest]: readonly SourceLine[]): SourceLine[] {
  if (first === undefined) return [];
  const indent = first.text.length - first.text.trimStart().length;
  const task = { text: '- task: a@1', line: first.line, shift: 0 };
  const inputs = { ...first, text: `  ${first.text.trimStart()}`, shift: first.shift + indent - 2 };
  const inside = rest.map((line) => ({ ...line, text: `   ${line.text}`, shift: line.shift - 3 }));
  return [task, inputs, ...inside];
}
