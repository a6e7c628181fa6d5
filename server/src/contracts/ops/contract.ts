import type { Contract } from '../kit/index.ts';
import { adminEndpoints } from './admin.endpoints.ts';
import { alertFeeds } from './alerts.live.ts';
import { auditEndpoints } from './audit.endpoints.ts';
import { authEndpoints } from './auth.endpoints.ts';
import { compatBase } from './compat/mount.ts';
import { opsDialect } from './dialect.ts';
import { finopsEndpoints } from './finops.endpoints.ts';
import { infraEndpoints } from './infra.endpoints.ts';
import { feedOps } from './live.ts';
import { organisationEndpoints } from './organisation.endpoints.ts';
import { overviewEndpoints } from './overview.endpoints.ts';
import { rbacEndpoints } from './rbac.endpoints.ts';
import { opsSocket } from './realtime.ts';
import { reportFeeds } from './reports.live.ts';
import { reportsEndpoints } from './reports.endpoints.ts';
import { secopsEndpoints } from './secops.endpoints.ts';
import { assetFeeds } from './secops.live.ts';
import { sopsEndpoints } from './sops.endpoints.ts';
import { thresholdsEndpoints } from './thresholds.endpoints.ts';
import { tokensEndpoints } from './tokens.endpoints.ts';

/** Guide ops: the Edot Ops Control Center. */
export const contract: Contract = {
  name: 'ops',
  title: 'Ops Control Center',
  dialect: opsDialect,
  // ops#pattern-4-rate-limiting: 100 per minute.
  ratePerMinute: 100,
  bases: [compatBase],
  endpoints: [
    ...authEndpoints,
    ...infraEndpoints,
    ...secopsEndpoints,
    ...finopsEndpoints,
    ...reportsEndpoints,
    ...sopsEndpoints,
    ...tokensEndpoints,
    ...auditEndpoints,
    ...rbacEndpoints,
    ...thresholdsEndpoints,
    ...organisationEndpoints,
    ...adminEndpoints,
    ...overviewEndpoints,
  ],
  live(live) {
    feedOps(live);
    for (const start of [...alertFeeds, ...assetFeeds, ...reportFeeds]) start(live);
  },
  socket: opsSocket,
};
