/** Writes a unified diff that replaces words within lines. No line is added or removed, so that none has to be found. */
import type { Block } from '../read/pipeline.ts';

export interface Replacement {
  /** From 1, in the text that the blocks are part of. */
  readonly line: number;
  readonly column: number;
  readonly from: string;
  readonly to: string;
}

const CONTEXT = 3;

/**
 * A diff for `git apply` and `patch`. Context never reaches beyond the block, so that prose around a pasted block does
 * not become part of it. A replacement whose `from` does not stand where it says is left out.
 *
 * @returns '' where nothing is replaced.
 */
export function versionDiff(blocks: readonly Block[], replacements: readonly Replacement[], file: string): string {
  // From the right, so that a line with two of them keeps its columns.
  const fromRight = replacements.toSorted((a, b) => b.column - a.column);
  const hunks = blocks.flatMap((block) => hunksOf(block, fromRight));
  if (hunks.length === 0) return '';
  const name = file
    .replace(/\p{Cc}/gu, '')
    .replaceAll('\\', '/')
    .replace(/^(?:\.?\/)+/, '');
  const end = name.includes(' ') ? '\t' : ''; // without it, patch ends the name at the space
  return [`--- a/${name}${end}\n`, `+++ b/${name}${end}\n`, ...hunks].join('');
}

function hunksOf(block: Block, replacements: readonly Replacement[]): string[] {
  const changed = new Map<number, string>();
  for (const { line, column, from, to } of replacements) {
    const index = line - block.firstLine;
    const text = changed.get(index) ?? block.lines[index] ?? '';
    const at = column - (index === 0 ? block.firstColumn : 1);
    if (text.startsWith(from, at)) changed.set(index, text.slice(0, at) + to + text.slice(at + from.length));
  }
  return groups([...changed.keys()].sort((a, b) => a - b)).map(([first, last]) => {
    const from = Math.max(0, first - CONTEXT);
    const to = Math.min(block.lines.length - 1, last + CONTEXT);
    const range = `${block.firstLine + from},${to - from + 1}`;
    return `@@ -${range} +${range} @@\n${body(block, changed, from, to)}`;
  });
}

/** First and last of the changed lines that share a hunk: those whose context would touch. */
function groups(changed: readonly number[]): [number, number][] {
  const result: [number, number][] = [];
  for (const index of changed) {
    const open = result.at(-1);
    if (open && index - open[1] <= 2 * CONTEXT) open[1] = index;
    else result.push([index, index]);
  }
  return result;
}

function body(block: Block, changed: ReadonlyMap<number, string>, from: number, to: number): string {
  let out = '';
  let removed = '';
  let added = '';
  for (let index = from; index <= to; index++) {
    const text = block.lines[index] ?? '';
    const noBreak = index === block.lines.length - 1 && !block.endsWithBreak;
    const end = noBreak ? '\n\\ No newline at end of file\n' : '\n';
    const replaced = changed.get(index);
    if (replaced === undefined) {
      out += `${removed}${added} ${text}${end}`;
      removed = added = '';
    } else {
      removed += `-${text}${end}`;
      added += `+${replaced}${end}`;
    }
  }
  return out + removed + added;
}
