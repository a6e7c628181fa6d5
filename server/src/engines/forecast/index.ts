/**
 * Daily series: where they go, and which days are out of line. Statistics on floats; exact amounts stay decimal where
 * they are summed.
 */

/** Continues a series with an interval and its back-tested error. */
export { type BacktestFigures, forecast, type Forecast, type ForecastDay, intervalShare } from './forecast.ts';
/** Tells which days are out of line, by median and median absolute deviation. */
export { type DayJudgement, judgeDays } from './anomalies.ts';
