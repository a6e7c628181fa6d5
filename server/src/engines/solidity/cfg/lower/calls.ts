import { chooseOverload, findFunctions } from '../../project/lookup.ts';
import { resolveType } from '../../project/resolve-type.ts';
import { BOOL, BYTES, type SolType, UNKNOWN, VOID } from '../../project/types.ts';
import type { Contract, FunctionInfo } from '../../project/model.ts';
import type { CallExpression, Expression } from '../../syntax/nodes.ts';
import type { CallMethod, Instruction } from '../instructions.ts';
import { attachedFunction } from './attached.ts';
import { lowerBuiltin, lowerMagicCall } from './builtins.ts';
import { append, appendCall, type CallSite, type Lowering } from './context.ts';
import { lowerConversion, lowerNew } from './conversions.ts';
import { lowerArrayCall } from './arrays.ts';
import { virtualRoot } from './names.ts';

/** Lowers any call; the options are evaluated before the arguments. */
export function lowerCall(lowering: Lowering, node: CallExpression): Instruction {
  const site = unwrapOptions(lowering, node);
  const { callee } = site;
  if (callee.type === 'NewExpression') return lowerNew(lowering, callee, site);
  if (callee.type === 'MemberAccess') return lowerMemberCall(lowering, site, callee);
  if (callee.type === 'Identifier') {
    const builtin = lowerBuiltin(lowering, callee.name, site);
    if (builtin) return builtin;
  }
  return lowerValueCall(lowering, site, lowering.lowerExpression(lowering, callee));
}

/** `f{value: v, gas: g}(…)` and the older `f.value(v).gas(g)(…)`. */
function unwrapOptions(lowering: Lowering, node: CallExpression): CallSite {
  const site: CallSite = { node, callee: node.callee, value: null, gas: null };
  for (;;) {
    const { callee } = site;
    if (callee.type === 'CallOptions') {
      for (const { name, value } of callee.options) setOption(site, name, lowering.lowerExpression(lowering, value));
      site.callee = callee.callee;
    } else if (callee.type === 'CallExpression' && isOption(callee)) {
      const [amount] = callee.args;
      const name = callee.callee.type === 'MemberAccess' ? callee.callee.member : '';
      if (amount) setOption(site, name, lowering.lowerExpression(lowering, amount));
      site.callee = callee.callee.type === 'MemberAccess' ? callee.callee.object : callee.callee;
    } else {
      const [only] = callee.type === 'TupleExpression' ? callee.components : [];
      if (!only) return site;
      site.callee = only;
    }
  }
}

function isOption(node: CallExpression): boolean {
  const { callee } = node;
  return callee.type === 'MemberAccess' && (callee.member === 'value' || callee.member === 'gas') && node.args.length === 1;
}

function setOption(site: CallSite, name: string, value: Instruction): void {
  if (name === 'value') site.value = value;
  if (name === 'gas') site.gas = value;
}

function lowerArguments(lowering: Lowering, site: CallSite): Instruction[] {
  return site.node.args.map((argument) => lowering.lowerExpression(lowering, argument));
}

const LOW_LEVEL: Readonly<Record<string, CallMethod>> = {
  call: 'call', delegatecall: 'delegatecall', callcode: 'callcode', staticcall: 'staticcall', send: 'send', transfer: 'transfer',
};

type Member = Extract<Expression, { type: 'MemberAccess' }>;

function lowerMemberCall(lowering: Lowering, site: CallSite, callee: Member): Instruction {
  if (callee.object.type === 'Identifier' && callee.object.name === 'super') return lowerSuperCall(lowering, site, callee.member);
  const array = lowerArrayCall(lowering, site, callee);
  if (array) return array;
  const object = lowering.lowerExpression(lowering, callee.object);
  const { type } = object;
  if (type.kind === 'magic') return lowerMagicCall(lowering, `${type.name}.${callee.member}`, site);
  if (type.kind === 'typeName') return lowerStaticCall(lowering, site, { callee, named: type.named });
  if (type.kind === 'file') return lowerValueCall(lowering, site, lowering.lowerExpression(lowering, callee));
  const attached = attachedFunction(lowering, object, { name: callee.member, count: site.node.args.length });
  const isContract = type.kind === 'contract' && findFunctions(type.contract, callee.member).length > 0;
  if (attached && !isContract) {
    const args = [object, ...orderArguments(lowering, site, { info: attached, skip: 1 })];
    return lowering.inlineCall(lowering, attached, { args, range: site.node });
  }
  if (isContract) return lowerExternalCall(lowering, site, { object, contract: type.contract, name: callee.member });
  return lowerLowLevel(lowering, site, { object, callee });
}

function lowerLowLevel(lowering: Lowering, site: CallSite, at: { object: Instruction; callee: Member }): Instruction {
  const { object, callee } = at;
  const method = Object.hasOwn(LOW_LEVEL, callee.member) ? LOW_LEVEL[callee.member] : undefined;
  if (method && isAddress(lowering, site, at)) {
    const args = lowerArguments(lowering, site);
    const isPayment = method === 'send' || method === 'transfer';
    const value = isPayment ? (args[0] ?? null) : site.value;
    return appendCall(lowering, { method, name: callee.member, target: object, args, value, gas: site.gas, type: lowLevelResult(lowering, method) }, site.node);
  }
  if (object.type.kind === 'struct') return lowerValueCall(lowering, site, lowering.lowerExpression(lowering, callee));
  return callInstruction(lowering, site, { method: 'external', name: callee.member, target: object, type: UNKNOWN });
}

