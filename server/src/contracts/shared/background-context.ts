import { type Principal, systemClock, type UserCtx } from '../../platform/context/index.ts';
import { newUuid } from '../../platform/ids.ts';

/** The owner of scans that an event told of, with no right beyond reading them. */
export function ownerOf(userId: string): Principal {
  return { userId, serialId: 0, username: '', email: '', roles: [], permissions: new Set(['read:scans']), via: 'system', sessionId: null };
}

/** The context of work that a socket or an event starts rather than a request. */
export function contextOf(principal: Principal): UserCtx {
  return { principal, requestId: newUuid(), signal: new AbortController().signal, clock: systemClock, ip: null, userAgent: null };
}
