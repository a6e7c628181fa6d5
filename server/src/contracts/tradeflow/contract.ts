import type { Contract } from '../kit/index.ts';
import { adminEndpoints } from './admin.endpoints.ts';
import { analyticsEndpoints } from './analytics.endpoints.ts';
import { authEndpoints } from './auth.endpoints.ts';
import { billingEndpoints } from './billing.endpoints.ts';
import { brokersEndpoints } from './brokers.endpoints.ts';
import { tradeflowDialect } from './dialect.ts';
import { keysEndpoints } from './keys.endpoints.ts';
import { tradingEndpoints } from './trading.endpoints.ts';
import { userEndpoints } from './user.endpoints.ts';
import { webhooksEndpoints } from './webhooks.endpoints.ts';

/** Guide tradeflow: the TradeFlow v6.0 backend under `/api/unify/v1`. */
export const contract: Contract = {
  name: 'tradeflow',
  title: 'TradeFlow',
  dialect: tradeflowDialect,
  endpoints: [
    ...authEndpoints,
    ...brokersEndpoints,
    ...analyticsEndpoints,
    ...billingEndpoints,
    ...tradingEndpoints,
    ...webhooksEndpoints,
    ...keysEndpoints,
    ...userEndpoints,
    ...adminEndpoints,
  ],
};
