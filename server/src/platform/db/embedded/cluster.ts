import { execFile } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { newSecret } from '../../ids.ts';
import { launchAs } from './account.ts';
import type { Binaries } from './binaries.ts';
import { environment } from './environment.ts';
import type { Layout } from './layout.ts';

const majorVersion = '18';
const run = promisify(execFile);

/** Name of the database's owner; there is no other account in the cluster. */
export const databaseUser = 'bulwark';

function checkVersion(cluster: string): void {
  const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (version !== majorVersion) throw new Error(`${cluster} was made by PostgreSQL ${version}, this is ${majorVersion}: restore from a backup`);
}

function passwordFile(layout: Layout): string {
  return join(layout.home, 'password');
}

/** The password of a cluster that is reached by TCP; a unix socket is guarded by its folder instead. */
export function clusterPassword(layout: Layout): string {
  const file = passwordFile(layout);
  if (!existsSync(file)) writeFileSync(file, newSecret(), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

/**
 * Makes the cluster if there is none. It is made aside and renamed, so that a start that was
 * cut short leaves nothing half made. Text sorts by code point, the same on every machine.
 */
export async function ensureCluster(layout: Layout, binaries: Binaries, password: string | null): Promise<void> {
  const { cluster } = layout;
  if (existsSync(join(cluster, 'PG_VERSION'))) return checkVersion(cluster);
  const unfinished = `${cluster}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = password === null ? ['--auth=trust'] : ['--auth=scram-sha-256', `--pwfile=${passwordFile(layout)}`];
  const command = [binaries.initdb, '-D', unfinished, `--username=${databaseUser}`, ...access, ...locale, '--no-instructions'] as const;
  const launch = launchAs(layout.account, [...command], [layout.home, binaries.initdb]);
  await run(launch.command, [...launch.args], { cwd: '/', env: environment(binaries), ...launch.identity });
  renameSync(unfinished, cluster);
}
