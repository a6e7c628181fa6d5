import { type Endpoint, planned } from '../kit/index.ts';

/** Preferences, notifications, support and recovery of the signed-in user. */
export const userEndpoints: readonly Endpoint[] = [
  planned('GET /api/unify/v1/api/user/config', { guide: 'tradeflow#-update-api-client', summary: 'Preferences' }),
  planned('PUT /api/unify/v1/api/user/config', { guide: 'tradeflow#-update-api-client', summary: 'Set preferences' }),
  planned('POST /api/unify/v1/api/auth/reset-password', { guide: 'tradeflow#-update-api-client', summary: 'Ask for a new password', access: 'public' }),
  planned('PATCH /api/user/profile', { guide: 'tradeflow#-update-api-client', summary: 'Change the profile' }),
  planned('POST /api/user/change_password', { guide: 'tradeflow#-update-api-client', summary: 'Change the password' }),
  planned('GET /api/notifications', { guide: 'tradeflow#-update-api-client', summary: 'List notifications' }),
  planned('PATCH /api/notifications/{id}/read', { guide: 'tradeflow#-update-api-client', summary: 'Mark a notification as read' }),
  planned('POST /api/support/chat', { guide: 'tradeflow#-update-api-client', summary: 'Write to support' }),
  planned('GET /auth/session', { guide: 'tradeflow#-update-api-client', summary: 'The current session' }),
];
