import { type ChildProcess, spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Log } from '../../log/index.ts';
import { launchAs } from './account.ts';
import type { Binaries } from './binaries.ts';
import { environment } from './environment.ts';
import type { Layout } from './layout.ts';

/** A running `postgres` process. */
export interface Postmaster {
  readonly pid: number;
  /** Resolves when the process has ended. */
  readonly ended: Promise<void>;
  /** Last lines it wrote, for the error message when it does not come up. */
  lastLines(): string;
  /** Fast shutdown: open transactions roll back, a checkpoint is written. */
  stop(): Promise<void>;
}

export interface PostmasterOptions {
  readonly layout: Layout;
  readonly binaries: Binaries;
  readonly log: Log;
  /** TCP port on 127.0.0.1 where unix sockets are missing; null for the socket alone. */
  readonly tcpPort: number | null;
  /** Settings on top of ours, such as `fsync=off` in tests. */
  readonly settings: readonly string[];
}

// PostgreSQL does not notice that its parent has died. The shell leaves a watcher behind that reads from
// a pipe only we hold open: when the pipe ends without the word `done`, we were killed, and it asks
// PostgreSQL to shut down. `$$` stays the shell's number, which `exec` hands on to PostgreSQL.
const leash = '( ( read -r word <&3; [ "$word" = done ] || kill -INT $$ ) >/dev/null 2>&1 & ); exec "$@" 3<&-';
const quitAfterMs = 20_000;
const keptLines = 20;

function commandLine(options: PostmasterOptions): [string, ...string[]] {
  const { layout, binaries, tcpPort, settings } = options;
  const network = tcpPort === null ? ['listen_addresses=', `unix_socket_directories=${layout.socket}`] : ['listen_addresses=127.0.0.1', `port=${tcpPort}`, 'unix_socket_directories='];
  // No parallel plans and no JIT: queries are small, and a container's 64 MB /dev/shm is not enough for them.
  const ours = ['timezone=UTC', 'log_timezone=UTC', 'log_line_prefix=', 'logging_collector=off', 'jit=off', 'max_parallel_workers_per_gather=0'];
  const flags = [...network, ...ours, ...settings].flatMap((setting) => ['-c', setting]);
  const postgres: [string, ...string[]] = [binaries.postgres, '-D', layout.cluster, ...flags];
  return tcpPort === null ? ['/bin/sh', '-c', leash, 'sh', ...postgres] : postgres;
}

function follow(child: ChildProcess, log: Log): () => string {
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      if (lines.length > keptLines) lines.shift();
      log[line.startsWith('PANIC:') ? 'error' : 'debug']({ postgres: line }, 'embedded PostgreSQL');
      // A plain `kill` would wait for our own pool to hang up: finish it, so that it is started again.
      if (line.endsWith('received smart shutdown request')) child.kill('SIGINT');
    });
  }
  return () => lines.join('\n');
}

/** Lets the process end by itself when nothing but PostgreSQL is left running. */
function letGo(child: ChildProcess): void {
  child.unref();
  for (const stream of child.stdio) if (stream instanceof Socket) stream.unref();
}

/** Starts `postgres` in a process group of its own, so that Ctrl-C reaches us first. */
export function startPostmaster(options: PostmasterOptions): Postmaster {
  const { layout, binaries, log } = options;
  const launch = launchAs(layout.account, commandLine(options), [layout.home, binaries.postgres]);
  const child = spawn(launch.command, [...launch.args], {
    cwd: '/',
    detached: true,
    env: environment(binaries),
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    ...launch.identity,
  });
  const lastLines = follow(child, log);
  const leashEnd = child.stdio[3];
  const ended = new Promise<void>((resolve) => {
    child.once('error', (err) => {
      log.error({ err }, 'PostgreSQL could not be started');
      resolve();
    });
    child.once('exit', () => resolve());
  });
  void ended.then(() => (leashEnd instanceof Socket ? leashEnd.end('done\n') : undefined));
  if (leashEnd instanceof Socket) leashEnd.on('error', () => undefined);
  letGo(child);
  return {
    pid: child.pid ?? -1,
    ended,
    lastLines,
    async stop() {
      child.kill('SIGINT');
      const timer = setTimeout(() => child.kill('SIGQUIT'), quitAfterMs);
      await ended;
      clearTimeout(timer);
    },
  };
}
