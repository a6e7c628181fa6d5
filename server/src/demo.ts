import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from './app.ts';
import { seedCosts } from './demo/costs.ts';
import { seedDesk } from './demo/desk.ts';
import type { Principal, UserCtx } from './platform/context/index.ts';
import { demoSecops } from './demo/secops.ts';
import { systemClock } from './platform/context/index.ts';

const samples = join(import.meta.dirname, '../demo');

async function administratorContext(app: App): Promise<UserCtx | null> {
  const principal: Principal | null = await app.modules.identity.actAs('admin');
  if (principal === null) return null;
  return { principal, requestId: 'demo', signal: new AbortController().signal, clock: systemClock, ip: null, userAgent: 'bulwark --demo' };
}

/**
 * Fills an empty server with results that the engines really found in the sample contracts of `server/demo`.
 * Does nothing when scans are there already, so that it can be asked for at every start.
 */
export async function runDemo(app: App, print: (line: string) => void): Promise<void> {
  const ctx = await administratorContext(app);
  if (ctx === null) return print('  demonstration    skipped: there is no administrator named admin');
  print(`  demonstration    ${await seedCosts(app, ctx, 1)}`);
  print(`  demonstration    ${await seedDesk(app, ctx)}`);
  const operations = await demoSecops({ app, ctx });
  if (operations !== null) print(`  demonstration    ${operations}`);
  const { scansTotal } = await app.modules.scanner.statistics(ctx);
  if (scansTotal > 0) return print('  demonstration    is there already');
  const inputs = readdirSync(samples).filter((name) => name.endsWith('.sol')).sort().map((filename) => ({
    target: { kind: 'source' as const, filename, source: readFileSync(join(samples, filename), 'utf8') },
    depth: 'full' as const,
    detectors: [],
  }));
  const { scans } = await app.modules.scanner.startBatch(ctx, inputs);
  print(`  demonstration    scanning ${scans.length} sample contracts for user admin`);
}
