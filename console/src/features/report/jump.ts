/** A place in the sources that the reader jumped to. */
export interface Jump {
  readonly file: string;
  /** One-based. */
  readonly line: number;
}
