import { readdirSync } from 'node:fs';
import { isMet, tableOf, type Bench, type Figure } from './figure.ts';

/**
 * Runs every `*.bench.ts` beside it, one after the other, or those whose names are given: `npm run bench -- http realtime`.
 * A file without the export `bench` prints its own tables while it is loaded. Exits with 1 when a figure with a target misses it.
 */
const wanted = process.argv.slice(2);
const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.bench.ts')).sort();
const promised: Figure[] = [];
for (const file of files) {
  if (wanted.length > 0 && !wanted.includes(file.replace('.bench.ts', ''))) continue;
  const { bench } = (await import(`./${file}`)) as { bench?: Bench };
  if (bench === undefined) continue;
  const figures = await bench.measure();
  promised.push(...figures.filter((figure) => figure.target !== undefined));
  console.log(tableOf(bench.title, figures));
}
console.log(tableOf('All figures with a target', promised));
process.exitCode = promised.every(isMet) ? 0 : 1;
