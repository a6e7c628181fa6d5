import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gasAdvices } from '../../src/engines/gas/index.ts';
import { measuredWith, measureSaving } from './gas.ts';

/** Measures every advice again and writes what `gas.test.ts` compares: `node server/test/support/measure-gas.ts`. */
const savings: Record<string, { call: number; creation: number }> = {};
for (const { id, example } of gasAdvices) savings[id] = await measureSaving(example);
writeFileSync(join(import.meta.dirname, '../../src/engines/gas/savings.json'), `${JSON.stringify({ measuredWith, savings }, null, 2)}\n`);
process.stdout.write(`${Object.keys(savings).length} advices measured\n`);
