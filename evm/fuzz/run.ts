import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { SeedRange } from './worker.ts';

const SLICE = 500;

function slices(first: number, count: number): SeedRange[] {
  return Array.from({ length: Math.ceil(count / SLICE) }, (_, i) => {
    const from = first + i * SLICE;
    return { first: from, end: Math.min(from + SLICE, first + count) };
  });
}

/** Runs slices in one worker until none are left; `onDone` hears the differences of each. */
function drain(ranges: SeedRange[], onDone: (differences: readonly string[]) => void): Promise<void> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url));
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('message', (message: 'ready' | string[]) => {
      if (message !== 'ready') onDone(message);
      const next = ranges.shift();
      if (next === undefined) void worker.terminate().then(() => resolve());
      else worker.postMessage(next);
    });
  });
}

async function main([count = '2000', first = '1', workers = String(availableParallelism())]: readonly string[]): Promise<number> {
  const ranges = slices(Number(first), Number(count)), total = ranges.length;
  let done = 0, differences = 0;
  await Promise.all(Array.from({ length: Number(workers) }, () => drain(ranges, (found) => {
    differences += found.length;
    for (const line of found) process.stdout.write(`${line}\n`);
    if (++done % 20 === 0) process.stderr.write(`${done} of ${total} slices, ${differences} differences\n`);
  })));
  process.stdout.write(`${count} programs from seed ${first}, ${differences} differences\n`);
  return differences === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
