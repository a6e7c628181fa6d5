import { parentPort } from 'node:worker_threads';
import { Kernel } from '../src/kernel/kernel.ts';
import { loadKernel } from '../src/kernel/load.ts';
import { runFile } from './run-file.ts';

const port = parentPort;
if (port === null) throw new Error('worker.ts runs in a worker thread');
const kernel = await Kernel.create(await loadKernel());
port.on('message', (path: string) => {
  port.postMessage({ path, results: runFile(kernel, path) });
});
port.postMessage('ready');
