/** `wif-doctor explain ID`: all that is known of an error, a guide or a code. */
import { markText } from '../../bot/answer/entra-code.ts';
import { fill } from '../../bot/answer/text.ts';
import type { SourceLine } from '../../bot/reply.ts';
import type { EntraCode, Knowledge } from '../../knowledge/schema.ts';
import { isStale } from '../../knowledge/stale-claims.ts';
import { line } from './clean.ts';
import { CommandError } from './command-error.ts';
import { loadKnowledge } from './engine.ts';
import { lookUp, lookUpLink } from './look-up.ts';
import { print } from './output.ts';
import { type Style, styleFor } from './style.ts';
import { blockText, sourcesText } from './text.ts';
import { type Sheet, walkSheet } from './walk-sheet.ts';

/** @throws CommandError when there is nothing under this id, with where to look instead. */
export async function explain(id: string): Promise<void> {
  const knowledge = await loadKnowledge();
  const found = lookUp(id, knowledge);
  if (found.kind === 'nothing') throw new CommandError(nothing(id, found, knowledge), 1);
  const sheets =
    found.kind === 'walks'
      ? found.walks.map((walk) => walkSheet(walk, knowledge))
      : found.codes.map((code) => codeSheet(code, knowledge));
  const style = styleFor(process.stdout, process.env);
  await print(sheets.map((sheet) => sheetText(sheet, style)).join('\n\n\n'));
}

function sheetText({ title, blocks, sources }: Sheet, style: Style): string {
  const parts = [
    style.strong(line(title)),
    ...blocks.map((block) => blockText(block, style)),
    sourcesText(sources.map(aged), style),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** A source, and whether its check is too old by now. */
function aged(source: SourceLine): SourceLine {
  return isStale(source.checked, new Date().toISOString().slice(0, 10)) ? { ...source, stale: true } : source;
}

/** A code without an entry of its own. */
function codeSheet(known: EntraCode, knowledge: Knowledge): Sheet {
  const { code, name, means, first } = known;
  const mark = markText(known);
  const source = knowledge.sources.find(({ id }) => id === knowledge.entraCodes.source);
  const link = lookUpLink(code, knowledge);
  const paragraphs = [
    means ?? 'I know that this code is one of Entra’s, and no more of it.',
    ...(first === undefined ? [] : [first]),
    ...(mark === undefined ? [] : [mark]),
    'It has no entry of its own here: the message that stands beside it in the log says more.',
  ];
  return {
    title: name === undefined ? code : `${code}: ${name}`,
    blocks: [
      ...paragraphs.map((text) => ({ kind: 'paragraph', text: fill(text, {}) }) as const),
      { kind: 'paragraph', text: [{ text: 'Look it up: ' }, { text: link, href: link }] },
    ],
    sources: source ? [{ title: source.title, href: source.url, checked: source.checked, mark: source.mark }] : [],
  };
}

function nothing(
  id: string,
  { code, nearest }: { readonly code?: string; readonly nearest: readonly string[] },
  knowledge: Knowledge,
): string {
  const shown = code ?? line(id).slice(0, 64);
  return [
    `I know nothing under "${shown}".`,
    code === undefined
      ? `Ask for an entry or for a code of Entra, such as AADSTS700213. For a task: wif-doctor task AzureCLI@2`
      : `The number may be mistyped or newer than my list. Microsoft explains it at ${lookUpLink(code, knowledge)}`,
    ...(code === undefined ? [`All codes can be looked up at https://login.microsoftonline.com/error`] : []),
    `Nearest: ${nearest.join(', ')}`,
  ].join('\n');
}
