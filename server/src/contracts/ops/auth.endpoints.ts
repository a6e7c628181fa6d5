import { z } from 'zod';
import { type Endpoint, publicEndpoint } from '../kit/index.ts';
import { presentProfile, profile } from '../shared/profile.ts';

/** Sign-up by oneself; signing in is shared with other guides. */
export const authEndpoints: readonly Endpoint[] = [
  publicEndpoint('POST /api/v1/auth/register', {
    guide: 'ops#frontend-code-reference',
    summary: 'Makes an account of one\'s own, where the operator allows it (REGISTRATION=open)',
    status: 201,
    rate: { limit: 10, windowMs: 3_600_000, by: 'address' },
    body: z.object({ email: z.email().max(254), password: z.string().min(8).max(256), name: z.string().trim().min(1).max(100) }),
    reply: z.object({ user: profile }),
    run: (m, ctx, { body }) => m.identity.register(ctx, body),
    present: (user) => ({ user: presentProfile(user) }),
  }),
];
