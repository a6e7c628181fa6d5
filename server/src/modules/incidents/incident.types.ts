/** How bad it is, worst first. */
export const severities = ['critical', 'high', 'medium', 'low'] as const;
/** How bad it is. */
export type Severity = (typeof severities)[number];

/** States in their usual order. */
export const statuses = ['open', 'investigating', 'resolved', 'closed'] as const;
/** State of an incident. */
export type IncidentStatus = (typeof statuses)[number];

/** Where it happened. */
export const environments = ['production', 'staging', 'development'] as const;
/** Where it happened. */
export type Environment = (typeof environments)[number];

/** Something that went wrong. */
export interface Incident {
  /** UUID. */
  readonly id: string;
  /** `INC-1001`, or the key of the issue in Jira once there is one. */
  readonly jiraId: string;
  /** `INC-1001`, whatever Jira calls it. */
  readonly localKey: string;
  readonly title: string;
  readonly description: string;
  readonly severity: Severity;
  readonly status: IncidentStatus;
  readonly squad: string;
  readonly environment: Environment;
  /** Name or address of who works on it. */
  readonly assignee: string | null;
  readonly tags: readonly string[];
  readonly affectedServices: readonly string[];
  readonly rootCause: string | null;
  readonly resolution: string | null;
  /** Name of who reported it. */
  readonly reporter: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** When it first left `open`. */
  readonly acknowledgedAt: Date | null;
  /** Null unless resolved or closed. */
  readonly resolvedAt: Date | null;
}

/** An incident to be; it starts open. */
export interface NewIncident {
  readonly title: string;
  readonly description: string;
  readonly severity: Severity;
  readonly squad: string;
  readonly environment: Environment;
  readonly affectedServices: readonly string[];
  readonly tags: readonly string[];
  readonly assignee: string | null;
}

/** Fields to change; what is absent stays. */
export interface IncidentChanges {
  readonly title?: string;
  readonly description?: string;
  readonly severity?: Severity;
  readonly status?: IncidentStatus;
  readonly squad?: string;
  readonly environment?: Environment;
  readonly assignee?: string | null;
  readonly tags?: readonly string[];
  readonly affectedServices?: readonly string[];
  readonly rootCause?: string | null;
  readonly resolution?: string | null;
}

/** One field before and after. */
export interface FieldChange {
  readonly field: keyof IncidentChanges | 'acknowledgedAt' | 'resolvedAt';
  readonly from: unknown;
  readonly to: unknown;
}

/** What lists can be ordered by. */
export const sortFields = ['created_at', 'updated_at', 'resolved_at', 'severity', 'status', 'title', 'squad', 'environment', 'jira_id'] as const;
/** What a list is ordered by. */
export type SortField = (typeof sortFields)[number];

/** Which incidents; all conditions hold together, several words of one condition are alternatives. */
export interface IncidentQuery {
  readonly environment?: readonly Environment[] | undefined;
  readonly severity?: readonly Severity[] | undefined;
  readonly status?: readonly IncidentStatus[] | undefined;
  readonly squad?: readonly string[] | undefined;
  readonly assignee?: readonly string[] | undefined;
  /** Every word must be there; quotes and `-word` as in web searches. The last word may be a beginning. */
  readonly search?: string | undefined;
  /** Inclusive, by creation. */
  readonly from?: Date | undefined;
  /** Exclusive, by creation. */
  readonly to?: Date | undefined;
}

/** A page; without `sort` searches are ordered by rank, everything else by creation, newest first. */
export interface IncidentFilter extends IncidentQuery {
  readonly sort?: SortField | undefined;
  readonly order?: 'asc' | 'desc' | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** An incident that was found by its words: matching parts between `«` and `»`. */
export interface FoundIncident extends Incident {
  readonly highlights: { readonly title: string; readonly description: string } | null;
}

/** A part of a list and the length of the whole. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
}

/** What happened to an incident. */
export interface IncidentEvent {
  readonly id: string;
  readonly incidentId: string;
  readonly kind: 'created' | 'changed' | 'resolved' | 'reopened' | 'comment' | 'evidence' | 'jira';
  readonly actorId: string | null;
  readonly actor: string;
  readonly origin: 'user' | 'jira' | 'system';
  /** Text of a comment, title of evidence, else a sentence. */
  readonly note: string;
  readonly changes: readonly FieldChange[];
  readonly occurredAt: Date;
}

/** Numbers over the incidents created within a window; times in minutes. */
export interface IncidentStatistics {
  readonly total: number;
  readonly bySeverity: Readonly<Record<Severity, number>>;
  readonly byStatus: Readonly<Record<IncidentStatus, number>>;
  readonly bySquad: readonly { readonly squad: string; readonly count: number }[];
  /** Mean time to acknowledge; null when none was. */
  readonly mttaMinutes: number | null;
  /** Mean time to resolve; null when none was. */
  readonly mttrMinutes: number | null;
}

/** A change that went out, to be held against incidents. */
export interface Deployment {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly service: string;
  readonly squad: string;
  readonly environment: Environment;
  readonly version: string | null;
  readonly url: string | null;
  readonly deployedBy: string;
  readonly deployedAt: Date;
}

/** A change to be recorded; without a time it went out just now. */
export type NewDeployment = Omit<Deployment, 'id' | 'deployedBy' | 'deployedAt'> & { readonly deployedAt: Date | null };
