import { abiSignature } from '../solidity/project/abi.ts';
import { allFunctions } from '../solidity/project/lookup.ts';
import type { Contract, FunctionInfo } from '../solidity/project/model.ts';
import { resolveType } from '../solidity/project/resolve-type.ts';
import { describeType } from '../solidity/project/types.ts';

/** Signatures of a standard with what each returns: a type, or nothing. */
export type Standard = ReadonlyMap<string, string>;

interface Mismatch {
  info: FunctionInfo;
  signature: string;
  wanted: string;
  found: string;
}

/** How many functions of a standard a contract has; public variables answer like functions. */
export function countOf(contract: Contract, standard: Standard): number {
  const own = new Set(publicFunctions(contract).map(abiSignature));
  const variables = new Set(contract.linear.flatMap((one) => one.variables).filter(({ node }) => node.visibility === 'public').map(({ name }) => name));
  return [...standard.keys()].filter((signature) => own.has(signature) || variables.has(signature.slice(0, signature.indexOf('(')))).length;
}

/** Functions whose signature is in the standard and whose result is another. */
export function mismatchesOf(contract: Contract, standard: Standard): Mismatch[] {
  return publicFunctions(contract).flatMap((info) => {
    const signature = abiSignature(info);
    const wanted = standard.get(signature);
    const found = info.node.returns.map((one) => describeType(resolveType(one.typeName, info))).join(',');
    return wanted === undefined || wanted === found || /unknown/.test(found) ? [] : [{ info, signature, wanted: wanted || 'nothing', found: found || 'nothing' }];
  });
}

export function publicFunctions(contract: Contract): FunctionInfo[] {
  return allFunctions(contract).filter((info) => info.kind === 'function' && (info.visibility === 'public' || info.visibility === 'external'));
}
