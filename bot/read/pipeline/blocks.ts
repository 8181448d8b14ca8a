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
const YAML_LIKE =
  /^\s*(?:-(?:\s|$)|#|"[^"]*"\s*:|'[^']*'\s*:|\$\{\{|[A-Za-z_][\w.-]*\s*:(?:\s|$)|[{}[\],?]|---|\.\.\.)/;
const PIPELINE_LIKE =
  /^[ \t]*(?:-[ \t]+task[ \t]*:|-[ \t]+template[ \t]*:|task[ \t]*:[ \t]*\S+@\d|(?:-[ \t]+)?(?:steps|jobs|stages|extends)[ \t]*:[ \t\r]*(?:#|\$\{\{|$))/;

/** A cheap test by which most texts are left alone. */
export function looksLikePipeline(text: string): boolean {
  return (
    /^[ \t`]*(?:\w{1,8}[ \t]*)?(?:-[ \t]+)*(?:task|template|steps|jobs|stages|extends)[ \t]*:/m.test(text) ||
    text.includes('```- task')
  );
}

/** The blocks of YAML in a paste, in order; those that do not look like a pipeline are left out. */
export function blocksOfPaste(text: string): { readonly block: Block; readonly chunks: readonly Chunk[] }[] {
  const lines = text.split('\n').map((line, index) => ({ text: line, line: index + 1, shift: 0 }));
  const fenced = fencedParts(lines);
  const first = lines.find((line) => PIPELINE_LIKE.test(line.text))?.line ?? Number.POSITIVE_INFINITY;
  const usesFences = fenced.some((part) => part.some((line) => line.line <= first && PIPELINE_LIKE.test(line.text)));
  return (usesFences ? fenced : [lines]).flatMap((part) => {
    const chunks = chunksOf(part).filter((chunk) => chunk.some((line) => PIPELINE_LIKE.test(line.text)));
    const [from, to] = [chunks[0]?.[0], chunks.at(-1)?.at(-1)];
    if (from === undefined || to === undefined) return [];
    const whole = usesFences ? part : part.slice(from.line - 1, to.line);
    return [{ block: blockOf(whole, lines.length), chunks: chunks.map(aligned) }];
  });
}

/** A file: one block, one chunk, nothing taken for prose. */
export function blockOfFile(text: string): { readonly block: Block; readonly chunks: readonly Chunk[] } {
  const lines = text.split('\n').map((line, index) => ({ text: line, line: index + 1, shift: 0 }));
  return { block: blockOf(lines, lines.length), chunks: [lines] };
}

function blockOf(lines: Chunk, linesInText: number): Block {
  const last = lines.at(-1);
  const emptyEnd = last?.line === linesInText && last.text === '';
  return {
    firstLine: lines[0]?.line ?? 1,
    lines: (emptyEnd ? lines.slice(0, -1) : lines).map((line) => line.text),
    endsWithBreak: emptyEnd || last?.line !== linesInText,
  };
}

/** What stands between ``` and ```, also where they share a line with the YAML, as chat clients send it. */
function fencedParts(lines: readonly SourceLine[]): SourceLine[][] {
  const parts: SourceLine[][] = [];
  let inside = false;
  for (const { text, line } of lines) {
    let column = 0;
    text.split('```').forEach((piece, index) => {
      if (index > 0) {
        inside = !inside;
        if (inside) parts.push([]);
      }
      const opens = index > 0 && inside;
      const nothing = (index > 0 && piece.trim() === '') || (opens && /^\s*[\w+.-]{1,20}\s*$/.test(piece));
      if (inside && !nothing) parts.at(-1)?.push({ text: piece, line, shift: column });
      column += piece.length + 3;
    });
  }
  return parts.filter((part) => part.length > 0);
}

/**
 * Divides lines where the YAML ends: at prose, or where the indentation falls below that of the first line, as it does
 * in a fragment from the middle of a file.
 */
function chunksOf(lines: readonly SourceLine[]): SourceLine[][] {
  const chunks: SourceLine[][] = [];
  let open: SourceLine[] | undefined;
  let base = 0;
  for (const line of lines) {
    const content = line.text.trim();
    const indent = line.text.length - line.text.trimStart().length;
    if (content !== '' && !content.startsWith('#')) {
      if (open && (indent < base || (indent === base && !YAML_LIKE.test(line.text)) || content === '---'))
        open = undefined;
      if (!open && BEGINS.test(line.text)) {
        open = [];
        chunks.push(open);
        base = indent;
      }
    }
    open?.push(line);
  }
  for (const chunk of chunks) while (chunk.at(-1)?.text.trim() === '') chunk.pop();
  return chunks;
}

/** Gives the first line back the indentation that it loses when a selection begins at its first letter. */
function aligned(chunk: Chunk): Chunk {
  const [first, ...rest] = chunk;
  const next = rest.find(({ text }) => text.trim() !== '' && !text.trim().startsWith('#'));
  if (first === undefined || next === undefined || !/^(?:-[ \t]+)?[\w.-]+[ \t]*:[ \t]*\S/.test(first.text))
    return chunk;
  const column = first.text.search(/[^\s-]/);
  const wanted = next.text.search(/\S/);
  if (next.text.trim().startsWith('- ') || wanted <= column) return chunk;
  const missing = wanted - column;
  return [{ ...first, text: ' '.repeat(missing) + first.text, shift: first.shift - missing }, ...rest];
}
