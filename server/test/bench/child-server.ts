import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** A server under measurement, in a process of its own. It answers `GET /cpu` with `{"cpuSeconds": n}`, its own processor time. */
export interface ChildServer {
  readonly port: number;
  readonly pid: number;
  cpuSeconds(): Promise<number>;
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 15_000;

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function readCpu(port: number): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${port}/cpu`, { headers: { connection: 'close' } });
  return ((await response.json()) as { cpuSeconds: number }).cpuSeconds;
}

async function ready(child: ChildProcess, port: number): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`${child.spawnargs.join(' ')} ended with ${child.exitCode}`);
    const cpu = await readCpu(port).catch(() => null);
    if (cpu !== null) return;
    await sleep(50);
  }
  throw new Error(`${child.spawnargs.join(' ')} did not answer in time`);
}

/** Starts `command args… <port>`; what it prints (its log) goes nowhere, errors are shown. */
export async function startServer(command: string, args: readonly string[]): Promise<ChildServer> {
  const port = await freePort();
  const child = spawn(command, [...args, String(port)], { stdio: ['ignore', 'ignore', 'inherit'] });
  try {
    await ready(child, port);
  } catch (error) {
    child.kill();
    throw error;
  }
  return {
    port,
    pid: child.pid ?? 0,
    cpuSeconds: () => readCpu(port),
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

/** Runs a Node script to its end and returns the JSON it prints. */
export async function runScript<Result>(script: string, input: unknown): Promise<Result> {
  const child = spawn(process.execPath, [script, JSON.stringify(input)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (data: Buffer) => (text += data.toString()));
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`${script} ended with ${code}`);
  return JSON.parse(text) as Result;
}
