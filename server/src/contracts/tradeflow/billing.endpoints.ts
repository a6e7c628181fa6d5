import { type Endpoint, planned } from '../kit/index.ts';

/** Plans, checkout, portal, usage and the Stripe webhook. */
export const billingEndpoints: readonly Endpoint[] = [
  planned('POST /api/unify/v1/billing/create-checkout-session', { guide: 'tradeflow#3-billing--subscriptions', summary: 'Start a checkout' }),
  planned('POST /api/unify/v1/billing/create-portal-session', { guide: 'tradeflow#3-billing--subscriptions', summary: 'Open the customer portal' }),
  planned('POST /api/unify/v1/billing/webhook', { guide: 'tradeflow#3-billing--subscriptions', summary: 'Events from Stripe, signed', access: 'public' }),
  planned('GET /api/unify/v1/billing/usage', { guide: 'tradeflow#3-billing--subscriptions', summary: 'Use against the limits of the plan' }),
  planned('GET /api/unify/v1/subscription', { guide: 'tradeflow#-support', summary: 'The current subscription' }),
  planned('POST /api/unify/v1/subscription/checkout', { guide: 'tradeflow#-support', summary: 'Start a checkout, by the older path' }),
  planned('POST /api/unify/v1/subscription/portal', { guide: 'tradeflow#-support', summary: 'Open the customer portal, by the older path' }),
  planned('GET /api/unify/v1/api/billing/status', { guide: 'tradeflow#-update-api-client', summary: 'State of the subscription' }),
  planned('POST /api/unify/v1/api/billing/checkout', { guide: 'tradeflow#-update-api-client', summary: 'Start a checkout, as the client spells it' }),
  planned('GET /api/unify/v1/api/billing/usage', { guide: 'tradeflow#-update-api-client', summary: 'Use against the limits, as the client spells it' }),
  planned('POST /api/unify/v1/api/billing/cancel', { guide: 'tradeflow#-update-api-client', summary: 'Cancel the subscription' }),
  planned('POST /api/billing/portal', { guide: 'tradeflow#-update-api-client', summary: 'Open the customer portal, from the page origin' }),
  planned('POST /api/billing/change_plan', { guide: 'tradeflow#-update-api-client', summary: 'Change the plan' }),
  planned('POST /api/billing/webhook', { guide: 'tradeflow#-update-api-client', summary: 'Events from Stripe, by the shorter path', access: 'public' }),
];
