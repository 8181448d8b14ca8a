/** One of Entra's codes that has no entry of its own -> its name, its meaning where we have one, and where to look. */
import type { EntraCode } from '../../knowledge/schema.ts';
import type { Catalog } from '../match/catalog.ts';
import type { Sides } from '../match/sides.ts';
import type { Case } from '../memory.ts';
import type { Part } from '../read/parts.ts';
import type { Block } from '../reply.ts';
import { alsoButtons } from './also-found.ts';
import { button } from './buttons.ts';
import type { Draft } from './draft.ts';
import { fromText } from './from-text.ts';
import { sourceLines } from './sources.ts';
import { code as codeSpan, fill, plain, strong, textOf } from './text.ts';
import { LABELS, MARK_NAMES, SAYS } from './wording.ts';

/** Groups whose codes can stop a service connection; the others have nothing to do with federation. */
const CONCERNS: ReadonlySet<EntraCode['group']> = new Set([
  'federation',
  'secret',
  'policy',
  'tenant',
  'cloud',
  'assertion',
  'transient',
  'request',
]);

/** The answer for the code that the case shows. `parts` are there only for the turn that brought the text. */
export function answerCode(of: Case, catalog: Catalog, sides: Sides, parts?: readonly Part[]): Draft {
  const code = of.shows.id;
  const known = catalog.entraCodes.get(code);
  const href = `${catalog.knowledge.entraCodes.lookup}${code.replace('AADSTS', '')}`;
  const blocks: Block[] = fromText(of, undefined, catalog, sides, parts);
  if (known?.first) blocks.push({ kind: 'paragraph', text: fill(known.first, of.values) });
  const mark = markText(known);
  if (mark !== undefined) blocks.push({ kind: 'paragraph', tone: 'muted', text: plain(mark) });
  if (known?.group && !CONCERNS.has(known.group)) {
    blocks.push({
      kind: 'paragraph',
      tone: 'muted',
      text: plain('This has nothing to do with the federation of a service connection.'),
    });
  }
  if (!known) {
    blocks.push({
      kind: 'paragraph',
      text: plain('The number may be mistyped or newer than my list. Check it against the log, letter by letter.'),
    });
  }
  blocks.push({
    kind: 'paragraph',
    text: [
      strong('Look it up: '),
      { text: href.replace('https://', ''), href },
      ...(known?.means && known.name ? [{ text: '. Its name there is ' }, codeSpan(known.name), { text: '.' }] : []),
    ],
  });
  return {
    verdict: verdict(code, known),
    blocks,
    answers: [button(of, LABELS.checklist, { do: 'open', id: 'checklist' })],
    more: alsoButtons(of, catalog),
    sources: sourceLines([catalog.knowledge.entraCodes.source], catalog),
  };
}

/** How a meaning is known that Entra's own list does not give. */
export function markText(known: EntraCode | undefined): string | undefined {
  return known?.mark && `${SAYS.meaning}${MARK_NAMES[known.mark]}.`;
}

function verdict(code: string, known: EntraCode | undefined): string {
  if (known?.means) return `${code}: ${textOf(fill(known.means, {}))}`;
  if (known?.name) return `${code} (${known.name}) is one of Entra's codes; I know its name only.`;
  return known ? `${code} is one of Entra's codes; I know no more of it.` : `${code} is not a code that I know.`;
}
