/** What the bot can do, and what it needs where a message held nothing. */
import type { Catalog } from '../match/catalog.ts';
import type { Case } from '../memory.ts';
import type { Turn } from '../turn.ts';
import { button } from './buttons.ts';
import type { Draft } from './draft.ts';
import { plain } from './text.ts';
import { HELP, LABELS } from './wording.ts';

/** The help; `empty` where the message held no text. */
export function answerHelp(of: Case, place: Turn['place'], catalog: Catalog): Draft {
  const empty = of.shows.id === 'empty';
  const items = place === 'shared' ? [...HELP.can, HELP.shared] : HELP.can;
  return {
    verdict: empty ? HELP.emptyTitle : HELP.title,
    blocks: [
      ...(empty ? [{ kind: 'paragraph', text: plain(HELP.empty) } as const] : []),
      { kind: 'list', items: items.map(plain) },
      { kind: 'paragraph', tone: 'muted', text: plain(HELP.privacy) },
    ],
    answers: [
      button(of, LABELS.checklist, { do: 'open', id: 'checklist' }),
      ...(catalog.walks.has('issuer-question')
        ? [button(of, LABELS.issuer, { do: 'open', id: 'issuer-question' })]
        : []),
      ...(catalog.walks.has('manual-setup') ? [button(of, LABELS.manual, { do: 'open', id: 'manual-setup' })] : []),
    ],
  };
}
