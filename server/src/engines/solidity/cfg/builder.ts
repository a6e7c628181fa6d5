import type { SolType } from '../project/types.ts';
import type { Range } from '../syntax/tokens.ts';
import type { Block, Frame, Instruction, PhiValue } from './instructions.ts';

/** A local variable of one inlined body. */
export interface Local {
  name: string;
  type: SolType;
  range: Range;
  /** Declared to live in storage, so that it is a pointer. */
  isStorage: boolean;
}

type Distribute<T> = T extends Instruction ? Omit<T, 'id' | 'block' | 'range' | 'frame'> : never;
/** An instruction before it is placed. */
export type Draft = Distribute<Instruction>;

interface BlockState {
  definitions: Map<Local, Instruction>;
  incomplete: Map<Local, PhiValue>;
  isSealed: boolean;
}

/**
 * Builds blocks in static single assignment while they are lowered, after Braun et al., "Simple and Efficient
 * Construction of Static Single Assignment Form" (CC 2013): a read looks back through the predecessors and puts a
 * phi where they meet; a loop's head stays unsealed until its back edges exist.
 */
export class GraphBuilder {
  readonly entry: Block;
  current: Block;
  size = 0;
  /** Where new instructions say they come from. */
  frame: Frame;
  #nextId = 0;
  #states = new Map<Block, BlockState>();

  constructor(frame: Frame) {
    this.frame = frame;
    this.entry = this.createBlock();
    this.seal(this.entry);
    this.current = this.entry;
  }

  /** True where a routine has grown beyond what is worth following. */
  isFull(limit: number): boolean {
    return this.size > limit || this.#states.size > limit;
  }

  createBlock(): Block {
    const block: Block = { id: this.#nextId++, instructions: [], terminator: { kind: 'revert' }, predecessors: [] };
    this.#states.set(block, { definitions: new Map(), incomplete: new Map(), isSealed: false });
    return block;
  }

  /** A block whose only predecessors are those it has now. */
  enterSealed(block: Block): void {
    this.seal(block);
    this.current = block;
  }

  append(draft: Draft, range: Range): Instruction {
    return this.#place(draft, range, this.current);
  }

  jump(target: Block): void {
    this.current.terminator = { kind: 'jump', target };
    target.predecessors.push(this.current);
  }

  branch(condition: Instruction, to: { whenTrue: Block; whenFalse: Block; isAssert?: boolean }): void {
    const { whenTrue, whenFalse, isAssert = false } = to;
    const { range } = condition;
    this.current.terminator = { kind: 'branch', condition, whenTrue, whenFalse, range, frame: this.frame, isAssert };
    whenTrue.predecessors.push(this.current);
    whenFalse.predecessors.push(this.current);
  }

  /** Goes on in a block that nothing reaches: after `return`, `break`, `revert`. */
  enterDead(): void {
    this.enterSealed(this.createBlock());
  }

  write(local: Local, value: Instruction): void {
    this.#state(this.current).definitions.set(local, value);
  }

  read(local: Local): Instruction {
    return this.#readIn(local, this.current);
  }

  seal(block: Block): void {
    const state = this.#state(block);
    if (state.isSealed) return;
    state.isSealed = true;
    for (const [local, phi] of state.incomplete) this.#complete(local, phi);
    state.incomplete.clear();
  }

  #state(block: Block): BlockState {
    const state = this.#states.get(block);
    if (!state) throw new Error('block of another graph');
    return state;
  }

  #place(draft: Draft, range: Range, block: Block): Instruction {
    const instruction = { ...draft, id: this.#nextId++, block, range, frame: this.frame };
    block.instructions.push(instruction);
    this.size++;
    return instruction;
  }

  #readIn(local: Local, from: Block): Instruction {
    const passed: Block[] = [];
    let block = from;
    for (;;) {
      const state = this.#state(block);
      const known = state.definitions.get(local);
      const [only] = block.predecessors;
      const value = known ?? (state.isSealed && block.predecessors.length === 1 && only ? null : this.#readHere(local, block));
      if (value) {
        for (const seen of passed) this.#state(seen).definitions.set(local, value);
        return value;
      }
      passed.push(block);
      if (only) block = only;
    }
  }

  /** The value at the start of a block that has none of its own and not exactly one known predecessor. */
  #readHere(local: Local, block: Block): Instruction {
    const state = this.#state(block);
    if (state.isSealed && block.predecessors.length === 0) {
      const { name, type, range, isStorage: isStoragePointer } = local;
      const zero = this.#place({ kind: 'zero', name, type, isStoragePointer }, range, block);
      state.definitions.set(local, zero);
      return zero;
    }
    const phi = this.#place({ kind: 'phi', inputs: [], replacedBy: null, type: local.type }, local.range, block) as PhiValue;
    state.definitions.set(local, phi);
    if (!state.isSealed) state.incomplete.set(local, phi);
    else this.#complete(local, phi);
    return phi;
  }

  #complete(local: Local, phi: PhiValue): void {
    phi.inputs = phi.block.predecessors.map((predecessor) => this.#readIn(local, predecessor));
    const different = new Set(phi.inputs.map(resolvePhi).filter((input) => input !== phi));
    const [first] = different;
    if (different.size === 1 && first) phi.replacedBy = first;
  }
}

/** Follows phis that turned out to have one value only. */
export function resolvePhi(value: Instruction): Instruction {
  let result = value;
  while (result.kind === 'phi' && result.replacedBy) result = result.replacedBy;
  return result;
}
