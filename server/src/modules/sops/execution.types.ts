import type { SopStep } from './sop.types.ts';

/** Where one step of an execution stands. */
export type StepState = 'pending' | 'completed' | 'failed' | 'skipped';

/** One step of an execution: the step as it was at the start, and what became of it. */
export interface ExecutionStep extends Omit<SopStep, 'screenshotUrl'> {
  readonly state: StepState;
  /** When it got its state. */
  readonly at: string | null;
  readonly by: string | null;
  /** What the person saw. */
  readonly output: string | null;
  /** Notes, or why it was skipped or failed. */
  readonly notes: string | null;
  /** Addresses of evidence. */
  readonly evidence: readonly string[];
}

/** `completed` and `failed` are ends. */
export type ExecutionStatus = 'running' | 'paused' | 'completed' | 'failed';

/** Why it was started. */
export type TriggerType = 'manual' | 'incident' | 'scheduled' | 'alert';

/** One run through a procedure by people. */
export interface SopExecution {
  /** UUID. */
  readonly id: string;
  readonly sopId: string | null;
  readonly sopTitle: string;
  readonly sopVersion: string;
  readonly environment: string;
  readonly triggeredBy: string;
  readonly triggeredById: string;
  readonly triggerType: TriggerType;
  readonly status: ExecutionStatus;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly relatedIncidentId: string | null;
  readonly steps: readonly ExecutionStep[];
  readonly failureReason: string | null;
  readonly startedAt: Date;
  readonly completedAt: Date | null;
}

/** How to start one. */
export interface StartExecution {
  readonly sopId: string;
  readonly environment: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly triggerType: TriggerType;
  readonly relatedIncidentId: string | null;
}

/** What somebody does in an execution. Steps are named by their number, from 1. */
export type ExecutionAction =
  | { readonly kind: 'complete-step'; readonly step: number; readonly output?: string | undefined; readonly notes?: string | undefined; readonly evidence?: readonly string[] | undefined }
  | { readonly kind: 'fail-step' | 'skip-step'; readonly step: number; readonly reason: string; readonly output?: string | undefined }
  | { readonly kind: 'reopen-step'; readonly step: number }
  | { readonly kind: 'pause' | 'resume' }
  | { readonly kind: 'fail'; readonly reason: string };

/** One line of the record. */
export interface ExecutionLogEntry {
  readonly at: Date;
  readonly actor: string;
  /** `started`, `step-completed`, `step-failed`, `step-skipped`, `step-reopened`, `paused`, `resumed`, `completed`, `failed`. */
  readonly action: string;
  readonly step: number | null;
  readonly text: string;
}

/** Which executions. */
export interface ExecutionFilter {
  readonly sopId?: string | undefined;
  readonly status?: ExecutionStatus | undefined;
  readonly environment?: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
