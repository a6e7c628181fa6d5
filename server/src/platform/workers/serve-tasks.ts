import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { type Order, type Report, toFailure } from './protocol.ts';

/** What a handler may use while it works. */
export interface TaskTools {
  /** Sends a message (progress, a partial result) to the task's `onMessage`; it must survive structured cloning. */
  send(message: unknown): void;
}

const niceness = 19;

/**
 * The worker's side: handles one task after another in this thread. To be called once by the entry module.
 * @example serveTasks(async ({ source }: { source: string }, { send }) => analyze(source, send));
 */
export function serveTasks(handler: (input: never, tools: TaskTools) => unknown): void {
  const port = parentPort;
  if (port === null) throw new Error('serveTasks() runs in a worker thread only');
  // On Linux this lowers the calling thread alone: requests are answered before scans go on.
  if (process.platform === 'linux') setPriority(niceness);
  const report = (value: Report): void => port.postMessage(value);
  const send = (value: unknown): void => report({ kind: 'message', value });
  port.on('message', async ({ input }: Order) => {
    try {
      report({ kind: 'done', output: await handler(input as never, { send }) });
    } catch (thrown) {
      report({ kind: 'failed', failure: toFailure(thrown) });
    }
  });
  report({ kind: 'ready' });
}
