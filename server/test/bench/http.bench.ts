import { join } from 'node:path';
import { securityHeaders } from '../../src/platform/http/index.ts';
import { runScript, startServer, type ChildServer } from './child-server.ts';
import { median, type Bench, type Figure } from './figure.ts';
import { benchToken, LIST_PATH } from './http/list.ts';
import type { LoadPlan, LoadResult } from './http/load.ts';

const folder = join(import.meta.dirname, 'http');
const QUERY = '?page=1&page_size=20&severity=high';
const ROUNDS = 20;
const SECONDS = 0.6;
const CONNECTIONS = 32;

interface Subject {
  readonly name: string;
  readonly server: ChildServer;
  readonly path: string;
  /** Requests per second of processor time, one for each round. */
  readonly rates: number[];
}

async function load(subject: Subject, seconds: number): Promise<number> {
  const plan: LoadPlan = { port: subject.server.port, path: subject.path, token: benchToken(), connections: CONNECTIONS, seconds };
  const before = await subject.server.cpuSeconds();
  const result = await runScript<LoadResult>(join(folder, 'load.ts'), plan);
  const after = await subject.server.cpuSeconds();
  if (result.failures > 0) throw new Error(`${subject.name}: ${result.failures} of ${result.requests} requests failed`);
  return result.requests / (after - before);
}

/** Every answer must be the same list, or the comparison means nothing. */
async function assertSameAnswers(subjects: readonly Subject[]): Promise<void> {
  const answers = await Promise.all(subjects.map(async ({ server, path }) => {
    const response = await fetch(`http://127.0.0.1:${server.port}${path}`, { headers: { authorization: `Bearer ${benchToken()}` } });
    return JSON.stringify(await response.json());
  }));
  for (const [index, answer] of answers.entries()) if (answer !== answers[0]) throw new Error(`${subjects[index]?.name} answers otherwise than ${subjects[0]?.name}`);
}

function ratio(of: Subject | undefined, to: Subject | undefined): number {
  return median((of?.rates ?? []).map((rate, round) => rate / (to?.rates[round] ?? Number.NaN)));
}

async function measure(): Promise<readonly Figure[]> {
  const python = await startServer('/usr/bin/python3', [join(folder, 'fastapi_server.py'), JSON.stringify(securityHeaders)]);
  const node = await startServer(process.execPath, [join(folder, 'node.server.ts')]);
  const kit = await startServer(process.execPath, [join(folder, 'kit.server.ts')]);
  const subject = (name: string, server: ChildServer, path: string): Subject => ({ name, server, path: path + QUERY, rates: [] });
  const ours = subject('Bulwark', kit, LIST_PATH);
  const byHand = subject('node:http by hand', node, LIST_PATH);
  const guides = subject('FastAPI as in the guides', python, LIST_PATH);
  const lean = subject('FastAPI without response model', python, '/lean/incidents');
  const subjects = [ours, byHand, guides, lean];
  try {
    await assertSameAnswers(subjects);
    const versions = (await (await fetch(`http://127.0.0.1:${python.port}/versions`)).json()) as string;
    for (const each of subjects) await load(each, 1);
    for (let round = 0; round < ROUNDS; round += 1) for (const each of subjects) each.rates.push(await load(each, SECONDS));
    return [
      ...subjects.map((each): Figure => ({ what: each.name, measured: median(each.rates), unit: 'requests/CPU s', note: each.server === python ? versions : `Node ${process.versions.node}` })),
      { what: 'Bulwark to FastAPI as in the guides', measured: ratio(ours, guides), unit: '×', target: { atLeast: 4 }, note: 'median of the ratios of each round' },
      { what: 'Bulwark to FastAPI without response model', measured: ratio(ours, lean), unit: '×' },
      { what: 'Bulwark to node:http by hand', measured: ratio(ours, byHand), unit: '×', target: { atLeast: 0.85 }, note: 'median of the ratios of each round' },
    ];
  } finally {
    await Promise.all([python.stop(), node.stop(), kit.stop()]);
  }
}

export const bench: Bench = {
  title: `Protected list of 20 rows: JWT, validation, rate limit, security headers, request id, log (${ROUNDS} rounds of ${SECONDS} s, ${CONNECTIONS} connections)`,
  measure,
};
