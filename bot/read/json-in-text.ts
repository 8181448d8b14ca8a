/** Finds JSON amid other text. */

/** Beyond this a value is no listing of a connection or of credentials. */
const MAX_JSON = 512 * 1024;
const MAX_VALUES = 20;

/** A step of a scan through JSON. Strings end at the end of their line, as JSON's do. */
const TOKEN = /\s+|[{}[\],:]|"[^"\\\n]*(?:\\.[^"\\\n]*)*("?)|-?\d[\d.eE+-]*|true|false|null/y;

/** A JSON object or array, and where it stands. */
export interface JsonFound {
  readonly value: object;
  readonly from: number;
  readonly to: number;
}

/**
 * The JSON objects and arrays in a text, in order, at most 20, outermost first. Where JSON was cut off, what closes
 * inside it is found. Every character is looked at once, and once more where it is part of a value.
 */
export function jsonIn(text: string): JsonFound[] {
  const values: JsonFound[] = [];
  let at = 0;
  while (values.length < MAX_VALUES) {
    const start = nextBracket(text, at);
    if (start < 0) break;
    const { spans, end } = scan(text, start);
    for (const [from, to] of spans) {
      const value = parsed(text, from, to);
      if (value !== undefined && values.length < MAX_VALUES) values.push({ value, from, to });
    }
    at = end;
  }
  return values;
}

function nextBracket(text: string, from: number): number {
  const bracket = /[{[]/g;
  bracket.lastIndex = from;
  return bracket.exec(text)?.index ?? -1;
}

type Span = readonly [from: number, to: number];

/**
 * Goes on from a bracket until it closes, or until something stands there that JSON cannot hold. A string before that may
 * have been none, but a message whose quotes are escaped no more: JSON that stands in it begins behind its quote.
 */
function scan(text: string, start: number): { readonly spans: readonly Span[]; readonly end: number } {
  const open: { readonly at: number; readonly closes: string; readonly inside: Span[] }[] = [];
  let at = start;
  let string = -1;
  const stopped = () => ({ spans: open.flatMap((one) => one.inside), end: string < 0 ? at : string + 1 });
  while (true) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (!match) return stopped();
    const token = match[0];
    if (token === '{' || token === '[') open.push({ at, closes: token === '{' ? '}' : ']', inside: [] });
    if (token === '}' || token === ']') {
      const last = open.at(-1);
      if (last?.closes !== token) return stopped();
      open.pop();
      const span: Span = [last.at, at + 1];
      const parent = open.at(-1);
      if (!parent) return { spans: [span], end: at + 1 };
      parent.inside.push(span);
    }
    if (token.startsWith('"')) string = at;
    at += token.length;
    if (match[1] === '') return stopped(); // a string without its end
  }
}

function parsed(text: string, from: number, to: number): object | undefined {
  if (to - from > MAX_JSON || to - from < 10) return undefined;
  try {
    return JSON.parse(text.slice(from, to));
  } catch {
    return undefined;
  }
}
