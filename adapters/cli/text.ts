/** Reply -> text for a terminal: a pure renderer. */
import { MARK_NAMES, SAYS } from '../../bot/answer/wording.ts';
import type { Block, Button, Buttons, Reply, RichText, SourceLine, Span } from '../../bot/reply.ts';
import { line, lines } from './clean.ts';
import { PLAIN, type Style } from './style.ts';

export interface TextOptions {
  readonly style?: Style;
  /** Numbers every button, for a reader who can press them. Without, the answers of the check are only named. */
  readonly numbered?: boolean;
}

/** Every button in the order of its number, from 1. */
export function numberedButtons({ answers, follow, more }: Buttons): readonly Button[] {
  return [...answers, ...follow, ...more];
}

/** Renders an answer. Without control characters, whatever the reply holds; ends without a line break. */
export function renderText(reply: Reply, { style = PLAIN, numbered = false }: TextOptions = {}): string {
  const parts = [
    style.strong(line(reply.verdict)),
    ...reply.blocks.map((block) => blockText(block, style)),
    numbered ? pressable(reply.buttons, style) : possibleAnswers(reply),
    sourcesText(reply.sources, style),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** One block, without a line break at its end. */
export function blockText(block: Block, style: Style): string {
  switch (block.kind) {
    case 'paragraph': {
      const text = richText(block.text, style);
      return block.tone === undefined ? text : style[block.tone](text);
    }
    case 'read':
      return titled(
        block.title,
        block.rows.flatMap(({ label, presented, expected }) =>
          block.compared
            ? [
                `  ${line(label)}`,
                `    presented: ${value(presented, style)}`,
                ...(expected === undefined ? [] : [`    expected:  ${value(expected, style)}`]),
              ]
            : [`  ${line(label)}: ${value(presented, style)}`],
        ),
        style,
      );
    case 'steps':
      return titled(
        block.title,
        block.items.map((item, index) => `  ${index + 1}. ${richText(item, style)}`),
        style,
      );
    case 'list':
      return titled(block.title, bullets(block.items, style), style);
    case 'answered':
      return block.items.map(({ question, answer }) => `✓ ${line(question)} ${style.strong(line(answer))}`).join('\n');
    case 'check':
      return titled(`${SAYS.next}: ${richText(block.question, PLAIN)}`, bullets(block.how ?? [], style), style);
    case 'code':
      return titled(
        block.title,
        lines(block.text).map((text) => `    ${text}`),
        style,
      );
  }
}

/** Where the statements stand, a line each, with their address. */
export function sourcesText(sources: readonly SourceLine[], style: Style): string {
  if (sources.length === 0) return '';
  // Two editions of one page are two sources with one address.
  const byAddress = new Map<string, string[]>();
  for (const { title, href, checked, mark, stale } of sources) {
    const known = mark === 'documented' ? '' : `, ${MARK_NAMES[mark]}`;
    const told = `  ${line(title)} (checked ${line(checked)}${stale ? SAYS.stale : ''}${known})`;
    byAddress.set(href, [...(byAddress.get(href) ?? []), told]);
  }
  const texts = [...byAddress].map(([href, titles]) => `${titles.join('\n')}\n  ${line(href)}`);
  return style.muted(`Sources\n${texts.join('\n')}`);
}

function titled(title: string | undefined, below: readonly string[], style: Style): string {
  return [...(title ? [style.strong(line(title))] : []), ...below].join('\n');
}

function bullets(items: readonly RichText[], style: Style): string[] {
  return items.map((item) => `  - ${richText(item, style)}`);
}

function richText(text: RichText, style: Style): string {
  return text.map((span) => spanText(span, style)).join('');
}

/** A value that stands alone needs no marks around it, and is easier to copy without. */
function value(text: RichText, style: Style): string {
  const [only, ...others] = text;
  return only?.style === 'code' && others.length === 0 && style === PLAIN ? line(only.text) : richText(text, style);
}

function spanText({ text, style: kind, href }: Span, style: Style): string {
  const shown = kind === undefined ? line(text) : style[kind](line(text));
  if (href === undefined) return shown;
  return href.endsWith(text) ? line(href) : `${shown} (${line(href)})`;
}

function possibleAnswers({ blocks, buttons }: Reply): string {
  if (!blocks.some(({ kind }) => kind === 'check')) return '';
  return `  Possible answers: ${buttons.answers.map(({ label }) => line(label)).join(' | ')}`;
}

function pressable(buttons: Buttons, style: Style): string {
  const all = numberedButtons(buttons);
  const row = (some: readonly Button[]) =>
    some.map((button) => `${style.strong(`[${all.indexOf(button) + 1}]`)} ${line(button.label)}`).join('  ');
  return [buttons.answers, buttons.follow, buttons.more]
    .filter((some) => some.length > 0)
    .map((some) => `  ${row(some)}`)
    .join('\n');
}
