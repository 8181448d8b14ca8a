/** One pipeline file -> its review. */
import { isAbsolute, relative, resolve } from 'node:path';
import { type Review, reviewPipeline } from '../../bot/match/review.ts';
import { mask } from '../../bot/read/mask.ts';
import { looksLikePipeline } from '../../bot/read/pipeline/blocks.ts';
import { type Pipeline, type Resolved, readPipeline } from '../../bot/read/pipeline.ts';
import type { TaskRow } from '../../knowledge/schema.ts';
import { CommandError } from './command-error.ts';
import { decode, nameOf, readBytes } from './input.ts';

/**
 * In bytes. Azure Pipelines itself ends between 600 KB and 2 MB of YAML, all templates included:
 * https://learn.microsoft.com/azure/devops/pipelines/process/templates (read 2026-11-23).
 */
const MAX_BYTES = 4 * 1024 * 1024;

const MASKED =
  'Something beside a change was masked, so this diff is not whole and does not apply: change the versions by hand.';
const NOT_UTF8 = 'The file is not UTF-8, so this diff may not apply to it.';

/** What standard input is called in positions. */
export const STDIN = 'stdin';

export interface ReviewedFile {
  /** As it was named; `stdin` for standard input. */
  readonly file: string;
  /** Masked. */
  readonly review: Review;
  /** Why the diff may not apply to the file. */
  readonly diffNote?: string;
}

/** A file that could not be reviewed, and why. */
export interface UnreadFile {
  readonly file: string;
  readonly error: string;
}

/**
 * Reads and reviews a file, or standard input for `-`. Positions are those of the file, whatever was masked in it.
 *
 * @throws CommandError when it cannot be read, is too long, is no text or no pipeline.
 */
export async function reviewFile(name: string, rows: readonly TaskRow[]): Promise<ReviewedFile> {
  const bytes = await readBytes(
    name,
    MAX_BYTES,
    'No pipeline is that long: Azure Pipelines itself takes 2 MB at most.',
  );
  const text = decode(bytes, { keepMark: true });
  if (text.includes('\0')) {
    throw new CommandError(`${nameOf(name)} is binary. Give me a pipeline as YAML, such as azure-pipelines.yml.`, 2);
  }
  const pipeline = readPipeline(text, 'file');
  const seen = pipeline !== undefined && (pipeline.tasks.length > 0 || pipeline.templates.length > 0);
  // Every log is broken YAML, too.
  if (pipeline === undefined || (!seen && !looksLikePipeline(text) && !/\.ya?ml$/i.test(name))) {
    const text = `${nameOf(name)} is no pipeline of Azure DevOps: I see no step and no template in it. Give me a file such as azure-pipelines.yml. An error or a log is for: wif-doctor diagnose`;
    throw new CommandError(text, 2);
  }
  const file = name === '-' ? STDIN : name;
  const title = name === '-' ? undefined : diffName(name);
  const safe = masked(pipeline, text);
  const review = reviewPipeline(safe, rows, title);
  const changed = safe !== pipeline && reviewPipeline(pipeline, rows, title).diff !== review.diff;
  if (changed) return { file, review, diffNote: MASKED };
  const utf8 = review.diff === '' || Buffer.from(text).equals(bytes);
  return { file, review, ...(!utf8 && { diffNote: NOT_UTF8 }) };
}

/** From here, as `git apply` and `patch` look for it; whole where it lies elsewhere. */
function diffName(name: string): string {
  const path = relative('', name);
  return path.startsWith('..') || isAbsolute(path) ? resolve(name) : path;
}

/** Whether neither the value is a secret, nor what it comes from is named like one: `variable dbPassword`. */
function isPlain({ value, from }: Resolved): boolean {
  return from.every((source) => mask(`${source}: ${value}`).receipt.length === 0);
}

/** The same pipeline, its secrets masked in their places: masking the text first could break its YAML. */
function masked(pipeline: Pipeline, text: string): Pipeline {
  const { text: safe, receipt } = mask(text);
  if (receipt.length === 0) return pipeline;
  const lines = safe.split('\n');
  const hide = (value: string) => mask(value).text;
  return {
    ...pipeline,
    tasks: pipeline.tasks.map((task) => ({
      ...task,
      name: hide(task.name),
      full: hide(task.full),
      inputs: task.inputs.map(({ resolved, ...input }) => ({
        ...input,
        name: hide(input.name),
        value: hide(input.value),
        ...(resolved && isPlain(resolved) && { resolved }),
      })),
    })),
    templates: pipeline.templates.map((template) => ({ ...template, path: hide(template.path) })),
    blocks: pipeline.blocks.map((block) => ({
      ...block,
      lines: block.lines.map((line, index) => lines[block.firstLine - 1 + index] ?? line),
    })),
  };
}
