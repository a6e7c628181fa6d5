import type { Contract, FunctionInfo } from '../../project/model.ts';
import type { Expression } from '../../syntax/nodes.ts';
import type { Frame, Instruction } from '../instructions.ts';
import { append, type Lowering, rangeOf } from './context.ts';
import { bindParameter, newBody, runFunction } from './inline.ts';
import { variablePath, variableType } from './places.ts';

/** What happens on creation: initial values and constructors of all bases, most base-like first. */
export function runConstructors(lowering: Lowering, info: FunctionInfo, args: Instruction[]): Instruction[] {
  const { contract } = lowering;
  const given = baseArguments(lowering, info, args);
  const root = lowering.body.frame;
  for (const ancestor of [...contract.linear].reverse()) {
    initialise(lowering, ancestor);
    const constructor = ancestor.functions.find((candidate) => candidate.kind === 'constructor' && candidate.node.body);
    if (!constructor) continue;
    const isRoot = constructor === info;
    const frame: Frame = isRoot ? root : { code: constructor, parent: root, callSite: rangeOf(info.node), depth: 1 };
    runFunction(lowering, { info: constructor, frame, args: isRoot ? args : (given.get(ancestor) ?? []) });
  }
  return [];
}

function initialise(lowering: Lowering, contract: Contract): void {
  const outer = lowering.body;
  lowering.body = { ...outer, scope: { file: contract.file, contract }, locals: [new Map()] };
  for (const variable of contract.variables) {
    const { value, isConstant } = variable.node;
    if (!value || isConstant) continue;
    const initial = lowering.lowerExpression(lowering, value);
    const type = variableType(variable);
    append(lowering, { kind: 'store', path: variablePath(variable), value: initial, operator: '=', type }, variable.node);
  }
  lowering.body = outer;
}

/** Arguments for the bases, written in the heritage of a contract or among the constructor's modifiers. */
function baseArguments(lowering: Lowering, info: FunctionInfo, args: Instruction[]): Map<Contract, Instruction[]> {
  const outer = lowering.body;
  const { contract } = lowering;
  const result = new Map<Contract, Instruction[]>();
  lowering.body = newBody(lowering, info, outer.frame);
  info.parameters.forEach((parameter, at) => bindParameter(lowering, parameter, args[at]));
  const written: { path: string[]; args: Expression[] | null }[] = [
    ...info.node.modifiers,
    ...contract.linear.flatMap((ancestor) => ancestor.node.bases),
  ];
  for (const { path, args: expressions } of written) {
    const name = path.at(-1);
    const base = contract.linear.find((candidate) => candidate !== contract && candidate.name === name);
    if (!base || !expressions || result.has(base)) continue;
    result.set(base, expressions.map((expression) => lowering.lowerExpression(lowering, expression)));
  }
  lowering.body = outer;
  return result;
}
