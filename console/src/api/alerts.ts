import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { queryText, request } from './http.ts';
import type { AlertRow, ChannelChanges, ChannelRow, DeliveryRow, IntegrationRow, MetricRow, NewChannel, NewThreshold, NewUnit, Page, ThresholdChanges, ThresholdRow, UnitRow } from './types.ts';

export const ALERTS_PER_PAGE = 25;
const WATCH_MS = 15_000;
const SETTLING_MS = 1_000;

/** Names in the query cache. */
export const alertKeys = {
  alerts: ['alerts', 'list'] as const,
  thresholds: ['alerts', 'thresholds'] as const,
  metrics: ['alerts', 'metrics'] as const,
  channels: ['alerts', 'channels'] as const,
  deliveries: ['alerts', 'deliveries'] as const,
  units: (list: UnitList) => ['organisation', list] as const,
};

export const alertListQuery = (query: { readonly open?: string | undefined; readonly offset: number }) => queryOptions({
  queryKey: [...alertKeys.alerts, query],
  queryFn: ({ signal }) => request<Page<AlertRow>>(`/alerts${queryText({ ...query, limit: ALERTS_PER_PAGE })}`, { signal }),
  placeholderData: keepPreviousData,
  refetchInterval: WATCH_MS,
});
export const thresholdsQuery = queryOptions({ queryKey: alertKeys.thresholds, queryFn: ({ signal }) => request<ThresholdRow[]>('/thresholds', { signal }), refetchInterval: WATCH_MS });
export const metricListQuery = queryOptions({ queryKey: alertKeys.metrics, queryFn: ({ signal }) => request<MetricRow[]>('/metrics', { signal }) });
export const channelsQuery = queryOptions({ queryKey: alertKeys.channels, queryFn: ({ signal }) => request<{ items: ChannelRow[]; integrations: IntegrationRow[] }>('/channels', { signal }) });

/** Asked again each second for as long as something is on its way. */
export const deliveriesQuery = (query: { readonly status?: string | undefined; readonly offset: number }) => queryOptions({
  queryKey: [...alertKeys.deliveries, query],
  queryFn: ({ signal }) => request<Page<DeliveryRow>>(`/deliveries${queryText({ ...query, limit: ALERTS_PER_PAGE })}`, { signal }),
  placeholderData: keepPreviousData,
  refetchInterval: ({ state }) => (state.data?.items.some(({ status }) => status === 'queued') === true ? SETTLING_MS : WATCH_MS),
});

export const acknowledgeAlert = (id: string): Promise<AlertRow> => request<AlertRow>(`/alerts/${id}/acknowledge`, { method: 'POST' });
export const resolveAlert = (id: string): Promise<AlertRow> => request<AlertRow>(`/alerts/${id}/resolve`, { method: 'POST' });
export const createThreshold = (body: NewThreshold): Promise<ThresholdRow> => request<ThresholdRow>('/thresholds', { method: 'POST', body });
export const updateThreshold = (id: string, body: ThresholdChanges): Promise<ThresholdRow> => request<ThresholdRow>(`/thresholds/${id}`, { method: 'PATCH', body });
export const deleteThreshold = (id: string): Promise<void> => request<void>(`/thresholds/${id}`, { method: 'DELETE' });
export const createChannel = (body: NewChannel): Promise<ChannelRow> => request<ChannelRow>('/channels', { method: 'POST', body });
export const updateChannel = (id: string, body: ChannelChanges): Promise<ChannelRow> => request<ChannelRow>(`/channels/${id}`, { method: 'PATCH', body });
export const deleteChannel = (id: string): Promise<void> => request<void>(`/channels/${id}`, { method: 'DELETE' });
export const testChannel = (id: string): Promise<DeliveryRow> => request<DeliveryRow>(`/channels/${id}/test`, { method: 'POST' });
export const retryDelivery = (id: string): Promise<DeliveryRow> => request<DeliveryRow>(`/deliveries/${id}/retry`, { method: 'POST' });

export type UnitList = 'environments' | 'teams';
export const unitsQuery = (list: UnitList) => queryOptions({ queryKey: alertKeys.units(list), queryFn: ({ signal }) => request<UnitRow[]>(`/organisation/${list}`, { signal }) });
export const createUnit = (list: UnitList, body: NewUnit): Promise<UnitRow> => request<UnitRow>(`/organisation/${list}`, { method: 'POST', body });
export const deleteUnit = (list: UnitList, id: string): Promise<void> => request<void>(`/organisation/${list}/${id}`, { method: 'DELETE' });
