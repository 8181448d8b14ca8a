/** The name of a file as an answer may show it: written by whoever sent it, so it is read as warily as its text. */
import { mask } from './mask.ts';

const MAX_NAME = 60;
/** What prints nothing, or changes how the text beside it is read. */
const UNSEEN = /[\p{C}\p{Z}]+/gu;

/** The names to show, in order: short, masked, and each of them once, so that a line can be told by its file. */
export function shownNames(names: readonly string[]): string[] {
  const shown = new Set<string>();
  const next = new Map<string, number>();
  for (const [index, name] of names.entries()) {
    const plain = shortened(mask(name.slice(0, 1_000)).text.replace(UNSEEN, ' ').trim()) || `file ${index + 1}`;
    let unique = plain;
    let count = next.get(plain) ?? 2;
    for (; shown.has(unique); count += 1) unique = `${plain} (${count})`;
    next.set(plain, count);
    shown.add(unique);
  }
  return [...shown];
}

/** Its beginning and its end, which tells what kind of file it is; no half of a character. */
function shortened(name: string): string {
  if (name.length <= MAX_NAME) return name;
  const beginning = name.slice(0, MAX_NAME - 16).replace(/[\ud800-\udbff]$/, '');
  return `${beginning}…${name.slice(-15).replace(/^[\udc00-\udfff]/, '')}`;
}
