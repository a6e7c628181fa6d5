import { createEvm } from '../src/index.ts';
import { compareSeed } from './compare.ts';

const [count = '2000', first = '1'] = process.argv.slice(2);
const evm = await createEvm();
let differences = 0;
for (let seed = Number(first); seed < Number(first) + Number(count); seed++) {
  const difference = await compareSeed(evm, seed);
  if (difference === undefined) continue;
  differences++;
  process.stdout.write(`${difference}\n`);
}
process.stdout.write(`${count} programs, ${differences} differences\n`);
process.exitCode = differences === 0 ? 0 : 1;
