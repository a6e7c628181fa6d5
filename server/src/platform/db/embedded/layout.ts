import { createHash } from 'node:crypto';
import { chmodSync, chownSync, lstatSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Account, databaseAccount } from './account.ts';

/** Where the embedded database keeps its things, below `<data folder>/postgres`. */
export interface Layout {
  readonly home: string;
  readonly cluster: string;
  readonly libraries: string;
  /** Folder of the unix socket. */
  readonly socket: string;
  readonly account: Account | null;
}

// The kernel takes 104 bytes (macOS) to 108 (Linux) for a socket's path; PostgreSQL appends its file name.
const longestSocketPath = 100;
const socketFile = '.s.PGSQL.5432';

function socketFolder(home: string): string {
  const inside = join(home, 'socket');
  if (Buffer.byteLength(join(inside, socketFile)) <= longestSocketPath) return inside;
  return join('/tmp', `bulwark-${createHash('sha256').update(home).digest('hex').slice(0, 16)}`);
}

function privateFolder(folder: string, account: Account | null): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const facts = lstatSync(folder);
  const owners = new Set([process.getuid?.() ?? facts.uid, account?.uid]);
  if (!facts.isDirectory() || !owners.has(facts.uid)) throw new Error(`${folder} belongs to someone else`);
  chmodSync(folder, 0o700);
  if (account !== null) chownSync(folder, account.uid, account.gid);
}

/** Makes the folders, readable by the database's account (and root) alone: this is what guards the socket. */
export function prepareLayout(dataDir: string): Layout {
  const home = join(dataDir, 'postgres');
  const cluster = join(home, 'cluster');
  const account = databaseAccount(cluster);
  const layout = { home, cluster, libraries: join(home, 'lib'), socket: socketFolder(home), account };
  privateFolder(home, account);
  privateFolder(layout.socket, account);
  return layout;
}
