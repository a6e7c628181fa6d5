import { toHex } from '../bytes.ts';
import type { CallNode } from './call-tree.ts';

/** How often each selector was called, by `0xselector-calldatasize` without the selector (geth's 4byteTracer). */
export function fourByte(root: CallNode, isPrecompile: (address: string) => boolean): Record<string, number> {
  const counts: Record<string, number> = {};
  const visit = (node: CallNode, depth: number): void => {
    const { op, input, to } = node.enter;
    const isCall = op === 0xf1 || op === 0xf2 || op === 0xf4 || op === 0xfa;
    if (isCall && input.length >= 4 && (depth === 0 || !isPrecompile(to))) {
      const id = `${toHex(input.subarray(0, 4))}-${input.length - 4}`;
      counts[id] = (counts[id] ?? 0) + 1;
    }
    for (const call of node.calls) visit(call, depth + 1);
  };
  visit(root, 0);
  return counts;
}
