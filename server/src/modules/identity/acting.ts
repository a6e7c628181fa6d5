import type { Clock, Ctx, Principal } from '../../platform/context/index.ts';
import type { User } from './identity.types.ts';

/** The context of a caller who has just become known. */
export function actingAs(ctx: Ctx, user: User, sessionId: string): Ctx {
  const { id: userId, serialId, username, email, roles } = user;
  const principal: Principal = { userId, serialId, username, email, roles, permissions: new Set(user.permissions), via: 'access-token', sessionId };
  return { principal, requestId: ctx.requestId, signal: ctx.signal, clock: ctx.clock, ip: ctx.ip, userAgent: ctx.userAgent };
}

/** The context of the program itself, when nobody has asked for the work. */
export function actingAlone(clock: Clock): Ctx {
  return { principal: null, requestId: 'start', signal: new AbortController().signal, clock, ip: null, userAgent: null };
}
