import { z } from 'zod';
import { iso, isoOrNull } from '../../lib/time.ts';
import type { Ctx } from '../../platform/context/index.ts';
import { AppError, errors } from '../../platform/errors/index.ts';
import { endpoint, type Endpoint, type Modules, planned, publicEndpoint } from '../kit/index.ts';
import { presentProfile, profile } from '../shared/profile.ts';
import { clearedCookie, loggedOut, loginBody, loginRate, refreshBody } from '../shared/sign-in.ts';

const guide = 'scorpius-v1#backend-configuration';

type Renewed = Awaited<ReturnType<Modules['identity']['refresh']>>;

/** What the published client reads, without the envelope; `expires_in` and `user` are for guide scorpius-x's client, which calls the same path. */
const tokens = z.object({
  access_token: z.string(),
  refresh_token: z.string(),
  token_type: z.literal('bearer'),
  /** Seconds. */
  expires_in: z.int(),
  user: profile,
});

const user = z.object({
  id: z.int(),
  email: z.string(),
  username: z.string(),
  full_name: z.string(),
  is_active: z.boolean(),
  is_verified: z.boolean(),
  is_superuser: z.boolean(),
  subscription_tier: z.enum(['free', 'pro', 'enterprise']),
  created_at: z.iso.datetime(),
  last_login: z.iso.datetime().nullable(),
});

function presentTokens(renewed: Renewed): z.input<typeof tokens> {
  const { accessToken, refreshToken, expiresInSeconds } = renewed;
  return { access_token: accessToken, refresh_token: refreshToken, token_type: 'bearer', expires_in: expiresInSeconds, user: presentProfile(renewed.user) };
}

function presentUser(found: Renewed['user']): z.input<typeof user> {
  return {
    id: found.serialId,
    email: found.email,
    username: found.username,
    full_name: found.name,
    is_active: !found.isDisabled,
    // Accounts are made by administrators, so there is nothing left to verify.
    is_verified: true,
    is_superuser: found.rank === 'admin',
    subscription_tier: found.subscriptionTier,
    created_at: iso(found.createdAt),
    last_login: isoOrNull(found.lastLoginAt),
  };
}

/** The published client answers a 401 with a refresh, without end when the refresh itself is answered so: 403 stops it. */
async function refresh({ identity }: Modules, ctx: Ctx, refreshToken: string | null): Promise<Renewed> {
  try {
    return await identity.refresh(ctx, refreshToken);
  } catch (thrown) {
    throw thrown instanceof AppError && thrown.status === 401 ? errors.FORBIDDEN({ message: thrown.message, cause: thrown }) : thrown;
  }
}

/** For sockets: tells whether a token would be taken. */
async function checkToken({ identity }: Modules, token: string): Promise<void> {
  if ((await identity.authenticate({ token, cookie: null })) === null) throw errors.UNAUTHORIZED();
}

/** The published client's sign-in, and the guide's check of a token for sockets. */
export const authEndpoints: readonly Endpoint[] = [
  publicEndpoint('POST /auth/login', {
    guide,
    summary: 'Signs in with e-mail or user name',
    rate: loginRate,
    isBare: true,
    body: loginBody,
    reply: tokens,
    run: (m, ctx, { body }) => m.identity.login(ctx, body),
    present: presentTokens,
    effects: () => ({ headers: { 'cache-control': 'no-store' } }),
  }),
  publicEndpoint('POST /auth/refresh', {
    guide,
    summary: 'New tokens for a refresh token; 403 when it is not valid',
    rate: loginRate,
    isBare: true,
    body: refreshBody,
    reply: tokens,
    run: (m, ctx, { body }) => refresh(m, ctx, body.refreshToken),
    present: presentTokens,
    effects: () => ({ headers: { 'cache-control': 'no-store' } }),
  }),
  endpoint('POST /auth/logout', {
    guide,
    summary: 'Ends the session everywhere',
    isBare: true,
    reply: z.object({ message: z.string() }),
    run: (m, ctx) => m.identity.logout(ctx),
    present: () => ({ message: loggedOut }),
    effects: () => ({ cookies: [clearedCookie] }),
  }),
  endpoint('GET /auth/me', {
    guide,
    summary: 'The signed-in user, with an integer id',
    isBare: true,
    reply: user,
    run: (m, ctx) => m.identity.me(ctx),
    present: presentUser,
  }),
  publicEndpoint('POST /api/v1/ws/auth', {
    guide: 'scorpius-v1#websocket-api',
    summary: 'Checks a token before a socket is opened with it',
    body: z.object({ token: z.string().min(1).max(4096) }),
    reply: z.object({ authenticated: z.literal(true) }),
    run: (m, _ctx, { body }) => checkToken(m, body.token),
    present: () => ({ authenticated: true as const }),
  }),
  planned('POST /auth/register', { guide, summary: 'Makes an account', access: 'public' }),
  planned('POST /auth/verify-email', { guide, summary: 'Confirms an e-mail address', access: 'public' }),
  planned('POST /auth/forgot-password', { guide, summary: 'Asks for a new password', access: 'public' }),
  planned('POST /auth/reset-password', { guide, summary: 'Sets a new password with a token from an e-mail', access: 'public' }),
];
