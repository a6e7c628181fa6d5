import type { UserCtx } from '../../platform/context/index.ts';
import type { OpenImportInput, StartedImport } from './import.service.ts';
import type { CostImport, ImportMode, ImportStatus, Page } from './import.types.ts';

/** Files of FOCUS data. Reading needs `read:finops`, everything else `write:finops`; without it FORBIDDEN. Costs belong to the organisation, not to a user. */
export interface ImportOperations {
  /** Announces a file that is sent in parts of at most 8 MiB. Errors: COST_FILE_TOO_LARGE 413 over 1 GiB, COST_FILE_EMPTY. */
  openImport(ctx: UserCtx, input: OpenImportInput): Promise<CostImport>;
  /** Takes part `number` (from zero); sending a part again replaces it. Errors: COST_PART_MISSING 409 naming the next, COST_IMPORT_ENDED 409. */
  putImportPart(ctx: UserCtx, importId: string, part: { number: number; content: Uint8Array }): Promise<CostImport>;
  /** Checks that the file is whole and begins as FOCUS data, then queues it. A file that is there already (same SHA-256) is not imported again. Errors: COST_FILE_MALFORMED 422 with line and column, COST_PART_MISSING 409. */
  startImport(ctx: UserCtx, importId: string): Promise<StartedImport>;
  /** As the three above, for a file in memory. */
  importFile(ctx: UserCtx, file: { filename: string; content: Uint8Array; mode: ImportMode; source?: CostImport['source'] }): Promise<StartedImport>;
  getImport(ctx: UserCtx, importId: string): Promise<CostImport>;
  listImports(ctx: UserCtx, filter: { status?: ImportStatus; limit: number; offset: number }): Promise<Page<CostImport>>;
  /** Ends a running import; nothing of it stays. Error: COST_IMPORT_ENDED 409. */
  cancelImport(ctx: UserCtx, importId: string): Promise<CostImport>;
  /** Removes an import with its charges. Error: COST_IMPORT_RUNNING 409. */
  deleteImport(ctx: UserCtx, importId: string): Promise<void>;
}

/** Cloud cost of the organisation. Amounts are exact decimal text; days are UTC, `YYYY-MM-DD`. */
export type Finops = ImportOperations;
