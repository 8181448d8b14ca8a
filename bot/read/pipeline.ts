/** Finds the tasks of an Azure Pipelines file, whole or in part, in a text. */
import { blockOfFile, blocksOfPaste, type Chunk, looksLikePipeline } from './pipeline/blocks.ts';
import { scanLines } from './pipeline/line-scan.ts';
import type { Pipeline } from './pipeline/shape.ts';
import { type Found, MAX_ERRORS, walkYaml } from './pipeline/walk.ts';

export type {
  Block,
  Pipeline,
  Position,
  Resolved,
  TaskInput,
  TaskUse,
  TemplateUse,
  YamlProblem,
} from './pipeline/shape.ts';

/** Longer YAML is read line by line: parsing hostile YAML takes 5 seconds a megabyte, and real files are far shorter. */
const MAX_PARSED = 128 * 1024;
/** Whoever reviews a file of their own can wait so long; Azure Pipelines takes little more. */
const MAX_PARSED_OF_FILE = 1024 * 1024;
/** A text with more pieces than this is no conversation about a pipeline. */
const MAX_PARSED_CHUNKS = 100;
/** Nor is one with so much more YAML to parse, in all its pieces. */
const IN_ALL = 2;
/** Real pipelines have some hundred tasks; of a longer paste the answer says where the reading ended. */
export const MAX_PASTED_TASKS = 2_000;

/**
 * Reads a pipeline: every task, wherever it stands, with its position in `text`. A `paste` may hold prose and Markdown
 * around it and may be a fragment at any indentation; in a `file` everything is YAML, and what is not is an error.
 * Time is linear in the length of the text.
 *
 * @returns undefined where the text holds no step of Azure Pipelines and no template reference, unless it is a `file`
 * whose YAML is broken, so that nobody can say what it holds. Never throws.
 */
export function readPipeline(text: string, as: 'paste' | 'file' = 'paste'): Pipeline | undefined {
  const looks = looksLikePipeline(text);
  if (!looks && as === 'paste') return undefined;
  const parts = as === 'file' ? [blockOfFile(text)] : blocksOfPaste(text);
  const found = readChunks(
    parts.flatMap((part) => part.chunks),
    as === 'file'
      ? { tasks: Number.POSITIVE_INFINITY, parsed: MAX_PARSED_OF_FILE }
      : { tasks: MAX_PASTED_TASKS, parsed: MAX_PARSED },
  );
  const tasks = found.flatMap((part) => part.tasks);
  const templates = found.flatMap((part) => part.templates);
  const unread = found.at(-1)?.next;
  const errors = found.flatMap((part) => part.errors).slice(0, MAX_ERRORS);
  const broken = as === 'file' && errors.some(({ tooLong }) => !tooLong);
  const known = tasks.length > 0 || templates.length > 0 || found.some((part) => part.steps);
  if (!(looks && known) && !broken) return undefined;
  return {
    tasks,
    templates,
    errors,
    blocks: parts.map((part) => part.block),
    ...(unread !== undefined && { unread }),
  };
}

type Read = Found & { readonly next?: number };

interface Most {
  readonly tasks: number;
  /** Characters of YAML that are parsed at once. */
  readonly parsed: number;
}

function readChunks(chunks: readonly Chunk[], most: Most): Read[] {
  const found: Read[] = [];
  let left = most.tasks;
  let length = 0;
  for (const [index, chunk] of chunks.entries()) {
    length += lengthOf(chunk);
    const one = read(chunk, index < MAX_PARSED_CHUNKS && length <= IN_ALL * most.parsed, { ...most, tasks: left });
    found.push(one);
    left -= one.tasks.length;
    if (one.next !== undefined) break;
  }
  return found;
}

function read(chunk: Chunk, parse: boolean, { tasks: most, parsed }: Most): Read {
  const tooLong = lengthOf(chunk) > parsed;
  if (tooLong || !parse) {
    const message = `This YAML is longer than ${parsed / 1024} KB and was read line by line only`;
    const problem = { message, line: chunk[0]?.line ?? 1, column: 1, tooLong: true } as const;
    return { ...scanLines(chunk, most), errors: tooLong ? [problem] : [], steps: false };
  }
  const found = walkYaml(chunk);
  const all = found.errors.length === 0 ? found : { ...found, ...scanLines(chunk, most) };
  return all.tasks.length > most ? { ...all, tasks: all.tasks.slice(0, most), next: all.tasks[most]?.line } : all;
}

function lengthOf(chunk: Chunk): number {
  return chunk.reduce((sum, line) => sum + line.text.length + 1, 0);
}
