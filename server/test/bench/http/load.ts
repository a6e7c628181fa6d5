import { connect, type Socket } from 'node:net';

/** What the load generator does; given as JSON on the command line. */
export interface LoadPlan {
  readonly port: number;
  readonly path: string;
  readonly token: string;
  /** Connections, each with one request under way. */
  readonly connections: number;
  readonly seconds: number;
}

export interface LoadResult {
  readonly requests: number;
  /** Answers that were not 200. */
  readonly failures: number;
  readonly seconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const head = Buffer.from('HTTP/1.1 200');
const separator = Buffer.from('\r\n\r\n');

/** Counts the bytes of one answer; knows where it ends by its Content-Length. */
function answerReader(onAnswer: (isOk: boolean) => void): (data: Buffer) => void {
  let held: Buffer = Buffer.alloc(0);
  let missing = 0;
  let isOk = false;
  return (data) => {
    if (missing === 0) {
      held = held.length === 0 ? data : Buffer.concat([held, data]);
      const end = held.indexOf(separator);
      if (end < 0) return;
      const length = Number(/content-length: *(\d+)/i.exec(held.toString('latin1', 0, end))?.[1]);
      isOk = held.subarray(0, head.length).equals(head);
      missing = end + separator.length + length - held.length;
      held = Buffer.alloc(0);
    } else missing -= data.length;
    if (missing === 0) onAnswer(isOk);
  };
}

function openLoad(plan: LoadPlan, latencies: number[], until: number): Promise<number> {
  const request = `GET ${plan.path} HTTP/1.1\r\nHost: 127.0.0.1:${plan.port}\r\nAuthorization: Bearer ${plan.token}\r\nAccept: application/json\r\nUser-Agent: bench\r\n\r\n`;
  return new Promise((resolve, reject) => {
    let failures = 0;
    let startedAt = 0;
    const socket: Socket = connect(plan.port, '127.0.0.1');
    const ask = (): void => {
      startedAt = performance.now();
      socket.write(request);
    };
    socket.setNoDelay(true);
    socket.on('connect', ask);
    socket.on('error', reject);
    socket.on('data', answerReader((isOk) => {
      const now = performance.now();
      latencies.push(now - startedAt);
      if (!isOk) failures += 1;
      if (now < until) return ask();
      socket.destroy();
      resolve(failures);
    }));
  });
}

async function run(plan: LoadPlan): Promise<LoadResult> {
  const latencies: number[] = [];
  const startedAt = performance.now();
  const until = startedAt + plan.seconds * 1000;
  const failures = await Promise.all(Array.from({ length: plan.connections }, () => openLoad(plan, latencies, until)));
  const seconds = (performance.now() - startedAt) / 1000;
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return { requests: latencies.length, failures: failures.reduce((sum, count) => sum + count, 0), seconds, p50Ms: at(0.5), p99Ms: at(0.99) };
}

if (import.meta.main) console.log(JSON.stringify(await run(JSON.parse(process.argv.at(-1) ?? '') as LoadPlan)));
