/** Where the statements of an answer stand, as small lines at its foot. */

import type { types } from '@slack/bolt';
import { sourceNote } from '../../bot/answer/wording.ts';
import { REPLY_BOUNDS, type SourceLine } from '../../bot/reply.ts';
import { cut, inline } from './text.ts';

const MUTED = { italic: true };

export function sourcesBlock(sources: readonly SourceLine[]): readonly types.RichTextBlock[] {
  const elements = sources
    .slice(0, REPLY_BOUNDS.sources)
    .flatMap(({ title, href, ...source }, index) => [
      ...inline(index === 0 ? '' : '\n'),
      ...inline(cut(title, REPLY_BOUNDS.verdict), MUTED, href),
      ...inline(sourceNote(source), MUTED),
    ]);
  return elements.length === 0 ? [] : [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }];
}
