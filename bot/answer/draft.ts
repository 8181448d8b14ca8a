/** What an answer module hands on: a reply without its frame (follow-up buttons, bounds, effect). */
import type { Block, Button, SourceLine } from '../reply.ts';

export interface Draft {
  readonly verdict: string;
  readonly blocks: readonly Block[];
  readonly answers?: readonly Button[];
  readonly more?: readonly Button[];
  readonly sources?: readonly SourceLine[];
  /** Whether *This solved it*, *Still failing* and *Start over* stand under it. */
  readonly follow?: boolean;
}
