import { createHash } from 'node:crypto';
import { type Decimal, formatDecimal, parseDecimal, zero } from '../../lib/decimal.ts';
import { iso } from '../../lib/time.ts';
import type { ChargeGroup, FocusCharge } from './charge.ts';
import { columnNamed, focusColumns } from './columns.ts';
import { type CsvRecord, readCsv } from './csv.ts';
import { environmentOf } from './environment.ts';
import type { Layout } from './layout.ts';
import { FocusError, type FocusNotice, type FocusProblem } from './problem.ts';
import { type CurrencyTotals, TotalsCounter } from './totals.ts';
import { parseTags, parseTime, presentOrNull } from './values.ts';

/** The rows of a block. */
export interface ParsedBlock {
  readonly charges: readonly FocusCharge[];
  /** Groups of these charges by id. */
  readonly groups: Readonly<Record<string, ChargeGroup>>;
  readonly totals: readonly CurrencyTotals[];
  readonly notices: readonly FocusNotice[];
}

const maxProblems = 20;
const maxField = 10_000;
/** Columns that have a place of their own; all others go to `rest`. */
const placedColumns = new Set([
  'BillingAccountId', 'BillingCurrency', 'ProviderName', 'ServiceName', 'BilledCost', 'EffectiveCost', 'BillingPeriodStart', 'ChargePeriodStart', 'ChargePeriodEnd', 'ChargeCategory',
  'ContractedCost', 'ListCost', 'PricingQuantity', 'PricingUnit', 'ServiceCategory', 'RegionId', 'RegionName', 'SubAccountId', 'SubAccountName', 'PricingCategory', 'ConsumedQuantity',
  'ConsumedUnit', 'ListUnitPrice', 'ResourceId', 'ResourceName', 'ResourceType', 'SkuId', 'CommitmentDiscountId', 'CommitmentDiscountStatus', 'ChargeDescription', 'Tags',
]);
const canonical = new Map(focusColumns.flatMap(({ name, values = [] }) => values.map((value): [string, string] => [`${name}\n${value.toLowerCase()}`, value])));

/** Reads the rows of one block, noting what is wrong with them. */
class BlockReader {
  readonly #layout: Layout;
  readonly #notices = new Map<string, FocusNotice>();
  readonly #groupIds = new Map<string, string>();
  readonly #totals = new TotalsCounter();
  readonly problems: FocusProblem[] = [];
  readonly charges: FocusCharge[] = [];
  readonly groups: Record<string, ChargeGroup> = {};
  #record: CsvRecord = { line: 0, fields: [] };

  constructor(layout: Layout) {
    this.#layout = layout;
  }

