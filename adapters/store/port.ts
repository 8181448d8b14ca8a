/** What the doors need kept beyond the life of a process. The engine knows nothing of it. */
import type { Memory } from '../../bot/memory.ts';

export interface Store {
  /**
   * Marks a delivery as seen, under each of its keys, in one step.
   * Returns false, and marks nothing, when any of the keys had been seen within the last ten minutes: the delivery is
   * then a repetition. Platforms repeat for about five minutes
   * (https://docs.slack.dev/apis/events-api/, read 2026-11-23).
   */
  claim(keys: readonly string[], at: Date): Promise<boolean>;
  /** Takes a mark back: for a delivery that failed before anything of it could be seen, so that its repetition counts. */
  release(keys: readonly string[]): Promise<void>;
  /**
   * Reads what a thread remembers, hands it to `respond`, and keeps the memory that comes back: one at a time for each
   * thread. A memory that does not fit its schema any more is handed over as undefined. Returns what `respond` returned.
   */
  exchange<T extends { readonly memory: Memory }>(
    thread: string,
    at: Date,
    respond: (memory: Memory | undefined) => T,
  ): Promise<T>;
  /** Throws when the store cannot be reached or takes no writes. */
  ready(): Promise<void>;
  close(): Promise<void>;
}
