/** Updates of messages, one at a time for each message, so that an older card never replaces a newer one. */
export class Updates {
  readonly #last = new Map<string, Promise<void>>();

  /** Runs `work` when the earlier updates of this message are done. It must not throw. */
  run(message: string, work: () => Promise<void>): Promise<void> {
    const done = (this.#last.get(message) ?? Promise.resolve()).then(work).finally(() => {
      if (this.#last.get(message) === done) this.#last.delete(message);
    });
    this.#last.set(message, done);
    return done;
  }

  /** Resolves when nothing is under way any more. */
  async settled(): Promise<void> {
    while (this.#last.size > 0) await Promise.all(this.#last.values());
  }
}
