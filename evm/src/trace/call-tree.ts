import type { Log } from '../kernel/result.ts';
import { STATUS } from '../kernel/status.ts';
import { errorText } from './errors.ts';
import type { EnterEvent, ExitEvent, Recording, TraceEvent } from './events.ts';

/** A log with the number of calls its frame had made before it. */
export interface PlacedLog extends Log {
  readonly position: number;
  /** Running number among the logs that stood when it was written. */
  readonly index: number;
}

/** One call of the tree, failures included. */
export interface CallNode {
  readonly enter: EnterEvent;
  exit: ExitEvent | undefined;
  error: string | undefined;
  readonly calls: CallNode[];
  readonly logs: PlacedLog[];
}

const OWN_PRECOMPILES: ReadonlySet<number> = new Set([2, 4, 9]);
const OWN_ERRORS: readonly string[] = ['out of gas', 'invalid input length', 'invalid final flag'];

/** The kernel's own precompiles say why by number, those of the host left a message. */
function precompileError(detail: number, messages: Iterator<string>): string {
  if (OWN_PRECOMPILES.has(detail & 0xffff)) return OWN_ERRORS[detail >>> 16] ?? 'out of gas';
  return messages.next().value ?? 'out of gas';
}

function describe(exit: ExitEvent, precompileErrors: Iterator<string>): string | undefined {
  if (exit.status === STATUS.success) return undefined;
  if (exit.status === STATUS.precompileFailure) return precompileError(exit.detail, precompileErrors);
  return errorText(exit.status, exit.detail);
}

/** Collects events into the tree. */
class TreeBuilder {
  root: CallNode | undefined;
  readonly #stack: { node: CallNode; firstLog: number }[] = [];
  readonly #errors: Iterator<string>;
  #logs = 0;

  constructor(precompileErrors: readonly string[]) {
    this.#errors = precompileErrors[Symbol.iterator]();
  }

  add(event: TraceEvent): void {
    if (event.kind === 'enter') this.#open(event);
    else if (event.kind === 'exit') this.#close(event);
    else if (event.kind === 'log') this.#attach(event);
  }

  #open(enter: EnterEvent): void {
    const node: CallNode = { enter, exit: undefined, error: undefined, calls: [], logs: [] };
    this.#stack.at(-1)?.node.calls.push(node);
    this.#stack.push({ node, firstLog: this.#logs });
    this.root ??= node;
  }

  #close(exit: ExitEvent): void {
    const open = this.#stack.pop();
    if (open === undefined) return;
    open.node.exit = exit;
    open.node.error = describe(exit, this.#errors);
    if (open.node.error !== undefined) this.#logs = open.firstLog;
  }

  #attach({ address, topics, data }: Extract<TraceEvent, { kind: 'log' }>): void {
    const node = this.#stack.at(-1)?.node;
    node?.logs.push({ address, topics, data, position: node.calls.length, index: this.#logs++ });
  }
}

/** Logs of failed frames and of all below them never happened. */
function dropFailedLogs(node: CallNode, hasFailed: boolean): void {
  const failed = hasFailed || node.error !== undefined;
  if (failed) node.logs.length = 0;
  for (const call of node.calls) dropFailedLogs(call, failed);
}

/** Builds the call tree; undefined when nothing ran. `precompileErrors` are the kernel's, in order. */
export function callTree(recording: Recording, precompileErrors: readonly string[]): CallNode | undefined {
  const builder = new TreeBuilder(precompileErrors);
  for (const event of recording.events()) builder.add(event);
  if (builder.root !== undefined) dropFailedLogs(builder.root, false);
  return builder.root;
}
