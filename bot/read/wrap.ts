/** Words that a terminal broke at its last column, put together again. */
import { type Edit, type Rewritten, rewritten } from './rewritten.ts';

/** How wide terminals and the consoles of agents are. */
const WIDTHS: ReadonlySet<number> = new Set([80, 100, 120, 132, 160, 200]);
/** The agent's stamp stands before a line that was already broken. */
const STAMP = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z /y;
const STAMP_LENGTH = '2026-07-01T12:00:33.1234567Z '.length;
/** A secret may go on there; a code and a command of the agent begin a line of their own. */
const BEFORE = /[^\s)\]}>"'│|]/;
const AFTER = /(?!AADSTS\d|##)[^\s([{<"'│|]/y;
/** The name of a secret may stand so many lines above it. */
const LINES_ABOVE = 2;

/** The lines of `text` that are one, each with the lines above it. Linear in the length of the text. */
export function unwrapped(text: string): Rewritten[] {
  const found: Rewritten[] = [];
  let joints: Edit[] = [];
  let above: readonly number[] = [];
  let line = 0;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', line)) {
    const joint = jointAt(text, line, end);
    if (joint) joints.push(joint);
    else {
      if (joints.length > 0) found.push(rewritten(text, joints, above[0] ?? 0, end));
      above = [...above.slice(-LINES_ABOVE + 1), line];
      joints = [];
    }
    line = end + 1;
  }
  if (joints.length > 0) found.push(rewritten(text, joints, above[0] ?? 0));
  return found;
}

/** The break at `end` with what stands before the rest of the word, where the line from `start` is as wide as a terminal. */
function jointAt(text: string, start: number, end: number): Edit | undefined {
  const last = text.charCodeAt(end - 1) === 13 ? end - 1 : end;
  const width = last - start;
  if (!WIDTHS.has(width) && !(WIDTHS.has(width - STAMP_LENGTH) && stampEnd(text, start) > start)) return undefined;
  const rest = stampEnd(text, end + 1);
  AFTER.lastIndex = rest;
  return BEFORE.test(text.charAt(last - 1)) && AFTER.test(text) ? { start: last, end: rest, by: '' } : undefined;
}

function stampEnd(text: string, at: number): number {
  STAMP.lastIndex = at;
  return STAMP.test(text) ? at + STAMP_LENGTH : at;
}
