import { FocusError, type ParsedBlock } from '../../engines/focus/index.ts';
import type { WorkerPool } from '../../platform/workers/index.ts';
import type { ParseOutcome, ParseTask } from './finops.worker.ts';
import type { FocusPart } from './focus-reader.ts';

const entry = new URL('./finops.worker.ts', import.meta.url);

/** Reads blocks of records in a worker thread. */
export class BlockParser {
  readonly #workers: WorkerPool;
  constructor(workers: WorkerPool) {
    this.#workers = workers;
  }

  /** Throws FocusError, and CANCELLED when the signal aborts. */
  async parse({ layout, block, hasHeader }: FocusPart, signal?: AbortSignal): Promise<ParsedBlock> {
    const input: ParseTask = { layout, bytes: block.bytes, firstLine: block.firstLine, hasHeader };
    const outcome = await this.#workers.run<ParseTask, ParseOutcome>({ entry, input, timeoutMs: 30_000, memoryMb: 256, ...(signal !== undefined && { signal }) });
    if (outcome.ok) return outcome.block;
    throw new FocusError(outcome.problems);
  }
}
