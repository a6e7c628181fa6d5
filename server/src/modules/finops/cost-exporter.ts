import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { focusHeader, focusLine } from '../../engines/focus/index.ts';
import type { ExportRepository } from './export.repository.ts';

/** Which charges to export. */
export interface ExportInput {
  /** Inclusive days. */
  readonly from: string;
  readonly to: string;
  /** All currencies when absent. */
  readonly currency?: string;
  readonly isGzip: boolean;
}

/** A file being made while it is sent. */
export interface CostExport {
  readonly filename: string;
  readonly contentType: string;
  readonly content: NodeJS.ReadableStream;
}

/** FOCUS 1.0 CSV of what was imported, in flat memory whatever its size. */
export function exportCosts(charges: ExportRepository, { from, to, currency, isGzip }: ExportInput): CostExport {
  async function* lines(): AsyncGenerator<string> {
    yield focusHeader();
    for await (const page of charges.charges({ from, to, currency: currency ?? null })) yield page.map(focusLine).join('');
  }
  const text = Readable.from(lines());
  const name = `focus-${from}-to-${to}.csv`;
  if (!isGzip) return { filename: name, contentType: 'text/csv; charset=utf-8', content: text };
  const gzip = createGzip();
  text.once('error', (error) => gzip.destroy(error));
  return { filename: `${name}.gz`, contentType: 'application/gzip', content: text.pipe(gzip) };
}
