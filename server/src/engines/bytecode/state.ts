import { constant, type Value, ZERO } from './values.ts';

const MAX_STACK = 1_024;
/** Words of memory that are remembered; what is written beyond is forgotten. */
const MAX_MEMORY = 64;

/** What is known at one point of one path. */
export class State {
  pc: number;
  stack: Value[];
  memory: Map<bigint, Value>;
  /** The function of the contract's interface that is running; null before one is chosen. */
  selector: string | null;
  /** A test of who is calling lies on the way. */
  isGuarded: boolean;

  constructor(pc: number, from?: State) {
    this.pc = pc;
    this.stack = from ? [...from.stack] : [];
    this.memory = new Map(from?.memory);
    this.selector = from?.selector ?? null;
    this.isGuarded = from?.isGuarded ?? false;
  }

  push(value: Value): void {
    this.stack.push(value);
  }

  pop(): Value {
    return this.stack.pop() ?? ZERO;
  }

  /** The operands of an instruction, the top of the stack first. */
  take(count: number): Value[] {
    return Array.from({ length: count }, () => this.pop());
  }

  /** False where the machine would stop with an error. */
  hasRoom(takes: number, leaves: number): boolean {
    return this.stack.length >= takes && this.stack.length - takes + leaves <= MAX_STACK;
  }

  store(at: Value, value: Value): void {
    if (at.constant === null || (this.memory.size >= MAX_MEMORY && !this.memory.has(at.constant))) return;
    this.memory.set(at.constant, value);
  }

  /** The words of a piece of memory, as far as they are known. */
  words(at: Value, size: Value): Value[] {
    if (at.constant === null || size.constant === null || size.constant > 256n) return [];
    const words: Value[] = [];
    for (let offset = 0n; offset < size.constant; offset += 32n) words.push(this.memory.get(at.constant + offset) ?? constant(0n));
    return words;
  }
}
