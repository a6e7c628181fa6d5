/** A declared event: its name (`scan.completed`, past tense) and, by its type, its payload. */
export interface EventType<Payload> {
  readonly name: string;
  /** Never read; carries the payload's type. */
  readonly _payload?: Payload;
}

/** Declares an event type; the payload must survive JSON. */
export function defineEvent<Payload>(name: string): EventType<Payload> {
  return { name };
}

/**
 * Events between modules and between processes.
 * Delivery: at most once and in order per publisher to every process that listens; not stored.
 * What must not be lost is a row and a job, not an event.
 */
export interface Bus {
  /** Tells every subscriber here at once and those of other processes soon after. Never throws. */
  publish<P>(type: EventType<P>, payload: P): void;
  /** Calls `handler` for events of this and other processes; returns the unsubscribe function. */
  subscribe<P>(type: EventType<P>, handler: (payload: P) => void): () => void;
  /** Called after a gap in the connection to other processes: caches that rely on events must be dropped. */
  onGap(handler: () => void): () => void;
  /** False while events cannot reach other processes; local delivery goes on. */
  isConnected(): boolean;
  close(): Promise<void>;
}
