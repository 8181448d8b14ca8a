/** The steps that lead from an empty database to `tables.ts`. A step that has been released is never changed. */
import type { Kysely, Migration, MigrationProvider } from 'kysely';

/** Times are `bigint`: milliseconds do not fit PostgreSQL's four-byte integer, and SQLite reads it as its own integer. */
const threadsAndDeliveries: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('threads')
      .addColumn('thread', 'text', (column) => column.primaryKey())
      .addColumn('memory', 'text', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('threads_updated_at').on('threads').column('updated_at').execute();
    await db.schema
      .createTable('deliveries')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('seen_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('deliveries_seen_at').on('deliveries').column('seen_at').execute();
  },
};

/** In code and not read from a folder, so that it is the same in `dist/`. */
export const migrations: MigrationProvider = {
  getMigrations: async () => ({ '0001-threads-and-deliveries': threadsAndDeliveries }),
};
