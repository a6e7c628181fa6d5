import { hash, verify } from '@node-rs/argon2';
import { newSecret } from '../ids.ts';
import { createGate } from './gate.ts';

/** Slow, salted password hashes. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /**
   * Whether the password belongs to the stored hash. Without a hash (no such account) it takes
   * the same time and says no, so that the time of an answer does not tell which accounts exist.
   */
  verify(stored: string | null, password: string): Promise<boolean>;
}

// OWASP Password Storage Cheat Sheet: Argon2id (the library's default variant), 19 MiB, two passes, one lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The same password typed on another keyboard gives the same characters (NIST SP 800-63B, 5.1.1.2). */
function normalise(password: string): string {
  return password.normalize('NFKC');
}

/**
 * Argon2id in libuv's thread pool. Two at once, so that a flood of logins leaves threads for files
 * and holds at most 38 MiB; 64 may wait, more get SERVICE_UNAVAILABLE.
 */
export async function createPasswords(): Promise<Passwords> {
  const gate = createGate({ concurrency: 2, maxWaiting: 64 });
  const nobody = await hash(newSecret(), cost);
  return {
    hash: (password) => gate.run(() => hash(normalise(password), cost)),
    verify: (stored, password) =>
      gate.run(async () => {
        const isRight = await verify(stored ?? nobody, normalise(password));
        return isRight && stored !== null;
      }),
  };
}
