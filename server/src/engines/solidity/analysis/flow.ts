import { successorsOf } from '../cfg/finish.ts';
import type { Block, Frame, Instruction, Routine, StoreInstruction } from '../cfg/instructions.ts';
import { operandsOf } from '../cfg/operands.ts';
import type { StateVariable } from '../project/model.ts';
import { Dominators, findLoops } from './dominators.ts';
import { type Fact, ownFacts } from './facts.ts';

/** The nearest tests say most; a function with thousands of them must not cost their square. */
const MAX_FACTS = 200;

/** Questions about the order of things in one routine, answered once and kept. */
export class Flow {
  readonly routine: Routine;
  readonly dominators: Dominators;
  /** Every instruction that can run, block after block. */
  readonly instructions: Instruction[];
  readonly loops: Map<Block, Set<Block>>;
  #positions = new Map<Instruction, number>();
  #reachable = new Map<Block, Uint8Array>();
  #indices = new Map<Block, number>();
  #tested: Set<Instruction> | null = null;
  #hooks: Instruction[] | null = null;
  #frames: Frame[] | null = null;
  #uses: Map<Instruction, Instruction[]> | null = null;
  #facts = new Map<Block, Fact[]>();

  constructor(routine: Routine) {
    this.routine = routine;
    this.dominators = new Dominators(routine.blocks);
    this.loops = findLoops(routine.blocks, this.dominators);
    this.instructions = routine.blocks.flatMap((block) => block.instructions);
    routine.blocks.forEach((block, at) => this.#indices.set(block, at));
    for (const block of routine.blocks) block.instructions.forEach((instruction, at) => this.#positions.set(instruction, at));
  }

  /** What is known to be true whenever `block` runs. */
  facts(block: Block): Fact[] {
    const pending: Block[] = [];
    let facts: Fact[] | undefined;
    for (let at: Block | null = block; at && !facts; at = this.dominators.immediate(at)) {
      facts = this.#facts.get(at);
      if (!facts) pending.push(at);
    }
    for (let at = pending.pop(); at; at = pending.pop()) {
      const own = ownFacts(at, this.dominators);
      facts = own.length === 0 && facts ? facts : [...own, ...(facts ?? [])].slice(0, MAX_FACTS);
      this.#facts.set(at, facts);
    }
    return facts ?? [];
  }

  /** The instructions that read a value; a branch on it counts through `isTested`. */
  usesOf(value: Instruction): Instruction[] {
    this.#uses ??= this.#collectUses();
    return this.#uses.get(value) ?? [];
  }

  #collectUses(): Map<Instruction, Instruction[]> {
    const uses = new Map<Instruction, Instruction[]>();
    for (const instruction of this.instructions) {
      for (const operand of operandsOf(instruction)) {
        const known = uses.get(operand);
        if (known) known.push(instruction);
        else uses.set(operand, [instruction]);
      }
    }
    return uses;
  }

  /** The writes of a state variable, or through pointers where it is null. */
  storesTo(variable: StateVariable | null): StoreInstruction[] {
    return this.instructions.filter((one): one is StoreInstruction => one.kind === 'store' && one.path.variable === variable);
  }

  /** The bodies that were inlined right into a body. */
  framesBelow(frame: Frame): Frame[] {
    this.#frames ??= [...new Set(this.instructions.map((one) => one.frame))];
    return this.#frames.filter(({ parent }) => parent === frame);
  }

  /** Calls of internal functions that are declared without a body and answer nothing. */
  hooks(): Instruction[] {
    this.#hooks ??= this.instructions.filter((one) => one.kind === 'call' && one.method === 'internal' && one.callee?.node.body === null && one.callee.node.returns.length === 0);
    return this.#hooks;
  }

  /** True where a branch depends directly on the value. */
  isTested(value: Instruction): boolean {
    this.#tested ??= new Set(this.routine.blocks.flatMap(({ terminator }) => (terminator.kind === 'branch' ? [terminator.condition] : [])));
    return this.#tested.has(value);
  }

  isReturned(value: Instruction): boolean {
    return this.routine.blocks.some(({ terminator }) => terminator.kind === 'return' && terminator.values.includes(value));
  }

  /** True where `second` can run after the end of `first`. */
  canReach(first: Block, second: Block): boolean {
    const reachable = this.#reachable.get(first) ?? this.#findReachable(first);
    const index = this.#indices.get(second) ?? 0;
    return ((reachable[index >> 3] ?? 0) & (1 << (index & 7))) !== 0;
  }

  #findReachable(block: Block): Uint8Array {
    const seen = new Uint8Array((this.routine.blocks.length + 7) >> 3);
    const pending = [...successorsOf(block)];
    for (let next = pending.pop(); next; next = pending.pop()) {
      const index = this.#indices.get(next) ?? 0;
      const bit = 1 << (index & 7);
      if (((seen[index >> 3] ?? 0) & bit) !== 0) continue;
      seen[index >> 3] = (seen[index >> 3] ?? 0) | bit;
      pending.push(...successorsOf(next));
    }
    this.#reachable.set(block, seen);
    return seen;
  }

  /** True where `second` can run after `first` in one execution. */
  canFollow(first: Instruction, second: Instruction): boolean {
    if (first.block === second.block && this.#position(first) < this.#position(second)) return true;
    return this.canReach(first.block, second.block);
  }

  /** True where `first` has always run when `second` does. */
  alwaysPrecedes(first: Instruction, second: Instruction): boolean {
    if (first.block === second.block) return this.#position(first) < this.#position(second);
    return this.dominators.dominates(first.block, second.block);
  }

  #position(instruction: Instruction): number {
    return this.#positions.get(instruction) ?? -1;
  }

  /** Where a run that has come through a block can end without being undone; what holds at all of them holds for it. */
  endsAfter(block: Block): Block[] {
    return this.routine.blocks.filter((end) => end.terminator.kind === 'return' && (end === block || this.canReach(block, end)));
  }

  /** The loops an instruction is in, as their heads. */
  loopsAround(block: Block): Block[] {
    return [...this.loops].filter(([, body]) => body.has(block)).map(([head]) => head);
  }
}
