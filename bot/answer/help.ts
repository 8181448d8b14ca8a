/** What the bot can do, what it needs where a message held nothing, and the small questions that need no more. */
import type { Catalog } from '../match/catalog.ts';
import type { Case } from '../memory.ts';
import type { Button } from '../reply.ts';
import type { Turn } from '../turn.ts';
import { button } from './buttons.ts';
import type { Draft } from './draft.ts';
import { sourceLines } from './sources.ts';
import { plain } from './text.ts';
import { HELP, LABELS, SMALL_ANSWERS } from './wording.ts';

/** The help; `empty` where the message held no text. */
export function answerHelp(of: Case, place: Turn['place'], catalog: Catalog): Draft {
  const asked = of.findings.find(({ id }) => id === 'help')?.concepts ?? [];
  if (asked.includes('thanks')) return { verdict: SMALL_ANSWERS.thanks, blocks: [] };
  if (asked.includes('federation')) return whatItIs(of, catalog);
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
      ...opening(of, catalog, 'issuer-question', LABELS.issuer),
      ...opening(of, catalog, 'manual-setup', LABELS.manual),
    ],
  };
}

/** What the subject of all this is. */
function whatItIs(of: Case, catalog: Catalog): Draft {
  const { title, says, source } = SMALL_ANSWERS.federation;
  return {
    verdict: title,
    blocks: says.map((text) => ({ kind: 'paragraph', text: plain(text) })),
    answers: [
      ...opening(of, catalog, 'manual-setup', LABELS.manual),
      ...opening(of, catalog, 'convert-secret', LABELS.convertSecret),
      button(of, LABELS.checklist, { do: 'open', id: 'checklist' }),
    ],
    sources: sourceLines([source], catalog),
  };
}

function opening(of: Case, { walks }: Catalog, id: string, label: string): Button[] {
  return walks.has(id) ? [button(of, label, { do: 'open', id })] : [];
}

/** Whether a message was thanks and nothing else: what the thread stands at stays as it is. */
export function isThanks({ findings, shows }: Case): boolean {
  return shows.kind === 'help' && findings.some(({ id, concepts }) => id === 'help' && concepts?.includes('thanks'));
}
