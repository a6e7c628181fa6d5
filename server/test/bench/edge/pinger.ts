import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the pinger does; given as JSON on the command line. */
export interface PingPlan {
  readonly url: string;
  readonly paths: readonly string[];
  readonly token: string;
  readonly seconds: number;
  /** Pause between two requests. */
  readonly everyMs: number;
}

export interface PingResult {
  readonly requests: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

function ask(url: string, token: string): Promise<number> {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { authorization: `Bearer ${token}` } }, (response) => {
      response.resume();
      response.on('end', () => (response.statusCode === 200 ? resolve(performance.now() - startedAt) : reject(new Error(`${url}: ${response.statusCode}`))));
    }).on('error', reject);
  });
}

async function ping(plan: PingPlan): Promise<PingResult> {
  const latencies: number[] = [];
  const until = performance.now() + plan.seconds * 1000;
  for (let n = 0; performance.now() < until; n += 1) {
    latencies.push(await ask(plan.url + (plan.paths[n % plan.paths.length] ?? ''), plan.token));
    await sleep(plan.everyMs);
  }
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return { requests: latencies.length, p50Ms: at(0.5), p99Ms: at(0.99) };
}

console.log(JSON.stringify(await ping(JSON.parse(process.argv.at(-1) ?? '') as PingPlan)));
process.exit();
