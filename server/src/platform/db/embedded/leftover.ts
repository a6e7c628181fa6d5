import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const pollMs = 20;

function postmasterPid(cluster: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(join(cluster, 'postmaster.pid'), 'utf8'), 10);
    return Number.isSafeInteger(pid) && pid > 1 ? pid : null;
  } catch {
    return null;
  }
}

function commandLine(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // gone in the meantime
  }
}

/**
 * Ends a PostgreSQL that a killed server left running on this cluster. To be called under the folder lock.
 * A `postmaster.pid` whose process is gone stays: PostgreSQL itself checks by it that no orphaned backend
 * is left. It is removed only when its number now belongs to some other program.
 */
export async function clearLeftover(cluster: string): Promise<void> {
  const pid = postmasterPid(cluster);
  if (pid === null || process.platform === 'win32') return;
  const isOurs = () => commandLine(pid).includes(cluster);
  if (isOurs()) signal(pid, 'SIGINT');
  else if (commandLine(pid) !== '') rmSync(join(cluster, 'postmaster.pid'), { force: true });
  for (let waitedMs = 0; isOurs(); waitedMs += pollMs) {
    if (waitedMs === 10_000) signal(pid, 'SIGQUIT');
    if (waitedMs >= 20_000) throw new Error(`PostgreSQL (pid ${pid}) on ${cluster} does not end`);
    await sleep(pollMs);
  }
}
