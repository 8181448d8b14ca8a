/** What stands in the text beside the advice: how sure the finding is, what was read, and what else was found. */
import type { ErrorEntry } from '../../knowledge/schema.ts';
import { comparedIds, ownSides } from '../compared.ts';
import type { Catalog } from '../match/catalog.ts';
import { compareSides, type Sides } from '../match/sides.ts';
import type { Case } from '../memory.ts';
import type { Part } from '../read/parts.ts';
import type { Block } from '../reply.ts';
import { alsoBlocks } from './also-found.ts';
import { isByWords, isQuestion } from './by-words.ts';
import { comparedRows, comparedTitle, differenceList, presentedElseBlocks } from './comparison.ts';
import { idsRows } from './ids.ts';
import { readBlock } from './read-block.ts';
import { plain } from './text.ts';
import { OTHER_PRODUCT, SAYS } from './wording.ts';

/** `parts` are there only for the turn that brought them: afterwards the values that are remembered are shown. */
export function fromText(
  of: Case,
  error: ErrorEntry | undefined,
  catalog: Catalog,
  sides: Sides,
  parts: readonly Part[] = [],
): Block[] {
  const finding = of.findings.find(({ id }) => id === of.shows.id);
  const blocks: Block[] = [];
  if (finding?.certainty === 'likely' && !(error && isQuestion(error, of))) {
    const [code] = error && isByWords(error.id, of.findings) ? error.codes : [];
    const confirmed = code === undefined ? '' : ` ${SAYS.confirmedBy(code)}`;
    blocks.push({ kind: 'paragraph', tone: 'muted', text: plain(`${SAYS.likely}${finding.why}.${confirmed}`) });
  }
  const about = error?.checklist === 'issuer';
  const comparison = about ? compareSides(ownSides(of, sides)) : undefined;
  const ids = comparedIds(of, sides, catalog);
  const read = finding && readBlock(finding, of, about, parts, catalog);
  const title = read?.kind === 'read' ? read.title : undefined;
  if (comparison) {
    const rows = comparedRows(comparison);
    blocks.push(
      { kind: 'read', title: title ?? comparedTitle(comparison), compared: true, rows },
      ...differenceList(comparison),
    );
  } else if (ids) blocks.push({ kind: 'read', title: title ?? SAYS.read, compared: false, rows: idsRows(ids) });
  else if (read) blocks.push(read);
  if (about) blocks.push(...presentedElseBlocks(ownSides(of, sides)));
  blocks.push(...alsoBlocks(of, sides, catalog));
  const product = of.signals.map((signal) => /^issuer:(github|kubernetes|other)$/.exec(signal)?.[1]).find(Boolean);
  if (error && product) {
    blocks.push({
      kind: 'paragraph',
      tone: 'warning',
      text: plain(OTHER_PRODUCT[product as keyof typeof OTHER_PRODUCT] ?? ''),
    });
  }
  return blocks;
}
