/**
 * Frames that wait to be written to a socket, in order. Runs form a tree that sockets share: those that wait
 * for the same frames hold the same run, so that the frames are joined into one buffer once for all of them.
 */
export class Run {
  readonly bytes: number;
  readonly count: number;
  readonly #before: Run | null;
  readonly #frame: Buffer;
  #next: Run | null = null;
  #joined: Buffer | null = null;

  constructor(before: Run | null, frame: Buffer) {
    this.#before = before;
    this.#frame = frame;
    this.bytes = (before?.bytes ?? 0) + frame.length;
    this.count = (before?.count ?? 0) + 1;
  }

  /** This run and one more frame; the same object for everyone who adds the same frame next. */
  with(frame: Buffer): Run {
    if (this.#next === null || this.#next.#frame !== frame) this.#next = new Run(this, frame);
    return this.#next;
  }

  /** True when the run is this one frame. */
  isOnly(frame: Buffer): boolean {
    return this.#before === null && this.#frame === frame;
  }

  /** All frames as one buffer. */
  joined(): Buffer {
    this.#joined ??= this.count === 1 ? this.#frame : Buffer.concat(Run.#framesUpTo(this), this.bytes);
    return this.#joined;
  }

  static #framesUpTo(last: Run): Buffer[] {
    const frames: Buffer[] = [];
    for (let run: Run | null = last; run !== null; run = run.#before) frames.push(run.#frame);
    return frames.reverse();
  }
}
