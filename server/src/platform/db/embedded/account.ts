import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The account that runs PostgreSQL. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** A command line and the identity to start it under. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly identity: { uid?: number; gid?: number };
}

function accountNamed(name: string): Account | null {
  const line = readFileSync('/etc/passwd', 'utf8').split('\n').find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined || gid === undefined ? null : { uid: Number(uid), gid: Number(gid) };
}

/**
 * PostgreSQL refuses to run as root. As root we lend it the account that owns the existing cluster,
 * else `nobody`; as anyone else it runs as ourselves (null).
 */
export function databaseAccount(cluster: string): Account | null {
  if (process.getuid?.() !== 0) return null;
  if (existsSync(cluster)) {
    const { uid, gid } = statSync(cluster);
    if (uid !== 0) return { uid, gid };
  }
  const account = accountNamed('nobody') ?? accountNamed('daemon');
  if (account === null) throw new Error('no unprivileged account (nobody, daemon) to run PostgreSQL under: set DATABASE_URL');
  return account;
}

function isOpenToOthers(folder: string): boolean {
  const executable = 0o001;
  if ((statSync(folder).mode & executable) === 0) return false;
  const parent = dirname(folder);
  return parent === folder || isOpenToOthers(parent);
}

/**
 * How to start `command` as `account`. Below a closed folder such as `/root` the account could reach
 * neither the programs nor the data (`needed`), so there it keeps the one capability of passing closed folders.
 */
export function launchAs(account: Account | null, command: readonly [string, ...string[]], needed: readonly string[]): Launch {
  const [program, ...args] = command;
  if (account === null) return { command: program, args, identity: {} };
  if (needed.every((path) => isOpenToOthers(dirname(path)))) return { command: program, args, identity: account };
  const keep = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  const identity = [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups'];
  return { command: 'setpriv', args: [...identity, ...keep, '--', program, ...args], identity: {} };
}
