import { z } from 'zod';
import { endpoint, type Endpoint, publicEndpoint } from '../kit/index.ts';
import { clearedCookie, loginRate, sessionCookie } from '../shared/sign-in.ts';
import { presentUser } from './account.present.ts';
import { userRow } from './account.wire.ts';

const guide = 'console#sign-in';

/** Sign-in by cookie: the page itself never sees a token. */
export const authEndpoints: readonly Endpoint[] = [
  publicEndpoint('POST /api/console/v1/auth/login', {
    guide,
    summary: 'Signs in and sets the session cookie',
    rate: loginRate,
    body: z.object({ username: z.string().trim().min(1).max(254), password: z.string().min(1).max(256), remember: z.boolean().default(false) }),
    reply: userRow,
    run: (m, ctx, { body }) => m.identity.login(ctx, { login: body.username, password: body.password, isRemembered: body.remember }),
    present: ({ user }) => presentUser(user),
    effects: (signedIn) => ({ cookies: [sessionCookie(signedIn)], headers: { 'cache-control': 'no-store' } }),
  }),
  endpoint('GET /api/console/v1/auth/me', {
    guide,
    summary: 'The signed-in user',
    reply: userRow,
    run: (m, ctx) => m.identity.me(ctx),
    present: presentUser,
  }),
  endpoint('POST /api/console/v1/auth/logout', {
    guide,
    summary: 'Ends the session everywhere',
    status: 204,
    reply: z.undefined(),
    run: (m, ctx) => m.identity.logout(ctx),
    present: () => undefined,
    effects: () => ({ cookies: [clearedCookie] }),
  }),
];
