import type { Sent } from './fake-connector.ts';

/** The first line of a card. */
export function firstLine(card: { readonly body?: readonly Line[] } | undefined): string | undefined {
  const first = card?.body?.[0];
  return first?.text ?? first?.inlines?.map(({ text }) => text).join('');
}

/** The first line of the card that was sent. */
export function verdictOf(sent: Sent | undefined): string | undefined {
  return firstLine(sent?.activity.attachments?.[0]?.content);
}

interface Line {
  readonly text?: string;
  readonly inlines?: readonly { readonly text: string }[];
}