  finish(): ParsedBlock {
    return { charges: this.charges, groups: this.groups, totals: this.#totals.totals(), notices: [...this.#notices.values()] };
  }

  read(record: CsvRecord): void {
    this.#record = record;
    const { length } = this.#layout.header;
    if (record.fields.length !== length) return this.#complain('WRONG_FIELD_COUNT', null, `the record has ${record.fields.length} fields, the header has ${length}`);
    const before = this.problems.length;
    const costs = { billed: this.#cost('BilledCost'), effective: this.#cost('EffectiveCost'), list: this.#optionalCost('ListCost'), contracted: this.#optionalCost('ContractedCost') };
    const startsAt = this.#time('ChargePeriodStart', true);
    const tags = this.#tags();
    const group = this.#group(tags);
    const charge = this.#facts();
    if (this.problems.length > before || startsAt === null) return;
    const endsAt = this.#time('ChargePeriodEnd', false);
    this.#totals.add(group.currency, { ...costs, list: costs.list ?? zero, contracted: costs.contracted ?? zero });
    this.charges.push({
      ...charge, tags, line: record.line, groupId: this.#idOf(group), day: iso(startsAt).slice(0, 10), startsAt: iso(startsAt), endsAt: endsAt === null ? null : iso(endsAt),
      billed: formatDecimal(costs.billed), effective: formatDecimal(costs.effective),
      list: costs.list === null ? null : formatDecimal(costs.list), contracted: costs.contracted === null ? null : formatDecimal(costs.contracted),
    });
  }

  #facts(): Omit<FocusCharge, 'line' | 'groupId' | 'day' | 'startsAt' | 'endsAt' | 'billed' | 'effective' | 'list' | 'contracted' | 'tags'> {
    return {
      listUnitPrice: this.#number('ListUnitPrice'), pricingQuantity: this.#number('PricingQuantity'), pricingUnit: this.#text('PricingUnit'),
      consumedQuantity: this.#number('ConsumedQuantity'), consumedUnit: this.#text('ConsumedUnit'),
      resourceId: this.#text('ResourceId'), resourceName: this.#text('ResourceName'), resourceType: this.#text('ResourceType'), skuId: this.#text('SkuId'),
      commitmentId: this.#text('CommitmentDiscountId'), commitmentStatus: this.#listed('CommitmentDiscountStatus'), description: this.#text('ChargeDescription'), rest: this.#rest(),
    };
  }

  #group(tags: Readonly<Record<string, string>> | null): ChargeGroup {
    const currency = this.#needed('BillingCurrency');
    if (currency !== '' && !/^[A-Z]{3}$/.test(currency)) this.#complain('WRONG_VALUE', 'BillingCurrency', `${shown(currency)} is no ISO 4217 currency code`);
    const period = this.#time('BillingPeriodStart', true);
    return {
      provider: this.#needed('ProviderName'), billingAccountId: this.#needed('BillingAccountId'),
      subAccountId: this.#text('SubAccountId'), subAccountName: this.#text('SubAccountName'), service: this.#needed('ServiceName'), category: this.#listed('ServiceCategory'),
      regionId: this.#text('RegionId'), regionName: this.#text('RegionName'), environment: environmentOf(tags),
      chargeCategory: this.#chargeCategory(), pricingCategory: this.#listed('PricingCategory'), currency, billingPeriod: period === null ? '' : iso(period).slice(0, 10),
    };
  }

