import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { toHex, toQuantity } from '../src/bytes.ts';
import type { State } from '../src/index.ts';
import type { Workload } from './scene.ts';

/** CPU clock ticks per second of /proc on Linux. */
const TICKS = 100;

function binary(): string {
  const cpu = arch() === 'x64' ? 'amd64' : arch(), name = `@foundry-rs/anvil-${platform()}-${cpu}`;
  return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), 'bin', 'anvil');
}

/** A running anvil, spoken to over its IPC socket. */
export class Anvil {
  readonly #process: ChildProcess;
  readonly #socket: Socket;
  #buffer = '';
  #id = 0;
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();

  private constructor(process: ChildProcess, socket: Socket) {
    this.#process = process;
    this.#socket = socket;
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => this.#receive(chunk));
  }

  static async start(): Promise<Anvil> {
    const path = join(mkdtempSync(join(tmpdir(), 'bulwark-anvil-')), 'anvil.ipc');
    const args = ['--ipc', path, '--port', '0', '--silent', '--hardfork', 'cancun', '--gas-limit', '100000000000', '--no-mining', '--accounts', '1'];
    const child = spawn(binary(), args, { stdio: 'ignore' });
    for (let i = 0; i < 200 && !existsSync(path); i++) await sleep(50);
    const socket = connect(path);
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    return new Anvil(child, socket);
  }

  #receive(chunk: string): void {
    this.#buffer += chunk;
    for (let end = this.#buffer.indexOf('\n'); end >= 0 || this.#isWhole(); end = this.#buffer.indexOf('\n')) {
      const line = end >= 0 ? this.#buffer.slice(0, end) : this.#buffer;
      this.#buffer = end >= 0 ? this.#buffer.slice(end + 1) : '';
      if (line.trim() !== '') this.#answer(JSON.parse(line) as { id: number; result?: unknown; error?: { message: string } });
    }
  }

  /** Answers come one at a time and not always end in a line break. */
  #isWhole(): boolean {
    if (!this.#buffer.endsWith('}')) return false;
    try {
      JSON.parse(this.#buffer);
      return true;
    } catch {
      return false;
    }
  }

  #answer(message: { id: number; result?: unknown; error?: { message: string } }): void {
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.error === undefined) waiting?.resolve(message.result);
    else waiting?.reject(new Error(message.error.message));
  }

  request(method: string, params: readonly unknown[]): Promise<unknown> {
    const id = ++this.#id;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#socket.write(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    });
  }

  /** Gives anvil the same accounts. */
  async load(state: State): Promise<void> {
    for (const [address, account] of state.accounts()) {
      await this.request('anvil_setBalance', [address, toQuantity(account.balance)]);
      if (account.code.bytes.length > 0) await this.request('anvil_setCode', [address, toHex(account.code.bytes)]);
      for (const [key, value] of account.storage) {
        await this.request('anvil_setStorageAt', [address, `0x${key.toString(16).padStart(64, '0')}`, `0x${value.toString(16).padStart(64, '0')}`]);
      }
    }
  }

  async call(from: string, work: Workload): Promise<string> {
    return String(await this.request('eth_call', [{ from, to: work.to, data: toHex(work.data), gas: '0x2540be400' }, 'latest']));
  }

  /** CPU time of the anvil process so far in microseconds. */
  cpuMicros(): number {
    const fields = readFileSync(`/proc/${this.#process.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return ((Number(fields[11]) + Number(fields[12])) * 1e6) / TICKS;
  }

  stop(): void {
    this.#socket.destroy();
    this.#process.kill();
  }
}
