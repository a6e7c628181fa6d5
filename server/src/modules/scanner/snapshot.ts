import { iso, isoOrNull } from '../../lib/time.ts';
import type { ScanSnapshot } from './scan.events.ts';
import type { Scan } from './scan.types.ts';

/** A scan as events carry it. */
export function toSnapshot(scan: Scan): ScanSnapshot {
  return { ...scan, createdAt: iso(scan.createdAt), startedAt: isoOrNull(scan.startedAt), completedAt: isoOrNull(scan.completedAt) };
}
