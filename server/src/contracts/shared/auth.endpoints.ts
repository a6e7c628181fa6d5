import { z } from 'zod';
import { iso } from '../../lib/time.ts';
import type { Ctx } from '../../platform/context/index.ts';
import { endpoint, type Endpoint, type Modules, publicEndpoint } from '../kit/index.ts';
import { presentProfile, profile } from './profile.ts';
import { clearedCookie, loggedOut, loginBody, loginRate, refreshBody, sessionCookie } from './sign-in.ts';

// One body answers three guides: scorpius-x reads the envelope (and its client the top level), ops reads the
// top level (and its client `data`), scorpius-v1 reads `success` and `data`. No name means two things.
const guide = 'scorpius-x#authentication-endpoints scorpius-v1#authentication-if-required ops#authentication-flow';

type Renewed = Awaited<ReturnType<Modules['identity']['refresh']>>;

const envelope = { success: z.literal(true), message: z.string().nullable(), error: z.null(), timestamp: z.iso.datetime() };
const tokens = z.object({
  access_token: z.string(),
  refresh_token: z.string(),
  token_type: z.literal('bearer'),
  /** Seconds. */
  expires_in: z.int(),
  token: z.string(),
  expiresAt: z.iso.datetime(),
  user: profile,
});
const tokensReply = z.object({ ...envelope, ...tokens.shape, data: tokens });
const profileReply = z.object({ ...envelope, ...profile.shape, user: profile, data: z.object({ ...profile.shape, user: profile }) });
const emptyReply = z.object({ ...envelope, data: z.null() });

/** A result and the time of the reply. */
async function timed<T>(ctx: Ctx, work: Promise<T>): Promise<{ result: T; timestamp: string }> {
  const result = await work;
  return { result, timestamp: iso(ctx.clock.now()) };
}

function opened(timestamp: string): { success: true; message: null; error: null; timestamp: string } {
  return { success: true, message: null, error: null, timestamp };
}

function presentTokens({ result, timestamp }: { readonly result: Renewed; readonly timestamp: string }): z.input<typeof tokensReply> {
  const data = {
    access_token: result.accessToken,
    refresh_token: result.refreshToken,
    token_type: 'bearer',
    expires_in: result.expiresInSeconds,
    token: result.accessToken,
    expiresAt: iso(result.accessExpiresAt),
    user: presentProfile(result.user),
  } as const;
  return { ...opened(timestamp), ...data, data };
}

/** The login that guides scorpius-x, scorpius-v1 and ops share, also below guide scorpius-v1's own path. */
export const authEndpoints: readonly Endpoint[] = [
  publicEndpoint('POST /api/v1/auth/login', {
    guide,
    summary: 'Signs in with e-mail or user name; sets the session cookie too',
    rate: loginRate,
    isBare: true,
    body: loginBody,
    reply: tokensReply,
    run: (m, ctx, { body }) => timed(ctx, m.identity.login(ctx, body)),
    present: (signedIn) => presentTokens(signedIn),
    effects: ({ result }) => ({ cookies: [sessionCookie(result)], headers: { 'cache-control': 'no-store' } }),
  }),
  publicEndpoint('POST /api/v1/auth/refresh', {
    guide,
    summary: 'New tokens for a refresh token, or for the session of the bearer token or cookie',
    rate: loginRate,
    isBare: true,
    body: refreshBody,
    reply: tokensReply,
    run: (m, ctx, { body }) => timed(ctx, m.identity.refresh(ctx, body.refreshToken)),
    present: presentTokens,
    effects: () => ({ headers: { 'cache-control': 'no-store' } }),
  }),
  endpoint('POST /api/v1/auth/logout', {
    guide,
    summary: 'Ends the session everywhere',
    isBare: true,
    reply: emptyReply,
    run: (m, ctx) => timed(ctx, m.identity.logout(ctx)),
    present: ({ timestamp }) => ({ ...opened(timestamp), message: loggedOut, data: null }),
    effects: () => ({ cookies: [clearedCookie] }),
  }),
  endpoint('GET /api/v1/auth/me', {
    guide,
    summary: 'The signed-in user',
    isBare: true,
    reply: profileReply,
    run: (m, ctx) => timed(ctx, m.identity.me(ctx)),
    present: ({ result, timestamp }) => {
      const user = presentProfile(result);
      return { ...opened(timestamp), ...user, user, data: { ...user, user } };
    },
  }),
];
