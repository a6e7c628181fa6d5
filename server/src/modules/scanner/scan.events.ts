import { defineEvent } from '../../platform/bus/types.ts';
import type { Scan } from './scan.types.ts';

/** A scan as events carry it: dates as UTC ISO 8601 strings. */
export type ScanSnapshot = Omit<Scan, 'createdAt' | 'startedAt' | 'completedAt'> & {
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly completedAt: string | null;
};

/** A scan was accepted and waits. */
export const scanQueued = defineEvent<ScanSnapshot>('scan.queued');
/** A scan moved: percent and stage. At most ten a second for one scan. */
export const scanProgressed = defineEvent<ScanSnapshot>('scan.progressed');
/** A scan ended well; its findings can be read. */
export const scanCompleted = defineEvent<ScanSnapshot>('scan.completed');
/** A scan ended badly; `error` tells why. */
export const scanFailed = defineEvent<ScanSnapshot>('scan.failed');
/** A scan was cancelled by its owner. */
export const scanCancelled = defineEvent<ScanSnapshot>('scan.cancelled');
/** A scan was deleted with its findings. */
export const scanDeleted = defineEvent<{ readonly id: string; readonly userId: string }>('scan.deleted');
