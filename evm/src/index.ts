/**
 * An EVM kernel in WebAssembly for Node, worker threads and browsers.
 * Addresses and hashes are 0x hex strings, amounts are bigint in wei, gas is bigint, data is Uint8Array.
 */

/** Instantiates the kernel: `const evm = await createEvm({ fork: 'prague' })`. Throws when kernel.wasm cannot be read. */
export { createEvm } from './api/evm.ts';
/** Makes a state: `createState(evm, { accounts: { '0x…': { balance: 10n ** 18n } } })`, over nothing or over a source. */
export { createState } from './api/evm.ts';
/** An isolated copy-on-write copy of a state, O(1). Reset it with `state.reset()`. */
export { fork } from './api/evm.ts';
export type { Evm, EvmOptions, StateOptions } from './api/evm.ts';

/** Runs a transaction and keeps its changes (yellow paper section 6). Throws InvalidTransaction, ExecutionFault. */
export { execute, executeSync } from './api/run.ts';
/** Runs a transaction or call and takes its changes back, as eth_call does. Throws InvalidTransaction, ExecutionFault. */
export { simulate, simulateSync } from './api/run.ts';
export type { Call, Run } from './api/run.ts';

/** Traces a run in geth's formats (callTracer, flatCallTracer, prestateTracer, 4byteTracer, structLogs). */
export { trace, traceSync } from './api/trace.ts';
export type { TracerName, TracerOptions, TracerResults, TraceRun } from './api/trace.ts';

/** Runs a transaction, takes its changes back and gives every frame and step with its stack: what searches and fuzzers look at. */
export { inspectSync } from './api/inspect.ts';
export type { InspectedEvent, InspectedStep, Inspection } from './api/inspect.ts';

/** A flag in shared memory by which another thread ends a run. */
export { AbortFlag } from './api/limits.ts';
export type { Limits } from './api/limits.ts';

/** Runs every transaction of a block with system calls, withdrawals and rewards (yellow paper section 4.3, EIP-4788, 4895, 2935, 6110, 7002, 7251, 7685). */
export { runBlock } from './block/run-block.ts';
export type { BlockBody, BlockResult, Withdrawal } from './block/run-block.ts';
export type { Receipt } from './block/receipts.ts';
/** The block breaks a rule although its transactions are valid: `reason` says which (EIP-6110, 7002, 7251). */
export { InvalidBlock } from './block/errors.ts';
export type { InvalidBlockReason } from './block/errors.ts';
/** The requests hash of a header (EIP-7685). */
export { requestsHash } from './block/requests.ts';
/** Price per blob gas in wei for an excess of blob gas (EIP-4844, EIP-7691). */
export { blobBaseFee } from './block/environment.ts';
export type { BlockEnvironment } from './block/environment.ts';

/** A remote node's state at a block, behind a function that sends JSON-RPC batches. Throws RemoteStateError on bad answers. */
export { createRpcSource, createRemoteCache, RemoteStateError } from './source/rpc-source.ts';
export type { RemoteCache, RpcFetcher, RpcRequest, RpcSourceOptions } from './source/rpc-source.ts';
export type { Misses, SlotKey, StateSource } from './state/source.ts';

/** Decodes a signed transaction of any type and recovers its sender (EIP-2718). Throws InvalidTransaction. */
export { decodeTransaction } from './transaction/decode.ts';
/** The transaction cannot be part of a block; nothing has run. `reason` says why. */
export { InvalidTransaction } from './transaction/errors.ts';
export type { InvalidReason } from './transaction/errors.ts';
export type { AccessListEntry, Authorization, Transaction, TransactionType } from './transaction/types.ts';

/** A run stopped from outside (cap, abort, missing state); the state is as before. `status` says by what. */
export { ExecutionFault } from './execution/execute.ts';
export type { ExecutionResult, Rules } from './execution/execute.ts';

/** The hard forks by name, oldest first. */
export { FORKS } from './forks.ts';
export type { Drafts, Fork } from './forks.ts';
export type { Log } from './kernel/result.ts';
export type { StatusName } from './kernel/status.ts';
/** The compiled kernel, to be shared with other threads through `createEvm({ module })`. */
export { loadKernel } from './kernel/load.ts';
export type { WasmModule } from './kernel/webassembly.ts';
export { State } from './state/state.ts';
export type { AccountPatch } from './state/state.ts';
export type { Account, Code } from './state/account.ts';
export type { FullAccount } from './state/flatten.ts';
export type { CallFrame, CallTracerOptions } from './trace/call-tracer.ts';
export type { FlatCall } from './trace/flat-tracer.ts';
export type { Prestate, PrestateDiff, PrestateOptions } from './trace/prestate.ts';
export type { StructLog, StructLogOptions } from './trace/struct-log.ts';
export type { StructTrace } from './trace/trace.ts';
