import { createSigner, createVerifier } from 'fast-jwt';
import { z } from 'zod';
import type { Clock } from '../context/index.ts';
import { newUuid } from '../ids.ts';

/** What an access token says. Times in seconds since the epoch. */
interface AccessClaims {
  /** User id. */
  readonly sub: string;
  /** Login session id. */
  readonly sid: string;
  readonly jti: string;
  readonly iat: number;
  readonly exp: number;
}

/** Signs access tokens and reads them back. */
export interface AccessTokens {
  sign(subject: { userId: string; sessionId: string; expiresAt: Date }): string;
  /** The claims, or null when the token is expired, tampered with, or not signed by us with the one algorithm. */
  verify(token: string): AccessClaims | null;
}

const issuer = 'bulwark';
const claims = z.object({ sub: z.uuid(), sid: z.uuid(), jti: z.uuid(), iat: z.int(), exp: z.int() });
// No token of ours is longer; what is longer is not worth a signature check.
const maxLength = 2048;

/** Signs and checks access tokens (JWT, RFC 7519) with one pinned HMAC algorithm. */
export function createAccessTokens(options: { secret: string; algorithm: 'HS256' | 'HS384' | 'HS512'; clock: Clock }): AccessTokens {
  const { secret, algorithm, clock } = options;
  const sign = createSigner({ key: secret, algorithm, iss: issuer, aud: issuer });
  const verify = createVerifier({
    key: secret,
    algorithms: [algorithm],
    allowedIss: issuer,
    allowedAud: issuer,
    // Checked below against the injected clock.
    ignoreExpiration: true,
    ignoreNotBefore: true,
    cache: false,
  });
  return {
    sign({ userId, sessionId, expiresAt }) {
      const iat = Math.floor(clock.now() / 1000);
      return sign({ sub: userId, sid: sessionId, jti: newUuid(), iat, exp: Math.floor(expiresAt.getTime() / 1000) });
    },
    verify(token) {
      if (token.length > maxLength) return null;
      try {
        const parsed = claims.safeParse(verify(token));
        return parsed.success && parsed.data.exp * 1000 > clock.now() ? parsed.data : null;
      } catch {
        return null;
      }
    },
  };
}
