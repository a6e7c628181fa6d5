import type { ReportTarget } from '../../engines/scan-reports/index.ts';
import { newUuid } from '../../platform/ids.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { AssetRepository, AssetRow } from './asset.repository.ts';
import type { assets } from './secops.tables.ts';
import type { AssetType, Environment } from './secops.types.ts';

/** Findings of a report that does not say what it looked at. */
const unattributed: ReportTarget = { kind: 'application', name: 'unattributed', ip: null, os: null, osVersion: null };

const typesOfKind: Readonly<Record<ReportTarget['kind'], AssetType>> = { image: 'container', workload: 'container', host: 'server', function: 'server', application: 'server', 'cloud-account': 'server' };

/** How a target is found again. */
export function discoveryKeyOf(target: ReportTarget | null): string {
  const { kind, name } = target ?? unattributed;
  return `${kind}:${name}`.slice(0, 500);
}

function toRow(target: ReportTarget, facts: { environment: Environment; at: Date; tool: string }): typeof assets.$inferInsert {
  return {
    id: newUuid(), hostname: target.name, ipAddress: target.ip ?? '', assetType: typesOfKind[target.kind], environment: facts.environment, status: 'active', os: target.os, osVersion: target.osVersion,
    tags: ['discovered'], metadata: { kind: target.kind, discovered_by: facts.tool }, discoveryKey: discoveryKeyOf(target), createdAt: facts.at, updatedAt: facts.at,
  };
}

/** Assets of a report's targets, by discovery key: those that are known, and new ones for the rest. */
export async function discoverAssets(
  tx: Tx,
  repository: AssetRepository,
  given: { targets: readonly (ReportTarget | null)[]; environment: Environment; at: Date; tool: string },
): Promise<{ byKey: ReadonlyMap<string, string>; created: readonly AssetRow[] }> {
  const wanted = new Map(given.targets.map((target) => [discoveryKeyOf(target), target ?? unattributed]));
  const names = [...wanted.values()].map(({ name }) => name);
  const known = await repository.discovered(tx, given.environment, { keys: [...wanted.keys()], names });
  const byKey = new Map<string, string>();
  for (const [key, target] of wanted) {
    // One made by hand under the same name is meant, unless another was discovered for it.
    const found = known.find((row) => row.discoveryKey === key) ?? known.find((row) => row.discoveryKey === null && row.hostname.toLowerCase() === target.name.toLowerCase());
    if (found !== undefined) byKey.set(key, found.id);
  }
  const missing = [...wanted].filter(([key]) => !byKey.has(key)).map(([, target]) => toRow(target, given));
  const created: AssetRow[] = [];
  for (let start = 0; start < missing.length; start += 1_000) created.push(...(await repository.insert(tx, missing.slice(start, start + 1_000))));
  for (const row of created) byKey.set(row.discoveryKey ?? '', row.id);
  return { byKey, created };
}
