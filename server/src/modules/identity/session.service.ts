import { type AccessTokens, deriveSecret, digest } from '../../platform/auth/index.ts';
import type { Clock } from '../../platform/context/index.ts';
import type { Tx } from '../../platform/db/types.ts';
import { newSecret, newUuid } from '../../platform/ids.ts';
import type { Renewed, SignedIn, User } from './identity.types.ts';
import { forgetSessions, insertRefreshToken, insertSession, isUnspent, lockRefreshToken, revokeSession, spendRefreshToken } from './session.repository.ts';

const dayMs = 86_400_000;
const plainLifeMs = 7 * dayMs;
const rememberedLifeMs = 30 * dayMs;
const keptMs = 30 * dayMs;

/** What happened to a refresh token that was shown. */
export type Refreshed =
  | { readonly kind: 'renewed'; readonly userId: string; readonly sessionId: string; readonly sessionExpiresAt: Date; readonly refreshToken: string }
  | { readonly kind: 'invalid' }
  /** Spent before: somebody else has it. Its session is over. */
  | { readonly kind: 'reused'; readonly userId: string; readonly sessionId: string };

/** Secrets of one live session, for tokens to be made from. */
interface Grant {
  readonly user: User;
  readonly sessionId: string;
  readonly sessionExpiresAt: Date;
  readonly refreshToken: string;
}

export interface SessionService {
  open(tx: Tx, user: User, from: { isRemembered: boolean; ip: string | null; userAgent: string | null }): Promise<SignedIn>;
  /** A further refresh token for a session that proved itself otherwise. */
  addRefreshToken(tx: Tx, sessionId: string): Promise<string>;
  /** `arrivedAt`: when the request came, before it waited for others. */
  refresh(tx: Tx, refreshToken: string, arrivedAt: Date): Promise<Refreshed>;
  /** Signs an access token that does not outlive its session. */
  issue(grant: Grant): Renewed;
}

/**
 * Sessions, refresh rotation and access tokens. The successor of a refresh token is derived from it with the
 * server's key, so that a repeated request gets the identical successor and the family never forks: whichever
 * holder comes second with any token of it gives the theft away.
 */
export function createSessionService(options: { clock: Clock; accessTokens: AccessTokens; key: string; accessLifeMs: number }): SessionService {
  const { clock, accessTokens, key, accessLifeMs } = options;
  const successorOf = (token: string): string => deriveSecret(key, 'refresh', token);

  async function addRefreshToken(tx: Tx, sessionId: string): Promise<string> {
    const token = newSecret();
    await insertRefreshToken(tx, { hash: digest(token), sessionId, createdAt: new Date(clock.now()) });
    return token;
  }

  function issue({ user, sessionId, sessionExpiresAt, refreshToken }: Grant): Renewed {
    const end = Math.min(clock.now() + accessLifeMs, sessionExpiresAt.getTime());
    // JWT times are whole seconds.
    const accessExpiresAt = new Date(end - (end % 1000));
    const accessToken = accessTokens.sign({ userId: user.id, sessionId, expiresAt: accessExpiresAt });
    const expiresInSeconds = Math.max(0, Math.floor((accessExpiresAt.getTime() - clock.now()) / 1000));
    return { user, sessionId, accessToken, accessExpiresAt, expiresInSeconds, refreshToken };
  }

  return {
    addRefreshToken,
    issue,
    async open(tx, user, from) {
      const now = clock.now();
      const cookie = newSecret();
      const lifeMs = from.isRemembered ? rememberedLifeMs : plainLifeMs;
      const session = { id: newUuid(), userId: user.id, ...from, createdAt: new Date(now), lastUsedAt: new Date(now), expiresAt: new Date(now + lifeMs) };
      await forgetSessions(tx, user.id, new Date(now - keptMs));
      await insertSession(tx, session, digest(cookie));
      const refreshToken = await addRefreshToken(tx, session.id);
      const renewed = issue({ user, sessionId: session.id, sessionExpiresAt: session.expiresAt, refreshToken });
      return { ...renewed, cookie, cookieMaxAgeSeconds: lifeMs / 1000 };
    },
    async refresh(tx, refreshToken, arrivedAt) {
      const now = new Date(clock.now());
      const hash = digest(refreshToken);
      const stored = await lockRefreshToken(tx, hash);
      if (stored === null || stored.revokedAt !== null || stored.expiresAt <= now) return { kind: 'invalid' };
      const { userId, sessionId, expiresAt: sessionExpiresAt } = stored;
      const successor = successorOf(refreshToken);
      const renewed = { kind: 'renewed', userId, sessionId, sessionExpiresAt, refreshToken: successor } as const;
      if (stored.spentAt === null) {
        await insertRefreshToken(tx, { hash: digest(successor), sessionId, createdAt: now });
        // Last and by the time of now: whoever asked before this moment could not know that the token was spent.
        await spendRefreshToken(tx, hash, new Date(clock.now()));
        return renewed;
      }
      // Two tabs that refresh at once: they asked side by side, so both get the one successor.
      const isSideBySide = arrivedAt <= stored.spentAt && (await isUnspent(tx, digest(successor)));
      if (isSideBySide) return renewed;
      await revokeSession(tx, { id: sessionId, userId }, { at: now, reason: 'refresh token reused' });
      return { kind: 'reused', userId, sessionId };
    },
  };
}
