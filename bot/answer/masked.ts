/** The receipt: what was masked in a text, and the advice to rotate what looked live. */
import type { Masked } from '../read/mask.ts';
import type { Block } from '../reply.ts';
import { plain } from './text.ts';

/** A block that says what was masked, or undefined where nothing was. */
export function maskedBlock(receipt: Masked['receipt']): Block | undefined {
  if (receipt.length === 0) return undefined;
  const what = receipt.map(({ kind, count }) => `${kind}${count > 1 ? ` × ${count}` : ''}`).join(', ');
  const live = receipt.some((item) => item.live);
  return {
    kind: 'paragraph',
    tone: live ? 'warning' : 'muted',
    text: plain(
      `Masked before reading on: ${what}.${live ? ' Whoever can see this channel could have used it: revoke or rotate it, and delete the message.' : ''}`,
    ),
  };
}
