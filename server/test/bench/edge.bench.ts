import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signInTo, startServerProcess, type ServerProcess } from '../support/server-process.ts';
import { runScript } from './child-server.ts';
import { contractSource } from './edge/contract.ts';
import type { PingPlan, PingResult } from './edge/pinger.ts';
import { openScanClient, type ScanClient } from './edge/scan-client.ts';
import { median, type Bench, type Figure } from './figure.ts';

const LINES = 300;
const WARM_UP_SCANS = 8;
const SCANS = 30;
const SCANS_AT_ONCE = 4;
const ROUNDS = 5;
const PING_SECONDS = 3;
const STARTS = 3;

/** Milliseconds from the start of the process to the first answered request, on a data folder that exists. */
async function startTimes(dataDir: string): Promise<number[]> {
  await (await startServerProcess(dataDir)).stop(); // the first run makes the folder and the database
  const times: number[] = [];
  for (let n = 0; n < STARTS; n += 1) {
    const startedAt = performance.now();
    const server = await startServerProcess(dataDir);
    const response = await fetch(`${server.url}/api/health`);
    times.push(performance.now() - startedAt);
    await server.stop();
    if (!response.ok) throw new Error(`/api/health answered ${response.status}`);
  }
  return times;
}

async function scanTimes(client: ScanClient): Promise<number[]> {
  for (let n = 0; n < WARM_UP_SCANS; n += 1) await client.scan(contractSource(LINES, n));
  const times: number[] = [];
  for (let n = 0; n < SCANS; n += 1) {
    const { ms, findings } = await client.scan(contractSource(LINES, 1000 + n));
    if (findings === 0) throw new Error('the scan found nothing: it did not do its work');
    times.push(ms);
  }
  return times;
}

/** Keeps `SCANS_AT_ONCE` scans under way until the work is done; returns how many were finished meanwhile. */
async function whileScanning(client: ScanClient, work: () => Promise<void>): Promise<number> {
  let isDone = false;
  let finished = 0;
  const lane = async (number: number): Promise<void> => {
    for (let n = 0; !isDone; n += 1) {
      await client.scan(contractSource(LINES, number * 100_000 + n));
      finished += 1;
    }
  };
  const lanes = Array.from({ length: SCANS_AT_ONCE }, (_, number) => lane(number));
  await work();
  isDone = true;
  await Promise.all(lanes);
  return finished;
}

async function pingTimes(server: ServerProcess, token: string, client: ScanClient): Promise<readonly Figure[]> {
  const plan: PingPlan = { url: server.url, paths: ['/api/health', '/api/auth/me'], token, seconds: PING_SECONDS, everyMs: 4 };
  const ping = (): Promise<PingResult> => runScript<PingResult>(join(import.meta.dirname, 'edge', 'pinger.ts'), plan);
  const idle: number[] = [];
  const busy: number[] = [];
  let scans = 0;
  await ping();
  for (let round = 0; round < ROUNDS; round += 1) {
    idle.push((await ping()).p99Ms);
    scans += await whileScanning(client, async () => void busy.push((await ping()).p99Ms));
  }
  return [
    { what: 'p99 of cheap GETs, idle', measured: median(idle), unit: 'ms', note: plan.paths.join(', ') },
    { what: `p99 of cheap GETs, ${SCANS_AT_ONCE} scans running`, measured: median(busy), unit: 'ms', note: `${scans} scans of ${LINES} lines finished meanwhile` },
    { what: 'p99 with scans to p99 idle', measured: median(busy.map((ms, round) => ms / (idle[round] ?? Number.NaN))), unit: '×', target: { atMost: 5 }, note: 'median of the ratios of each round' },
  ];
}

async function measure(): Promise<readonly Figure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'bulwark-bench-'));
  try {
    const starts = await startTimes(dataDir);
    const server = await startServerProcess(dataDir);
    try {
      const token = await signInTo(server.url);
      const client = await openScanClient(server.url, token);
      const scans = await scanTimes(client);
      const pings = await pingTimes(server, token, client);
      client.close();
      return [
        { what: 'Start to first answered request', measured: median(starts), unit: 'ms', target: { atMost: 5000 }, note: `embedded defaults, after the first run; slowest of ${STARTS}: ${Math.round(Math.max(...starts))} ms` },
        { what: `Scan of ${LINES} lines, request to result`, measured: median(scans), unit: 'ms', target: { atMost: 300 }, note: `warm worker; slowest of ${SCANS}: ${Math.round(Math.max(...scans))} ms` },
        ...pings,
      ];
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

export const bench: Bench = { title: 'The whole server: start, scan, answers while it scans', measure };
