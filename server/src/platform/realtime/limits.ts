/** How much one hub bears; tests turn these down. */
export interface HubLimits {
  readonly maxConnections: number;
  readonly maxPerAddress: number;
  /** Bytes of one incoming message. */
  readonly maxFrameBytes: number;
  readonly framesPerMinute: number;
  /** Bytes that may wait for one reader. */
  readonly maxBufferedBytes: number;
  readonly maxTopics: number;
  readonly heartbeatMs: number;
  /** Time a `first-frame` socket has to authenticate. */
  readonly authenticateWithinMs: number;
  /** Time a peer has to answer a close. */
  readonly closeWithinMs: number;
}

/** What a hub allows unless told otherwise. */
export const DEFAULT_HUB_LIMITS: HubLimits = {
  maxConnections: 20_000,
  maxPerAddress: 500,
  maxFrameBytes: 64 * 1024,
  framesPerMinute: 100,
  maxBufferedBytes: 1024 * 1024,
  maxTopics: 1000,
  heartbeatMs: 30_000,
  authenticateWithinMs: 10_000,
  closeWithinMs: 3000,
};
