import type { ScanRow } from '../api/types.ts';
import { isNewer, mergeScan } from './merge-scan.ts';

const KEPT = 500;

/**
 * The last that the socket said about each scan. A reply that was read before a frame was sent may arrive after it;
 * held against the news it is seen to be old. Keeps the scans it heard of last.
 */
export class News {
  readonly #byId = new Map<string, ScanRow>();

  hear(scan: ScanRow): void {
    const known = this.#byId.get(scan.id);
    if (known !== undefined && !isNewer(known, scan)) return;
    this.#byId.delete(scan.id);
    this.#byId.set(scan.id, scan);
    const [oldest] = this.#byId.keys();
    if (this.#byId.size > KEPT && oldest !== undefined) this.#byId.delete(oldest);
  }

  get(id: string): ScanRow | undefined {
    return this.#byId.get(id);
  }

  /** The row of a reply, brought up to date. */
  update(scan: ScanRow): ScanRow {
    const known = this.#byId.get(scan.id);
    return known === undefined ? scan : mergeScan(scan, known);
  }
}

export const news = new News();
