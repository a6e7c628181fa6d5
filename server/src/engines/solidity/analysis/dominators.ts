import { successorsOf } from '../cfg/finish.ts';
import type { Block } from '../cfg/instructions.ts';

/** Which blocks every path to a block passes, after Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm". */
export class Dominators {
  readonly #immediate = new Map<Block, Block>();
  readonly #order = new Map<Block, number>();

  /** `blocks` in reverse postorder, the entry first. */
  constructor(blocks: Block[]) {
    blocks.forEach((block, at) => this.#order.set(block, at));
    const [entry, ...rest] = blocks;
    if (!entry) return;
    this.#immediate.set(entry, entry);
    for (let isChanged = true; isChanged; ) {
      isChanged = false;
      for (const block of rest) {
        const next = this.#meetPredecessors(block);
        if (next && this.#immediate.get(block) !== next) {
          this.#immediate.set(block, next);
          isChanged = true;
        }
      }
    }
  }

  #meetPredecessors(block: Block): Block | undefined {
    let result: Block | undefined;
    for (const predecessor of block.predecessors) {
      if (!this.#immediate.has(predecessor)) continue;
      result = result ? this.#meet(result, predecessor) : predecessor;
    }
    return result;
  }

  #meet(a: Block, b: Block): Block {
    let [left, right] = [a, b];
    while (left !== right) {
      const isLeftLater = (this.#order.get(left) ?? 0) > (this.#order.get(right) ?? 0);
      const step = this.#immediate.get(isLeftLater ? left : right);
      if (!step) return left;
      if (isLeftLater) left = step;
      else right = step;
    }
    return left;
  }

  /** The nearest block that every path to `block` passes; null for the entry. */
  immediate(block: Block): Block | null {
    const result = this.#immediate.get(block);
    return result && result !== block ? result : null;
  }

  dominates(a: Block, b: Block): boolean {
    for (let block: Block | null = b; block; block = this.immediate(block)) if (block === a) return true;
    return false;
  }
}

/** The blocks of every natural loop: from each back edge all that reaches it without passing the loop's head. */
export function findLoops(blocks: Block[], dominators: Dominators): Map<Block, Set<Block>> {
  const loops = new Map<Block, Set<Block>>();
  for (const block of blocks) {
    for (const head of successorsOf(block)) {
      if (!dominators.dominates(head, block)) continue;
      const body = loops.get(head) ?? new Set([head]);
      loops.set(head, body);
      const pending = [block];
      for (let next = pending.pop(); next; next = pending.pop()) {
        if (body.has(next)) continue;
        body.add(next);
        pending.push(...next.predecessors);
      }
    }
  }
  return loops;
}
