/** A text in which some pieces were replaced, and where in the original each of its characters stood. */

export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

export interface Rewritten {
  readonly text: string;
  /** The offset in the original at which the character at `index` begins. */
  start(index: number): number;
  /** The offset in the original at which a stretch that ends before `index` ends. */
  end(index: number): number;
}

/** Applies `edits`, in order and apart from each other, to what stands in `text` between `from` and `to`. */
export function rewritten(text: string, edits: readonly Edit[], from = 0, to = text.length): Rewritten {
  const parts: string[] = [];
  const offsets: number[] = [];
  let length = 0;
  let last = from;
  for (const { start, end, by } of edits) {
    length += start - last;
    offsets.push(length);
    parts.push(text.slice(last, start), by);
    length += by.length;
    last = end;
  }
  parts.push(text.slice(last, to));
  /** The edit before the character at `index`, or in which it stands, and how far it is behind the beginning of that. */
  const editAt = (index: number): readonly [edit: Edit, behind: number] => {
    let low = 0;
    let high = offsets.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((offsets[middle] ?? 0) <= index) low = middle + 1;
      else high = middle;
    }
    const before = edits[low - 1];
    return before ? [before, index - (offsets[low - 1] ?? 0)] : [{ start: from, end: from, by: '' }, index];
  };
  return {
    text: parts.join(''),
    start: (index) => {
      const [{ start, end, by }, behind] = editAt(index);
      return behind < by.length ? start : end + behind - by.length;
    },
    end: (index) => {
      const [{ end, by }, behind] = editAt(index - 1);
      return behind < by.length ? end : end + behind - by.length + 1;
    },
  };
}
