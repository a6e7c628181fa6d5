import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readCsv, toCsvLine } from '../../../src/engines/focus/csv.ts';

const file = join(process.env.BULWARK_DATA ?? join(import.meta.dirname, '../../../../../shared/data'), 'focus/focus_sample_1000.csv');
const dayMs = 86_400_000;
/** Repetitions lie on so many days, one after the other. */
const spread = 90;

/** The FOCUS sample of the FinOps Foundation; null where the data is not on this machine. */
export function sampleText(): string | null {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

function shifted(text: string, days: number): string {
  return `${new Date(Date.parse(`${text.replace(' ', 'T')}Z`) + days * dayMs).toISOString().slice(0, 19)}Z`;
}

function monthOf(day: string): string {
  return `${day.slice(0, 7)}-01T00:00:00Z`;
}

/** The sample repeated `times` times as gzip, repetition `from + n` moved by as many days (of ninety): the same every time. */
export function repeatedSample(text: string, times: number, from = 0): Buffer {
  const [header, ...records] = [...readCsv(text)].map(({ fields }) => fields);
  if (header === undefined) throw new Error('the sample has a header');
  const [start, end, period, periodEnd] = ['ChargePeriodStart', 'ChargePeriodEnd', 'BillingPeriodStart', 'BillingPeriodEnd'].map((name) => header.indexOf(name)) as [number, number, number, number];
  const parts = [toCsvLine(header)];
  for (let n = 0; n < times; n += 1) {
    const days = (from + n) % spread;
    for (const record of records) {
      const begins = shifted(record[start] ?? '', days);
      const moved = record.with(start, begins).with(end, shifted(record[end] ?? '', days)).with(period, monthOf(begins));
      parts.push(toCsvLine(moved.with(periodEnd, monthOf(shifted(monthOf(begins).slice(0, 19), 32)))));
    }
  }
  return gzipSync(parts.join(''), { level: 1 });
}
