import { type Endpoint, planned } from '../kit/index.ts';

const guide = 'scorpius-v1#backend-configuration';

/** Paths that only the published client of the guide calls. */
export const clientEndpoints: readonly Endpoint[] = [
  planned('POST /api/v1/wallet/check', { guide, summary: 'Token approvals of a wallet' }),
  planned('POST /api/v1/wallet/revoke', { guide, summary: 'Prepares the revocation of an approval' }),
  planned('GET /api/v1/wallet/history', { guide, summary: 'Wallet checks of the caller' }),
  planned('GET /api/v1/settings/system', { guide, summary: 'Settings by category' }),
  planned('PUT /api/v1/settings/system', { guide, summary: 'Changes one setting' }),
  planned('POST /api/v1/settings/rpc', { guide, summary: 'Sets the node of a network' }),
  planned('POST /api/v1/settings/modules/{module}/test', { guide, summary: 'Tries an analysis module' }),
  planned('GET /subscriptions/tiers', { guide, summary: 'Subscription tiers' }),
  planned('GET /subscriptions/current', { guide, summary: 'Subscription of the caller' }),
  planned('POST /subscriptions/create', { guide, summary: 'Starts a subscription' }),
  planned('PATCH /subscriptions/update', { guide, summary: 'Changes a subscription' }),
  planned('DELETE /subscriptions/cancel', { guide, summary: 'Cancels a subscription' }),
];
