/** Updates of messages, for every chat: an older answer never ends up over a newer one. */
export class Updates {
  readonly #last = new Map<string, { readonly done: Promise<void>; readonly superseded: AbortController }>();

  /**
   * Runs `work` when the earlier updates of this message have come to an end; an earlier one that has not begun is left
   * out. `superseded` tells work that has begun that a newer update waits for it: what it would only try again it leaves
   * to that one. Throws what `work` throws.
   */
  run(message: string, work: (superseded: AbortSignal) => Promise<void>): Promise<void> {
    const before = this.#last.get(message);
    before?.superseded.abort();
    const superseded = new AbortController();
    const begin = () => (superseded.signal.aborted ? undefined : work(superseded.signal));
    const done = (before?.done ?? Promise.resolve()).then(begin, begin).finally(() => {
      if (this.#last.get(message)?.done === done) this.#last.delete(message);
    });
    this.#last.set(message, { done, superseded });
    return done;
  }

  /** Resolves when nothing is under way any more. */
  async settled(): Promise<void> {
    while (this.#last.size > 0) await Promise.allSettled([...this.#last.values()].map(({ done }) => done));
  }
}
