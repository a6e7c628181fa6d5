import type { Contract } from '../kit/index.ts';
import { bridgeEndpoints } from './bridge.endpoints.ts';
import { clientEndpoints } from './client.endpoints.ts';
import { clusterEndpoints } from './cluster.endpoints.ts';
import { scorpiusXDialect } from './dialect.ts';
import { licenseEndpoints } from './license.endpoints.ts';
import { monitoringEndpoints } from './monitoring.endpoints.ts';
import { alsoUnder } from './prefixed.ts';
import { tradingEndpoints } from './trading.endpoints.ts';

/** Guide scorpius-x. */
export const scorpiusXContract: Contract = {
  name: 'scorpius-x',
  title: 'Scorpius X',
  dialect: scorpiusXDialect,
  endpoints: [
    ...licenseEndpoints,
    ...tradingEndpoints,
    ...bridgeEndpoints,
    ...clusterEndpoints,
    ...monitoringEndpoints,
    ...alsoUnder('/api/v1', clientEndpoints),
  ],
};
