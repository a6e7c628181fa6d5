import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Another server holds the data folder. */
export class DataFolderInUseError extends Error {
  readonly folder: string;
  /** Process id of the holder, null when it could not be read. */
  readonly pid: number | null;

  constructor(folder: string, pid: number | null) {
    super(`another Bulwark (pid ${pid ?? 'unknown'}) uses ${folder}`);
    this.name = 'DataFolderInUseError';
    this.folder = folder;
    this.pid = pid;
  }
}

/** A held lock. */
export interface FolderLock {
  release(): void;
}

function readPid(file: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
    return Number.isSafeInteger(pid) ? pid : null;
  } catch {
    return null;
  }
}

/**
 * Locks the data folder for this process.
 * Node has no file locks of its own; SQLite's exclusive transaction is one that the kernel drops
 * with the process, so that `kill -9` leaves nothing stale behind.
 * @throws DataFolderInUseError when another process holds it
 */
export function lockFolder(folder: string): FolderLock {
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const pidFile = join(folder, 'server.pid');
  const lock = new DatabaseSync(join(folder, 'server.lock'));
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    throw new DataFolderInUseError(folder, readPid(pidFile));
  }
  writeFileSync(pidFile, `${process.pid}\n`);
  return {
    release() {
      rmSync(pidFile, { force: true });
      lock.close();
    },
  };
}
