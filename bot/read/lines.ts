/** The lines of a text, found on first use: most messages are answered without them. */
export interface Lines {
  /** The number of the line (from 1) that an offset stands on. */
  at(offset: number): number;
  /** The text of a line, from 1, without the space around it. */
  text(number: number): string;
}

export function linesOf(text: string): Lines {
  let found: readonly number[] | undefined;
  return {
    at: (offset) => {
      found ??= startsIn(text);
      return lineAt(found, offset);
    },
    text: (number) => {
      found ??= startsIn(text);
      return text.slice(found[number - 1] ?? text.length, found[number] ?? text.length + 1).trim();
    },
  };
}

function startsIn(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}
