import { FocusError, type FocusProblem, type Layout, type ParsedBlock, parseBlock } from '../../engines/focus/index.ts';
import { serveTasks } from '../../platform/workers/index.ts';

/** A block of records to read. */
export interface ParseTask {
  readonly layout: Layout;
  readonly bytes: Uint8Array;
  readonly firstLine: number;
  readonly hasHeader: boolean;
}

/** Refusals are values, since errors lose their class between threads. */
export type ParseOutcome = { readonly ok: true; readonly block: ParsedBlock } | { readonly ok: false; readonly problems: readonly FocusProblem[] };

serveTasks(({ layout, ...block }: ParseTask): ParseOutcome => {
  try {
    return { ok: true, block: parseBlock(layout, block) };
  } catch (error) {
    if (error instanceof FocusError) return { ok: false, problems: error.problems };
    throw error;
  }
});
