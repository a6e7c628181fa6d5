import type { Contract } from '../kit/index.ts';
import { bridgeEndpoints } from './bridge.endpoints.ts';
import { clientEndpoints } from './client.endpoints.ts';
import { defineClientSockets } from './client.realtime.ts';
import { clusterEndpoints } from './cluster.endpoints.ts';
import { scorpiusXDialect } from './dialect.ts';
import { licenseEndpoints } from './license.endpoints.ts';
import { monitoringEndpoints } from './monitoring.endpoints.ts';
import { alsoUnder } from './prefixed.ts';
import { feedEvents, socket } from './realtime.ts';
import { clientScanEndpoints, scanEndpoints } from './scan.endpoints.ts';
import { systemEndpoints } from './system.endpoints.ts';
import { tradingEndpoints } from './trading.endpoints.ts';

/** Guide scorpius-x. */
export const contract: Contract = {
  name: 'scorpius-x',
  title: 'Scorpius X',
  dialect: scorpiusXDialect,
  endpoints: [
    ...licenseEndpoints,
    ...systemEndpoints,
    ...tradingEndpoints,
    ...scanEndpoints,
    ...bridgeEndpoints,
    ...clusterEndpoints,
    ...monitoringEndpoints,
    ...alsoUnder('/api/v1', [...clientScanEndpoints, ...clientEndpoints]),
  ],
  live(live) {
    feedEvents(live);
    defineClientSockets(live);
  },
  socket,
};
