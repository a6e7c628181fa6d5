import { defineEvent } from '../../platform/bus/types.ts';

/** A report as events carry it. */
export interface ReportSnapshot {
  readonly id: string;
  readonly name: string;
  readonly status: 'generating' | 'completed' | 'failed';
  readonly percent: number;
  readonly stage: string;
  readonly version: number;
  /** Who had it made, and alone hears of it. */
  readonly userId: string;
  readonly error: string | null;
}

/** A report moved on. */
export const reportProgressed = defineEvent<ReportSnapshot>('report.progressed');
/** A report is there, or could not be made. */
export const reportEnded = defineEvent<ReportSnapshot>('report.ended');
