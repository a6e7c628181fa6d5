import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { API, queryText, request } from './http.ts';
import { keys } from './keys.ts';
import type { NewTask, Page, ServiceLevel, ServiceLevelQuery, TaskChanges, TaskFacets, TaskQuery, TaskRow } from './types.ts';

/** Reading. */
export const taskListQuery = (query: TaskQuery) => queryOptions({
  queryKey: keys.taskList(query),
  queryFn: ({ signal }) => request<Page<TaskRow>>(`/tasks${queryText({ ...query } as Record<string, string>)}`, { signal }),
  placeholderData: keepPreviousData,
});
export const taskFacetsQuery = queryOptions({ queryKey: keys.taskFacets, queryFn: ({ signal }) => request<TaskFacets>('/tasks/facets', { signal }) });
export const serviceLevelsQuery = (query: ServiceLevelQuery) => queryOptions({
  queryKey: keys.serviceLevels(query),
  queryFn: ({ signal }) => request<ServiceLevel[]>(`/service-levels${queryText({ ...query } as Record<string, string>)}`, { signal }),
  placeholderData: keepPreviousData,
});

/** Changing. */
export const createTask = (task: NewTask): Promise<TaskRow> => request<TaskRow>('/tasks', { method: 'POST', body: task });
export const changeTask = (id: string, changes: TaskChanges): Promise<TaskRow> => request<TaskRow>(`/tasks/${id}`, { method: 'PATCH', body: changes });
export const deleteTask = (id: string): Promise<void> => request<undefined>(`/tasks/${id}`, { method: 'DELETE' });

export const tasksExportUrl = ({ limit: _limit, offset: _offset, sort: _sort, order: _order, ...filters }: TaskQuery): string => `${API}/tasks/export${queryText({ ...filters })}`;
