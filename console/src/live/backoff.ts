const FIRST_MS = 500;
const LONGEST_MS = 20_000;

/**
 * Milliseconds to wait before the given try (1, 2, 3 …) of a lost connection: doubling, at most 20 s,
 * spread by up to a fifth so that many consoles do not return in the same instant. `spread` is in 0..1.
 */
export function reconnectDelay(attempt: number, spread: number): number {
  const plain = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt - 1, 10));
  return Math.round(plain * (0.9 + spread * 0.2));
}
