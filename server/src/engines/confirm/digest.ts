import type { Inspection, Outcome, SandboxEvent } from './sandbox.ts';

/** Two values that the program compared. */
export interface Comparison {
  /** Place of the comparison and its running number there. */
  key: string;
  left: bigint;
  right: bigint;
}

/** An opcode of interest that ran and whose frame did not fail. */
export interface Hit {
  account: string;
  pc: number;
  op: number;
  stack: [bigint, bigint, bigint];
  depth: number;
  /** How many storage writes and calls had happened before it. */
  writesBefore: number;
  framesBefore: number;
}

export interface Write {
  /** Whose storage. */
  account: string;
  /** Whose code. */
  code: string;
  pc: number;
  slot: bigint;
  value: bigint;
}

export interface FrameCall {
  op: number;
  from: string;
  to: string;
  value: bigint;
  input: Uint8Array;
  depth: number;
  /** The instruction that made it, in the code of this account; null for the transaction itself. */
  site: { account: string; pc: number } | null;
}

/** What a run did, as far as the search looks at it. Failed frames leave only their comparisons. */
export interface Digest {
  outcome: Outcome;
  comparisons: Comparison[];
  /** The same for runs that took the same branches. */
  path: string;
  hits: Hit[];
  writes: Write[];
  frames: FrameCall[];
  /** Distinct places reached, failed frames included. */
  reached: number;
}

/** Which instructions of an account's code are wanted as hits. */
export type IsWanted = (account: string, pc: number) => boolean;

const OP = { eq: 0x14, iszero: 0x15, sstore: 0x55, jumpi: 0x57, create: 0xf0, callcode: 0xf2, delegatecall: 0xf4, create2: 0xf5 } as const;
const MAX_COMPARISONS = 4_000;

interface Frame {
  code: string;
  storage: string;
  hits: number;
  writes: number;
  frames: number;
}

/** Reads the events of a run once. `skip`: accounts whose code is not worth looking at. */
export function digest({ outcome, events }: Inspection, isWanted: IsWanted, skip: ReadonlySet<string>): Digest {
  const reader = new Reader(isWanted, skip);
  for (const event of events) reader.read(event);
  return { outcome, ...reader.result() };
}

class Reader {
  readonly #isWanted: IsWanted;
  readonly #skip: ReadonlySet<string>;
  readonly #stack: Frame[] = [];
  readonly #comparisons: Comparison[] = [];
  readonly #hits: Hit[] = [];
  readonly #writes: Write[] = [];
  readonly #frames: FrameCall[] = [];
  readonly #counts = new Map<string, number>();
  readonly #reached = new Set<string>();
  #path = 0x811c9dc5;
  #pc = 0;

  constructor(isWanted: IsWanted, skip: ReadonlySet<string>) {
    this.#isWanted = isWanted;
    this.#skip = skip;
  }

  result(): Omit<Digest, 'outcome'> {
    return { comparisons: this.#comparisons, path: String(this.#path), hits: this.#hits, writes: this.#writes, frames: this.#frames, reached: this.#reached.size };
  }

  read(event: SandboxEvent): void {
    if (event.kind === 'enter') this.#enter(event);
    else if (event.kind === 'exit') this.#exit(event.success);
    else this.#step(event);
  }

  #enter({ op, from, to, value, input }: Extract<SandboxEvent, { kind: 'enter' }>): void {
    const above = this.#stack.at(-1);
    const isBorrowed = op === OP.delegatecall || op === OP.callcode;
    const { length: hits } = this.#hits;
    this.#stack.push({ code: to, storage: isBorrowed ? (above?.storage ?? from) : to, hits, writes: this.#writes.length, frames: this.#frames.length });
    this.#frames.push({ op, from, to, value, input, depth: this.#stack.length, site: above ? { account: above.code, pc: this.#pc } : null });
  }

  #exit(success: boolean): void {
    const frame = this.#stack.pop();
    if (!frame || success) return;
    this.#hits.length = frame.hits;
    this.#writes.length = frame.writes;
    this.#frames.length = frame.frames;
  }

  #step(event: Extract<SandboxEvent, { kind: 'step' }>): void {
    const { pc, op, depth, stack } = event;
    this.#pc = pc;
    const frame = this.#stack.at(-1);
    if (!frame || this.#skip.has(frame.code)) return;
    if (op === OP.jumpi) {
      this.#reached.add(`${frame.code}:${pc}`);
      this.#path = Math.imul(this.#path ^ (pc * 2 + (stack(1) === 0n ? 0 : 1)), 0x01000193) >>> 0;
    }
    if ((op >= 0x10 && op <= OP.iszero) || op === 0x03 || op === 0x18) this.#compare(frame, event);
    if (op === OP.sstore) this.#writes.push({ account: frame.storage, code: frame.code, pc, slot: stack(0), value: stack(1) });
    if (!this.#isWanted(frame.code, pc)) return;
    const { length: writesBefore } = this.#writes;
    this.#hits.push({ account: frame.code, pc, op, stack: [stack(0), stack(1), stack(2)], depth, writesBefore, framesBefore: this.#frames.length });
  }

  #compare({ code }: Frame, { pc, op, stack }: Extract<SandboxEvent, { kind: 'step' }>): void {
    if (this.#comparisons.length >= MAX_COMPARISONS) return;
    const place = `${code}:${pc}`;
    const count = this.#counts.get(place) ?? 0;
    this.#counts.set(place, count + 1);
    this.#comparisons.push({ key: `${place}:${count}`, left: stack(0), right: op === OP.iszero ? 0n : stack(1) });
  }
}
