import type { Contract } from '../kit/index.ts';
import { accountEndpoints } from './account.endpoints.ts';
import { alertEndpoints } from './alerts.endpoints.ts';
import { auditEndpoints } from './audit.endpoints.ts';
import { authEndpoints } from './auth.endpoints.ts';
import { costImportEndpoints } from './cost-imports.endpoints.ts';
import { costPlanEndpoints } from './cost-plans.endpoints.ts';
import { costEndpoints } from './costs.endpoints.ts';
import { consoleDialect } from './dialect.ts';
import { notificationEndpoints } from './notifications.endpoints.ts';
import { organisationEndpoints } from './organisation.endpoints.ts';
import { incidentEndpoints } from './incidents.endpoints.ts';
import { overviewEndpoints } from './overview.endpoints.ts';
import { consoleLive } from './realtime.ts';
import { reportEndpoints } from './reports.endpoints.ts';
import { scanEndpoints } from './scans.endpoints.ts';
import { secopsEndpoints } from './secops.endpoints.ts';
import { sopEndpoints } from './sops.endpoints.ts';
import { sourceEndpoints } from './sources.endpoints.ts';
import { taskEndpoints } from './tasks.endpoints.ts';
import { systemEndpoints } from './system.endpoints.ts';
import { userEndpoints } from './users.endpoints.ts';

/** What the bundled console speaks: camelCase, bare data, one socket. */
export const consoleContract: Contract = {
  name: 'console',
  title: 'Bulwark console',
  dialect: consoleDialect,
  endpoints: [
    ...authEndpoints,
    ...accountEndpoints,
    ...overviewEndpoints,
    ...scanEndpoints,
    ...sourceEndpoints,
    ...costEndpoints,
    ...costImportEndpoints,
    ...costPlanEndpoints,
    ...incidentEndpoints,
    ...taskEndpoints,
    ...userEndpoints,
    ...auditEndpoints,
    ...systemEndpoints,
    ...notificationEndpoints,
    ...alertEndpoints,
    ...organisationEndpoints,
    ...secopsEndpoints,
    ...sopEndpoints,
    ...reportEndpoints,
  ],
  live: consoleLive,
};
