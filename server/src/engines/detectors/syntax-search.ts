import type { Contract, FileUnit, FunctionInfo, ModifierInfo, Project } from '../solidity/project/model.ts';
import type { Node } from '../solidity/syntax/nodes.ts';
import { childrenOf } from '../solidity/syntax/walk.ts';

/** A node with where it stands. */
export interface Occurrence<T extends Node = Node> {
  node: T;
  parent: Occurrence | null;
  file: FileUnit;
  contract: Contract | null;
  code: FunctionInfo | ModifierInfo | null;
}

type OfType<K extends Node['type']> = Occurrence<Extract<Node, { type: K }>>;

const indices = new WeakMap<FileUnit, Map<Node['type'], Occurrence[]>>();

/** Every node of a type in the Solidity files of a project; each file is walked once for all detectors. */
export function* nodesOf<K extends Node['type']>({ files }: Project, type: K): Iterable<OfType<K>> {
  for (const file of files) if (file.language === 'solidity') yield* nodesIn(file, type);
}

export function nodesIn<K extends Node['type']>(file: FileUnit, type: K): OfType<K>[] {
  const index = indices.get(file) ?? buildIndex(file);
  indices.set(file, index);
  return (index.get(type) ?? []) as OfType<K>[];
}

/** What stands inside a node, itself included. */
export function* below<K extends Node['type']>(root: Occurrence, type: K): Iterable<OfType<K>> {
  const { start, end } = root.node;
  const all = nodesIn(root.file, type);
  for (let at = firstFrom(all, start); at < all.length; at++) {
    const found = all[at];
    if (!found || found.node.start >= end) return;
    if (found.node.end <= end) yield found;
  }
}

/** The first in order of the source that starts at an offset or behind it. */
function firstFrom(sorted: readonly Occurrence[], start: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.node.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

function buildIndex(file: FileUnit): Map<Node['type'], Occurrence[]> {
  const owners = ownersIn(file);
  const index = new Map<Node['type'], Occurrence[]>();
  const pending: Occurrence[] = [{ node: file.unit, parent: null, file, contract: null, code: null }];
  for (let at = pending.pop(); at; at = pending.pop()) {
    const list = index.get(at.node.type);
    if (list) list.push(at);
    else index.set(at.node.type, [at]);
    for (const node of childrenOf(at.node).reverse()) {
      const owner = owners.get(node);
      const contract = owner && 'linear' in owner ? owner : at.contract;
      const code = owner && !('linear' in owner) ? owner : at.code;
      pending.push({ node, parent: at, file, contract, code });
    }
  }
  for (const list of index.values()) list.sort((a, b) => a.node.start - b.node.start);
  return index;
}

function ownersIn(file: FileUnit): Map<Node, Contract | FunctionInfo | ModifierInfo> {
  const owners = new Map<Node, Contract | FunctionInfo | ModifierInfo>();
  for (const contract of file.contracts) {
    owners.set(contract.node, contract);
    for (const code of [...contract.functions, ...contract.modifiers]) owners.set(code.node, code);
  }
  for (const symbol of file.symbols.values()) {
    if (symbol.kind === 'function') for (const info of symbol.functions) if (info.file === file) owners.set(info.node, info);
  }
  return owners;
}
