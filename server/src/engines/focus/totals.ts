import { add, type Decimal, decimal, formatDecimal, zero } from '../../lib/decimal.ts';

/** Exact sums of one currency, as decimal text. */
export interface CurrencyTotals {
  /** ISO 4217. */
  readonly currency: string;
  readonly rows: number;
  /** What is invoiced. */
  readonly billed: string;
  /** With commitments spread over what they cover. */
  readonly effective: string;
  /** At list prices. */
  readonly list: string;
  /** At negotiated prices. */
  readonly contracted: string;
}

interface Sums {
  rows: number;
  billed: Decimal;
  effective: Decimal;
  list: Decimal;
  contracted: Decimal;
}

const empty = (): Sums => ({ rows: 0, billed: zero, effective: zero, list: zero, contracted: zero });

/** Sums charges by currency, exactly. */
export class TotalsCounter {
  readonly #byCurrency = new Map<string, Sums>();

  add(currency: string, cost: { billed: Decimal; effective: Decimal; list: Decimal; contracted: Decimal }): void {
    const sums = this.#of(currency);
    sums.rows += 1;
    sums.billed = add(sums.billed, cost.billed);
    sums.effective = add(sums.effective, cost.effective);
    sums.list = add(sums.list, cost.list);
    sums.contracted = add(sums.contracted, cost.contracted);
  }

  merge(totals: readonly CurrencyTotals[]): void {
    for (const { currency, rows, ...cost } of totals) {
      const sums = this.#of(currency);
      sums.rows += rows;
      for (const name of ['billed', 'effective', 'list', 'contracted'] as const) sums[name] = add(sums[name], decimal(cost[name]));
    }
  }

  /** By currency, in alphabetical order. */
  totals(): CurrencyTotals[] {
    return [...this.#byCurrency]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([currency, { rows, billed, effective, list, contracted }]) => ({
        currency, rows, billed: formatDecimal(billed), effective: formatDecimal(effective), list: formatDecimal(list), contracted: formatDecimal(contracted),
      }));
  }

  #of(currency: string): Sums {
    const sums = this.#byCurrency.get(currency) ?? empty();
    this.#byCurrency.set(currency, sums);
    return sums;
  }
}
