import type { Environment } from '../../engines/focus/index.ts';
import type { BacktestFigures } from '../../engines/forecast/index.ts';

/** Which amount of a charge is summed: what is invoiced, with commitments spread, at list or at negotiated prices. */
export type Metric = 'billed' | 'effective' | 'list' | 'contracted';

/** What costs can be grouped and filtered by. */
export type Dimension = 'provider' | 'account' | 'subAccount' | 'service' | 'category' | 'region' | 'environment' | 'chargeCategory' | 'pricingCategory' | 'day' | 'month';

/** Which costs are meant. Days are inclusive, UTC, `YYYY-MM-DD`. */
export interface CostFilter {
  readonly from?: string;
  readonly to?: string;
  /** Null stands for charges that no tag assigns to an environment. */
  readonly environments?: readonly (Environment | null)[];
  readonly provider?: string;
  readonly account?: string;
  readonly subAccount?: string;
  readonly service?: string;
  readonly category?: string;
  readonly region?: string;
  readonly chargeCategory?: string;
  readonly pricingCategory?: string;
  /** ISO 4217; the currency with the largest cost when absent. Amounts of different currencies are never added. */
  readonly currency?: string;
  /** `billed` when absent. */
  readonly metric?: Metric;
}

/** One group of costs. */
export interface CostRow {
  /** One value per dimension asked; null where the data has none. */
  readonly keys: readonly (string | null)[];
  readonly cost: string;
  /** Credits in it, as a positive amount. */
  readonly credits: string;
  readonly charges: number;
}

/** One resource and what it cost in the range. */
export interface ResourceCost {
  readonly resourceId: string;
  readonly resourceName: string | null;
  readonly resourceType: string | null;
  readonly service: string;
  readonly cost: string;
  readonly usage: string | null;
  readonly usageUnit: string | null;
  readonly charges: number;
}

/** What is known at all. */
export interface CostSpan {
  /** First and last day with charges; null without any. */
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  readonly charges: number;
  /** By size, largest first. */
  readonly currencies: readonly { readonly currency: string; readonly billed: string }[];
}

/** An amount to come with its interval. */
export interface Estimate {
  readonly predicted: string;
  readonly lower: string;
  readonly upper: string;
}

/** One day to come. */
export interface ForecastPoint extends Estimate {
  readonly day: string;
}

/** Costs continued. */
export interface CostForecast {
  readonly currency: string;
  readonly metric: Metric;
  /** Last day with charges; the forecast begins on the next. */
  readonly asOf: string | null;
  readonly model: string;
  readonly about: string;
  /** Share of days that the interval is made to hold. */
  readonly intervalShare: number;
  readonly days: readonly ForecastPoint[];
  readonly backtest: BacktestFigures | null;
}

/** Share of a total. */
export interface CostShare {
  /** Null: not named by the data. */
  readonly name: string | null;
  readonly cost: string;
  /** 0–100, two decimals. */
  readonly percentage: number;
}

/** The cost of a period and where the month is going. */
export interface CostSummary {
  readonly metric: Metric;
  readonly currency: string;
  readonly period: 'daily' | 'weekly' | 'monthly';
  /** Inclusive. */
  readonly from: string;
  /** Inclusive: the last day of the whole period. */
  readonly to: string;
  /** Last day with charges: the summary is about the period that holds it. Null without any. */
  readonly asOf: string | null;
  readonly total: string;
  readonly byEnvironment: readonly CostShare[];
  readonly byService: readonly CostShare[];
  /** The same number of days of the period before. */
  readonly previous: string;
  readonly change: string;
  /** Null where there was no cost before. */
  readonly changePercentage: number | null;
  /** Month of `asOf`, to that day. */
  readonly monthToDate: string;
  /** Month to date and the rest of the month as forecast. */
  readonly endOfMonth: Estimate;
  readonly budget: string | null;
  /** Forecast end of month less budget: above zero it will be exceeded. */
  readonly variance: string | null;
}

/** A day whose cost is out of line. */
export interface CostAnomaly {
  readonly day: string;
  /** Service it is about; null: all of them together. */
  readonly service: string | null;
  readonly cost: string;
  readonly expected: string;
  /** Cost less expected. */
  readonly impact: string;
  /** Robust z-score; beyond ±3.5 it is an anomaly. */
  readonly score: number;
}

/** One part of an anomaly. */
export interface AnomalyDriver {
  readonly dimension: 'service' | 'subAccount' | 'region' | 'environment';
  readonly value: string | null;
  readonly cost: string;
  /** Median of the days before it. */
  readonly expected: string;
  readonly change: string;
  /** Part of the whole change, per cent; parts of opposite sign are below zero. */
  readonly share: number | null;
}

/** Why a day's cost is what it is. */
export interface AnomalyExplanation {
  readonly day: string;
  readonly currency: string;
  readonly metric: Metric;
  readonly cost: string;
  readonly expected: string;
  readonly impact: string;
  readonly score: number | null;
  readonly isAnomaly: boolean;
  /** Days that the expectation is made of. */
  readonly baselineFrom: string;
  readonly baselineTo: string;
  /** The largest changes of each dimension, largest first. */
  readonly drivers: readonly AnomalyDriver[];
  /** The same in a sentence, made of these numbers alone. */
  readonly text: string;
}
