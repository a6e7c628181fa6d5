import type { Clock, Ctx } from '../../platform/context/index.ts';

/** The context of work that Jira or a schedule started. */
export function systemCtx(clock: Clock): Ctx {
  return { principal: null, requestId: 'sync', signal: new AbortController().signal, clock, ip: null, userAgent: null };
}
