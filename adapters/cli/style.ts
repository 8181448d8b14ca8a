/** How a terminal sets words apart. */
import { styleText } from 'node:util';

export interface Style {
  readonly strong: (text: string) => string;
  readonly code: (text: string) => string;
  readonly muted: (text: string) => string;
  readonly warning: (text: string) => string;
}

const paint = (format: Parameters<typeof styleText>[0]) => (text: string) =>
  styleText(format, text, { validateStream: false });

/** For files, pipes and screen readers: nothing but characters. */
export const PLAIN: Style = {
  strong: (text) => text,
  code: (text) => `\`${text}\``,
  muted: (text) => text,
  warning: (text) => text,
};

export const COLOURED: Style = {
  strong: paint('bold'),
  code: paint('cyan'),
  muted: paint('dim'),
  warning: paint('yellow'),
};

/** Colour on a terminal whose user has not turned it off: https://no-color.org (read 2026-11-23). */
export function styleFor(stream: { readonly isTTY?: boolean }, environment: NodeJS.ProcessEnv): Style {
  return stream.isTTY === true && !environment.NO_COLOR && environment.TERM !== 'dumb' ? COLOURED : PLAIN;
}
