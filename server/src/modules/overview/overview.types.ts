import type { UserCtx } from '../../platform/context/index.ts';

/** Numbers of the first page. Money is decimal text. */
export interface DashboardNumbers {
  /** Incidents created in the last seven days. */
  readonly weeklyIncidents: number;
  /** Service level of the current week in percent. */
  readonly serviceLevel: string;
  readonly monthToDate: string;
  readonly budgetVariance: string;
  readonly creditsRemaining: string;
}

/** Kinds of entries of the timeline. */
export const timelineKinds = ['incident', 'security_incident', 'cost_anomaly', 'uptime_request', 'sop_execution', 'deployment', 'alert'] as const;
/** What an entry of the timeline tells of. */
export type TimelineKind = (typeof timelineKinds)[number];

/** Something that happened, whoever tells of it. */
export interface TimelineEntry {
  /** UUID of what it tells of. */
  readonly id: string;
  readonly kind: TimelineKind;
  readonly title: string;
  readonly description: string | null;
  readonly severity: 'critical' | 'high' | 'medium' | 'low' | 'info' | null;
  readonly environment: string | null;
  readonly team: string | null;
  /** `incident`, `task`, `deployment` … */
  readonly sourceType: string;
  readonly sourceId: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
  readonly createdBy: string | null;
}

/** A span of time, the end exclusive. */
export interface TimelineWindow {
  readonly from: Date;
  readonly to: Date;
  readonly environment?: 'production' | 'staging' | 'development' | undefined;
  readonly limit: number;
}

/** Which entries, newest first. */
export interface TimelineFilter extends TimelineWindow {
  readonly kinds?: readonly string[] | undefined;
  readonly severities?: readonly string[] | undefined;
  readonly teams?: readonly string[] | undefined;
  readonly offset: number;
}

/** A module that has something for the timeline: its newest entries within a window, none for a caller who may not read them. */
export interface TimelineSource {
  entries(ctx: UserCtx, window: TimelineWindow): Promise<readonly TimelineEntry[]>;
}

/** A day's cost that stands out, and what it is made of. Money is decimal text. */
export interface CostExplanation {
  readonly content: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** What the overview asks of whoever keeps the costs. */
export interface CostSource {
  /** Zero where nothing was imported. */
  numbers(ctx: UserCtx): Promise<Pick<DashboardNumbers, 'monthToDate' | 'budgetVariance' | 'creditsRemaining'>>;
  /** Error: NO_COST_DATA where there is no cost on that day for that service and environment. */
  explain(ctx: UserCtx, asked: { readonly date: string; readonly environment?: TimelineWindow['environment']; readonly service?: string | undefined }): Promise<CostExplanation>;
}

/** A text drawn from the data by stated rules. */
export interface Digest {
  readonly kind: 'daily' | 'weekly';
  readonly from: Date;
  readonly to: Date;
  readonly environment: string | null;
  /** Markdown. */
  readonly content: string;
  readonly facts: Readonly<Record<string, unknown>>;
}
