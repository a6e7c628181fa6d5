import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contribution } from './demonstration.ts';

const samples = join(import.meta.dirname, '../../demo');

/** What the engines really find in the sample contracts of `server/demo`. */
export const scannerDemo: Contribution = async ({ app, ctx }) => {
  const { scansTotal } = await app.modules.scanner.statistics(ctx);
  if (scansTotal > 0) return null;
  const inputs = readdirSync(samples).filter((name) => name.endsWith('.sol')).sort().map((filename) => ({
    target: { kind: 'source' as const, filename, source: readFileSync(join(samples, filename), 'utf8') },
    depth: 'full' as const,
    detectors: [],
  }));
  const { scans } = await app.modules.scanner.startBatch(ctx, inputs);
  return `scanning ${scans.length} sample contracts for user admin`;
};
