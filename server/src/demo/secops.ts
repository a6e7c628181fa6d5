import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../app.ts';
import type { Asset, AssetInput, Secops } from '../modules/secops/index.ts';
import type { UserCtx } from '../platform/context/index.ts';

const folder = join(import.meta.dirname, '../../demo/scans');
const environments = ['production', 'staging', 'development'] as const;
const kinds = [
  { name: 'web', assetType: 'server', os: 'Debian', osVersion: '12' },
  { name: 'api', assetType: 'container', os: 'Alpine', osVersion: '3.20' },
  { name: 'ledger-db', assetType: 'database', os: 'PostgreSQL', osVersion: '18' },
  { name: 'edge', assetType: 'load_balancer', os: null, osVersion: null },
  { name: 'archive', assetType: 'storage', os: null, osVersion: null },
] as const;
const owners = ['platform', 'payments', 'trading', 'security'] as const;

/** Sixty assets by a plain rule, so that they are the same at every first start. */
function assets(): readonly AssetInput[] {
  return environments.flatMap((environment, at) =>
    kinds.flatMap((kind, of) =>
      Array.from({ length: 4 }, (_, index) => ({
        hostname: `${kind.name}-${index + 1}.${environment}.example.com`, ipAddress: `10.${at + 1}.${of + 1}.${index + 10}`, assetType: kind.assetType, environment,
        os: kind.os, osVersion: kind.osVersion, owner: owners[(at + of + index) % owners.length] ?? null, tags: [kind.name, environment],
      }))));
}

/** Real reports, and the asset each is about where the report does not say. */
const reports: readonly { readonly file: string; readonly on: string | null }[] = [
  { file: 'trivy-teamdojo.json', on: null },
  { file: 'zap-mainsite.xml', on: null },
  { file: 'prowler-aws.csv', on: null },
  { file: 'trivy-debian.json', on: 'api-1.production.example.com' },
  { file: 'npm-audit.json', on: 'web-1.production.example.com' },
  { file: 'grype-frontend.json', on: 'web-1.production.example.com' },
  { file: 'semgrep.json', on: 'api-2.production.example.com' },
  { file: 'gitleaks.json', on: 'api-2.staging.example.com' },
  { file: 'nuclei.json', on: 'edge-1.production.example.com' },
  { file: 'cyclonedx-log4j.xml', on: 'api-3.production.example.com' },
];

async function importAll(secops: Secops, ctx: UserCtx, byName: ReadonlyMap<string, Asset>): Promise<void> {
  for (const { file, on } of reports) {
    const asset = on === null ? undefined : byName.get(on);
    await secops.imports.start(ctx, { filename: file, content: readFileSync(join(folder, file)), environment: asset?.environment ?? 'production', assetId: asset?.id });
  }
}

/** Assets and what real scanners reported. Resolves to a line to print; to null where assets are there already. */
export async function demoSecops({ app, ctx }: { readonly app: App; readonly ctx: UserCtx }): Promise<string | null> {
  const { secops } = app.modules;
  const { total } = await secops.assets.list(ctx, { sort: 'created_at', order: 'desc', limit: 1, offset: 0 });
  if (total > 0) return null;
  const made = new Map<string, Asset>();
  for (const input of assets()) made.set(input.hostname, await secops.assets.create(ctx, input));
  await importAll(secops, ctx, made);
  return `${made.size} assets, ${reports.length} reports of scanners`;
}
