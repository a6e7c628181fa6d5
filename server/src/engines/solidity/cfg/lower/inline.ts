import { findModifier } from '../../project/lookup.ts';
import { resolveType } from '../../project/resolve-type.ts';
import { type SolType, UNKNOWN, VOID } from '../../project/types.ts';
import type { FunctionInfo, ModifierInfo } from '../../project/model.ts';
import type { ModifierInvocation, Parameter } from '../../syntax/nodes.ts';
import type { Local } from '../builder.ts';
import type { Frame, Instruction } from '../instructions.ts';
import { append, appendCall, type Body, declareLocal, type InlineCall, type Lowering, rangeOf } from './context.ts';
import { lowerStatement } from './statements.ts';
import { writePlace } from './places.ts';

const MAX_INLINE_DEPTH = 24;

/** Puts the body of a function in the place of its call; recursion and what exceeds the limits stays an opaque call. */
export function inlineCall(lowering: Lowering, info: FunctionInfo, call: InlineCall): Instruction {
  const { frame } = lowering.body;
  const isTooMuch = frame.depth >= MAX_INLINE_DEPTH || lowering.builder.isFull(lowering.maxSize);
  if (!info.node.body || isTooMuch || isActive(frame, info)) return opaqueCall(lowering, info, { call, isTooMuch });
  const inner: Frame = { code: info, parent: frame, callSite: rangeOf(call.range), depth: frame.depth + 1 };
  const values = runFunction(lowering, { info, frame: inner, args: call.args });
  const [only] = values;
  if (values.length === 1 && only) return only;
  const type: SolType = values.length === 0 ? VOID : { kind: 'tuple', items: values.map((value) => value.type) };
  return append(lowering, { kind: 'tuple', items: values, type }, call.range);
}

function isActive(frame: Frame, info: FunctionInfo): boolean {
  for (let at: Frame | null = frame; at; at = at.parent) if (at.code === info) return true;
  return false;
}

function opaqueCall(lowering: Lowering, info: FunctionInfo, at: { call: InlineCall; isTooMuch: boolean }): Instruction {
  const { call, isTooMuch } = at;
  const returns = info.node.returns.map((parameter) => resolveType(parameter.typeName, info));
  const type: SolType = returns.length === 1 ? (returns[0] ?? UNKNOWN) : { kind: 'tuple', items: returns };
  const { name, contract } = info;
  const result = appendCall(lowering, { method: 'internal', name, args: call.args, callee: info, contract, type }, call.range);
  if (isTooMuch && info.node.body && result.kind === 'call') lowering.notFollowed.push(result);
  return result;
}

export interface Run {
  info: FunctionInfo;
  frame: Frame;
  args: Instruction[];
}

/** Lowers a function with its modifiers around it; the values it returns, in order. */
export function runFunction(lowering: Lowering, run: Run): Instruction[] {
  const { builder } = lowering;
  const { info, frame, args } = run;
  const outer = { body: lowering.body, frame: builder.frame };
  lowering.inlined.add(info);
  lowering.body = newBody(lowering, info, frame);
  builder.frame = frame;
  info.parameters.forEach((parameter, at) => bindParameter(lowering, parameter, args[at]));
  lowering.body.returns = info.node.returns.map((parameter) => declareReturn(lowering, parameter));
  const exit = builder.createBlock();
  lowering.body.exit = exit;
  runModifiers(lowering, info, info.node.modifiers);
  const { returns } = lowering.body;
  builder.jump(exit);
  builder.enterSealed(exit);
  const values = returns.map((local) => builder.read(local));
  lowering.body = outer.body;
  builder.frame = outer.frame;
  return values;
}

export function newBody(lowering: Lowering, code: FunctionInfo | ModifierInfo, frame: Frame): Body {
  const scope = { file: code.file, contract: code.contract };
  return { frame, scope, locals: [new Map()], returns: [], exit: lowering.builder.current, loops: [], placeholder: null, isUnchecked: false };
}

function localOf(lowering: Lowering, parameter: Parameter): Local {
  const type = resolveType(parameter.typeName, lowering.body.scope);
  return { name: parameter.name?.name ?? '', type, range: rangeOf(parameter), isStorage: parameter.location === 'storage' };
}

export function bindParameter(lowering: Lowering, parameter: Parameter, value: Instruction | undefined): void {
  const local = declareLocal(lowering, localOf(lowering, parameter));
  if (!value) return;
  writePlace(lowering, { kind: 'local', local, type: local.type }, { value, operator: '=', node: value.range });
}

function declareReturn(lowering: Lowering, parameter: Parameter): Local {
  const local = localOf(lowering, parameter);
  if (local.name !== '') declareLocal(lowering, local);
  const { name, type, isStorage: isStoragePointer } = local;
  lowering.builder.write(local, append(lowering, { kind: 'zero', name, type, isStoragePointer }, parameter));
  return local;
}

/** Each modifier runs around the next one; the innermost is the function's own body. */
function runModifiers(lowering: Lowering, info: FunctionInfo, remaining: ModifierInvocation[]): void {
  const [invocation, ...rest] = remaining;
  if (!invocation) {
    if (info.node.body) lowerStatement(lowering, info.node.body);
    return;
  }
  const modifier = modifierOf(lowering, invocation);
  if (!modifier?.node.body) return runModifiers(lowering, info, rest);
  runModifier(lowering, { modifier, invocation }, () => runModifiers(lowering, info, rest));
}

function modifierOf(lowering: Lowering, invocation: ModifierInvocation): ModifierInfo | undefined {
  const name = invocation.path.at(-1) ?? '';
  const { contract } = lowering.body.scope;
  if (!contract) return undefined;
  const root = lowering.contract.linear.includes(contract) ? lowering.contract : contract;
  return findModifier(root, name);
}

function runModifier(lowering: Lowering, use: { modifier: ModifierInfo; invocation: ModifierInvocation }, inner: () => void): void {
  const { builder } = lowering;
  const { modifier, invocation } = use;
  const outer = lowering.body;
  const args = (invocation.args ?? []).map((argument) => lowering.lowerExpression(lowering, argument));
  lowering.inlined.add(modifier);
  const frame: Frame = { code: modifier, parent: outer.frame, callSite: rangeOf(invocation), depth: outer.frame.depth + 1 };
  const body = newBody(lowering, modifier, frame);
  const exit = builder.createBlock();
  body.exit = exit;
  body.placeholder = () => runPlaceholder(lowering, { outer, body, inner });
  lowering.body = body;
  builder.frame = frame;
  modifier.node.parameters.forEach((parameter, at) => bindParameter(lowering, parameter, args[at]));
  if (modifier.node.body) lowerStatement(lowering, modifier.node.body);
  builder.jump(exit);
  builder.enterSealed(exit);
  lowering.body = outer;
  builder.frame = outer.frame;
}

/** A `return` in the function's body comes back here, to what the modifier does after `_`. */
function runPlaceholder(lowering: Lowering, at: { outer: Body; body: Body; inner: () => void }): void {
  const { builder } = lowering;
  const back = builder.createBlock();
  lowering.body = { ...at.outer, exit: back, loops: [], locals: at.outer.locals.slice(0, 1) };
  builder.frame = at.outer.frame;
  const { code } = at.outer.frame;
  // Modifiers with several placeholders double the body each time.
  if (builder.isFull(lowering.maxSize) && 'kind' in code) opaqueCall(lowering, code, { call: { args: [], range: code.node.nameRange }, isTooMuch: true });
  else at.inner();
  builder.jump(back);
  builder.enterSealed(back);
  lowering.body = at.body;
  builder.frame = at.body.frame;
}

