import { parentPort } from 'node:worker_threads';
import { createEvm } from '../src/index.ts';
import { compareSeed } from './compare.ts';

/** A range of seeds, first included, end not. */
export interface SeedRange {
  readonly first: number;
  readonly end: number;
}

const port = parentPort;
if (port === null) throw new Error('worker.ts runs in a worker thread');
const evm = await createEvm();

async function differencesIn({ first, end }: SeedRange): Promise<string[]> {
  const differences: string[] = [];
  for (let seed = first; seed < end; seed++) {
    const difference = await compareSeed(evm, seed);
    if (difference !== undefined) differences.push(difference);
  }
  return differences;
}

port.on('message', (range: SeedRange) => {
  void differencesIn(range).then((differences) => port.postMessage(differences));
});
port.postMessage('ready');
