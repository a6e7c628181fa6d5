import { includes } from '../../platform/auth/index.ts';

/** A permission and what it lets one do. */
export interface Permission {
  /** `read:scans`. */
  readonly name: string;
  readonly description: string;
}

const subjects: Readonly<Record<string, string>> = {
  alerts: 'alerts and their thresholds',
  assets: 'assets',
  billing: 'plans and payments',
  bots: 'trading bots',
  bridges: 'bridge monitoring',
  brokers: 'broker accounts',
  finops: 'cost and savings',
  honeypots: 'honeypots',
  incidents: 'incidents',
  mempool: 'the mempool watch',
  mev: 'MEV strategies',
  notifications: 'notifications',
  orders: 'orders and positions',
  replays: 'attack replays',
  reports: 'reports',
  scans: 'contract scans and their findings',
  settings: 'settings',
  sops: 'standard operating procedures',
  tasks: 'tasks',
  vulnerabilities: 'vulnerabilities',
  wallets: 'wallet checks',
};

const administrative: readonly Permission[] = [
  { name: 'read:audit-logs', description: 'Read and verify the audit trail' },
  { name: 'admin:users', description: 'Create, change, disable and delete users' },
  { name: 'admin:roles', description: 'Create, change and delete roles' },
  { name: 'admin:operations', description: 'Set up alert thresholds, notification channels, report templates, environments and teams' },
  { name: 'admin:tokens', description: 'See and revoke the API tokens of everybody' },
];

const everyday: readonly Permission[] = Object.entries(subjects).flatMap(([subject, words]) => [
  { name: `read:${subject}`, description: `Read ${words}` },
  { name: `write:${subject}`, description: `Change ${words}` },
]);

/** Every single permission, sorted by name. */
export const permissionCatalogue: readonly Permission[] = [...everyday, ...administrative].sort((a, b) => a.name.localeCompare(b.name));

const known = new Set(['*', 'read:*', 'write:*', 'admin:*', ...permissionCatalogue.map(({ name }) => name)]);

/** True for a permission of the catalogue and for the wildcards `*`, `read:*`, `write:*`, `admin:*`. */
export function isPermission(name: string): boolean {
  return known.has(name);
}

const reading = everyday.filter(({ name }) => name.startsWith('read:')).map(({ name }) => name);
const working = [...everyday.map(({ name }) => name), 'admin:operations'];
const personal = ['alerts', 'billing', 'bots', 'brokers', 'mev', 'notifications', 'orders', 'reports', 'scans', 'settings', 'wallets'].map((subject) => `write:${subject}`);

/** Roles that every installation has. Several guides name the same thing differently, so some are alike. */
export const builtInRoles: readonly { readonly name: string; readonly description: string; readonly permissions: readonly string[] }[] = [
  { name: 'admin', description: 'Everything', permissions: ['*'] },
  { name: 'engineer', description: 'Runs the operations: reads and changes everything but users and roles', permissions: working },
  { name: 'operator', description: 'Same as engineer', permissions: working },
  { name: 'analyst', description: 'Same as engineer', permissions: working },
  { name: 'viewer', description: 'Reads', permissions: reading },
  { name: 'user', description: 'Works on what is their own: scans, brokers, orders, reports', permissions: [...reading, ...personal] },
];

/** Stored permissions with every single one that their wildcards stand for, sorted: clients look for names literally. */
export function expand(stored: readonly string[]): readonly string[] {
  const held = new Set(stored);
  const meant = permissionCatalogue.filter(({ name }) => includes(held, name)).map(({ name }) => name);
  return [...new Set([...stored, ...meant])].sort();
}
