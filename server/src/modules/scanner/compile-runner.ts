import { compilerFromMirror } from '../../clients/solc/index.ts';
import type { Confirmation, Finding, SourceFile } from '../../engines/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import type { WorkerPool } from '../../platform/workers/index.ts';
import { hasProvable, withConfirmations } from './prove.ts';
import type { CompileOutcome, ProveTask } from './prove.worker.ts';
import type { ScanDepth } from './scan.types.ts';

const entry = new URL('./prove.worker.ts', import.meta.url);
const memoryMb = 1024;

/** Time for all findings of a scan and for one of them, by depth; a thread that does not end by itself is ended a little later. */
const proofCaps: Readonly<Record<ScanDepth, { totalMs: number; findingMs: number }>> = {
  quick: { totalMs: 20_000, findingMs: 2_000 },
  full: { totalMs: 60_000, findingMs: 4_000 },
  deep: { totalMs: 180_000, findingMs: 15_000 },
};
const graceMs = 20_000;

/** Where compilers come from that are not installed; off when there is no address. */
export interface CompilerSource {
  readonly mirrorUrl: string | undefined;
  readonly folder: string;
}

export interface ProofRequest {
  readonly files: readonly SourceFile[];
  readonly findings: readonly Finding[];
  readonly depth: ScanDepth;
  readonly signal: AbortSignal;
  onProgress(progress: { percent: number; stage: string }): void;
}

/** Compiles and executes in warm worker threads, under caps of time and heap. */
export class CompileRunner {
  readonly #workers: WorkerPool;
  readonly #source: CompilerSource;

  constructor(workers: WorkerPool, source: CompilerSource) {
    this.#workers = workers;
    this.#source = source;
  }

  /** Bytecode, ABI, source maps and storage layout of every file that no other imports, or why there is none. Errors: WORKER_TIMEOUT, WORKER_OUT_OF_MEMORY. */
  async compile(files: readonly SourceFile[], signal?: AbortSignal): Promise<CompileOutcome> {
    const compilers = await this.#fetchMissing(files, signal);
    return await this.#workers.run<ProveTask, CompileOutcome>({ entry, input: { kind: 'compile', files, compilers }, timeoutMs: 120_000, memoryMb, ...(signal && { signal }) });
  }

  /**
   * The findings with what became of the attempt to prove them. Trouble on the way (a cap, a mirror that does not
   * answer) leaves them untried and says so; only a cancelled scan throws.
   */
  async prove({ files, findings, depth, signal, onProgress }: ProofRequest): Promise<readonly Finding[]> {
    if (!hasProvable(findings)) return findings;
    onProgress({ percent: 0, stage: 'Compiling for execution' });
    const caps = proofCaps[depth];
    const onMessage = (message: unknown): void => {
      const { done, total, proved } = message as { done: number; total: number; proved: number };
      onProgress({ percent: Math.floor((100 * done) / Math.max(1, total)), stage: `Proving findings: ${done} of ${total} tried, ${proved} proved` });
    };
    try {
      const compilers = await this.#fetchMissing(files, signal);
      const input: ProveTask = { kind: 'prove', files, findings, compilers, ...caps };
      const confirmations = await this.#workers.run<ProveTask, ReadonlyMap<string, Confirmation>>({ entry, input, timeoutMs: caps.totalMs + graceMs, memoryMb, signal, onMessage });
      return withConfirmations(findings, confirmations);
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'CANCELLED') throw error;
      const untried: Confirmation = { status: 'not-tried', reason: `execution was given up: ${error.message}`, proof: null };
      return findings.map((finding) => (hasProvable([finding]) ? { ...finding, confirmation: untried } : finding));
    }
  }

  async #fetchMissing(files: readonly SourceFile[], signal?: AbortSignal): Promise<readonly (readonly [string, string])[]> {
    const { mirrorUrl, folder } = this.#source;
    if (mirrorUrl === undefined) return [];
    const wanted = await this.#workers.run<ProveTask, readonly string[]>({ entry, input: { kind: 'missing', files }, timeoutMs: 30_000, memoryMb, ...(signal && { signal }) });
    const found: (readonly [string, string])[] = [];
    for (const version of wanted) {
      const path = await compilerFromMirror(version, { url: mirrorUrl, folder, ...(signal && { signal }) });
      if (path !== null) found.push([version, path]);
    }
    return found;
  }
}
