/** Keeps a reply within REPLY_BOUNDS, so that no renderer ever has to decide what to leave out. */
import { type Block, type Button, REPLY_BOUNDS as MAX, type Reply, type RichText } from '../reply.ts';
import { cut } from './text.ts';

/** Returns the reply with longer texts cut (ending in an ellipsis) and surplus items left out. Idempotent. */
export function bounded(reply: Reply): Reply {
  let left = MAX.total;
  const blocks: Block[] = [];
  const small = withCheck(reply.blocks).map(boundedBlock);
  // Whatever is left out, the check stays: the buttons answer it.
  for (const block of small) if (block.kind === 'check') left -= sizeOf(block);
  for (const block of small) {
    const size = block.kind === 'check' ? 0 : sizeOf(block);
    if (size > left) continue;
    left -= size;
    blocks.push(block);
  }
  return {
    ...reply,
    verdict: cut(reply.verdict, MAX.verdict),
    blocks,
    buttons: {
      answers: buttons(reply.buttons.answers, MAX.answers),
      follow: buttons(reply.buttons.follow, MAX.follow),
      more: buttons(reply.buttons.more, MAX.more),
    },
    sources: reply.sources.slice(0, MAX.sources),
  };
}

/** The first blocks; the check among them, which stands last. */
function withCheck(blocks: readonly Block[]): readonly Block[] {
  if (blocks.length <= MAX.blocks) return blocks;
  const check = blocks.filter(({ kind }) => kind === 'check').slice(0, 1);
  return [...blocks.filter(({ kind }) => kind !== 'check').slice(0, MAX.blocks - check.length), ...check];
}

function boundedBlock(block: Block): Block {
  switch (block.kind) {
    case 'paragraph':
      return fits(block.text) ? block : { ...block, text: rich(block.text) };
    case 'read':
      return {
        ...block,
        rows: block.rows
          .slice(0, MAX.rows)
          .map((row) => ({ ...row, presented: rich(row.presented), expected: row.expected && rich(row.expected) })),
      };
    case 'steps':
    case 'list':
      return block.items.length <= MAX.items && block.items.every(fits)
        ? block
        : { ...block, items: block.items.slice(0, MAX.items).map(rich) };
    case 'answered':
      return { ...block, items: block.items.slice(-MAX.items) };
    case 'check':
      return { ...block, question: rich(block.question), how: block.how?.slice(0, MAX.items).map(rich) };
    case 'code':
      return { ...block, text: cut(block.text, MAX.code) };
  }
}

function fits(spans: RichText): boolean {
  return lengthOf(spans) <= MAX.text;
}

function rich(spans: RichText): RichText {
  if (fits(spans)) return spans;
  let left: number = MAX.text;
  const kept = [];
  for (const span of spans) {
    if (left <= 0) break;
    kept.push({ ...span, text: cut(span.text, left) });
    left -= span.text.length;
  }
  return kept;
}

function lengthOf(spans: RichText): number {
  let length = 0;
  for (const { text } of spans) length += text.length;
  return length;
}

function buttons(list: readonly Button[], max: number): Button[] {
  return list
    .slice(0, max)
    .map((button) => (button.label.length <= MAX.label ? button : { ...button, label: cut(button.label, MAX.label) }));
}

/** The characters of a block that a person sees. */
function sizeOf(block: Block): number {
  switch (block.kind) {
    case 'paragraph':
      return lengthOf(block.text);
    case 'read':
      return sum(block.rows, ({ label, presented, expected = [] }) => {
        return label.length + lengthOf(presented) + lengthOf(expected);
      });
    case 'steps':
    case 'list':
      return (block.title?.length ?? 0) + sum(block.items, lengthOf);
    case 'answered':
      return sum(block.items, ({ question, answer }) => question.length + answer.length);
    case 'check':
      return lengthOf(block.question) + sum(block.how ?? [], lengthOf);
    case 'code':
      return (block.title?.length ?? 0) + block.text.length;
  }
}

function sum<T>(items: readonly T[], size: (item: T) => number): number {
  let total = 0;
  for (const item of items) total += size(item);
  return total;
}
