/** Opens the database of the process: by DATABASE_URL, or embedded in the data folder. */
export { openDatabase } from './open-database.ts';
/** Applies the forward migrations of a folder under an advisory lock. */
export { migrate, MigrationError } from './migrate.ts';
/** Thrown when another server uses the data folder; its message is fit to print. */
export { DataFolderInUseError } from './folder-lock.ts';
/** Tell why a statement failed: taken unique value, missing parent row, database not reachable. */
export { isDatabaseUnavailable, isForeignKeyViolation, isUniqueViolation } from './unavailable.ts';
/** Runs a ready SQL text with `$1` placeholders on the pool or within a transaction. */
export { runStatement } from './session.ts';
/** The port: Drizzle, transactions, LISTEN. */
export type { Database, DatabaseConnection, Sql, Tx } from './types.ts';
