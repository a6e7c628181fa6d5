import { z } from 'zod';
import { iso, isoOrNull } from '../../lib/time.ts';
import { endpoint, type Endpoint, type Modules, publicEndpoint } from '../kit/index.ts';
import { roleWord } from '../shared/profile.ts';
import { clearedCookie, loggedOut, loginBody, loginRate, refreshBody } from '../shared/sign-in.ts';

const guide = 'scorpius#-authentication-system';

type Renewed = Awaited<ReturnType<Modules['identity']['refresh']>>;

/** The guide's model in snake_case with its published client's camelCase beside it. Source: scorpius#user-model. */
const user = z.object({
  id: z.uuid(),
  username: z.string(),
  email: z.string(),
  role: z.enum(['admin', 'analyst', 'viewer']),
  permissions: z.array(z.string()),
  subscription_tier: z.enum(['free', 'pro', 'enterprise']),
  created_at: z.iso.datetime(),
  last_login: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  lastLoginAt: z.iso.datetime().nullable(),
});

const tokens = z.object({
  token: z.string(),
  user,
  accessToken: z.string(),
  refreshToken: z.string(),
  /** Seconds. */
  expiresIn: z.int(),
  // An older client of guide scorpius-v1 signs in at this path and reads these.
  access_token: z.string(),
  refresh_token: z.string(),
  token_type: z.literal('bearer'),
});

function presentUser(found: Renewed['user']): z.input<typeof user> {
  return {
    id: found.id,
    username: found.username,
    email: found.email,
    role: roleWord(found, 'analyst'),
    permissions: [...found.permissions],
    subscription_tier: found.subscriptionTier,
    created_at: iso(found.createdAt),
    last_login: isoOrNull(found.lastLoginAt),
    createdAt: iso(found.createdAt),
    updatedAt: iso(found.updatedAt),
    lastLoginAt: isoOrNull(found.lastLoginAt),
  };
}

function presentTokens(renewed: Renewed): z.input<typeof tokens> {
  const { accessToken, refreshToken, expiresInSeconds } = renewed;
  return {
    token: accessToken, user: presentUser(renewed.user), accessToken, refreshToken, expiresIn: expiresInSeconds,
    access_token: accessToken, refresh_token: refreshToken, token_type: 'bearer',
  };
}

const isPrivate = () => ({ headers: { 'cache-control': 'no-store' } });

/** Login, refresh, logout, me. */
export const authEndpoints: readonly Endpoint[] = [
  publicEndpoint('POST /api/auth/login', {
    guide,
    summary: 'Signs in with user name or e-mail, as JSON or as a form',
    rate: loginRate,
    body: loginBody,
    reply: tokens,
    run: (m, ctx, { body }) => m.identity.login(ctx, body),
    present: presentTokens,
    effects: isPrivate,
  }),
  publicEndpoint('POST /api/auth/refresh', {
    guide,
    summary: 'New tokens for a refresh token, or for a bearer token that is still valid',
    rate: loginRate,
    body: refreshBody,
    reply: tokens,
    run: (m, ctx, { body }) => m.identity.refresh(ctx, body.refreshToken),
    present: presentTokens,
    effects: isPrivate,
  }),
  endpoint('POST /api/auth/logout', {
    guide,
    summary: 'Ends the session everywhere',
    reply: z.object({ message: z.string() }),
    run: (m, ctx) => m.identity.logout(ctx),
    present: () => ({ message: loggedOut }),
    effects: () => ({ cookies: [clearedCookie] }),
  }),
  endpoint('GET /api/auth/me', {
    guide,
    summary: 'The signed-in user',
    reply: user,
    run: (m, ctx) => m.identity.me(ctx),
    present: presentUser,
  }),
];