/** `x.transfer(to, amount)` on something of unknown type is a token's function, not the sending of Ether. */
function isAddress(lowering: Lowering, site: CallSite, at: { object: Instruction; callee: Member }): boolean {
  const { kind } = at.object.type;
  if (kind === 'unknown') return (at.callee.member !== 'transfer' && at.callee.member !== 'send') || site.node.args.length === 1;
  return kind === 'address' || (kind === 'contract' && isBefore05(lowering));
}

function lowLevelResult(lowering: Lowering, method: CallMethod): SolType {
  if (method === 'transfer') return VOID;
  return method === 'send' || isBefore05(lowering) ? BOOL : { kind: 'tuple', items: [BOOL, BYTES] };
}

function isBefore05(lowering: Lowering): boolean {
  const { version } = lowering.body.scope.file;
  return version[0] === 0 && version[1] < 5;
}

interface Shape {
  method: CallMethod;
  name: string;
  target: Instruction | null;
  type: SolType;
  callee?: FunctionInfo;
  contract?: Contract;
}

function callInstruction(lowering: Lowering, site: CallSite, shape: Shape): Instruction {
  const args = shape.callee ? orderArguments(lowering, site, { info: shape.callee, skip: 0 }) : lowerArguments(lowering, site);
  const { method, name, target, type, callee = null, contract = null } = shape;
  const { value, gas } = site;
  return appendCall(lowering, { method, name, target, args, value, gas, callee, contract, type }, site.node);
}

/** Arguments in the order of the parameters, also when they are named. */
function orderArguments(lowering: Lowering, site: CallSite, of: { info: FunctionInfo; skip: number }): Instruction[] {
  const values = lowerArguments(lowering, site);
  const { names } = site.node;
  if (!names) return values;
  return of.info.parameters.slice(of.skip).flatMap((parameter) => values[names.indexOf(parameter.name?.name ?? '')] ?? []);
}

function resultOf(info: FunctionInfo): SolType {
  const types = info.node.returns.map((parameter) => resolveType(parameter.typeName, info));
  return types.length === 0 ? VOID : types.length === 1 ? (types[0] ?? UNKNOWN) : { kind: 'tuple', items: types };
}

function lowerExternalCall(lowering: Lowering, site: CallSite, to: { object: Instruction; contract: Contract; name: string }): Instruction {
  const { object, contract, name } = to;
  const candidates = findFunctions(contract, name);
  const callee = candidates.length === 1 ? candidates[0] : candidates.find((one) => one.parameters.length === site.node.args.length);
  const type = callee ? resultOf(callee) : UNKNOWN;
  const isSelf = object.kind === 'environment' && object.name === 'this';
  const shape: Shape = { method: isSelf ? 'self' : 'external', name, target: object, type, contract };
  return callInstruction(lowering, site, callee ? { ...shape, callee } : shape);
}

function lowerSuperCall(lowering: Lowering, site: CallSite, name: string): Instruction {
  const from = lowering.body.scope.contract;
  const root = virtualRoot(lowering);
  const start = from ? root.linear.indexOf(from) + 1 : 0;
  return inlineOverload(lowering, site, { candidates: findFunctions(root, name, start), name });
}

/** `Base.f()`, `Library.f()`, `Type.wrap()`, `Library.Struct(…)`. */
function lowerStaticCall(lowering: Lowering, site: CallSite, of: { callee: Member; named: SolType }): Instruction {
  const { callee, named } = of;
  if (named.kind === 'contract') return lowerValueCall(lowering, site, lowering.lowerExpression(lowering, callee));
  const args = lowerArguments(lowering, site);
  const [value] = args;
  if (value && (callee.member === 'wrap' || callee.member === 'unwrap')) {
    const type = callee.member === 'wrap' || named.kind !== 'valueType' ? named : named.underlying;
    return append(lowering, { kind: 'convert', value, type }, site.node);
  }
  const name = `${named.kind}.${callee.member}`;
  const type: SolType = callee.member === 'concat' ? named : UNKNOWN;
  return appendCall(lowering, { method: 'builtin', name, args, type }, site.node);
}

/** A call of whatever value the callee turned out to be: functions, a type, a function pointer. */
function lowerValueCall(lowering: Lowering, site: CallSite, callee: Instruction): Instruction {
  const { type } = callee;
  if (type.kind === 'functions') return inlineOverload(lowering, site, { candidates: type.candidates, name: callee.kind === 'environment' ? callee.name.replace('function ', '') : '' });
  if (type.kind === 'typeName') return lowerConversion(lowering, type.named, site);
  const isPointer = type.kind === 'function';
  const external = isPointer && type.node.visibility === 'external';
  const name = callee.kind === 'environment' ? callee.name : '';
  const method = external ? 'external' : isPointer ? 'dynamic' : 'internal';
  return callInstruction(lowering, site, { method, name, target: isPointer ? callee : null, type: UNKNOWN });
}

function inlineOverload(lowering: Lowering, site: CallSite, of: { candidates: FunctionInfo[]; name: string }): Instruction {
  const { candidates, name } = of;
  const [only] = candidates;
  if (candidates.length === 1 && only) return lowering.inlineCall(lowering, only, { args: orderArguments(lowering, site, { info: only, skip: 0 }), range: site.node });
  const args = lowerArguments(lowering, site);
  const chosen = chooseOverload(candidates, args.map((argument) => argument.type));
  if (chosen) return lowering.inlineCall(lowering, chosen, { args, range: site.node });
  return appendCall(lowering, { method: 'internal', name, args, type: UNKNOWN }, site.node);
}
