import type { Environment, IncidentQuery, IncidentSeverity, IncidentStatus, TaskPriority, TaskQuery, TaskStatus } from '../api/types.ts';
import { type Order, PAGE_SIZE } from './search.ts';

/** What addresses of the operations pages carry after `?`, read leniently: what is not understood is left out. */

type Raw = Record<string, unknown>;

const severities: readonly IncidentSeverity[] = ['critical', 'high', 'medium', 'low'];
const environments: readonly Environment[] = ['production', 'staging', 'development'];
const incidentStates: readonly (IncidentStatus | 'unresolved')[] = ['unresolved', 'open', 'investigating', 'resolved', 'closed'];
const taskStates: readonly (TaskStatus | 'unfinished')[] = ['unfinished', 'todo', 'in_progress', 'review', 'done'];
const orders: readonly Order[] = ['asc', 'desc'];

const oneOf = <T extends string>(allowed: readonly T[], value: unknown): T | undefined => allowed.find((each) => each === value);
const text = (value: unknown): string | undefined => {
  const found = typeof value === 'number' ? String(value) : value;
  return typeof found === 'string' && found !== '' ? found.slice(0, 200) : undefined;
};
const whole = (value: unknown, low: number, high: number): number | undefined => (typeof value === 'number' && Number.isSafeInteger(value) && value >= low && value <= high ? value : undefined);

function set<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

export type IncidentSort = 'created_at' | 'updated_at' | 'severity' | 'status' | 'title' | 'squad';
const incidentSorts: readonly IncidentSort[] = ['created_at', 'updated_at', 'severity', 'status', 'title', 'squad'];
export interface IncidentsSearch {
  status?: IncidentStatus | 'unresolved' | undefined;
  severity?: IncidentSeverity | undefined;
  environment?: Environment | undefined;
  squad?: string | undefined;
  q?: string | undefined;
  sort?: IncidentSort | undefined;
  order?: Order | undefined;
  page?: number | undefined;
}
export const incidentsSearch = (raw: Raw): IncidentsSearch => set({
  status: oneOf(incidentStates, raw.status), severity: oneOf(severities, raw.severity), environment: oneOf(environments, raw.environment), squad: text(raw.squad), q: text(raw.q),
  sort: oneOf(incidentSorts, raw.sort), order: oneOf(orders, raw.order), page: whole(raw.page, 2, 10_000),
});

/** The request behind an address of the incidents list. */
export const incidentListParameters = ({ q, page, ...rest }: IncidentsSearch): IncidentQuery => ({ ...set(rest), ...(q !== undefined && { search: q }), limit: PAGE_SIZE, offset: ((page ?? 1) - 1) * PAGE_SIZE });

export type TaskSort = 'created_at' | 'due_date' | 'priority' | 'status' | 'title' | 'squad';
const taskSorts: readonly TaskSort[] = ['created_at', 'due_date', 'priority', 'status', 'title', 'squad'];
export interface TasksSearch {
  status?: TaskStatus | 'unfinished' | undefined;
  priority?: TaskPriority | undefined;
  squad?: string | undefined;
  q?: string | undefined;
  sort?: TaskSort | undefined;
  order?: Order | undefined;
  page?: number | undefined;
  view?: 'board' | undefined;
}
export const tasksSearch = (raw: Raw): TasksSearch => set({
  status: oneOf(taskStates, raw.status), priority: oneOf(severities, raw.priority), squad: text(raw.squad), q: text(raw.q), sort: oneOf(taskSorts, raw.sort), order: oneOf(orders, raw.order), page: whole(raw.page, 2, 10_000), view: oneOf(['board'], raw.view),
});

/** A board shows the newest two hundred at once; a list shows pages. */
export const taskListParameters = ({ q, page, view, ...rest }: TasksSearch): TaskQuery => ({
  ...set(rest), ...(q !== undefined && { search: q }), ...(view === 'board' ? { limit: 200, offset: 0 } : { limit: PAGE_SIZE, offset: ((page ?? 1) - 1) * PAGE_SIZE }),
});

export interface ServiceLevelsSearch { weeks?: number | undefined; squad?: string | undefined; environment?: Environment | undefined }
export const serviceLevelsSearch = (raw: Raw): ServiceLevelsSearch => set({ weeks: whole(raw.weeks, 1, 52), squad: text(raw.squad), environment: oneOf(environments, raw.environment) });
