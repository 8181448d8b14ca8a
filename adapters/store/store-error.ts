/** Thrown by everything in `adapters/store/`. The message says what happened, where, the likely cause and what to do. */
export class StoreError extends Error {
  readonly code: /** `DATABASE_URL` is of no form that is understood. */
    | 'STORE_URL'
    /** A kind of database that is not supported yet. */
    | 'STORE_UNSUPPORTED'
    /** The file or its folder cannot be opened, made or written. */
    | 'STORE_OPEN'
    /** The file is there, and is something else than a database of ours. */
    | 'STORE_FOREIGN'
    /** The database was open and a statement of it failed. */
    | 'STORE_FAILED';

  constructor(code: StoreError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreError';
    this.code = code;
  }
}

/** What the engine below said, for the end of a message. */
export function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
