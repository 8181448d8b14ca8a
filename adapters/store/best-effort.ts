/**
 * The store as the doors use it: where it fails (a full disk, a lock that is not given back), the person still gets an
 * answer.
 *
 * - A text is answered without the thread's memory, and nothing is remembered of it. A button of that answer later gets
 *   the engine's word for an answer that it does not remember.
 * - A press needs its thread. It changes nothing, and the person is told to press again.
 * - A delivery that cannot be marked is answered all the same, for its repetition may never come, and is marked in this
 *   process only: so the repetitions that do come are known and not answered twice. What was marked only here is lost
 *   with the process. A restart within the few minutes in which a platform repeats may then answer twice, which is less
 *   bad than not at all.
 * - After one failure nothing more is asked of the store for the same event: one wait, one line in the log.
 */
import type { Logger } from 'pino';
import type { Engine } from '../../bot/engine.ts';
import type { Memory } from '../../bot/memory.ts';
import { NO_BUTTONS, type Reply } from '../../bot/reply.ts';
import type { Turn } from '../../bot/turn.ts';
import type { Store } from './port.ts';
import { DELIVERY_WINDOW_MS } from './sql-store.ts';
import { StoreError } from './store-error.ts';

/** Deliveries whose marks are held at most: a few megabytes. */
const MOST_MARKS = 50_000;

const NOT_KEPT: Reply = {
  effect: 'notice',
  verdict: 'I could not keep that answer just now. Nothing has changed: please press again.',
  blocks: [],
  buttons: NO_BUTTONS,
  sources: [],
  findings: [],
};

export class BestEffort {
  readonly #store: Store;
  readonly #log: Logger;
  readonly #marks = new Marks();

  constructor(store: Store, log: Logger) {
    this.#store = store;
    this.#log = log;
  }

  /** For one message, press or request. */
  begin(): StoreEvent {
    return new StoreEvent(this.#store, this.#marks, this.#log);
  }
}

/** What one message, press or request needs of the store. Nothing here throws because of it. */
export class StoreEvent {
  readonly #store: Store;
  readonly #marks: Marks;
  readonly #log: Logger;
  #keys: readonly string[] = [];
  #failed = false;

  constructor(store: Store, marks: Marks, log: Logger) {
    this.#store = store;
    this.#marks = marks;
    this.#log = log;
  }

  /** Marks the delivery under its keys; false where it is a repetition. */
  async claim(keys: readonly string[], at: Date): Promise<boolean> {
    if (!this.#marks.add(keys, at)) return false;
    this.#keys = keys;
    return (await this.#attempt(() => this.#store.claim(keys, at))) ?? true;
  }

  /** Takes the mark back. Where the store fails, the mark stays in it: no answer is less bad than two. */
  async release(): Promise<void> {
    this.#marks.remove(this.#keys);
    await this.#attempt(() => this.#store.release(this.#keys));
  }

  /** The engine's answer. Throws only what the engine throws. */
  async respond(engine: Engine, thread: string, turn: Turn): Promise<Reply> {
    let unaided: Reply | undefined;
    let defect: { readonly error: unknown } | undefined;
    const ask = (memory?: Memory) => {
      try {
        const result = engine.respond(turn, memory);
        if (memory === undefined) unaided = result.reply;
        return result;
      } catch (error) {
        defect = { error };
        throw error;
      }
    };
    const kept = await this.#attempt(() =>
      this.#store.exchange(thread, turn.at, ask).catch((error) => {
        if (defect === undefined) throw error;
      }),
    );
    if (defect !== undefined) throw defect.error;
    if (kept !== undefined) return kept.reply;
    return turn.input.kind === 'press' ? NOT_KEPT : (unaided ?? ask().reply);
  }

  async #attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (this.#failed) return undefined;
    try {
      return await work();
    } catch (error) {
      this.#failed = true;
      // Only our own errors are sure to quote nothing that was pasted.
      const failure = error instanceof StoreError ? error.message : error instanceof Error ? error.name : typeof error;
      this.#log.error({ failure }, 'the store failed, so this is answered without remembering');
      return undefined;
    }
  }
}

/** The deliveries that this process has taken, whatever the store knows of them. */
class Marks {
  readonly #seen = new Map<string, number>();

  add(keys: readonly string[], at: Date): boolean {
    const now = at.getTime();
    for (const [key, seenAt] of this.#seen) {
      if (seenAt > now - DELIVERY_WINDOW_MS && this.#seen.size <= MOST_MARKS) break;
      this.#seen.delete(key);
    }
    if (keys.some((key) => this.#seen.has(key))) return false;
    for (const key of keys) this.#seen.set(key, now);
    return true;
  }

  remove(keys: readonly string[]): void {
    for (const key of keys) this.#seen.delete(key);
  }
}
