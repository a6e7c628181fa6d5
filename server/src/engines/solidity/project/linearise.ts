import type { Contract } from './model.ts';

/**
 * C3 linearisation as Solidity defines it: bases are listed from "most base-like" to "most derived", the result
 * starts with the contract itself. Returns null where no consistent order exists or a contract inherits itself.
 */
export function linearise(contract: Contract, done: Map<Contract, Contract[] | null>): Contract[] | null {
  const known = done.get(contract);
  if (known !== undefined) return known;
  done.set(contract, null);
  const directBases = [...contract.bases].reverse();
  const orders = directBases.map((base) => linearise(base, done));
  if (orders.some((order) => order === null)) return null;
  const merged = merge([...orders.map((order) => [...(order ?? [])]), directBases]);
  const result = merged && [contract, ...merged];
  done.set(contract, result);
  return result;
}

function merge(lists: Contract[][]): Contract[] | null {
  const result: Contract[] = [];
  let remaining = lists.filter((list) => list.length > 0);
  while (remaining.length > 0) {
    const next = remaining.map((list) => list[0]).find((head) => head && isGoodHead(head, remaining));
    if (!next) return null;
    result.push(next);
    remaining = remaining.map((list) => (list[0] === next ? list.slice(1) : list)).filter((list) => list.length > 0);
  }
  return result;
}

function isGoodHead(head: Contract, lists: Contract[][]): boolean {
  return !lists.some((list) => list.indexOf(head) > 0);
}

/** What is left to work with where C3 fails: the bases in depth-first order. */
export function approximateOrder(contract: Contract): Contract[] {
  const seen = new Set<Contract>();
  const pending = [contract];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    pending.push(...next.bases);
  }
  return [...seen];
}
