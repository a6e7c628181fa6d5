import { createEvm, createState, ExecutionFault, executeSync, fork, inspectSync, InvalidTransaction, type Run, type State } from '@bulwark/evm';
import type { AccountChange, Inspection, Outcome, Sandbox, SandboxCall, SandboxEvent } from '../../engines/index.ts';

const rules = 'prague';
const gas = 12_000_000n;
const limits = { maxSteps: 400_000, timeoutMs: 2_000, maxMemoryBytes: 512 << 20 };
const failed: Outcome = { success: false, output: new Uint8Array(0), created: null, gasUsed: gas };

function toRun({ from, to, value, data, timestamp, blockNumber }: SandboxCall): Run {
  return { transaction: { from, to: to ?? undefined, value, data, gas }, block: { timestamp, number: blockNumber, gasLimit: 36_000_000n, prevRandao: 1n }, limits };
}

/** What exceeds a cap has failed; anything else is a fault of ours. */
function capped<T>(work: () => T, otherwise: T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ExecutionFault || error instanceof InvalidTransaction) return otherwise;
    throw error;
  }
}

class EvmSandbox implements Sandbox {
  readonly rules = rules;
  readonly #state: State;
  constructor(state: State) {
    this.#state = state;
  }

  run(call: SandboxCall): Outcome {
    return capped(() => toOutcome(executeSync(this.#state, toRun(call))), failed);
  }

  inspect(call: SandboxCall): Inspection {
    return capped<Inspection>(() => {
      const { result, events } = inspectSync(this.#state, toRun(call));
      return { outcome: toOutcome(result), events: events as Iterable<SandboxEvent> };
    }, { outcome: failed, events: [] });
  }

  balance(address: string): bigint {
    return this.#state.balance(address);
  }

  slot(address: string, key: bigint): bigint {
    return this.#state.slot(address, key);
  }

  hasCode(address: string): boolean {
    return this.#state.code(address).length > 0;
  }

  set(address: string, change: AccountChange): void {
    this.#state.setAccount(address, change);
  }

  fork(): Sandbox {
    return new EvmSandbox(fork(this.#state));
  }
}

function toOutcome({ success, output, gasUsed, createdAddress }: ReturnType<typeof executeSync>): Outcome {
  return { success, output, gasUsed, created: createdAddress ?? null };
}

let evm: ReturnType<typeof createEvm> | null = null;

/** An empty chain in this thread; the kernel is instantiated once. */
export async function createSandbox(): Promise<Sandbox> {
  evm ??= createEvm({ fork: rules, memoryCapBytes: 1 << 30 });
  return new EvmSandbox(createState(await evm));
}
