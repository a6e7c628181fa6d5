import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const entry = join(import.meta.dirname, '../../bin/bulwark.ts');
export const processPassword = 'a password of the process tests';

/** The real server as a process of its own. */
export interface ServerProcess {
  /** `http://127.0.0.1:12345`. */
  readonly url: string;
  readonly pid: number;
  /** Everything it printed so far. */
  output(): string;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  /** Asks it to stop and waits; resolves to its exit code. */
  stop(): Promise<number | null>;
}

async function gone(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}

/** Starts the server on free ports; rejects with its output when it ends before it serves. */
export async function startServerProcess(dataDir: string, env: Readonly<Record<string, string>> = {}, args: readonly string[] = []): Promise<ServerProcess> {
  const child = spawn(process.execPath, [entry, 'serve', ...args], {
    env: {
      PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dataDir, PORT: '0', SCANNER_PORT: '0', MEMPOOL_PORT: '0', MEV_PORT: '0',
      LOG_LEVEL: 'error', ADMIN_PASSWORD: processPassword, RATE_LIMIT_PER_MINUTE: '1000000', ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  createInterface({ input: child.stderr }).on('line', (line) => {
    output += `${line}\n`;
    const url = /(https?:\/\/[\w.[\]:]+:\d+)$/.exec(line)?.[1];
    if (url !== undefined) resolve(url);
  });
  child.once('exit', (code, signal) => reject(new Error(`the server ended (${code ?? signal}) before it served:\n${output}`)));
  const url = await promise;
  return {
    url,
    pid: child.pid ?? 0,
    output: () => output,
    async kill() {
      child.kill('SIGKILL');
      await gone(child);
    },
    async stop() {
      child.kill('SIGTERM');
      return await gone(child);
    },
  };
}

/** Signs in as the first administrator and returns the access token. */
export async function signInTo(url: string): Promise<string> {
  const response = await fetch(`${url}/api/auth/login`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username: 'admin', password: processPassword }),
  });
  if (!response.ok) throw new Error(`sign-in failed: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { token: string }).token;
}

/** Repeats `ask` until it answers something else than null; fails after `withinMs`. */
export async function until<T>(ask: () => Promise<T | null>, withinMs: number, what: string): Promise<T> {
  const deadline = Date.now() + withinMs;
  while (Date.now() < deadline) {
    const answer = await ask().catch(() => null);
    if (answer !== null) return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${what} did not happen within ${withinMs} ms`);
}
