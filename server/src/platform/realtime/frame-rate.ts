const MINUTE_MS = 60_000;

/** Frames one socket may send: `perMinute` at once, then at that rate (generic cell rate algorithm). */
export class FrameRate {
  readonly #costMs: number;
  #paidUntilMs = 0;

  constructor(perMinute: number) {
    this.#costMs = MINUTE_MS / perMinute;
  }

  /** Counts one frame; false when it is one too many. */
  take(nowMs: number): boolean {
    const paidUntilMs = Math.max(this.#paidUntilMs, nowMs) + this.#costMs;
    if (paidUntilMs - nowMs > MINUTE_MS) return false;
    this.#paidUntilMs = paidUntilMs;
    return true;
  }
}
