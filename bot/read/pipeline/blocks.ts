/**
 * Where in a text pipeline YAML stands: a whole file, what is between Markdown fences, or a snippet amid prose, at any
 * indentation.
 */
import type { Block } from './shape.ts';

/** A line of YAML on its way to the parser: `text` may be shifted against the original by `shift` columns. */
export interface SourceLine {
  readonly text: string;
  readonly line: number;
  /** Column in the original minus column in `text`. */
  readonly shift: number;
}

/** Lines that are one YAML document. */
export type Chunk = readonly SourceLine[];

/** Keys that a pipeline, or a pasted part of one, can begin with. */
const FIRST_KEYS =
  'task|script|bash|pwsh|powershell|checkout|download|downloadBuild|publish|getPackage|reviewApp|template|stage|job|' +
  'deployment|steps|jobs|stages|extends|trigger|pr|pool|schedules|variables|parameters|resources|name|strategy|' +
  'runOnce|rolling|canary|preDeploy|deploy|routeTraffic|postRouteTraffic|on|success|failure';
const BEGINS = new RegExp(`^[ \\t]*(?:-[ \\t]+)*(?:(?:${FIRST_KEYS})[ \\t]*:(?:\\s|$)|\\$\\{\\{|---)`);
const YAML_LIKE = /^\s*(?:-(?:\s|$)|"[^"]*"\s*:|'[^']*'\s*:|\$\{\{|[A-Za-z_][\w.-]*\s*:(?:\s|$)|[{}[\],?]|---|\.\.\.)/;
const PIPELINE_LIKE =
  /^[ \t]*(?:-[ \t]+task[ \t]*:|-[ \t]+template[ \t]*:|task[ \t]*:[ \t]*\S+@\d|(?:-[ \t]+)?(?:steps|jobs|stages|extends)[ \t]*:[ \t\r]*(?:#|\$\{\{|$))/;

/** One of these stands in every pipeline, in any letter case: looking for them all at once is cheaper still. */
export const PIPELINE_ANCHORS = ['task', 'template', 'steps', 'jobs', 'stages', 'extends'].flatMap((key) => [
  `${key}:`,
  `${key} :`,
  `${key}\t:`,
]);

/** A cheap test by which most texts are left alone. */
export function looksLikePipeline(text: string): boolean {
  return /(?:^|```)[ \t\uFEFF]*(?:-[ \t]+)*(?:task|template|steps|jobs|stages|extends)[ \t]*:/m.test(text);
}

/** The blocks of YAML in a paste, in order; those that do not look like a pipeline are left out. */
export function blocksOfPaste(text: string): { readonly block: Block; readonly chunks: readonly Chunk[] }[] {
  const lines = linesOf(text);
  const fenced = fencedParts(lines);
  const first = lines.find((line) => PIPELINE_LIKE.test(line.text))?.line ?? Number.POSITIVE_INFINITY;
  const usesFences = fenced.some((part) => part.some((line) => line.line <= first && PIPELINE_LIKE.test(line.text)));
  return (usesFences ? fenced : [lines]).flatMap((part) => {
    const chunks = chunksOf(part).filter((chunk) => chunk.some((line) => PIPELINE_LIKE.test(line.text)));
    const first = chunks[0]?.[0];
    if (!first) return [];
    const whole = usesFences ? part : part.slice(first.line - 1, chunks.at(-1)?.at(-1)?.line);
    return [{ block: blockOf(whole, text, lines.length), chunks }];
  });
}

/** A file: one block, one chunk, nothing taken for prose. */
export function blockOfFile(text: string): { readonly block: Block; readonly chunks: readonly Chunk[] } {
  const lines = linesOf(text);
  return { block: blockOf(lines, text, lines.length), chunks: [lines] };
}

/** The lines of a text; a byte order mark is no part of the first. */
function linesOf(text: string): SourceLine[] {
  const mark = byteOrderMark(text).length;
  return text
    .slice(mark)
    .split('\n')
    .map((line, index) => ({ text: line, line: index + 1, shift: index === 0 ? mark : 0 }));
}

const byteOrderMark = (text: string): string => (text.startsWith('\uFEFF') ? '\uFEFF' : '');

function blockOf(lines: Chunk, text: string, linesInText: number): Block {
  const mark = lines[0]?.line === 1 ? byteOrderMark(text) : '';
  const last = lines.at(-1);
  const emptyEnd = last?.line === linesInText && last.text === '';
  return {
    firstLine: lines[0]?.line ?? 1,
    firstColumn: 1 + (lines[0]?.shift ?? 0) - mark.length,
    lines: (emptyEnd ? lines.slice(0, -1) : lines).map((line, index) => (index === 0 ? mark : '') + line.text),
    endsWithBreak: emptyEnd || last?.line !== linesInText,
  };
}

/** What stands between ``` and ```, also where they share a line with the YAML, as chat clients send it. */
function fencedParts(lines: readonly SourceLine[]): SourceLine[][] {
  const parts: SourceLine[][] = [];
  let inside = false;
  for (const { text, line } of lines) {
    let column = 0;
    text.split('```').forEach((piece, index, pieces) => {
      if (index > 0) {
        inside = !inside;
        parts.push([]);
      }
      const language = index > 0 && /^\s*[\w+.-]{1,20}\s*$/.test(piece);
      const nothing = pieces.length > 1 && (piece.trim() === '' || language);
      if (inside && !nothing) parts.at(-1)?.push({ text: piece, line, shift: column });
      column += piece.length + 3;
    });
  }
  return parts;
}

