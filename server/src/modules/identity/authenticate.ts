import { GenerationalCache } from '../../platform/auth/index.ts';
import type { Bus } from '../../platform/bus/types.ts';
import type { Clock, Principal } from '../../platform/context/index.ts';
import { roleChanged, sessionRevoked, userChanged } from './identity.events.ts';
import type { Identity } from './identity.operations.ts';
import type { Found, PrincipalLookup } from './principal.lookup.ts';

const capacity = 20_000;
// Events drop an entry at once; this bounds how long a lost event could keep one alive.
const trustedMs = 10_000;

/** Answers who a credential belongs to, from memory where it can. */
export function createAuthenticate({ bus, clock, lookup }: { bus: Bus; clock: Clock; lookup: PrincipalLookup }): Identity['authenticate'] {
  const known = new GenerationalCache<Found>(capacity);
  const asking = new Map<string, Promise<Principal | null>>();
  // Counts invalidations: an answer that was read before one must not be remembered after it.
  let epoch = 0;

  function drop(matches: (entry: Found) => boolean): void {
    epoch += 1;
    asking.clear();
    known.deleteWhere(matches);
  }
  bus.subscribe(sessionRevoked, ({ sessionId }) => drop(({ principal }) => principal.sessionId === sessionId));
  bus.subscribe(userChanged, ({ userId }) => drop(({ principal }) => principal.userId === userId));
  bus.subscribe(roleChanged, ({ role }) => drop(({ principal }) => principal.roles.includes(role)));
  bus.onGap(() => drop(() => true));

  async function ask(key: string, find: () => Promise<Found | null>): Promise<Principal | null> {
    const startedIn = epoch;
    const found = await find();
    if (found === null) return null;
    const untilMs = Math.min(found.untilMs, clock.now() + trustedMs);
    if (startedIn === epoch) known.set(key, { principal: found.principal, untilMs });
    return found.principal;
  }

  function recall(key: string, find: () => Promise<Found | null>): Principal | null | Promise<Principal | null> {
    const entry = known.get(key);
    // Without word from the other processes memory may be wrong.
    if (entry !== undefined && entry.untilMs > clock.now() && bus.isConnected()) return entry.principal;
    const earlier = asking.get(key);
    if (earlier !== undefined) return earlier;
    const answer = ask(key, find).finally(() => {
      if (asking.get(key) === answer) asking.delete(key);
    });
    asking.set(key, answer);
    return answer;
  }

  return ({ token, cookie }) => {
    if (token !== null) return recall(token, () => lookup.byToken(token));
    return cookie === null ? null : recall(`cookie ${cookie}`, () => lookup.byCookie(cookie));
  };
}
