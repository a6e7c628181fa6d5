import type { ChargeGroup, FocusCharge } from '../../engines/focus/index.ts';
import { runStatement, type Tx } from '../../platform/db/index.ts';

/** Lets one transaction at a time change the sums: two would wait for each other's rows in different orders. */
const publishLock = 0x636f7374;

const groupFields = [
  ['provider', 'text'], ['billing_account_id', 'text'], ['sub_account_id', 'text'], ['sub_account_name', 'text'], ['service', 'text'], ['category', 'text'], ['region_id', 'text'],
  ['region_name', 'text'], ['environment', 'text'], ['charge_category', 'text'], ['pricing_category', 'text'], ['currency', 'text'], ['billing_period', 'date'],
] as const;

function groupColumns(groups: readonly ChargeGroup[]): unknown[][] {
  return [
    groups.map((g) => g.provider), groups.map((g) => g.billingAccountId), groups.map((g) => g.subAccountId), groups.map((g) => g.subAccountName), groups.map((g) => g.service),
    groups.map((g) => g.category), groups.map((g) => g.regionId), groups.map((g) => g.regionName), groups.map((g) => g.environment), groups.map((g) => g.chargeCategory),
    groups.map((g) => g.pricingCategory), groups.map((g) => g.currency), groups.map((g) => g.billingPeriod),
  ];
}

const chargeFields: readonly (readonly [name: string, type: string, value: (charge: FocusCharge) => unknown])[] = [
  ['line', 'bigint', (c) => c.line], ['group_id', 'uuid', (c) => c.groupId], ['day', 'date', (c) => c.day], ['starts_at', 'timestamptz', (c) => c.startsAt], ['ends_at', 'timestamptz', (c) => c.endsAt],
  ['billed', 'numeric', (c) => c.billed], ['effective', 'numeric', (c) => c.effective], ['list', 'numeric', (c) => c.list], ['contracted', 'numeric', (c) => c.contracted],
  ['list_unit_price', 'numeric', (c) => c.listUnitPrice], ['pricing_quantity', 'numeric', (c) => c.pricingQuantity], ['pricing_unit', 'text', (c) => c.pricingUnit],
  ['consumed_quantity', 'numeric', (c) => c.consumedQuantity], ['consumed_unit', 'text', (c) => c.consumedUnit], ['resource_id', 'text', (c) => c.resourceId], ['resource_name', 'text', (c) => c.resourceName],
  ['resource_type', 'text', (c) => c.resourceType], ['sku_id', 'text', (c) => c.skuId], ['commitment_id', 'text', (c) => c.commitmentId], ['commitment_status', 'text', (c) => c.commitmentStatus],
  ['description', 'text', (c) => c.description], ['tags', 'jsonb', (c) => (c.tags === null ? null : JSON.stringify(c.tags))], ['rest', 'jsonb', (c) => JSON.stringify(c.rest)],
];

function unnest(types: readonly string[], from: number): string {
  return types.map((type, at) => `$${at + from}::${type}[]`).join(', ');
}

const insertGroupsText = `insert into cost_groups (id, ${groupFields.map(([name]) => name).join(', ')})
  select * from unnest($1::uuid[], ${unnest(groupFields.map(([, type]) => type), 2)}) on conflict (id) do nothing`;

const insertChargesText = `insert into cost_charges (import_id, ${chargeFields.map(([name]) => name).join(', ')})
  select $1::uuid, * from unnest(${unnest(chargeFields.map(([, type]) => type), 2)})`;

/** Adds charges of one block; they count when their import is published. */
export async function insertCharges(tx: Tx, importId: string, { charges, groups }: { charges: readonly FocusCharge[]; groups: Readonly<Record<string, ChargeGroup>> }): Promise<void> {
  // In one order everywhere, so that two imports do not wait for each other.
  const known = Object.entries(groups).sort(([a], [b]) => (a < b ? -1 : 1));
  await runStatement(tx, insertGroupsText, [known.map(([id]) => id), ...groupColumns(known.map(([, group]) => group))]);
  await runStatement(tx, insertChargesText, [importId, ...chargeFields.map(([, , value]) => charges.map(value))]);
}

/** Removes charges that were never published. */
export async function deleteCharges(tx: Tx, importId: string): Promise<void> {
  await runStatement(tx, 'delete from cost_charges where import_id = $1', [importId]);
}

export async function lockSums(tx: Tx): Promise<void> {
  await runStatement(tx, 'select pg_advisory_xact_lock($1)', [publishLock]);
}

async function nextRevision(tx: Tx): Promise<void> {
  await runStatement(tx, 'update cost_revision set value = value + 1');
}

/** Adds an import's charges to the sums per day, exactly. The caller holds the lock. */
export async function addToSums(tx: Tx, importId: string): Promise<void> {
  await runStatement(tx, `
    insert into cost_daily (day, group_id, billed, effective, list, contracted, charges)
    select day, group_id, sum(billed), sum(effective), coalesce(sum(list), 0), coalesce(sum(contracted), 0), count(*)
    from cost_charges where import_id = $1 group by day, group_id
    on conflict (day, group_id) do update set billed = cost_daily.billed + excluded.billed, effective = cost_daily.effective + excluded.effective,
      list = cost_daily.list + excluded.list, contracted = cost_daily.contracted + excluded.contracted, charges = cost_daily.charges + excluded.charges`, [importId]);
  await nextRevision(tx);
}

/** Takes a published import's charges out of the sums and removes them. The caller holds the lock. */
export async function removeFromSums(tx: Tx, importId: string): Promise<void> {
  await runStatement(tx, `
    update cost_daily set billed = cost_daily.billed - gone.billed, effective = cost_daily.effective - gone.effective, list = cost_daily.list - gone.list,
      contracted = cost_daily.contracted - gone.contracted, charges = cost_daily.charges - gone.charges
    from (select day, group_id, sum(billed) as billed, sum(effective) as effective, coalesce(sum(list), 0) as list, coalesce(sum(contracted), 0) as contracted, count(*) as charges
          from cost_charges where import_id = $1 group by day, group_id) as gone
    where cost_daily.day = gone.day and cost_daily.group_id = gone.group_id`, [importId]);
  await runStatement(tx, 'delete from cost_daily where charges = 0');
  await deleteCharges(tx, importId);
  await nextRevision(tx);
}

/**
 * Removes published charges of the same provider, billing account and billing period as the import's, in the sums as
 * well. All of those periods' sums come from what is removed, so nothing has to be subtracted. The caller holds the lock.
 */
export async function removeReplaced(tx: Tx, importId: string): Promise<readonly { importId: string; rows: number }[]> {
  const periods = `with periods as (
      select distinct g.provider, g.billing_account_id, g.billing_period from cost_groups g where g.id in (select distinct group_id from cost_charges where import_id = $1)
    ), old_groups as (select g.id from cost_groups g join periods p using (provider, billing_account_id, billing_period))`;
  await runStatement(tx, `${periods} delete from cost_daily where group_id in (select id from old_groups)`, [importId]);
  const { rows } = await runStatement(tx, `${periods}, gone as (
      delete from cost_charges c using cost_imports i
      where i.id = c.import_id and i.status = 'completed' and c.import_id <> $1 and c.group_id in (select id from old_groups) returning c.import_id
    ) select import_id, count(*)::int as n from gone group by import_id`, [importId]);
  return (rows as { import_id: string; n: number }[]).map(({ import_id: from, n }) => ({ importId: from, rows: n }));
}
