/** Nothing was recognised: what was seen, the nearest entries as guesses, and where to look. */
import type { Catalog } from '../match/catalog.ts';
import type { Case } from '../memory.ts';
import type { Part } from '../read/parts.ts';
import type { Block, RichText } from '../reply.ts';
import { button } from './buttons.ts';
import type { Draft } from './draft.ts';
import { marked } from './organization.ts';
import { lineOf } from './place.ts';
import { code, cut, strong } from './text.ts';
import { HELP, LABELS, SAYS } from './wording.ts';

const MAX_QUOTE = 201;
/** A line that tells of a failure: enough to quote it, never enough to diagnose it. */
const FAILURE = /error|fail|denied|unauthori[sz]ed|exception|could not|cannot/i;

/** The answer for a message without a finding. `parts` are there only for the turn that brought it. */
export function answerUnknown(of: Case, catalog: Catalog, parts: readonly Part[] = []): Draft {
  const guesses = of.findings.filter(({ certainty }) => certainty === 'guess');
  const seen = failureIn(parts);
  const blocks: Block[] = [];
  if (seen) {
    blocks.push({
      kind: 'read',
      title: `${SAYS.read} (${seen.place})`,
      compared: false,
      rows: [{ label: 'line', presented: [code(seen.text)] }],
    });
  }
  if (guesses.length > 0) {
    blocks.push({
      kind: 'list',
      title: 'Guesses, no diagnosis: the entries that share words with it',
      items: guesses.map(
        ({ id }): RichText => [
          strong(id),
          { text: `: ${marked(catalog.walks.get(id)?.title ?? '', catalog.walks.get(id))}` },
        ],
      ),
    });
  }
  blocks.push({
    kind: 'paragraph',
    text: [
      {
        text: seen
          ? 'If the log-in to Azure fails too, paste the lines around it. A code that begins with AADSTS can be looked up at '
          : `${HELP.empty} A code that begins with AADSTS can be looked up at `,
      },
      { text: 'login.microsoftonline.com/error', href: 'https://login.microsoftonline.com/error' },
      { text: '.' },
    ],
  });
  return {
    verdict: seen ? 'I see no Azure log-in error here that I know.' : 'I don\u2019t recognise this.',
    blocks,
    answers: [
      button(of, LABELS.checklist, { do: 'open', id: 'checklist' }),
      button(of, LABELS.help, { do: 'open', id: 'help' }),
      ...guesses.slice(0, 1).map(({ id }) => button(of, `Read ${id}`, { do: 'open', id })),
    ],
  };
}

/** The first line that tells of a failure, and where it stands. */
function failureIn(parts: readonly Part[]): { place: string; text: string } | undefined {
  for (const part of parts) {
    const found = failureLine(part);
    if (found) return { place: lineOf(found.line, part.file, parts.length > 1), text: found.text };
  }
  return undefined;
}

/** As it was pasted a line may tell of a failure by `##[error]` alone. */
function failureLine(reading: Part): { line: number; text: string } | undefined {
  const pasted = reading.raw.split(/\r\n?|\n/);
  const index = pasted.findIndex((line) => FAILURE.test(line.slice(0, 1000)));
  if (index < 0 || (pasted.length === 1 && reading.text.trim().endsWith('?'))) return undefined;
  const text = reading.line(index + 1);
  return text ? { line: index + 1, text: cut(text, MAX_QUOTE) } : undefined;
}
