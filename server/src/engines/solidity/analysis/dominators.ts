import { successorsOf } from '../cfg/finish.ts';
import type { Block } from '../cfg/instructions.ts';

/** Which blocks every path to a block passes, after Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm". */
export class Dominators {
  readonly #immediate = new Map<Block, Block>();
  readonly #order = new Map<Block, number>();
  /** Entry and exit of each block in a walk of the dominator tree: one block dominates another that lies inside. */
  readonly #spans = new Map<Block, { first: number; last: number }>();

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
    this.#measure(entry, blocks);
  }

  #measure(entry: Block, blocks: Block[]): void {
    const children = new Map<Block, Block[]>(blocks.map((block) => [block, []]));
    for (const block of blocks) {
      const parent = this.immediate(block);
      if (parent) children.get(parent)?.push(block);
    }
    let clock = 0;
    const stack: { block: Block; next: number }[] = [{ block: entry, next: 0 }];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      if (top.next === 0) this.#spans.set(top.block, { first: clock++, last: clock });
      const child = children.get(top.block)?.[top.next++];
      if (child) {
        stack.push({ block: child, next: 0 });
        continue;
      }
      const span = this.#spans.get(top.block);
      if (span) span.last = clock;
      stack.pop();
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
    const [outer, inner] = [this.#spans.get(a), this.#spans.get(b)];
    return outer !== undefined && inner !== undefined && outer.first <= inner.first && inner.last <= outer.last;
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
