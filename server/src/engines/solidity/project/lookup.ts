import { resolveType } from './resolve-type.ts';
import { describeType, fit, type SolType } from './types.ts';
import type { Contract, FunctionInfo, ModifierInfo, StateVariable } from './model.ts';

/** The parameter types of a function as one string; equal for a function and what it overrides. */
function signatureOf(info: FunctionInfo): string {
  const types = info.parameters.map((parameter) => describeType(resolveType(parameter.typeName, info)));
  return `${info.name}(${types.join(',')})`;
}

const signatures = new WeakMap<FunctionInfo, string>();

function cachedSignature(info: FunctionInfo): string {
  const known = signatures.get(info);
  if (known !== undefined) return known;
  const signature = signatureOf(info);
  signatures.set(info, signature);
  return signature;
}

interface Index {
  functions: Map<string, FunctionInfo[]>;
  variables: Map<string, StateVariable>;
}

const indices = new WeakMap<Contract, Index>();

/** A contract's own members by name; generated contracts have thousands. */
function indexOf(contract: Contract): Index {
  const known = indices.get(contract);
  if (known) return known;
  const index: Index = { functions: new Map(), variables: new Map(contract.variables.map((variable) => [variable.name, variable])) };
  for (const info of contract.functions) {
    const same = index.functions.get(info.name);
    if (same) same.push(info);
    else index.functions.set(info.name, [info]);
  }
  indices.set(contract, index);
  return index;
}

/** True where the contract or a base declares a function of that name. */
export function declaresFunction(contract: Contract, name: string): boolean {
  return contract.linear.some((ancestor) => indexOf(ancestor).functions.get(name)?.some((info) => info.kind === 'function') ?? false);
}

/** All functions of that name a contract has, most derived first; one per signature. */
export function findFunctions(contract: Contract, name: string, from = 0): FunctionInfo[] {
  const found = new Map<string, FunctionInfo>();
  for (const ancestor of contract.linear.slice(from)) {
    for (const info of indexOf(ancestor).functions.get(name) ?? []) {
      if (info.kind === 'constructor') continue;
      const signature = cachedSignature(info);
      const existing = found.get(signature);
      // A function without a body never hides one that has it.
      if (!existing || (existing.node.body === null && info.node.body !== null)) found.set(signature, info);
    }
  }
  return [...found.values()];
}

/** Every function a contract has after inheritance, constructors excepted. */
export function allFunctions(contract: Contract): FunctionInfo[] {
  const found = new Map<string, FunctionInfo>();
  for (const ancestor of contract.linear) {
    for (const info of ancestor.functions) {
      if (info.kind === 'constructor') continue;
      const key = `${info.kind}:${cachedSignature(info)}`;
      const existing = found.get(key);
      if (!existing || (existing.node.body === null && info.node.body !== null)) found.set(key, info);
    }
  }
  return [...found.values()];
}

export function findModifier(contract: Contract, name: string): ModifierInfo | undefined {
  for (const ancestor of contract.linear) {
    const found = ancestor.modifiers.find((modifier) => modifier.name === name && modifier.node.body !== null);
    if (found) return found;
  }
  return undefined;
}

/** The variable a name means inside `contract`: its own, else the nearest base's. */
export function findVariable(contract: Contract, name: string): StateVariable | undefined {
  for (const ancestor of contract.linear) {
    const found = indexOf(ancestor).variables.get(name);
    if (found) return found;
  }
  return undefined;
}

/** The overload that fits the arguments best; the first by number of parameters where types are unknown. */
export function chooseOverload(candidates: FunctionInfo[], args: SolType[]): FunctionInfo | undefined {
  let best: FunctionInfo | undefined;
  let bestScore = -1;
  for (const candidate of candidates) {
    if (candidate.parameters.length !== args.length) continue;
    const fits = candidate.parameters.map((parameter, at) => fit(args[at] ?? { kind: 'unknown' }, resolveType(parameter.typeName, candidate)));
    // A type that does not fit at all may be a gap of ours; it only loses against one that does.
    const score = fits.reduce((sum, value) => sum + (value === 0 ? -4 : value), 0) + 1_000;
    if (score > bestScore) [best, bestScore] = [candidate, score];
  }
  return best;
}

