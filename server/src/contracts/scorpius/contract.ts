import type { Contract } from '../kit/index.ts';
import { bountyEndpoints } from './bounty.endpoints.ts';
import { dashboardEndpoints } from './dashboard.endpoints.ts';
import { scorpiusDialect } from './dialect.ts';
import { honeypotEndpoints } from './honeypot.endpoints.ts';
import { mempoolEndpoints } from './mempool.endpoints.ts';
import { mevEndpoints } from './mev.endpoints.ts';
import { reportsEndpoints } from './reports.endpoints.ts';
import { schedulerEndpoints } from './scheduler.endpoints.ts';
import { settingsEndpoints } from './settings.endpoints.ts';
import { threatsEndpoints } from './threats.endpoints.ts';
import { timeMachineEndpoints } from './time-machine.endpoints.ts';
import { trainingEndpoints } from './training.endpoints.ts';

/** Guide scorpius: the cybersecurity dashboard. */
export const scorpiusContract: Contract = {
  name: 'scorpius',
  title: 'Scorpius Cybersecurity Platform',
  dialect: scorpiusDialect,
  endpoints: [
    ...dashboardEndpoints,
    ...mevEndpoints,
    ...mempoolEndpoints,
    ...timeMachineEndpoints,
    ...bountyEndpoints,
    ...settingsEndpoints,
    ...schedulerEndpoints,
    ...trainingEndpoints,
    ...honeypotEndpoints,
    ...reportsEndpoints,
    ...threatsEndpoints,
  ],
};