  #idOf(group: ChargeGroup): string {
    const key = JSON.stringify(Object.values(group));
    const known = this.#groupIds.get(key);
    if (known !== undefined) return known;
    const hex = createHash('sha256').update(key).digest('hex');
    const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
    this.#groupIds.set(key, id);
    this.groups[id] = group;
    return id;
  }

  #text(name: string): string | null {
    const at = this.#layout.at[name];
    const value = at === undefined ? null : presentOrNull(this.#record.fields[at]);
    if (value === null) return null;
    if (value.length > maxField || value.includes('\0')) {
      this.#complain('WRONG_VALUE', name, value.length > maxField ? `the text is longer than ${maxField} characters` : 'the text holds a NUL character');
      return null;
    }
    return value;
  }

  #needed(name: string): string {
    const value = this.#text(name);
    if (value === null) this.#complain('MISSING_VALUE', name, 'the value is missing');
    return value ?? '';
  }

  #listed(name: string): string | null {
    const value = this.#text(name);
    if (value === null) return null;
    const known = canonical.get(`${name}\n${value.toLowerCase()}`);
    if (known === undefined) this.#notice(name, 'a value that FOCUS 1.0 does not list; kept as it is');
    return known ?? value;
  }

  #chargeCategory(): string {
    const value = this.#needed('ChargeCategory');
    const known = canonical.get(`ChargeCategory\n${value.toLowerCase()}`);
    if (value !== '' && known === undefined) this.#complain('WRONG_VALUE', 'ChargeCategory', `${shown(value)} is none of ${columnNamed('ChargeCategory')?.values?.join(', ')}`);
    return known ?? value;
  }

  #decimal(name: string): Decimal | null {
    const value = this.#text(name);
    const parsed = value === null ? null : parseDecimal(value);
    if (value !== null && parsed === null) this.#complain('WRONG_VALUE', name, `${shown(value)} is no decimal number`);
    return parsed;
  }

  #number(name: string): string | null {
    const parsed = this.#decimal(name);
    return parsed === null ? null : formatDecimal(parsed);
  }

  #cost(name: string): Decimal {
    if (this.#text(name) === null) this.#complain('MISSING_VALUE', name, 'the cost is missing');
    return this.#decimal(name) ?? zero;
  }

  #optionalCost(name: string): Decimal | null {
    if (this.#layout.at[name] !== undefined && this.#text(name) === null) this.#notice(name, 'no value although FOCUS 1.0 demands one');
    return this.#decimal(name);
  }

  #time(name: string, isNeeded: boolean): number | null {
    const value = this.#text(name);
    const parsed = value === null ? null : parseTime(value);
    if (value !== null && parsed === null) this.#complain('WRONG_VALUE', name, `${shown(value)} is no date and time`);
    if (value === null && isNeeded) this.#complain('MISSING_VALUE', name, 'the time is missing');
    return parsed;
  }

  #tags(): Record<string, string> | null {
    const value = this.#text('Tags');
    const tags = value === null ? null : parseTags(value);
    if (value !== null && tags === null) this.#notice('Tags', 'no JSON object; the tags of these rows are not read');
    return tags;
  }

  #rest(): Record<string, string> {
    const rest: Record<string, string> = {};
    for (const name of this.#layout.header) {
      if (placedColumns.has(name) || name === '') continue;
      const value = this.#typed(name);
      if (value !== null) rest[name] = value;
    }
    return rest;
  }

  /** The value in one spelling: numbers and times of the specification's columns as exports print them. */
  #typed(name: string): string | null {
    const type = columnNamed(name)?.type;
    if (type === 'decimal') return this.#number(name);
    if (type !== 'time') return this.#text(name);
    const time = this.#time(name, false);
    return time === null ? null : iso(time).replace('.000Z', 'Z');
  }

  #complain(code: FocusProblem['code'], column: string | null, message: string): void {
    this.problems.push({ code, line: this.#record.line, column, message });
  }

  #notice(column: string, message: string): void {
    const key = `${column}\n${message}`;
    const known = this.#notices.get(key);
    this.#notices.set(key, known === undefined ? { column, message, count: 1, firstLine: this.#record.line } : { ...known, count: known.count + 1 });
  }
}

function shown(value: string): string {
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
}

function decode(bytes: Uint8Array, firstLine: number): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new FocusError([{ code: 'NOT_UTF8', line: firstLine + linesBeforeFault(bytes), column: null, message: 'the line is not UTF-8 text' }]);
  }
}

/** Lines in front of the first byte that is not UTF-8. */
function linesBeforeFault(bytes: Uint8Array): number {
  let line = 0;
  let from = 0;
  for (let at = 0; at <= bytes.length; at += 1) {
    if (at < bytes.length && bytes[at] !== 0x0a) continue;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(from, at));
    } catch {
      return line;
    }
    line += 1;
    from = at + 1;
  }
  return line;
}

/**
 * Reads the rows of one block of whole records. `hasHeader` skips the first record.
 * Throws FocusError with up to twenty problems, each with its line and column; nothing of the block counts then.
 */
export function parseBlock(layout: Layout, { bytes, firstLine, hasHeader }: { bytes: Uint8Array; firstLine: number; hasHeader: boolean }): ParsedBlock {
  const reader = new BlockReader(layout);
  let isHeader = hasHeader;
  for (const record of readCsv(decode(bytes, firstLine), firstLine)) {
    if (!isHeader) reader.read(record);
    isHeader = false;
    if (reader.problems.length >= maxProblems) break;
  }
  if (reader.problems.length > 0) throw new FocusError(reader.problems.slice(0, maxProblems));
  return reader.finish();
}
