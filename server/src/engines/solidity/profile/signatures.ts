import { abiSignature, abiType, selectorOf } from '../project/abi.ts';
import { allFunctions } from '../project/lookup.ts';
import type { Contract, FunctionInfo, StateVariable } from '../project/model.ts';
import { resolveType } from '../project/resolve-type.ts';
import type { TypeScope } from '../project/types.ts';
import type { EventDefinition, TypeName } from '../syntax/nodes.ts';

/** A function of the contract's outside, written or made by the compiler for a public variable. */
export interface Callable {
  /** `transfer(address,uint256)`, types as the ABI names them. */
  signature: string;
  returns: readonly string[];
  isView: boolean;
  info: FunctionInfo | null;
  variable: StateVariable | null;
}

const abiName = (node: TypeName, scope: TypeScope): string => abiType(resolveType(node, scope));

function fromFunction(info: FunctionInfo): Callable {
  return {
    signature: abiSignature(info),
    returns: info.node.returns.map(({ typeName }) => abiName(typeName, info)),
    isView: info.mutability === 'view' || info.mutability === 'pure' || info.mutability === 'constant',
    info, variable: null,
  };
}

/** The getter takes the keys of mappings and arrays one after the other. */
function fromVariable(variable: StateVariable): Callable {
  const keys: string[] = [];
  let type = resolveType(variable.node.typeName, variable);
  while (type.kind === 'mapping' || type.kind === 'array') {
    keys.push(type.kind === 'mapping' ? abiType(type.key) : 'uint256');
    type = type.kind === 'mapping' ? type.value : type.element;
  }
  return { signature: `${variable.name}(${keys.join(',')})`, returns: [abiType(type)], isView: true, info: null, variable };
}

/** Everything that others can call, by signature; what a derived contract declares wins. */
export function callablesOf(contract: Contract): ReadonlyMap<string, Callable> {
  const found = new Map<string, Callable>();
  const isOpen = (visibility: string | null): boolean => visibility === 'public' || visibility === 'external';
  for (const variable of contract.linear.flatMap((one) => one.variables)) {
    const getter = fromVariable(variable);
    if (variable.node.visibility === 'public' && !found.has(getter.signature)) found.set(getter.signature, getter);
  }
  for (const info of allFunctions(contract).filter(({ kind, visibility }) => kind === 'function' && isOpen(visibility))) {
    const callable = fromFunction(info);
    if (!found.has(callable.signature)) found.set(callable.signature, callable);
  }
  return found;
}

/** Events that a contract can emit, its bases' included, as `Transfer(address indexed,…)`. */
export function eventsOf(contract: Contract): ReadonlySet<string> {
  return new Set(contract.linear.flatMap((one) => one.events.map((event) => eventText(event, { file: one.file, contract: one }))));
}

function eventText({ name, parameters, isAnonymous }: EventDefinition, scope: TypeScope): string {
  const types = parameters.map(({ typeName, isIndexed }) => `${abiName(typeName, scope)}${isIndexed ? ' indexed' : ''}`);
  return `${name}(${types.join(',')})${isAnonymous ? ' anonymous' : ''}`;
}

/** `type(I).interfaceId`: the selectors that the interface itself declares, combined by exclusive or. Source: ERC-165. */
export function interfaceId({ functions }: Contract): number {
  return functions.filter(({ kind }) => kind === 'function').reduce((id, info) => (id ^ Number(selectorOf(abiSignature(info)))) >>> 0, 0);
}
