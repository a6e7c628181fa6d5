import type { App } from './app.ts';
import { seedCosts } from './demo/costs.ts';
import { seedDesk } from './demo/desk.ts';
import { createDice } from './demo/dice.ts';
import type { Contribution, Demonstration } from './demo/demonstration.ts';
import { incidentsDemo } from './demo/incidents.ts';
import { scannerDemo } from './demo/scanner.ts';
import { demoSecops } from './demo/secops.ts';
import { tasksDemo } from './demo/tasks.ts';
import type { UserCtx } from './platform/context/index.ts';

/** What each module shows, in order; every one rolls dice of its own, so that adding one changes no other. */
const contributions: Readonly<Record<string, Contribution>> = {
  scanner: scannerDemo,
  incidents: incidentsDemo,
  tasks: tasksDemo,
  costs: ({ app, ctx, seed }) => seedCosts(app, ctx, seed),
  desk: ({ app, ctx }) => seedDesk(app, ctx),
  secops: ({ app, ctx }) => demoSecops({ app, ctx }),
};

async function administratorContext(app: App, now: Date): Promise<UserCtx | null> {
  const principal = await app.modules.identity.actAs('admin');
  if (principal === null) return null;
  return { principal, requestId: 'demo', signal: new AbortController().signal, clock: { now: () => now.getTime() }, ip: null, userAgent: 'bulwark --demo' };
}

/** A seed for each contribution from the one that was given. */
function seedOf(name: string, seed: number): number {
  return Buffer.from(name).reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193), seed | 0);
}

/** Fills an empty server with sample data, the same for the same seed; what is there already stays. */
export async function runDemo(app: App, print: (line: string) => void, { seed, now = new Date() }: { readonly seed: number; readonly now?: Date }): Promise<void> {
  const ctx = await administratorContext(app, now);
  if (ctx === null) return print('  demonstration    skipped: there is no administrator named admin');
  for (const [name, contribute] of Object.entries(contributions)) {
    const demonstration: Demonstration = { app, ctx, seed, dice: createDice(seedOf(name, seed)), now, at: (moment) => ({ ...ctx, clock: { now: () => moment.getTime() } }) };
    print(`  demonstration    ${(await contribute(demonstration)) ?? `${name}: is there already`}`);
  }
}
