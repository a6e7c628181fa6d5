import { successorsOf } from '../cfg/finish.ts';
import type { Block, Instruction, Routine, StoreInstruction } from '../cfg/instructions.ts';
import { operandsOf } from '../cfg/operands.ts';
import type { StateVariable } from '../project/model.ts';
import { Dominators, findLoops } from './dominators.ts';
import { type Fact, factsOf } from './facts.ts';

/** Questions about the order of things in one routine, answered once and kept. */
export class Flow {
  readonly routine: Routine;
  readonly dominators: Dominators;
  /** Every instruction that can run, block after block. */
  readonly instructions: Instruction[];
  readonly loops: Map<Block, Set<Block>>;
  #positions = new Map<Instruction, number>();
  #reachable = new Map<Block, Set<Block>>();
  #uses: Map<Instruction, Instruction[]> | null = null;
  #facts = new Map<Block, Fact[]>();

  constructor(routine: Routine) {
    this.routine = routine;
    this.dominators = new Dominators(routine.blocks);
    this.loops = findLoops(routine.blocks, this.dominators);
    this.instructions = routine.blocks.flatMap((block) => block.instructions);
    for (const block of routine.blocks) block.instructions.forEach((instruction, at) => this.#positions.set(instruction, at));
  }

  /** What is known to be true whenever `block` runs. */
  facts(block: Block): Fact[] {
    const known = this.#facts.get(block);
    if (known) return known;
    const facts = factsOf(block, this.dominators);
    this.#facts.set(block, facts);
    return facts;
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

  /** True where a branch depends directly on the value. */
  isTested(value: Instruction): boolean {
    return this.routine.blocks.some(({ terminator }) => terminator.kind === 'branch' && terminator.condition === value);
  }

  isReturned(value: Instruction): boolean {
    return this.routine.blocks.some(({ terminator }) => terminator.kind === 'return' && terminator.values.includes(value));
  }

  /** Blocks that can run after the end of `block`. */
  reachableFrom(block: Block): Set<Block> {
    const known = this.#reachable.get(block);
    if (known) return known;
    const seen = new Set<Block>();
    const pending = [...successorsOf(block)];
    for (let next = pending.pop(); next; next = pending.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      pending.push(...successorsOf(next));
    }
    this.#reachable.set(block, seen);
    return seen;
  }

  /** True where `second` can run after `first` in one execution. */
  canFollow(first: Instruction, second: Instruction): boolean {
    if (first.block === second.block && this.#position(first) < this.#position(second)) return true;
    return this.reachableFrom(first.block).has(second.block);
  }

  /** True where `first` has always run when `second` does. */
  alwaysPrecedes(first: Instruction, second: Instruction): boolean {
    if (first.block === second.block) return this.#position(first) < this.#position(second);
    return this.dominators.dominates(first.block, second.block);
  }

  #position(instruction: Instruction): number {
    return this.#positions.get(instruction) ?? -1;
  }

  /** The loops an instruction is in, as their heads. */
  loopsAround(block: Block): Block[] {
    return [...this.loops].filter(([, body]) => body.has(block)).map(([head]) => head);
  }
}
