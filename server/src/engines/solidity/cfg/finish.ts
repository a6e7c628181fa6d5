import { resolvePhi } from './builder.ts';
import type { Block, Instruction } from './instructions.ts';
import { replaceOperands } from './operands.ts';

export function successorsOf(block: Block): Block[] {
  const { terminator } = block;
  if (terminator.kind === 'jump') return [terminator.target];
  return terminator.kind === 'branch' ? [terminator.whenTrue, terminator.whenFalse] : [];
}

/** The blocks that can be reached, in reverse postorder; edges from dead blocks are cut and phis simplified. */
export function finishGraph(entry: Block): Block[] {
  const blocks = reversePostorder(entry);
  const isLive = new Set(blocks);
  for (const block of blocks) cutDeadEdges(block, isLive);
  simplifyPhis(blocks);
  for (const block of blocks) {
    for (const instruction of block.instructions) replaceOperands(instruction, resolvePhi);
    const { terminator } = block;
    if (terminator.kind === 'branch') terminator.condition = resolvePhi(terminator.condition);
    if (terminator.kind === 'return') terminator.values = terminator.values.map(resolvePhi);
    const kept = block.instructions.filter((instruction) => instruction.kind !== 'phi' || !instruction.replacedBy);
    const isPhi = (instruction: Instruction): boolean => instruction.kind === 'phi';
    block.instructions = [...kept.filter(isPhi), ...kept.filter((instruction) => !isPhi(instruction))];
  }
  return blocks;
}

function reversePostorder(entry: Block): Block[] {
  const order: Block[] = [];
  const seen = new Set([entry]);
  const stack: { block: Block; next: number }[] = [{ block: entry, next: 0 }];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const successor = successorsOf(top.block)[top.next++];
    if (!successor) {
      order.push(top.block);
      stack.pop();
    } else if (!seen.has(successor)) {
      seen.add(successor);
      stack.push({ block: successor, next: 0 });
    }
  }
  return order.reverse();
}

function cutDeadEdges(block: Block, isLive: ReadonlySet<Block>): void {
  const keeps = block.predecessors.map((predecessor) => isLive.has(predecessor));
  if (keeps.every(Boolean)) return;
  block.predecessors = block.predecessors.filter((_, at) => keeps[at]);
  for (const instruction of block.instructions) {
    if (instruction.kind === 'phi') instruction.inputs = instruction.inputs.filter((_, at) => keeps[at]);
  }
}

/** A phi of one value, or of itself and one value, is that value; replacing one may make another so. */
function simplifyPhis(blocks: Block[]): void {
  const phis = blocks.flatMap((block) => block.instructions.filter((instruction) => instruction.kind === 'phi'));
  for (let isChanged = true; isChanged; ) {
    isChanged = false;
    for (const phi of phis) {
      if (phi.replacedBy) continue;
      const different = new Set(phi.inputs.map(resolvePhi).filter((input) => input !== phi));
      const [first] = different;
      if (different.size !== 1 || !first) continue;
      phi.replacedBy = first;
      isChanged = true;
    }
  }
}
