import type { ChargeGroup, FocusCharge } from '../../engines/focus/index.ts';
import { type Database, runStatement, type Sql } from '../../platform/db/index.ts';

const pageRows = 2_000;

/** A charge as it leaves again. */
export type ExportedCharge = Omit<FocusCharge, 'line' | 'groupId' | 'day'> & { readonly group: ChargeGroup };

interface Row {
  readonly importId: string;
  readonly line: string;
  readonly day: string;
  readonly charge: Omit<ExportedCharge, 'group' | 'startsAt' | 'endsAt'>;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  readonly group: ChargeGroup;
}

// As text, because a JSON number would lose digits.
const amounts = ['billed', 'effective', 'list', 'contracted', ['listUnitPrice', 'list_unit_price'], ['pricingQuantity', 'pricing_quantity'], ['consumedQuantity', 'consumed_quantity']];
const texts = [
  ['pricingUnit', 'pricing_unit'], ['consumedUnit', 'consumed_unit'], ['resourceId', 'resource_id'], ['resourceName', 'resource_name'], ['resourceType', 'resource_type'], ['skuId', 'sku_id'],
  ['commitmentId', 'commitment_id'], ['commitmentStatus', 'commitment_status'], 'description', 'tags', 'rest',
];
const pair = (field: string | string[]): [string, string] => (typeof field === 'string' ? [field, field] : [field[0] ?? '', field[1] ?? '']);
const chargeJson = [...amounts.map(pair).map(([name, column]) => `'${name}', c.${column}::text`), ...texts.map(pair).map(([name, column]) => `'${name}', c.${column}`)].join(', ');
const groupJson = [
  ['provider', 'provider'], ['billingAccountId', 'billing_account_id'], ['subAccountId', 'sub_account_id'], ['subAccountName', 'sub_account_name'], ['service', 'service'], ['category', 'category'],
  ['regionId', 'region_id'], ['regionName', 'region_name'], ['environment', 'environment'], ['chargeCategory', 'charge_category'], ['pricingCategory', 'pricing_category'], ['currency', 'currency'],
].map(([name, column]) => `'${name}', g.${column}`).join(', ');

const text = `select c.import_id as "importId", c.line::text as line, c.day::text as day, c.starts_at as "startsAt", c.ends_at as "endsAt",
    json_build_object(${chargeJson}) as charge, json_build_object(${groupJson}, 'billingPeriod', g.billing_period::text) as "group"
  from cost_charges c join cost_groups g on g.id = c.group_id join cost_imports i on i.id = c.import_id and i.status = 'completed'
  where c.day >= $1 and c.day <= $2 and (c.day, c.import_id, c.line) > ($3::date, $4::uuid, $5::bigint) and ($6::text is null or g.currency = $6)
  order by c.day, c.import_id, c.line limit ${pageRows}`;

/** Charges of completed imports between two days, page by page, in the order of days. */
export class ExportRepository {
  readonly #sql: Sql;
  constructor(db: Database) {
    this.#sql = db.sql;
  }

  async* charges({ from, to, currency }: { from: string; to: string; currency: string | null }): AsyncGenerator<readonly ExportedCharge[]> {
    let after: readonly [string, string, string] = [from, '00000000-0000-0000-0000-000000000000', '0'];
    for (;;) {
      const rows = (await runStatement(this.#sql, text, [from, to, ...after, currency])).rows as Row[];
      if (rows.length > 0) yield rows.map(({ charge, group, startsAt, endsAt }) => ({ ...charge, group, startsAt: startsAt.toISOString(), endsAt: endsAt?.toISOString() ?? null }));
      const last = rows.at(-1);
      if (last === undefined || rows.length < pageRows) return;
      after = [last.day, last.importId, last.line];
    }
  }
}
