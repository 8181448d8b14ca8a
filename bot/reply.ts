/**
 * The neutral answer model. It knows no chat platform; its bounds are chosen so that Slack's Block Kit and Teams'
 * Adaptive Cards can both show all of it (limits with their sources: adapters/slack/limits.ts, adapters/card/limits.ts).
 */
import type { Finding } from './match/finding.ts';
import type { Press } from './press.ts';

/** A run of text. `code` is where a person's own values stand: renderers show it literally, never as markup. */
export interface Span {
  readonly text: string;
  readonly style?: 'strong' | 'code';
  /** An https address from the knowledge, never from what a person pasted. */
  readonly href?: string;
}

export type RichText = readonly Span[];

/** A row of what was read in the text: `presented` by Azure DevOps, `expected` by the identity. */
export interface Row {
  readonly label: string;
  readonly presented: RichText;
  readonly expected?: RichText;
}

export type Block =
  | { readonly kind: 'paragraph'; readonly text: RichText; readonly tone?: 'muted' | 'warning' }
  /** What was read. With `compared` the rows have the two columns *presented* and *expected*. */
  | { readonly kind: 'read'; readonly title: string; readonly compared: boolean; readonly rows: readonly Row[] }
  /** Numbered things to do; the title names who can do them. */
  | { readonly kind: 'steps'; readonly title: string; readonly items: readonly RichText[] }
  | { readonly kind: 'list'; readonly title?: string; readonly items: readonly RichText[] }
  /** Checks already answered, a line each. */
  | { readonly kind: 'answered'; readonly items: readonly { readonly question: string; readonly answer: string }[] }
  /** The current check; its answers are `buttons.answers`. */
  | { readonly kind: 'check'; readonly question: RichText; readonly how?: readonly RichText[] }
  /** Text to copy as it stands: a command, a diff, a message to hand over. */
  | { readonly kind: 'code'; readonly title?: string; readonly text: string };

export interface Button {
  readonly label: string;
  readonly press: Press;
}

export interface Buttons {
  /** The answers of the current check, in the order in which people expect them: the primary row. */
  readonly answers: readonly Button[];
  /** *This solved it*, *Still failing*, *Start over*: the secondary row. */
  readonly follow: readonly Button[];
  /** *Why this?*, *All steps*, …: the platform's overflow menu. */
  readonly more: readonly Button[];
}

/** Where a statement of the answer stands, and the date (YYYY-MM-DD) on which it was checked. */
export interface SourceLine {
  readonly title: string;
  readonly href: string;
  readonly checked: string;
  /** Checked so long ago that it may have changed since: the answer says so. */
  readonly stale?: boolean;
  /** How the source knows: shown wherever it is not `documented`. */
  readonly mark: 'documented' | 'code' | 'observed' | 'inferred';
}

export interface Reply {
  /**
   * What the platform does with it: `post` a new message in the thread, `update` the message whose button was pressed,
   * or tell it privately to the person who pressed (`notice`), leaving the message as it is.
   */
  readonly effect: 'post' | 'update' | 'notice';
  /** The first line: plain text without markup. */
  readonly verdict: string;
  readonly blocks: readonly Block[];
  readonly buttons: Buttons;
  readonly sources: readonly SourceLine[];
  /** What was recognised, most important first; for machines and for "Why this?". */
  readonly findings: readonly Finding[];
}

/** Upper bounds of a reply, in characters or items. A text that is longer is cut and ends in an ellipsis. */
export const REPLY_BOUNDS = {
  verdict: 150,
  text: 700,
  code: 1800,
  label: 40,
  rows: 8,
  items: 8,
  blocks: 12,
  answers: 3,
  follow: 3,
  more: 5,
  sources: 4,
  /** All texts together: Slack refuses a message of about 11,000 although each block is legal. */
  total: 7000,
} as const;

/** No buttons at all. */
export const NO_BUTTONS: Buttons = { answers: [], follow: [], more: [] };
