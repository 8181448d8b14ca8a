/** The receipt: what was masked in a text, and the advice to rotate what looked live. */
import type { Masked } from '../read/mask.ts';
import type { Claims } from '../read/token.ts';
import type { Block } from '../reply.ts';
import { plain } from './text.ts';

/** A block that says what was masked, or undefined where nothing was. */
export function maskedBlock(receipt: Masked['receipt']): Block | undefined {
  if (receipt.length === 0) return undefined;
  const counts = new Map<string, number>();
  for (const { kind, count } of receipt) counts.set(kind, (counts.get(kind) ?? 0) + count);
  const what = [...counts].map(([kind, count]) => `${kind}${count > 1 ? ` × ${count}` : ''}`).join(', ');
  const live = receipt.some((item) => item.live);
  return {
    kind: 'paragraph',
    tone: live ? 'warning' : 'muted',
    text: plain(
      `Masked before reading on: ${what}.${live ? ' Whoever saw the message could use it: revoke or rotate it, and delete the message.' : ''}`,
    ),
  };
}

/** What a pasted token is, and until when it opens something; `now` is the time of the message. */
export function tokenBlock({ notBefore, issuedAt, expires }: Claims, now: Date): Block {
  const from = notBefore ?? issuedAt;
  const life =
    from !== undefined && expires !== undefined ? ` It lives ${Math.round((expires - from) / 60)} minutes.` : '';
  const live = expires === undefined || expires * 1000 > now.getTime();
  const until = expires === undefined ? 'until it expires' : `until ${stamp(expires)}`;
  return {
    kind: 'paragraph',
    tone: live ? 'warning' : 'muted',
    text: plain(
      live
        ? `The token that you pasted is a credential: whoever sees it can log in with it ${until}.${life} Delete the message, and paste no token again; I read its claims and dropped it.`
        : `The token that you pasted expired on ${stamp(expires)}.${life} Paste no token all the same: it is a credential. I read its claims and dropped it.`,
    ),
  };
}

function stamp(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
