import { toHex, toQuantity } from '../bytes.ts';
import type { CallNode, PlacedLog } from './call-tree.ts';
import { opcodeName } from './opcodes.ts';
import { revertReason } from './revert-reason.ts';

/** A log in a call frame. */
export interface CallFrameLog {
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
  readonly index: string;
  readonly position: string;
}

/** A call as geth's callTracer shows it. */
export interface CallFrame {
  readonly type: string;
  readonly from: string;
  readonly to?: string;
  readonly value?: string;
  readonly gas: string;
  readonly gasUsed: string;
  readonly input: string;
  readonly output?: string;
  readonly error?: string;
  readonly revertReason?: string;
  readonly calls?: readonly CallFrame[];
  readonly logs?: readonly CallFrameLog[];
}

/** What a call tree shows beside the calls. */
export interface CallTracerOptions {
  readonly withLog?: boolean;
  readonly onlyTopCall?: boolean;
}

function isCreate(op: number): boolean {
  return op === 0xf0 || op === 0xf5;
}

/** Output and reason; data of a failure is shown for reverts only. */
function outcome(node: CallNode): Partial<CallFrame> {
  const output = node.exit?.output ?? new Uint8Array(0);
  const shown = output.length > 0 ? { output: toHex(output) } : {};
  if (node.error === undefined) return shown;
  if (node.error !== 'execution reverted' || output.length === 0) return { error: node.error };
  const reason = revertReason(output);
  return { ...shown, error: node.error, ...(reason === undefined ? {} : { revertReason: reason }) };
}

function frameLog(log: PlacedLog): CallFrameLog {
  return {
    address: log.address, topics: log.topics, data: toHex(log.data), index: toQuantity(log.index), position: toQuantity(log.position),
  };
}

/** The frame of a node with all below it. */
export function callFrame(node: CallNode, options: CallTracerOptions): CallFrame {
  const { enter } = node;
  const isLost = isCreate(enter.op) && node.error !== undefined;
  const hasCalls = !options.onlyTopCall && node.calls.length > 0;
  const hasLogs = options.withLog === true && node.logs.length > 0;
  return {
    type: opcodeName(enter.op),
    from: enter.from,
    ...(isLost ? {} : { to: enter.to }),
    ...(enter.op === 0xfa ? {} : { value: toQuantity(enter.value) }),
    gas: toQuantity(enter.gas),
    gasUsed: toQuantity(node.exit?.gasUsed ?? 0n),
    input: toHex(enter.input),
    ...outcome(node),
    ...(hasCalls ? { calls: node.calls.map((call) => callFrame(call, options)) } : {}),
    ...(hasLogs ? { logs: node.logs.map(frameLog) } : {}),
  };
}
