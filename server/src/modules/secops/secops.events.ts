import { defineEvent } from '../../platform/bus/index.ts';
import type { Asset, ReportImport } from './secops.types.ts';

type Snapshot<T> = { readonly [K in keyof T]: T[K] extends Date ? string : T[K] extends Date | null ? string | null : T[K] };

/** An asset as events carry it: dates as UTC ISO 8601 strings. */
export type AssetSnapshot = Snapshot<Asset>;
/** An import as events carry it. */
export type ImportSnapshot = Snapshot<ReportImport> & { readonly userId: string };

/** An asset was made, by hand or by an import. */
export const assetCreated = defineEvent<{ readonly asset: AssetSnapshot; readonly actorId: string | null }>('asset.created');
/** An asset was changed, or what is known of its vulnerabilities. */
export const assetUpdated = defineEvent<{ readonly asset: AssetSnapshot; readonly actorId: string | null }>('asset.updated');
/** An asset was deleted with its vulnerabilities. */
export const assetDeleted = defineEvent<{ readonly asset: AssetSnapshot; readonly actorId: string | null }>('asset.deleted');
/** An import moved or ended. */
export const importProgressed = defineEvent<ImportSnapshot>('import.progressed');
/** Vulnerabilities were changed: by an import, by somebody, by an acceptance that ran out. */
export const vulnerabilitiesChanged = defineEvent<{ readonly count: number }>('vulnerability.changed');

/** The JSON form of what carries dates. */
export function toSnapshot<T extends object>(value: T): Snapshot<T> {
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, field instanceof Date ? field.toISOString() : (field as unknown)])) as Snapshot<T>;
}
