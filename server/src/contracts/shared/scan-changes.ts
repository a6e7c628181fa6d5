import {
  scanCancelled, scanCompleted, scanFailed, scanProgressed, scanQueued, type ScanReport, type ScanSnapshot,
} from '../../modules/scanner/index.ts';
import type { Bus } from '../../platform/bus/index.ts';
import type { Modules } from '../kit/index.ts';
import { contextOf, ownerOf } from './background-context.ts';

/** Calls `handler` at every step of every scan, whoever owns it. */
export function onScanChange(bus: Bus, handler: (scan: ScanSnapshot) => void): void {
  for (const event of [scanQueued, scanProgressed, scanCompleted, scanFailed, scanCancelled]) bus.subscribe(event, handler);
}

/** A scan that has just completed, with its findings; as it is in any other state, or where it was deleted meanwhile. */
export async function withReport(modules: Modules, scan: ScanSnapshot): Promise<ScanSnapshot | ScanReport> {
  if (scan.status !== 'completed') return scan;
  return await modules.scanner.getReport(contextOf(ownerOf(scan.userId)), scan.id).catch(() => scan);
}
