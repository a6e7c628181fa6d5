import { z } from 'zod';
import type { Cookie } from '../kit/index.ts';

/** Name of the cookie that carries a session. Source: ops#step-1-login. */
const cookieName = 'session_token';
const minute = 60_000;

/** Logins are limited by address beside the lockout, so that guessing costs nothing but refusals. */
export const loginRate = { limit: 60, windowMs: minute, by: 'address' } as const;

/** True and false, also as forms write them. */
const flag = z.union([z.boolean(), z.enum(['true', 'false', 'on', '1', '0']).transform((text) => text === 'true' || text === 'on' || text === '1')]);
const name = z.string().trim().min(1).max(254);
const password = z.string().min(1).max(256);

/** A login as any guide or client writes it: `email` or `username` (either may hold either), `remember_me` or `rememberMe`. */
export const loginBody = z
  .object({ email: name.optional(), username: name.optional(), password, remember_me: flag.optional(), rememberMe: flag.optional() })
  .transform((body, ctx) => {
    const login = body.email ?? body.username;
    if (login === undefined) ctx.addIssue({ code: 'custom', path: ['email'], message: 'an e-mail address or a user name is required' });
    return { login: login ?? '', password: body.password, isRemembered: body.remember_me ?? body.rememberMe ?? false };
  });

const secret = z.string().min(1).max(256);

/** A refresh token by either spelling, or none: then the bearer token or the cookie speaks for the session. */
export const refreshBody = z
  .object({ refresh_token: secret.nullish(), refreshToken: secret.nullish() })
  .transform((body) => ({ refreshToken: body.refresh_token ?? body.refreshToken ?? null }));

/** The cookie that keeps a browser signed in. */
export function sessionCookie(signedIn: { readonly cookie: string; readonly cookieMaxAgeSeconds: number }): Cookie {
  return { name: cookieName, value: signedIn.cookie, maxAgeSeconds: signedIn.cookieMaxAgeSeconds, path: '/' };
}

/** Takes that cookie away. */
export const clearedCookie: Cookie = { name: cookieName, value: '', maxAgeSeconds: 0, path: '/' };

/** What guides answer to a logout. Source: scorpius#-authentication-system. */
export const loggedOut = 'Logged out successfully';
