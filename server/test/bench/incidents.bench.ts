import { join } from 'node:path';
import { type ChildServer, runScript, startServer } from './child-server.ts';
import { type Bench, type Figure, median } from './figure.ts';
import type { LoadPlan, LoadResult } from './http/load.ts';

const rounds = 8;
const seconds = 1;
const searches = 300;

interface Told {
  readonly port: number;
  readonly token: string;
}

async function ask(server: ChildServer, path: string): Promise<Told> {
  const response = await fetch(`http://127.0.0.1:${server.port}${path}`, { headers: { connection: 'close' }, signal: AbortSignal.timeout(600_000) });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as Told;
}

/** Milliseconds of the server's processor per request of a list, one for each round. */
async function listCosts(server: ChildServer, { port, token }: Told, query: string): Promise<number[]> {
  const plan: LoadPlan = { port, path: `/api/v1/infra/incidents${query}`, token, connections: 8, seconds };
  const costs: number[] = [];
  await runScript<LoadResult>(join(import.meta.dirname, 'http/load.ts'), plan);
  for (let round = 0; round < rounds; round += 1) {
    const before = await server.cpuSeconds();
    const { requests, failures } = await runScript<LoadResult>(join(import.meta.dirname, 'http/load.ts'), plan);
    if (failures > 0) throw new Error(`${failures} of ${requests} requests failed`);
    costs.push((((await server.cpuSeconds()) - before) / requests) * 1000);
  }
  return costs;
}

const syllables = ['ka', 'ro', 'mi', 'ten', 'sol', 'ver', 'dra', 'lu', 'pex', 'qui', 'nor', 'tas', 'bel', 'gri', 'fan', 'oz'];
const common = ['request', 'latency', 'database', 'timeout', 'queue', 'deployment', 'certificate', 'disk'];

/** What people type, by turns: a rare word, a rare and a common one, two common ones, a beginning, a key, with a filter. */
function typed(at: number): string {
  const [a = '', b = '', c = ''] = [syllables[at % 16], syllables[(at * 7) % 16], syllables[(at * 3) % 16]];
  const [usual = '', other = ''] = [common[at % 8], common[(at + 3) % 8]];
  const kinds = [`search=${a}${b}${c}`, `search=${a}${b}${c}%20${usual}`, `search=${a}${b}${c}%20${b}${a}${c}`, `search=${a}${b}${c.slice(0, 1)}`, `search=INC-${100_000 + at * 17}`, `search=${usual}%20${a}${c}${b}&severity=critical&environment=production`, `search=%22${usual}%20${other}%22`];
  return kinds[at % kinds.length] ?? '';
}

async function searchTimes({ port, token }: Told): Promise<number[]> {
  const times: number[] = [];
  for (let at = 0; at < searches + 20; at += 1) {
    const begun = performance.now();
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/infra/incidents?${typed(at)}`, { headers: { authorization: `Bearer ${token}` } });
    await response.text();
    if (!response.ok) throw new Error(`${typed(at)}: ${response.status}`);
    if (at >= 20) times.push(performance.now() - begun);
  }
  return times.sort((a, b) => a - b);
}

async function measure(): Promise<readonly Figure[]> {
  const server = await startServer(process.execPath, [join(import.meta.dirname, 'incidents/incidents.server.ts')]);
  try {
    const few = await ask(server, '/fill?count=10000');
    const plain = median(await listCosts(server, few, '?limit=20'));
    const filtered = median(await listCosts(server, few, '?limit=20&status=open&environment=production&sort_by=severity'));
    const times = await searchTimes(await ask(server, '/fill?count=100000'));
    const at = (share: number): number => times[Math.floor(times.length * share)] ?? Number.NaN;
    return [
      { what: 'list of 20 among 10,000', measured: plain, unit: 'ms CPU/request', target: { atMost: 0.6 }, note: `median of ${rounds} rounds; API token, rate limit, headers, totals and links, log` },
      { what: 'the same, filtered and sorted by severity', measured: filtered, unit: 'ms CPU/request' },
      { what: 'search among 100,000, p50', measured: at(0.5), unit: 'ms' },
      { what: 'search among 100,000, p95', measured: at(0.95), unit: 'ms', target: { atMost: 50 }, note: `${searches} different searches, ranked, with highlights and totals, over HTTP` },
    ];
  } finally {
    await server.stop();
  }
}

export const bench: Bench = { title: 'Incidents on PostgreSQL', measure };
