import { writeFileSync } from 'node:fs';
import { buildKernel } from './build-wasm.ts';

const bytes = buildKernel();
writeFileSync(new URL('../wasm/kernel.wasm', import.meta.url), bytes);
process.stdout.write(`wasm/kernel.wasm: ${bytes.length} bytes\n`);
