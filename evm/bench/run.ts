import { createEvm, createState, executeSync, fork, simulateSync, traceSync } from '../src/index.ts';
import { toHex } from '../src/bytes.ts';
import { Anvil } from './anvil.ts';
import { compile } from './compile.ts';
import { startEthereumJs } from './ethereumjs.ts';
import { cpuMicros, median, perRun, perRunSync } from './measure.ts';
import { BLOCK, buildScene } from './scene.ts';
import type { Scene } from './scene.ts';

const ROUNDS = 5;
const block = { ...BLOCK, timestamp: BLOCK.timestamp + 12n };

/** Runs per round: ours, anvil, ethereumjs. */
const COUNTS: Readonly<Record<keyof Scene['workloads'], readonly [number, number, number]>> = {
  swap: [8000, 2000, 20], tracer: [6, 12, 0], keccak: [10, 20, 0], arithmetic: [20, 40, 0], erc20: [50, 60, 0],
};

function line(name: string, value: string): void {
  process.stdout.write(`${name.padEnd(44)} ${value}\n`);
}

function micros(value: number): string {
  return value >= 1000 ? `${(value / 1000).toFixed(2)} ms` : `${value.toFixed(1)} µs`;
}

interface Engines {
  readonly scene: Scene;
  readonly anvil: Anvil;
  readonly js: Awaited<ReturnType<typeof startEthereumJs>>;
}

/** All engines must give the same answer before they are timed. */
async function agree({ scene, anvil, js }: Engines, name: keyof Scene['workloads']): Promise<bigint> {
  const work = scene.workloads[name];
  const ours = simulateSync(scene.state, { block, transaction: { from: scene.trader, ...work, gas: 10n ** 10n } });
  const theirs = await anvil.call(scene.trader, work);
  if (!ours.success || toHex(ours.output) !== theirs) throw new Error(`${name}: ${ours.status} ${toHex(ours.output)}, anvil ${theirs}`);
  if (COUNTS[name][2] > 0 && (await js.call(scene.trader, work)) !== theirs) throw new Error(`${name}: ethereumjs differs`);
  return ours.gasUsed;
}

/** Interleaved rounds on every engine; medians of the CPU time per run. */
async function compare(engines: Engines, name: keyof Scene['workloads']): Promise<void> {
  const { scene, anvil, js } = engines, work = scene.workloads[name], [mine, native, slow] = COUNTS[name];
  const gasUsed = await agree(engines, name), run = { block, transaction: { from: scene.trader, ...work, gas: 10n ** 10n } };
  const times: [number[], number[], number[]] = [[], [], []];
  perRunSync(mine, () => simulateSync(scene.state, run));
  await perRun(native, () => anvil.call(scene.trader, work));
  for (let round = 0; round < ROUNDS; round++) {
    times[0].push(perRunSync(mine, () => simulateSync(scene.state, run)));
    times[1].push(await perRun(native, () => anvil.call(scene.trader, work), () => anvil.cpuMicros()));
    if (slow > 0) times[2].push(await perRun(slow, () => js.call(scene.trader, work)));
  }
  const [ours, theirs, jsTime] = [median(times[0]), median(times[1]), median(times[2])];
  const others = slow > 0 ? `, ethereumjs ${micros(jsTime)} (${(jsTime / ours).toFixed(0)}x)` : '';
  line(`${name}, ${gasUsed} gas`, `${micros(ours)}, anvil ${micros(theirs)} (${(theirs / ours).toFixed(2)}x)${others}`);
  if (name === 'swap') line('simulations per second and core', (1e6 / ours).toFixed(0));
}

function snapshots(scene: Scene): void {
  const run = { block, transaction: { from: scene.trader, ...scene.workloads.swap } };
  const state = fork(scene.state);
  const cycle = (): void => {
    const token = state.snapshot();
    executeSync(state, run);
    state.revert(token);
  };
  perRunSync(4000, cycle);
  perRunSync(4000, () => simulateSync(state, run));
  const extra = Array.from({ length: ROUNDS }, () => perRunSync(4000, cycle) - perRunSync(4000, () => simulateSync(state, run)));
  line('snapshot + transaction + revert adds', micros(Math.max(0, median(extra))));
}

function traces(scene: Scene): void {
  const run = { block, transaction: { from: scene.trader, ...scene.workloads.swap } };
  const calls = (): string => JSON.stringify(traceSync(scene.state, { ...run, tracer: 'callTracer' }));
  const steps = (): string => traceSync(scene.state, { ...run, tracer: 'structLogs' }).json();
  for (const [name, body] of [['call trace of the swap', calls], ['struct-log JSON of the swap', steps]] as const) {
    perRunSync(100, body);
    line(name, `${micros(median(Array.from({ length: ROUNDS }, () => perRunSync(50, body))))}, ${body().length} characters`);
  }
}

function sandboxes(scene: Scene): void {
  const run = { block, transaction: { from: scene.trader, ...scene.workloads.swap } };
  const all = Array.from({ length: 1000 }, () => fork(scene.state));
  for (const sandbox of all) executeSync(sandbox, run);
  line('memory of 1,000 sandboxes after a swap each', `${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB for the whole process`);
  const start = cpuMicros();
  for (const sandbox of all) sandbox.reset();
  line('reset of a sandbox', micros((cpuMicros() - start) / 1000));
}

async function startUp(): Promise<void> {
  const start = performance.now();
  const evm = await createEvm();
  line('instantiate and first call', `${(performance.now() - start).toFixed(1)} ms, module compiled before`);
  createState(evm);
}

async function main(): Promise<void> {
  const loaded = performance.now();
  const evm = await createEvm({ fork: 'cancun' });
  line('compile and instantiate', `${(performance.now() - loaded).toFixed(1)} ms`);
  await startUp();
  const scene = buildScene(evm, compile());
  sandboxes(scene);
  snapshots(scene);
  traces(scene);
  const anvil = await Anvil.start();
  try {
    await anvil.load(scene.state);
    const engines = { scene, anvil, js: await startEthereumJs(scene.state) };
    for (const name of Object.keys(COUNTS) as (keyof Scene['workloads'])[]) await compare(engines, name);
  } finally {
    anvil.stop();
  }
}

await main();
