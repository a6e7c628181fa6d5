/** Why a file is refused, at its place. */
export interface FocusProblem {
  readonly code: 'NOT_CSV' | 'NOT_UTF8' | 'MISSING_COLUMN' | 'DUPLICATE_COLUMN' | 'WRONG_FIELD_COUNT' | 'WRONG_VALUE' | 'MISSING_VALUE' | 'RECORD_TOO_LONG' | 'BROKEN_FILE' | 'NO_ROWS';
  /** One-based line of the text file. */
  readonly line: number;
  /** Column of FOCUS; null where the whole line or file is meant. */
  readonly column: string | null;
  readonly message: string;
}

/** The file cannot be imported; `problems` names each place, the first twenty at most. */
export class FocusError extends Error {
  readonly problems: readonly FocusProblem[];
  constructor(problems: readonly FocusProblem[]) {
    const [first] = problems;
    super(first === undefined ? 'The file is no FOCUS data' : placed(first));
    this.name = 'FocusError';
    this.problems = problems;
  }
}

/** `Line 17, column BilledCost: …` */
export function placed({ line, column, message }: Pick<FocusProblem, 'line' | 'column' | 'message'>): string {
  return `Line ${line}${column === null ? '' : `, column ${column}`}: ${message}`;
}

/** Something odd that does not make the sums wrong: told with the import. */
export interface FocusNotice {
  readonly column: string | null;
  readonly message: string;
  readonly count: number;
  readonly firstLine: number;
}

/** Notices of two parts of a file as one list. */
export function mergeNotices(a: readonly FocusNotice[], b: readonly FocusNotice[]): FocusNotice[] {
  const merged = new Map<string, FocusNotice>();
  for (const notice of [...a, ...b]) {
    const key = `${notice.column}\n${notice.message}`;
    const known = merged.get(key);
    merged.set(key, known === undefined ? notice : { ...known, count: known.count + notice.count });
  }
  return [...merged.values()].slice(0, 100);
}
