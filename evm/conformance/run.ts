import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { collect } from './collect.ts';
import type { CaseResult } from './types.ts';

interface Totals {
  passed: number;
  failed: number;
  unsupported: number;
  readonly failures: string[];
}

function count(totals: Totals, path: string, results: readonly CaseResult[]): void {
  for (const result of results) {
    totals[result.outcome]++;
    if (result.outcome !== 'passed') totals.failures.push(`${result.outcome} ${path} ${result.id}\n  ${result.detail ?? ''}`);
  }
}

/** Feeds files to one worker until none are left. */
function drain(files: string[], totals: Totals): Promise<void> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url));
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('message', (message: 'ready' | { path: string; results: CaseResult[] }) => {
      if (message !== 'ready') count(totals, message.path, message.results);
      const next = files.shift();
      if (next === undefined) void worker.terminate().then(() => resolve());
      else worker.postMessage(next);
    });
  });
}

async function main(args: readonly string[]): Promise<number> {
  const listFailures = args.includes('--list-failures');
  const paths = args.filter((arg) => !arg.startsWith('--'));
  if (paths.length === 0) {
    process.stderr.write('usage: npm run --silent conformance -w evm -- [--list-failures] <folder or .tar.xz>…\n');
    return 2;
  }
  const { files, cleanUp } = collect(paths.map((path) => path.replace(/^~/, process.env['HOME'] ?? '~')));
  const totals: Totals = { passed: 0, failed: 0, unsupported: 0, failures: [] };
  try {
    await Promise.all(Array.from({ length: availableParallelism() }, () => drain(files, totals)));
  } finally {
    cleanUp();
  }
  if (listFailures) for (const failure of totals.failures) process.stdout.write(`${failure}\n`);
  process.stdout.write(`${totals.passed} passed, ${totals.failed} failed, ${totals.unsupported} unsupported\n`);
  return totals.failed + totals.unsupported === 0 && totals.passed > 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
