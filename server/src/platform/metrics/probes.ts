import { readFileSync, statfsSync } from 'node:fs';
import { cpus, freemem, totalmem } from 'node:os';

/** Processor time of all cores since boot, in milliseconds. */
export interface CpuTimes {
  readonly busyMs: number;
  readonly totalMs: number;
}

export function cpuTimes(): CpuTimes {
  let busyMs = 0;
  let totalMs = 0;
  for (const { times } of cpus()) {
    const busy = times.user + times.nice + times.sys + times.irq;
    busyMs += busy;
    totalMs += busy + times.idle;
  }
  return { busyMs, totalMs };
}

/** Share of the machine's memory that is not available, 0–100. */
export function memoryPercent(): number {
  return (1 - freemem() / totalmem()) * 100;
}

/** Share of the file system holding `folder` that ordinary users cannot write any more, 0–100; null when it cannot be read. */
export function diskPercent(folder: string): number | null {
  try {
    const { blocks, bfree, bavail } = statfsSync(folder);
    const used = blocks - bfree;
    return used + bavail === 0 ? null : (used / (used + bavail)) * 100;
  } catch {
    return null;
  }
}

/** Bytes since boot over all interfaces but loopback. */
export interface NetworkBytes {
  readonly received: number;
  readonly sent: number;
}

/** Reads the table of `/proc/net/dev`: two lines of headings, then `name: 8 receive columns, 8 transmit columns`. */
export function parseNetDev(table: string): NetworkBytes {
  let received = 0;
  let sent = 0;
  for (const line of table.split('\n').slice(2)) {
    const [name, columns] = line.split(':');
    if (columns === undefined || name?.trim() === 'lo') continue;
    const numbers = columns.trim().split(/\s+/).map(Number);
    received += numbers[0] ?? 0;
    sent += numbers[8] ?? 0;
  }
  return { received, sent };
}

/** Null where the system has no `/proc/net/dev` (not Linux). */
export function networkBytes(): NetworkBytes | null {
  try {
    return parseNetDev(readFileSync('/proc/net/dev', 'utf8'));
  } catch {
    return null;
  }
}
