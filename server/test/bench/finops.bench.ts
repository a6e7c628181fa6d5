import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signInTo, startServerProcess, type ServerProcess } from '../support/server-process.ts';
import { repeatedSample, sampleText } from './finops/focus-sample.ts';
import type { Bench, Figure } from './figure.ts';

const PART_BYTES = 8_388_608;
const FILE_ROWS = 100_000;
/** Rows there are when the summary is asked; a smaller number for a quick look. */
const ROWS = Number(process.env.BULWARK_COST_ROWS ?? 1_000_000);
const SUMMARIES = 200;

interface Import {
  readonly id: string;
  readonly status: string;
  readonly rows: number;
  readonly error: { readonly message: string } | null;
}

interface Measured {
  readonly seconds: number;
  /** Peak resident memory above that before the upload, bytes. */
  readonly memory: number;
}

/** Resident memory of the server's process, database not included. */
function residentBytes(server: ServerProcess): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
}

function caller(server: ServerProcess, token: string) {
  return async <T>(path: string, init: { method?: string; body?: Buffer | string; type?: string } = {}): Promise<T> => {
    const response = await fetch(`${server.url}${path}`, {
      method: init.method ?? 'GET', headers: { authorization: `Bearer ${token}`, ...(init.type !== undefined && { 'content-type': init.type }) },
      ...(init.body !== undefined && { body: typeof init.body === 'string' ? init.body : new Uint8Array(init.body) }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
}

async function importOne(server: ServerProcess, ask: ReturnType<typeof caller>, content: Buffer): Promise<Measured> {
  const idle = residentBytes(server);
  const startedAt = performance.now();
  const costs = '/api/console/v1/costs/imports';
  const { id } = await ask<Import>(costs, { method: 'POST', body: JSON.stringify({ filename: 'sample.csv.gz', size: content.length }), type: 'application/json' });
  for (let number = 0; number * PART_BYTES < content.length; number += 1) {
    await ask(`${costs}/${id}/parts/${number}`, { method: 'PUT', body: content.subarray(number * PART_BYTES, (number + 1) * PART_BYTES), type: 'application/octet-stream' });
  }
  await ask(`${costs}/${id}/start`, { method: 'POST' });
  let peak = idle;
  for (;;) {
    peak = Math.max(peak, residentBytes(server));
    const one = await ask<Import>(`${costs}/${id}`);
    if (one.status === 'completed') return { seconds: (performance.now() - startedAt) / 1000, memory: peak - idle };
    if (one.status === 'failed') throw new Error(one.error?.message ?? 'the import failed');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function summaryTimes(ask: ReturnType<typeof caller>): Promise<{ cold: number; sorted: readonly number[] }> {
  const queries = ['', '?period=weekly', '?period=daily', '?environment=production', '?environment=development&period=weekly'];
  const times: number[] = [];
  for (let n = 0; n < SUMMARIES; n += 1) {
    const startedAt = performance.now();
    await ask(`/api/console/v1/costs/summary${queries[n % queries.length]}`);
    times.push(performance.now() - startedAt);
  }
  return { cold: Math.max(...times.slice(0, queries.length)), sorted: times.slice(queries.length).sort((a, b) => a - b) };
}

async function measure(): Promise<readonly Figure[]> {
  const sample = sampleText();
  if (sample === null) throw new Error('the FOCUS sample is not there: set BULWARK_DATA');
  const dataDir = mkdtempSync(join(tmpdir(), 'bulwark-bench-costs-'));
  const server = await startServerProcess(dataDir);
  try {
    const ask = caller(server, await signInTo(server.url));
    await ask('/api/console/v1/costs/summary');
    const first = await importOne(server, ask, repeatedSample(sample, FILE_ROWS / 1000));
    for (let rows = FILE_ROWS; rows < ROWS; rows += FILE_ROWS) await importOne(server, ask, repeatedSample(sample, FILE_ROWS / 1000, rows / 1000));
    const { cold, sorted } = await summaryTimes(ask);
    const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
    return [
      { what: `Import of ${FILE_ROWS} FOCUS rows, upload to published`, measured: first.seconds, unit: 's', target: { atMost: 20 }, note: 'gzip in parts over HTTP; the sample of 1,000 rows repeated over 90 days' },
      { what: 'Memory of the server above idle meanwhile', measured: first.memory / 1_000_000, unit: 'MB', target: { atMost: 300 }, note: 'resident, peak; PostgreSQL not included' },
      { what: `Summary over ${ROWS} rows, p95`, measured: at(0.95), unit: 'ms', target: { atMost: 100 }, note: `${SUMMARIES} requests over HTTP of five kinds, one after the other` },
      { what: 'Summary, median', measured: at(0.5), unit: 'ms' },
      { what: 'Summary, slowest of the first of each kind', measured: cold, unit: 'ms', note: 'forecasts are computed once after each change of the costs' },
    ];
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

export const bench: Bench = { title: 'Costs: import and summary', measure };
