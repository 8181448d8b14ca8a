/** Where a statement stands, as a small line at the foot of a card. */
import { sourceNote } from '../../bot/answer/wording.ts';
import { REPLY_BOUNDS, type SourceLine } from '../../bot/reply.ts';
import type { RichTextBlock } from './element.ts';
import { cut, line, openUrl, runs } from './text.ts';

const SMALL = { size: 'Small', isSubtle: true } as const;

/** The sources, parted from the answer by a line. */
export function sourceLines(sources: readonly SourceLine[]): readonly RichTextBlock[] {
  return sources
    .slice(0, REPLY_BOUNDS.sources)
    .map(({ title, href, ...source }, index) =>
      line(
        [...runs(cut(title, REPLY_BOUNDS.verdict), SMALL, openUrl(href)), ...runs(sourceNote(source), SMALL)],
        index === 0 ? { spacing: 'Medium', separator: true } : { spacing: 'None' },
      ),
    );
}
