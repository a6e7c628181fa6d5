import { Run } from './run.ts';

/** A socket as the outbox sees it. */
export interface Outlet {
  /** What waits for this socket; only the outbox writes it. */
  pending: Run | null;
  /** Hands a buffer of `count` whole frames to the socket. */
  write(frames: Buffer, count: number): void;
}

/** Frames of one window are written together; the first after a pause leaves at once. */
const WINDOW_MS = 10;
/** A run of this size is not worth waiting for more. */
const FULL_BYTES = 64 * 1024;

/** Collects frames and writes each socket's in one piece, in the order in which they were pushed. */
export class Outbox {
  #waiting: Outlet[] = [];
  #first: Run | null = null;
  #flushedAtMs = -Infinity;
  #cancelTimer: (() => void) | null = null;
  readonly #flush = (): void => this.flush();

  push(outlet: Outlet, frame: Buffer): void {
    if (outlet.pending === null) {
      outlet.pending = this.#firstRun(frame);
      this.#waiting.push(outlet);
    } else {
      outlet.pending = outlet.pending.with(frame);
    }
    if (outlet.pending.bytes >= FULL_BYTES) this.#write(outlet);
    else if (this.#cancelTimer === null) this.#schedule();
  }

  /** Writes now what waits for one socket, before it is closed. */
  drain(outlet: Outlet): void {
    this.#write(outlet);
  }

  /** Writes now whatever waits. */
  flush(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    const outlets = this.#waiting;
    this.#waiting = [];
    this.#first = null;
    for (const outlet of outlets) this.#write(outlet);
    // Counted from the end: writing to a thousand sockets takes as long as a window.
    this.#flushedAtMs = performance.now();
  }

  #firstRun(frame: Buffer): Run {
    const first = this.#first;
    if (first?.isOnly(frame) === true) return first;
    this.#first = new Run(null, frame);
    return this.#first;
  }

  #write(outlet: Outlet): void {
    const run = outlet.pending;
    if (run === null) return;
    outlet.pending = null;
    outlet.write(run.joined(), run.count);
  }

  #schedule(): void {
    const waitMs = this.#flushedAtMs + WINDOW_MS - performance.now();
    if (waitMs <= 0) {
      const immediate = setImmediate(this.#flush);
      this.#cancelTimer = () => clearImmediate(immediate);
    } else {
      const timer = setTimeout(this.#flush, waitMs);
      this.#cancelTimer = () => clearTimeout(timer);
    }
  }
}
