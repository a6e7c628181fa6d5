import type { Contract } from '../kit/index.ts';
import { authEndpoints } from './auth.endpoints.ts';
import { bountyEndpoints } from './bounty.endpoints.ts';
import { dashboardEndpoints } from './dashboard.endpoints.ts';
import { scorpiusDialect } from './dialect.ts';
import { enhancedScannerEndpoints } from './enhanced-scanner.endpoints.ts';
import { honeypotEndpoints } from './honeypot.endpoints.ts';
import { mempoolEndpoints } from './mempool.endpoints.ts';
import { mevEndpoints } from './mev.endpoints.ts';
import { monitoringEndpoints } from './monitoring.endpoints.ts';
import { reportsEndpoints } from './reports.endpoints.ts';
import { defineSockets } from './realtime.ts';
import { batchEndpoints, scannerEndpoints } from './scanner.endpoints.ts';
import { schedulerEndpoints } from './scheduler.endpoints.ts';
import { securityEndpoints } from './security.endpoints.ts';
import { settingsEndpoints } from './settings.endpoints.ts';
import { feedChannels, socket } from './socket.ts';
import { threatsEndpoints } from './threats.endpoints.ts';
import { timeMachineEndpoints } from './time-machine.endpoints.ts';
import { trainingEndpoints } from './training.endpoints.ts';

/** Guide scorpius: the cybersecurity dashboard. */
export const contract: Contract = {
  name: 'scorpius',
  title: 'Scorpius Cybersecurity Platform',
  dialect: scorpiusDialect,
  endpoints: [
    ...authEndpoints,
    ...dashboardEndpoints,
    ...scannerEndpoints,
    ...batchEndpoints,
    ...enhancedScannerEndpoints,
    ...securityEndpoints,
    ...mevEndpoints,
    ...mempoolEndpoints,
    ...timeMachineEndpoints,
    ...bountyEndpoints,
    ...settingsEndpoints,
    ...schedulerEndpoints,
    ...trainingEndpoints,
    ...monitoringEndpoints,
    ...honeypotEndpoints,
    ...reportsEndpoints,
    ...threatsEndpoints,
  ],
  live(live) {
    defineSockets(live);
    feedChannels(live);
  },
  socket,
};
