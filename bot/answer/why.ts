/** How a finding is known, for "Why this?": which words, by which rule, how sure. Entries and guides say more of it themselves. */
import type { Finding } from '../match/finding.ts';
import type { Case } from '../memory.ts';
import type { RichText } from '../reply.ts';
import { button } from './buttons.ts';
import type { Draft } from './draft.ts';
import { plain } from './text.ts';
import { LABELS, SAYS } from './wording.ts';

/** How this finding is known, in a sentence. */
export function howKnown({ why, certainty }: Finding): RichText {
  return plain(`${SAYS.howKnown}${why} (${certainty}).`);
}

/** Whether the case shows something that was found in a text and is neither an entry nor a guide. */
export function hasOwnWhy(of: Case): boolean {
  return of.state === 'open' && findingsShown(of).length > 0;
}

/** The draft with the button for it, or with what it opens. */
export function withOwnWhy(draft: Draft, of: Case): Draft {
  if (!hasOwnWhy(of)) return draft;
  if (of.view !== 'why') {
    return { ...draft, more: [...(draft.more ?? []), button(of, LABELS.why, { do: 'show', what: 'why' })] };
  }
  return {
    ...draft,
    blocks: [...draft.blocks, { kind: 'list', title: SAYS.whyThis, items: findingsShown(of).map(howKnown) }],
  };
}

/** An answer about several tasks is about all that were named. */
function findingsShown({ shows, first, findings }: Case): Finding[] {
  const { kind, id } = shows;
  if (kind === 'task') return findings.filter((one) => one.kind === kind && (id === first.id || one.id === id));
  return kind === 'code' || kind === 'comparison' ? findings.filter((one) => one.id === id) : [];
}
