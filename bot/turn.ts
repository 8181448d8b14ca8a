/** What an adapter hands to the engine: one message, or one press of a button. */
export interface TextFile {
  readonly name: string;
  readonly text: string;
}

export interface Turn {
  /** Opaque and unique for this message or press (at most 24 of `A-Za-z0-9_-`); a new case is named after it. */
  readonly id: string;
  /** When it arrived. The engine has no clock of its own. */
  readonly at: Date;
  /** `direct`: the bot hears every message. `shared`: only those that mention it. */
  readonly place: 'direct' | 'shared';
  /** The language tag that the platform reports for the person, if any. */
  readonly locale?: string;
  readonly input:
    | {
        readonly kind: 'text';
        /** The message without the mention of the bot; the platform's own markup undone once. */
        readonly text: string;
        readonly files: readonly TextFile[];
      }
    /** `payload` is whatever came back from the platform: unchecked. */
    | { readonly kind: 'press'; readonly payload: unknown };
}
