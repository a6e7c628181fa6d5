import { findFunctions, findVariable } from '../../project/lookup.ts';
import { namedType } from '../../project/resolve-type.ts';
import type { StateVariable } from '../../project/model.ts';
import { type SolType, UINT256, UNKNOWN } from '../../project/types.ts';
import type { Identifier } from '../../syntax/nodes.ts';
import type { Instruction } from '../instructions.ts';
import { environment, findLocal, type Lowering } from './context.ts';
import { BUILTIN_FUNCTIONS, MAGIC } from './environment.ts';
import { readPath, variablePath, variableType } from './places.ts';

/** What a name means, innermost meaning first: local, member of the contract, name of the file, part of the language. */
export function lowerName(lowering: Lowering, node: Identifier): Instruction {
  const local = findLocal(lowering, node.name);
  if (local) return lowering.builder.read(local);
  return contractName(lowering, node) ?? fileName(lowering, node) ?? languageName(lowering, node);
}

function contractName(lowering: Lowering, node: Identifier): Instruction | null {
  const { contract } = lowering.body.scope;
  if (!contract) return null;
  const variable = findVariable(contract, node.name);
  if (variable) return readVariable(lowering, variable, node);
  const isVisible = findFunctions(contract, node.name).length > 0;
  // The name must be known here, the body is that of the contract being compiled.
  const candidates = isVisible ? findFunctions(virtualRoot(lowering), node.name) : [];
  return candidates.length > 0 ? environment(lowering, `function ${node.name}`, { type: { kind: 'functions', candidates }, node }) : null;
}

/** Where virtual look-up starts; a library's own functions stay in the library. */
export function virtualRoot(lowering: Lowering): NonNullable<Lowering['body']['scope']['contract']> {
  const { contract } = lowering.body.scope;
  return contract && !lowering.contract.linear.includes(contract) ? contract : lowering.contract;
}

/** A constant is the expression it was declared with; anything else is read from storage. */
export function readVariable(lowering: Lowering, variable: StateVariable, node: Identifier): Instruction {
  const { value, isConstant } = variable.node;
  if (!isConstant || !value || lowering.constants.has(variable)) {
    return readPath(lowering, variablePath(variable), { type: variableType(variable), node });
  }
  lowering.constants.add(variable);
  const outer = lowering.body;
  lowering.body = { ...outer, scope: { file: variable.file, contract: variable.contract }, locals: [new Map()] };
  const result = lowering.lowerExpression(lowering, value);
  lowering.body = outer;
  lowering.constants.delete(variable);
  if (result.kind !== 'constant') return result;
  return lowering.builder.append({ kind: 'constant', value: result.value, type: variableType(variable) }, node);
}

function fileName(lowering: Lowering, node: Identifier): Instruction | null {
  const { scope } = lowering.body;
  const named = namedType([node.name], scope);
  if (named) return environment(lowering, node.name, { type: { kind: 'typeName', named }, node });
  const symbol = scope.file.symbols.get(node.name);
  switch (symbol?.kind) {
    case 'function':
      return environment(lowering, `function ${node.name}`, { type: { kind: 'functions', candidates: symbol.functions }, node });
    case 'variable':
      return readVariable(lowering, symbol.variable, node);
    case 'file':
      return environment(lowering, node.name, { type: { kind: 'file', file: symbol.file }, node });
    default:
      return null;
  }
}

function languageName(lowering: Lowering, node: Identifier): Instruction {
  const { name } = node;
  if (name === 'now') return environment(lowering, 'block.timestamp', { type: UINT256, node });
  if (name === 'this') return environment(lowering, 'this', { type: { kind: 'contract', contract: lowering.contract }, node });
  const isMagic = MAGIC.has(name) || name in BUILTIN_FUNCTIONS;
  const type: SolType = isMagic ? { kind: 'magic', name } : UNKNOWN;
  return environment(lowering, name, { type, node });
}

