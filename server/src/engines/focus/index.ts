/**
 * FOCUS 1.0, the FinOps Open Cost and Usage Specification: reading, checking and writing its CSV form. Pure: bytes in,
 * charges out; amounts are exact decimals throughout. Source: focus.finops.org, specification 1.0.
 */

/** One row and what rows are summed by. */
export type { ChargeGroup, FocusCharge } from './charge.ts';
/** The columns of the specification and how their values are written. */
export { type Column, focusColumns } from './columns.ts';
/** One record as a CSV line (RFC 4180), CRLF at its end. */
export { toCsvLine } from './csv.ts';
/** The environments that tags can name. */
export type { Environment } from './environment.ts';
/** Reads a file's header. Throws FocusError naming what is missing. */
export { type Layout, readLayout } from './layout.ts';
/** Reads a block of whole records. Throws FocusError naming line and column. */
export { type ParsedBlock, parseBlock } from './parse-block.ts';
/** What is wrong, and where; notices are odd but harmless. */
export { FocusError, type FocusNotice, type FocusProblem, mergeNotices, placed } from './problem.ts';
/** Cuts a stream of bytes at ends of records. */
export { type Block, Splitter } from './splitter.ts';
/** Exact sums by currency. */
export { type CurrencyTotals, TotalsCounter } from './totals.ts';
/** Writes charges as FOCUS 1.0 CSV. */
export { focusHeader, focusLine } from './write.ts';
