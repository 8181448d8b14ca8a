import type { Sent } from './fake-connector.ts';

/** The first line of a card. */
export function firstLine(card: unknown): string | undefined {
  const first = (card as { readonly body?: readonly Line[] } | undefined)?.body?.[0];
  return first?.text ?? first?.inlines?.map(({ text }) => text).join('');
}

/** The first line of the card that was sent. */
export function verdictOf(sent: Sent | undefined): string | undefined {
  return firstLine(sent?.activity.attachments?.[0]?.content);
}

/** What an `adaptiveCard/action` invoke was answered with. */
export async function answerOf(response: Response): Promise<InvokeAnswer> {
  return (await response.json()) as InvokeAnswer;
}

interface InvokeAnswer {
  readonly statusCode: number;
  readonly type: string;
  readonly value: unknown;
}

interface Line {
  readonly text?: string;
  readonly inlines?: readonly { readonly text: string }[];
}
