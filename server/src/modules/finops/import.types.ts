import type { CurrencyTotals, FocusNotice, FocusProblem } from '../../engines/focus/index.ts';

/** Where an import stands; the last three are ends. */
export type ImportStatus = 'uploading' | 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';

/** `add` keeps what is there; `replace` takes the place of earlier charges of the same provider, billing account and billing period. */
export type ImportMode = 'add' | 'replace';

/** Where the data came from. */
export type ImportSource = 'file' | 'cost-explorer' | 'demo';

/** Why an import failed. */
export interface ImportFailure {
  readonly code: string;
  readonly message: string;
  /** Places in the file, at most twenty. */
  readonly problems: readonly FocusProblem[];
}

/** One file of FOCUS data on its way into the costs, or there. */
export interface CostImport {
  /** UUID. */
  readonly id: string;
  readonly userId: string | null;
  readonly filename: string;
  readonly source: ImportSource;
  readonly mode: ImportMode;
  readonly status: ImportStatus;
  /** Bytes of the file as sent. */
  readonly size: number;
  /** Lower-case hex SHA-256 of the file; null until it is whole. */
  readonly hash: string | null;
  /** 0–100: of the file's bytes, read. */
  readonly percent: number;
  readonly rows: number;
  /** Exact sums by currency of the rows read so far. */
  readonly totals: readonly CurrencyTotals[];
  readonly notices: readonly FocusNotice[];
  /** Rows that a later import replaced. */
  readonly replacedRows: number;
  /** `YYYY-MM-DD`, UTC. */
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  readonly error: ImportFailure | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
}

/** An import as the module works on it. */
export interface ImportRow extends CostImport {
  /** Hashes of the parts, in order; each a blob of the storage. */
  readonly parts: readonly string[];
  readonly header: readonly string[] | null;
  readonly checkpoint: Checkpoint;
}

/** How far a file has been read and kept. */
export interface Checkpoint {
  /** Bytes of the file as sent. */
  readonly readBytes: number;
  /** Offset in the unpacked text. */
  readonly textOffset: number;
  /** One-based. */
  readonly textLine: number;
  readonly rows: number;
}

/** One page of a list and how many there are in all. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
}
