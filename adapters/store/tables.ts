/** The tables, as the statements of this folder see them. One schema for two engines: SQLite and PostgreSQL. */
export interface ThreadsTable {
  /** Hash of the thread's key: see `stored-key.ts`. */
  thread: string;
  /** The memory as JSON. */
  memory: string;
  /** Milliseconds since 1970. */
  updated_at: number;
}

export interface DeliveriesTable {
  /** Hash of the delivery's key. */
  key: string;
  /** Milliseconds since 1970. */
  seen_at: number;
}

export interface Tables {
  threads: ThreadsTable;
  deliveries: DeliveriesTable;
}
