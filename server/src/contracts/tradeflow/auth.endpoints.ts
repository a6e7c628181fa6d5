import { z } from 'zod';
import { iso } from '../../lib/time.ts';
import { endpoint, type Endpoint, type Modules, planned, publicEndpoint } from '../kit/index.ts';
import { loginBody, loginRate } from '../shared/sign-in.ts';

const guide = 'tradeflow#update-your-backend-auth-endpoints';

type User = Awaited<ReturnType<Modules['identity']['me']>>;

const plan = z.enum(['starter', 'pro', 'elite', 'trial']);
const role = z.enum(['user', 'admin', 'viewer']);

const tokens = z.object({
  access_token: z.string(),
  refresh_token: z.string(),
  /** Seconds. */
  expires_in: z.int(),
  user_id: z.uuid(),
  email: z.string(),
  name: z.string(),
  role,
  plan,
});

const profile = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  plan,
  role,
  created_at: z.iso.datetime(),
  avatarUrl: z.string().nullable(),
});

function roleOf(user: User): z.input<typeof role> {
  return user.rank === 'operator' ? 'user' : user.rank;
}

/** Sign-in and profile. Sign-up makes the account at Supabase, which is not built yet. */
export const authEndpoints: readonly Endpoint[] = [
  publicEndpoint('POST /api/unify/v1/auth/login', {
    guide,
    summary: 'Signs in with e-mail or user name',
    rate: loginRate,
    body: loginBody,
    reply: tokens,
    run: (m, ctx, { body }) => m.identity.login(ctx, body),
    present: ({ user, accessToken, refreshToken, expiresInSeconds }) => ({
      access_token: accessToken, refresh_token: refreshToken, expires_in: expiresInSeconds,
      user_id: user.id, email: user.email, name: user.name, role: roleOf(user), plan: user.plan,
    }),
    effects: () => ({ headers: { 'cache-control': 'no-store' } }),
  }),
  planned('POST /api/unify/v1/auth/signup', { guide, summary: 'Makes an account at Supabase and its profile here', access: 'public' }),
  endpoint('GET /api/unify/v1/user/profile', {
    guide,
    summary: 'Profile of the signed-in user',
    reply: profile,
    run: (m, ctx) => m.identity.me(ctx),
    present: (user) => ({ id: user.id, email: user.email, name: user.name, plan: user.plan, role: roleOf(user), created_at: iso(user.createdAt), avatarUrl: user.avatarUrl }),
  }),
];
