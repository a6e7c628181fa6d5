import type { Contract, FunctionInfo, ModifierInfo } from '../../project/model.ts';
import type { SolType, TypeScope } from '../../project/types.ts';
import type { CallExpression, Expression } from '../../syntax/nodes.ts';
import type { Range } from '../../syntax/tokens.ts';
import type { Draft, GraphBuilder, Local } from '../builder.ts';
import type { Block, CallInstruction, Frame, Instruction } from '../instructions.ts';

/** Where `break` and `continue` go. */
interface Loop {
  breakTo: Block;
  continueTo: Block;
}

/** One function or modifier body while it is being lowered. */
export interface Body {
  frame: Frame;
  scope: TypeScope;
  /** Innermost last. Before 0.5 a variable belongs to its whole function, so all go to the first. */
  locals: Map<string, Local>[];
  returns: Local[];
  /** Where `return` goes. */
  exit: Block;
  loops: Loop[];
  /** What `_` stands for; null in functions. */
  placeholder: (() => void) | null;
  isUnchecked: boolean;
}

/** Everything the parts of the lowering share. The two functions close the circle expression → call → body → expression. */
export interface Lowering {
  builder: GraphBuilder;
  /** The contract being compiled: virtual calls are resolved from here. */
  contract: Contract;
  body: Body;
  inlined: Set<FunctionInfo | ModifierInfo>;
  notFollowed: CallInstruction[];
  /** State constants whose value is being lowered, to stop at circular definitions. */
  constants: Set<unknown>;
  maxSize: number;
  lowerExpression: (lowering: Lowering, expression: Expression) => Instruction;
  inlineCall: (lowering: Lowering, info: FunctionInfo, call: InlineCall) => Instruction;
}

export interface InlineCall {
  args: Instruction[];
  range: Range;
}

/** A call with its value, gas and salt taken off the callee. */
export interface CallSite {
  node: CallExpression;
  callee: Expression;
  value: Instruction | null;
  gas: Instruction | null;
}

export const rangeOf = (node: Range): Range => ({ start: node.start, end: node.end });

export function append(lowering: Lowering, draft: Draft, node: Range): Instruction {
  return lowering.builder.append(draft, rangeOf(node));
}

type CallParts = Pick<CallInstruction, 'method' | 'name' | 'type'> & Partial<Omit<CallInstruction, 'kind' | 'id' | 'block' | 'range' | 'frame'>>;

/** A call; what `parts` leaves out is absent. */
export function appendCall(lowering: Lowering, parts: CallParts, node: Range): Instruction {
  return append(lowering, {
    kind: 'call', target: null, args: [], value: null, gas: null, callee: null, contract: null, isTried: false, ...parts,
  }, node);
}

export function constant(lowering: Lowering, value: bigint | string | boolean, at: { type: SolType; node: Range }): Instruction {
  return append(lowering, { kind: 'constant', value, type: at.type }, at.node);
}

export function environment(lowering: Lowering, name: string, at: { type: SolType; node: Range }): Instruction {
  return append(lowering, { kind: 'environment', name, type: at.type }, at.node);
}

export function findLocal(lowering: Lowering, name: string): Local | undefined {
  const { locals } = lowering.body;
  for (let at = locals.length - 1; at >= 0; at--) {
    const found = locals[at]?.get(name);
    if (found) return found;
  }
  return undefined;
}

export function declareLocal(lowering: Lowering, local: Local): Local {
  const { locals, scope } = lowering.body;
  const isFunctionScoped = scope.file.version[0] === 0 && scope.file.version[1] < 5;
  locals[isFunctionScoped ? 0 : locals.length - 1]?.set(local.name, local);
  return local;
}

export function inScope(lowering: Lowering, run: () => void): void {
  lowering.body.locals.push(new Map());
  run();
  lowering.body.locals.pop();
}

/** Arithmetic reverts on overflow from 0.8 on, outside `unchecked`. */
export function isChecked(lowering: Lowering): boolean {
  const { scope, isUnchecked } = lowering.body;
  return !isUnchecked && (scope.file.version[0] > 0 || scope.file.version[1] >= 8);
}
