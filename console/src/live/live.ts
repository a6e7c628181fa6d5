import { keys } from '../api/keys.ts';
import { API } from '../api/http.ts';
import { queryClient } from '../api/query-client.ts';
import type { ServerFrame } from '../api/types.ts';
import { applyScanFrame, throttled } from './apply-frame.ts';
import { LiveConnection } from './connection.ts';
import { metricsHistory, withSample } from './metrics-history.ts';

const refreshLists = throttled(() => {
  void queryClient.invalidateQueries({ queryKey: keys.scanLists });
  void queryClient.invalidateQueries({ queryKey: keys.statistics });
}, 400);

const refreshIncidents = throttled(() => void queryClient.invalidateQueries({ queryKey: keys.incidentLists }), 400);
const refreshTasks = throttled(() => {
  void queryClient.invalidateQueries({ queryKey: keys.taskLists });
  void queryClient.invalidateQueries({ queryKey: keys.serviceLevelsAll });
}, 400);

function onFrame(frame: ServerFrame): void {
  if (frame.topic === 'scans') applyScanFrame(queryClient, frame, refreshLists);
  else if (frame.topic === 'incidents') {
    refreshIncidents();
    void queryClient.invalidateQueries({ queryKey: keys.incident(frame.data.id) });
  } else if (frame.topic === 'tasks') refreshTasks();
  else if (frame.topic === 'system') metricsHistory.set((samples) => withSample(samples, frame.data));
}

/** What the socket tells about; after a gap it is read again. Sources never change, other pages do not follow the socket. */
const told = [keys.scanLists, keys.reports, keys.statistics, keys.incidentLists, keys.incidents, keys.taskLists, keys.serviceLevelsAll];
const onGap = (): void => told.forEach((queryKey) => void queryClient.invalidateQueries({ queryKey }));

export const live = new LiveConnection({ url: `${location.origin.replace(/^http/, 'ws')}${API}/live`, onFrame, onGap });
