import type { CodeInstruction, Disassembly } from './disassemble.ts';
import { readDispatch } from './dispatcher.ts';
import { type Observer, step } from './machine.ts';
import { HALTS } from './opcodes.ts';
import { State } from './state.ts';
import type { Value } from './values.ts';

/** How much work one exploration may be. */
export interface Limits {
  /** Instructions run, over all paths. */
  steps: number;
  /** States in which one block is entered. */
  statesPerBlock: number;
}

export const LIMITS: Limits = { steps: 400_000, statesPerBlock: 48 };

export interface Exploration {
  /** Offsets at which blocks begin that some path reaches. */
  blocks: Set<number>;
  /** Functions by selector, with the offset where the dispatcher sends them. */
  functions: Map<string, number>;
  /** Jumps whose target could not be determined. */
  unresolved: Set<number>;
  /** True where the limits ended the work. */
  isCutOff: boolean;
  steps: number;
}

/** Follows every path from the start of the code, once for each block, call context, function and guard. */
export function explore(code: Disassembly, observer: Observer, limits: Limits = LIMITS): Exploration {
  const explorer = new Explorer(code, observer, limits);
  explorer.run();
  return explorer.result;
}

class Explorer {
  readonly result: Exploration = { blocks: new Set(), functions: new Map(), unresolved: new Set(), isCutOff: false, steps: 0 };
  readonly #code: Disassembly;
  readonly #observer: Observer;
  readonly #limits: Limits;
  readonly #seen = new Map<number, Set<string>>();
  readonly #pending: State[] = [];

  constructor(code: Disassembly, observer: Observer, limits: Limits) {
    this.#code = code;
    this.#observer = observer;
    this.#limits = limits;
  }

  run(): void {
    this.#enter(new State(0));
    for (let state = this.#pending.pop(); state; state = this.#pending.pop()) {
      this.result.blocks.add(state.pc);
      this.#runBlock(state);
      if (this.result.steps < this.#limits.steps) continue;
      this.result.isCutOff = true;
      return;
    }
  }

  /** Runs to the end of a block and queues what follows it. */
  #runBlock(state: State): void {
    const { instructions, indexOf } = this.#code;
    const first = indexOf[state.pc] ?? -1;
    if (first < 0) return;
    for (let at = first; at < instructions.length && this.result.steps < this.#limits.steps; at++) {
      const instruction = instructions[at];
      if (!instruction) return;
      this.result.steps++;
      if (instruction.name === 'JUMPDEST' && at > first) return this.#follow(state, instruction.pc);
      if (instruction.name === 'JUMP' || instruction.name === 'JUMPI') return this.#jump(state, instruction);
      if (!step(instruction, state, this.#observer) || HALTS.has(instruction.name)) return;
    }
  }

  #jump(state: State, instruction: CodeInstruction): void {
    if (!state.hasRoom(instruction.takes, 0)) return;
    const [target, condition] = state.take(instruction.takes);
    if (condition) this.#observer.onInstruction(instruction, [condition], state);
    if (!target) return;
    if (condition) return this.#branch(state, { target, condition, pc: instruction.pc });
    this.#follow(state, this.#destination(target, instruction.pc));
  }

  #branch(state: State, jump: { target: Value; condition: Value; pc: number }): void {
    const { target, condition, pc } = jump;
    const dispatch = readDispatch(condition);
    const isGuarded = state.isGuarded || condition.isCallerTest;
    const taken = new State(0, state);
    const passed = new State(0, state);
    taken.isGuarded = passed.isGuarded = isGuarded;
    const destination = condition.constant === 0n ? null : this.#destination(target, pc);
    const next = condition.constant !== null && condition.constant !== 0n ? null : pc + 1;
    if (dispatch) {
      const chosen = dispatch.isOnTrue ? taken : passed;
      const at = dispatch.isOnTrue ? destination : next;
      chosen.selector = dispatch.selector;
      if (at !== null && !this.result.functions.has(dispatch.selector)) this.result.functions.set(dispatch.selector, at);
    }
    this.#follow(taken, destination);
    this.#follow(passed, next);
  }

  /** The target of a jump; null where it is no number or no valid destination. */
  #destination(target: Value, pc: number): number | null {
    if (target.constant === null) {
      this.result.unresolved.add(pc);
      return null;
    }
    return this.#isDestination(target.constant) ? Number(target.constant) : null;
  }

  #isDestination(value: bigint): boolean {
    if (value >= BigInt(this.#code.code.length)) return false;
    const index = this.#code.indexOf[Number(value)] ?? -1;
    return this.#code.instructions[index]?.name === 'JUMPDEST';
  }

  #follow(state: State, pc: number | null): void {
    if (pc === null) return;
    state.pc = pc;
    this.#enter(state);
  }

  #enter(state: State): void {
    const seen = this.#seen.get(state.pc) ?? new Set<string>();
    this.#seen.set(state.pc, seen);
    const key = this.#keyOf(state);
    if (seen.has(key)) return;
    if (seen.size >= this.#limits.statesPerBlock) {
      this.result.isCutOff = true;
      return;
    }
    seen.add(key);
    this.#pending.push(state);
  }

  /** Two states go on alike when they return to the same places, serve the same function and passed the same guard. */
  #keyOf({ stack, selector, isGuarded }: State): string {
    const returns = stack.slice(-40).map(({ constant }) => (constant !== null && this.#isDestination(constant) ? constant.toString(36) : '')).join(',');
    return `${selector ?? ''} ${isGuarded ? 1 : 0} ${stack.length} ${returns}`;
  }
}
