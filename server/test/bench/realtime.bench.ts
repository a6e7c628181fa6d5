import { join } from 'node:path';
import { runScript, startServer, type ChildServer } from './child-server.ts';
import { median, type Bench, type Figure } from './figure.ts';
import type { ReadPlan, ReadResult } from './realtime/readers.ts';

const folder = join(import.meta.dirname, 'realtime');
const SOCKETS = 1000;
const ROUNDS = 3;
/** Messages as fast as the publisher can, and slow enough that each is a write of its own for every socket. */
const FLOOD = { messages: 200, everyMs: 0 };
const SINGLE = { messages: 100, everyMs: 20 };

interface Subject {
  readonly name: string;
  readonly server: ChildServer;
  readonly pace: { readonly messages: number; readonly everyMs: number };
  readonly results: ReadResult[];
}

type Subjects = readonly [flood: Subject, single: Subject, guides: Subject, guidesSingle: Subject];

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

function figures([flood, single, guides, guidesSingle]: Subjects): readonly Figure[] {
  const ours = [flood, single];
  const all = `of ${sum(ours, (result) => result.delivered).toLocaleString('en-US')} deliveries`;
  const how = 'median of the ratios of each round';
  return [
    ...[flood, guides, single, guidesSingle].map((subject): Figure => ({ what: subject.name, measured: median(rates(subject)), unit: 'deliveries/CPU s', note: `${subject.pace.messages} messages` })),
    { what: 'Lost', measured: sum(ours, (result) => result.lost), unit: 'messages', target: { atMost: 0 }, note: all },
    { what: 'Duplicated', measured: sum(ours, (result) => result.duplicated), unit: 'messages', target: { atMost: 0 }, note: all },
    { what: 'Out of order', measured: sum(ours, (result) => result.outOfOrder), unit: 'messages', target: { atMost: 0 }, note: all },
    { what: 'Bulwark to send_json', measured: ratio(flood, guides), unit: '×', target: { atLeast: 4 }, note: how },
    { what: 'Bulwark to send_json, one message every 20 ms', measured: ratio(single, guidesSingle), unit: '×', note: `${how}; nearly all of it is one system call per delivery on both sides` },
  ];
}

async function measure(): Promise<readonly Figure[]> {
  const hub = await startServer(process.execPath, [join(folder, 'hub.server.ts')]);
  const python = await startServer('/usr/bin/python3', [join(folder, 'fastapi_server.py')]);
  const subjects: Subjects = [
    { name: 'Bulwark', server: hub, pace: FLOOD, results: [] },
    { name: 'Bulwark, one message every 20 ms', server: hub, pace: SINGLE, results: [] },
    { name: 'FastAPI send_json', server: python, pace: FLOOD, results: [] },
    { name: 'FastAPI send_json, one message every 20 ms', server: python, pace: SINGLE, results: [] },
  ];
  try {
    for (const subject of subjects) await deliver(subject); // warms up
    for (const subject of subjects) subject.results.length = 0;
    for (let round = 0; round < ROUNDS; round += 1) for (const subject of subjects) await deliver(subject);
    return figures(subjects);
  } finally {
    await Promise.all([hub.stop(), python.stop()]);
  }
}

export const bench: Bench = { title: `Realtime fan-out to ${SOCKETS} sockets, 200-byte messages (${ROUNDS} rounds)`, measure };
