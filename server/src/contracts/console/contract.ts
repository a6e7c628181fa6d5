import type { Contract } from '../kit/index.ts';
import { consoleDialect } from './dialect.ts';
import { overviewEndpoints } from './overview.endpoints.ts';
import { consoleLive } from './realtime.ts';
import { scanEndpoints } from './scans.endpoints.ts';
import { sourceEndpoints } from './sources.endpoints.ts';
import { systemEndpoints } from './system.endpoints.ts';

/** What the bundled console speaks: camelCase, bare data, one socket. */
export const consoleContract: Contract = {
  name: 'console',
  title: 'Bulwark console',
  dialect: consoleDialect,
  endpoints: [...overviewEndpoints, ...scanEndpoints, ...sourceEndpoints, ...systemEndpoints],
  live: consoleLive,
};
