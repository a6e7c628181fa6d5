import { type Contract, type Dialect, fallbackDialect } from '../kit/index.ts';
import { authEndpoints } from './auth.endpoints.ts';
import { healthEndpoints } from './health.endpoints.ts';
import { mempoolEndpoints } from './mempool.endpoints.ts';
import { scanHistoryEndpoints } from './scan-history.endpoints.ts';
import { statusEndpoints } from './status.endpoints.ts';

/** The paths where guides meet, with answers that each of them can read. */
export const contract: Contract = {
  name: 'shared',
  title: 'Where guides meet',
  dialect: fallbackDialect,
  endpoints: [...authEndpoints, ...healthEndpoints, ...statusEndpoints],
};

/** The paths that guide scorpius names and only the published clients of others ask: its words decide, errors too. */
export function scorpiusFirst(dialect: Dialect): Contract {
  return { ...contract, dialect, endpoints: [...scanHistoryEndpoints, ...mempoolEndpoints] };
}
