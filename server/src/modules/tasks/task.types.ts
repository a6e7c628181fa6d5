/** States in the order of work. */
export const taskStatuses = ['todo', 'in_progress', 'review', 'done'] as const;
/** State of a task. */
export type TaskStatus = (typeof taskStatuses)[number];

/** How urgent, most urgent first. */
export const priorities = ['critical', 'high', 'medium', 'low'] as const;
/** How urgent. */
export type Priority = (typeof priorities)[number];

/** Where it is done. */
export const taskEnvironments = ['production', 'staging', 'development'] as const;
/** Where it is done. */
export type TaskEnvironment = (typeof taskEnvironments)[number];

/** Something to do, with the hours that service levels are computed from. */
export interface Task {
  /** UUID. */
  readonly id: string;
  /** `TASK-1001`. */
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly status: TaskStatus;
  readonly priority: Priority;
  readonly squad: string;
  readonly assignee: string | null;
  readonly environment: TaskEnvironment | null;
  /** Decimal text with up to four places. */
  readonly estimatedHours: string | null;
  readonly actualHours: string | null;
  readonly tags: readonly string[];
  /** Procedure by which it is done. */
  readonly sopId: string | null;
  /** Name of who asked for it. */
  readonly requester: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly dueDate: Date | null;
  /** Null unless done. */
  readonly completedAt: Date | null;
}

/** A task to be. */
export type NewTask = Pick<Task, 'title' | 'description' | 'priority' | 'squad' | 'assignee' | 'environment' | 'estimatedHours' | 'actualHours' | 'tags' | 'sopId' | 'dueDate' | 'status'>;

/** Fields to change; what is absent stays. */
export type TaskChanges = { readonly [K in keyof NewTask]?: NewTask[K] };

/** What lists can be ordered by. */
export const taskSortFields = ['created_at', 'updated_at', 'due_date', 'priority', 'status', 'title', 'squad', 'assignee', 'estimated_hours', 'jira_id'] as const;
/** What a list is ordered by. */
export type TaskSortField = (typeof taskSortFields)[number];

/** Which tasks; all conditions hold together, several words of one condition are alternatives. */
export interface TaskQuery {
  readonly status?: readonly TaskStatus[] | undefined;
  readonly priority?: readonly Priority[] | undefined;
  readonly squad?: readonly string[] | undefined;
  readonly assignee?: readonly string[] | undefined;
  readonly environment?: readonly TaskEnvironment[] | undefined;
  readonly tag?: string | undefined;
  /** Every word must be there; the last one may be a beginning. */
  readonly search?: string | undefined;
  /** Inclusive, by creation. */
  readonly from?: Date | undefined;
  /** Exclusive, by creation. */
  readonly to?: Date | undefined;
}

/** A page of tasks; searches without `sort` are ordered by rank. */
export interface TaskFilter extends TaskQuery {
  readonly sort?: TaskSortField | undefined;
  readonly order?: 'asc' | 'desc' | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** One week's service level. Hours are decimal text. */
export interface ServiceLevel {
  /** Monday, `2026-01-05`. */
  readonly weekStart: string;
  /** Sunday. */
  readonly weekEnd: string;
  /** Sum of the estimated hours of the tasks created in the week. */
  readonly requestedHours: string;
  /** Sum of the actual hours of those of them that are done. */
  readonly deliveredHours: string;
  /** Delivered in percent of requested, two places; 100 when nothing was requested. May exceed 100. */
  readonly percentage: string;
}

/** Which weeks, and of whom. */
export interface ServiceLevelOptions {
  /** 1 to 52, the current week included. */
  readonly weeks: number;
  readonly squad?: string | undefined;
  readonly environment?: TaskEnvironment | undefined;
}

/** One field before and after. */
export interface TaskChange {
  readonly field: keyof TaskChanges;
  readonly from: unknown;
  readonly to: unknown;
}
