import { type Endpoint, planned } from '../kit/index.ts';

const guide = 'scorpius-x#websocket-events';

/** Computing cluster. */
export const clusterEndpoints: readonly Endpoint[] = [
  planned('GET /api/v1/cluster/metrics', { guide, summary: 'Worker nodes and jobs, the REST twin of cluster_metrics' }),
];
