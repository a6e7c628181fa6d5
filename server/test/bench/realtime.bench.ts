import { join } from 'node:path';
import { runScript, startServer, type ChildServer } from './child-server.ts';
import { median, type Bench, type Figure } from './figure.ts';
import type { ReadPlan, ReadResult } from './realtime/readers.ts';

const folder = join(import.meta.dirname, 'realtime');
const SOCKETS = 1000;
const ROUNDS = 3;
/** Messages one by one, each in a write of its own, as the guides' loops send them; and a flood. */
const PACED = { messages: 100, everyMs: 20 };
const FLOOD = { messages: 1000, everyMs: 0 };

interface Subject {
  readonly name: string;
  readonly server: ChildServer;
  readonly pace: { readonly messages: number; readonly everyMs: number };
  readonly results: ReadResult[];
}

async function deliver(subject: Subject): Promise<void> {
  const plan: ReadPlan = { port: subject.server.port, sockets: SOCKETS, ...subject.pace };
  subject.results.push(await runScript<ReadResult>(join(folder, 'readers.ts'), plan));
}

function rates({ results }: Subject): number[] {
  return results.map((result) => result.delivered / result.cpuSeconds);
}

function ratio(of: Subject, to: Subject): number {
  const others = rates(to);
  return median(rates(of).map((rate, round) => rate / (others[round] ?? Number.NaN)));
}

function sum(subjects: readonly Subject[], of: (result: ReadResult) => number): number {
  return subjects.flatMap(({ results }) => results).reduce((total, result) => total + of(result), 0);
}

function figures([paced, flood, guides]: readonly [Subject, Subject, Subject]): readonly Figure[] {
  const ours = [paced, flood];
  const all = `of ${sum(ours, (result) => result.delivered).toLocaleString('en-US')} deliveries`;
  return [
    ...[paced, flood, guides].map((subject): Figure => ({ what: subject.name, measured: median(rates(subject)), unit: 'deliveries/CPU s', note: `${subject.pace.messages} messages to ${SOCKETS} sockets` })),
    { what: 'Lost', measured: sum(ours, (result) => result.lost), unit: 'messages', target: { atMost: 0 }, note: all },
    { what: 'Duplicated', measured: sum(ours, (result) => result.duplicated), unit: 'messages', target: { atMost: 0 }, note: all },
    { what: 'Out of order', measured: sum(ours, (result) => result.outOfOrder), unit: 'messages', target: { atMost: 0 }, note: all },
    { what: 'Bulwark, one by one, to send_json', measured: ratio(paced, guides), unit: '×', target: { atLeast: 4 }, note: 'median of the ratios of each round' },
    { what: 'Bulwark, flood, to send_json', measured: ratio(flood, guides), unit: '×', target: { atLeast: 4 }, note: 'median of the ratios of each round' },
  ];
}

async function measure(): Promise<readonly Figure[]> {
  const hub = await startServer(process.execPath, [join(folder, 'hub.server.ts')]);
  const python = await startServer('/usr/bin/python3', [join(folder, 'fastapi_server.py')]);
  const subjects: readonly [Subject, Subject, Subject] = [
    { name: 'Bulwark, one by one', server: hub, pace: PACED, results: [] },
    { name: 'Bulwark, flood', server: hub, pace: FLOOD, results: [] },
    { name: 'FastAPI send_json', server: python, pace: PACED, results: [] },
  ];
  try {
    for (const subject of subjects) await deliver(subject);
    for (const subject of subjects) subject.results.length = 0; // the first round warms up
    for (let round = 0; round < ROUNDS; round += 1) for (const subject of subjects) await deliver(subject);
    return figures(subjects);
  } finally {
    await Promise.all([hub.stop(), python.stop()]);
  }
}

export const bench: Bench = { title: `Realtime fan-out to ${SOCKETS} sockets, 200-byte messages (${ROUNDS} rounds)`, measure };
