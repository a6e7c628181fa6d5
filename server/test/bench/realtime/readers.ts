import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';

/** What the readers do; given as JSON on the command line. */
export interface ReadPlan {
  readonly port: number;
  readonly sockets: number;
  readonly messages: number;
  /** Pause between two messages; 0 publishes as fast as the server can. */
  readonly everyMs: number;
}

export interface ReadResult {
  readonly delivered: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly outOfOrder: number;
  readonly closed: number;
  /** Processor time of the server from the first message to the last delivery. */
  readonly cpuSeconds: number;
  readonly seconds: number;
}

const OPEN_AT_ONCE = 50;
const SILENCE_MS = 3000;

/** What one socket has received. */
class Tally {
  readonly #seen: Uint8Array;
  #last = -1;
  delivered = 0;
  duplicated = 0;
  outOfOrder = 0;

  constructor(messages: number) {
    this.#seen = new Uint8Array(messages);
  }

  add(n: number): void {
    if (this.#seen[n] === 1) this.duplicated += 1;
    else this.delivered += 1;
    this.#seen[n] = 1;
    if (n < this.#last) this.outOfOrder += 1;
    this.#last = n;
  }
}

async function ask(port: number, path: string): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`);
  return response.json();
}

async function cpuOf(port: number): Promise<number> {
  return ((await ask(port, '/cpu')) as { cpuSeconds: number }).cpuSeconds;
}

async function openAll(plan: ReadPlan, onMessage: (reader: number, n: number) => void): Promise<WebSocket[]> {
  const sockets: WebSocket[] = [];
  while (sockets.length < plan.sockets) {
    const wave = Array.from({ length: Math.min(OPEN_AT_ONCE, plan.sockets - sockets.length) }, (_, index) => {
      const reader = sockets.length + index;
      const socket = new WebSocket(`ws://127.0.0.1:${plan.port}/ws`, { perMessageDeflate: false });
      socket.on('message', (data: Buffer) => onMessage(reader, Number(/"n": ?(\d+)/.exec(data.toString('latin1', 0, 60))?.[1])));
      return socket;
    });
    await Promise.all(wave.map((socket) => once(socket, 'open')));
    sockets.push(...wave);
  }
  return sockets;
}

async function read(plan: ReadPlan): Promise<ReadResult> {
  const tallies = Array.from({ length: plan.sockets }, () => new Tally(plan.messages));
  const expected = plan.sockets * plan.messages;
  let received = 0;
  let lastAt = 0;
  const sockets = await openAll(plan, (reader, n) => {
    tallies[reader]?.add(n);
    received += 1;
    lastAt = performance.now();
  });
  await sleep(300); // every server has by now noted its last socket
  const cpuBefore = await cpuOf(plan.port);
  const startedAt = performance.now();
  lastAt = startedAt;
  await ask(plan.port, `/publish?messages=${plan.messages}&everyMs=${plan.everyMs}`);
  while (received < expected && performance.now() - lastAt < SILENCE_MS) await sleep(20);
  const cpuSeconds = (await cpuOf(plan.port)) - cpuBefore;
  await sleep(200); // a duplicate would come late
  const sum = (of: (tally: Tally) => number): number => tallies.reduce((total, tally) => total + of(tally), 0);
  const delivered = sum((tally) => tally.delivered);
  const closed = sockets.filter((socket) => socket.readyState !== WebSocket.OPEN).length;
  for (const socket of sockets) socket.terminate();
  return {
    delivered, lost: expected - delivered, duplicated: sum((tally) => tally.duplicated), outOfOrder: sum((tally) => tally.outOfOrder),
    closed, cpuSeconds, seconds: (lastAt - startedAt) / 1000,
  };
}

console.log(JSON.stringify(await read(JSON.parse(process.argv.at(-1) ?? '') as ReadPlan)));
process.exit();