/**
 * Divides lines where the YAML ends: at prose, or where the indentation falls below that of the first line, as it does
 * in a fragment from the middle of a file.
 */
function chunksOf(lines: readonly SourceLine[]): SourceLine[][] {
  const chunks: SourceLine[][] = [];
  let open: OpenChunk | undefined;
  for (const line of lines) {
    const content = line.text.trim();
    if (content !== '' && !content.startsWith('#')) {
      if (open && !belongs(open, line.text)) open = undefined;
      if (open) {
        if (open.contentLines++ === 1) align(open, line.text);
        open.previous = line.text;
      } else if (BEGINS.test(line.text)) {
        open = { lines: [], base: indentOf(line.text), flat: false, contentLines: 1, previous: line.text };
        chunks.push(open.lines);
      }
    }
    open?.lines.push(line);
  }
  for (const chunk of chunks) while (chunk.at(-1)?.text.trim() === '') chunk.pop();
  return chunks;
}

interface OpenChunk {
  readonly lines: SourceLine[];
  base: number;
  /** All indentation was lost on the way: keys stand directly below the dash of their step. */
  flat: boolean;
  contentLines: number;
  previous: string;
}

function belongs(open: OpenChunk, text: string): boolean {
  const indent = indentOf(text);
  const content = text.slice(indent);
  if (indent !== open.base) return indent > open.base;
  if (!YAML_LIKE.test(content) || content.startsWith('---')) return false;
  if (open.flat || /^[-}\]]/.test(content)) return true;
  // `Error: …` below the snippet is a sentence. Keys of a pipeline begin with a small letter, and never follow a list.
  if (!isItem(open.previous) || indentOf(open.previous) !== indent)
    return /^[^A-Z]/.test(content) && !isItem(open.lines[0]?.text);
  open.flat = true;
  return true;
}

/** Gives the first line back the indentation that it loses when a selection begins at its first letter. */
function align(open: OpenChunk, next: string): void {
  const first = open.lines[0];
  if (first === undefined || !/^(?:-[ \t]+)?[\w.-]+[ \t]*:[ \t]*[^\s#]/.test(first.text)) return;
  const missing = indentOf(next) - (isItem(next) ? 0 : first.text.search(/[^\s-]/));
  if (missing <= 0) return;
  open.lines[0] = { ...first, text: ' '.repeat(missing) + first.text, shift: first.shift - missing };
  open.base += missing;
}

const indentOf = (text: string): number => text.length - text.trimStart().length;
const isItem = (text: string | undefined): boolean => text?.trimStart().startsWith('- ') === true;
