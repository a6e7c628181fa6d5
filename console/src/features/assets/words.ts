import type { Asset } from '../../api/types.ts';

export const typeNames: Record<Asset['assetType'], string> = { server: 'Server', container: 'Container', database: 'Database', load_balancer: 'Load balancer', storage: 'Storage', network_device: 'Network device' };
export const statusNames: Record<Asset['status'], string> = { active: 'Active', inactive: 'Inactive', maintenance: 'Maintenance', decommissioned: 'Decommissioned' };
export const environmentNames: Record<Asset['environment'], string> = { production: 'Production', staging: 'Staging', development: 'Development' };

/** Choices of a select, with one that means any. */
export function choices<T extends string>(names: Readonly<Record<T, string>>, any: string): readonly { value: string; label: string }[] {
  return [{ value: '', label: any }, ...Object.entries<string>(names).map(([value, label]) => ({ value, label }))];
}
