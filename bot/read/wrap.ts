/** Words that a terminal broke at its last column, put together again. */
import { type Edit, type Rewritten, rewritten } from './rewritten.ts';

/** How wide terminals and the consoles of agents are. */
const TERMINALS = [80, 100, 120, 132, 160, 200];
const STAMP = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z /y;
const STAMP_LENGTH = '2026-07-01T12:00:33.1234567Z '.length;
/** 1 for the length of a line that may be full, with a stamp and a `\r` or without. */
const WIDTHS = new Uint8Array(1 + Math.max(...TERMINALS) + STAMP_LENGTH + 1);
for (const width of TERMINALS) for (const stamp of [0, STAMP_LENGTH]) WIDTHS.fill(1, width + stamp, width + stamp + 2);
/** A secret may go on there; a code and a command of the agent begin a line of their own. */
const BEFORE = /[^\s)\]}>"'│|]/;
const AFTER = /(?!AADSTS\d|##)[^\s([{<"'│|]/y;
const BLANK = /[ \t]/;
/** The name of a secret may stand so many lines above it. */
const LINES_ABOVE = 2;

/** The lines of `text` that are one, each with the lines above it. Linear in the length of the text. */
export function unwrapped(text: string): Rewritten[] {
  const found: Rewritten[] = [];
  let joints: Edit[] = [];
  let line = 0;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', line)) {
    const joint = WIDTHS[end - line] === 1 ? jointAt(text, line, end) : undefined;
    if (joint) joints.push(joint);
    else if (joints.length > 0) {
      found.push(joined(text, joints, end));
      joints = [];
    }
    line = end + 1;
  }
  if (joints.length > 0) found.push(joined(text, joints, text.length));
  return found;
}

function joined(text: string, joints: readonly Edit[], end: number): Rewritten {
  let from = joints[0]?.start ?? 0;
  for (let lines = 0; lines <= LINES_ABOVE && from >= 0; lines += 1) from = text.lastIndexOf('\n', from - 1);
  return rewritten(text, joints, from + 1, end);
}

/**
 * The break at `end` and what stands before the rest of the word, if the line from `start` fills the terminal. The agent
 * stamps lines that were broken already: a stamp before both counts for neither.
 */
function jointAt(text: string, start: number, end: number): Edit | undefined {
  const last = text.charCodeAt(end - 1) === 13 ? end - 1 : end;
  const open = opensQuote(text, start, last);
  if (!(open || BEFORE.test(text.charAt(last - 1)))) return undefined;
  const rest = stampEnd(text, end + 1);
  const width = last - (rest > end + 1 ? stampEnd(text, start) : start);
  AFTER.lastIndex = rest;
  return TERMINALS.includes(width) && (AFTER.test(text) || (open && BLANK.test(text.charAt(rest))))
    ? { start: last, end: rest, by: '' }
    : undefined;
}

/** Whether what is quoted goes on: then the break may stand at a blank of it. */
function opensQuote(text: string, start: number, end: number): boolean {
  let double = false;
  let single = false;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 34) double = !double;
    else if (code === 39) single = !single;
  }
  return double || single;
}

function stampEnd(text: string, at: number): number {
  STAMP.lastIndex = at;
  return STAMP.test(text) ? at + STAMP_LENGTH : at;
}
