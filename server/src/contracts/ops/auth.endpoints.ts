import { type Endpoint, planned } from '../kit/index.ts';

/** Sign-up by oneself; signing in is shared with other guides. */
export const authEndpoints: readonly Endpoint[] = [
  planned('POST /api/v1/auth/register', { guide: 'ops#frontend-code-reference', summary: 'Makes an account of one\'s own', access: 'public' }),
];
