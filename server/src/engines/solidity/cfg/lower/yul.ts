import { findVariable } from '../../project/lookup.ts';
import { BOOL, type SolType, WORD } from '../../project/types.ts';
import type { YulBlock, YulCall, YulExpression, YulFor, YulFunction, YulIdentifier, YulStatement, YulSwitch } from '../../syntax/nodes.ts';
import type { Range } from '../../syntax/tokens.ts';
import type { Local } from '../builder.ts';
import type { CallMethod, Instruction, StoragePath } from '../instructions.ts';
import { append, appendCall, constant, declareLocal, environment, findLocal, inScope, type Lowering, rangeOf } from './context.ts';
import { YUL_ENVIRONMENT } from './environment.ts';
import { numberValue } from './literals.ts';
import { readVariable } from './names.ts';
import { takeItem, variablePath } from './places.ts';

/** The functions of the enclosing blocks, innermost last, and how deep calls of them are being inlined. */
interface Assembly {
  lowering: Lowering;
  functions: Map<string, YulFunction>;
  active: Set<YulFunction>;
  /** What has been put into memory so far: a hash depends on it. */
  stored: Instruction[];
}

export function lowerYulBlock(lowering: Lowering, block: YulBlock): void {
  lowerBlock({ lowering, functions: new Map(), active: new Set(), stored: [] }, block);
}

function lowerBlock(assembly: Assembly, block: YulBlock): void {
  for (const statement of block.statements) if (statement.type === 'YulFunction') assembly.functions.set(statement.name, statement);
  inScope(assembly.lowering, () => {
    for (const statement of block.statements) lowerStatement(assembly, statement);
  });
}

function lowerStatement(assembly: Assembly, node: YulStatement): void {
  const { lowering } = assembly;
  switch (node.type) {
    case 'YulBlock':
      return lowerBlock(assembly, node);
    case 'YulLet':
      return lowerLet(assembly, node.names, node);
    case 'YulAssignment':
      return assign(assembly, node.targets, { value: node.value && lowerValue(assembly, node.value), node });
    case 'YulExpressionStatement':
      lowerValue(assembly, node.expression);
      return;
    case 'YulIf':
      return lowerIf(assembly, node);
    case 'YulFor':
      return inScope(lowering, () => lowerFor(assembly, node));
    case 'YulSwitch':
      return lowerSwitch(assembly, node);
    case 'YulBreak':
    case 'YulContinue':
    case 'YulLeave':
      return lowerJump(lowering, node.type);
    default:
      return;
  }
}

function lowerLet(assembly: Assembly, names: YulIdentifier[], node: Extract<YulStatement, { type: 'YulLet' }>): void {
  const { lowering } = assembly;
  const value = node.value ? lowerValue(assembly, node.value) : constant(lowering, 0n, { type: WORD, node });
  for (const name of names) declareLocal(lowering, yulLocal(name));
  assign(assembly, names, { value, node });
}

function yulLocal(name: YulIdentifier): Local {
  return { name: name.name, type: WORD, range: rangeOf(name), isStorage: false };
}

function assign(assembly: Assembly, targets: YulIdentifier[], from: { value: Instruction | null; node: Range }): void {
  const { lowering } = assembly;
  const { value, node } = from;
  if (!value) return;
  targets.forEach((target, index) => {
    // `pointer.slot := x` moves a storage pointer.
    const local = findLocal(lowering, target.name.replace(/[._](slot|offset|length)$/, ''));
    if (local) lowering.builder.write(local, targets.length === 1 ? value : takeItem(lowering, value, { index, node }));
  });
}

function lowerIf(assembly: Assembly, node: Extract<YulStatement, { type: 'YulIf' }>): void {
  const { builder } = assembly.lowering;
  const [body, after] = [builder.createBlock(), builder.createBlock()];
  builder.branch(lowerValue(assembly, node.condition), { whenTrue: body, whenFalse: after });
  builder.enterSealed(body);
  lowerBlock(assembly, node.body);
  builder.jump(after);
  builder.enterSealed(after);
}

function lowerFor(assembly: Assembly, node: YulFor): void {
  const { builder, body: code } = assembly.lowering;
  for (const statement of node.initial.statements) lowerStatement(assembly, statement);
  const [head, body, step, after] = [builder.createBlock(), builder.createBlock(), builder.createBlock(), builder.createBlock()];
  builder.jump(head);
  builder.current = head;
  builder.branch(lowerValue(assembly, node.condition), { whenTrue: body, whenFalse: after });
  builder.enterSealed(body);
  code.loops.push({ breakTo: after, continueTo: step });
  lowerBlock(assembly, node.body);
  code.loops.pop();
  builder.jump(step);
  builder.enterSealed(step);
  lowerBlock(assembly, node.step);
  builder.jump(head);
  builder.seal(head);
  builder.enterSealed(after);
}

function lowerSwitch(assembly: Assembly, node: YulSwitch): void {
  const { lowering } = assembly;
  const { builder } = lowering;
  const left = lowerValue(assembly, node.value);
  const after = builder.createBlock();
  for (const { value, body } of node.cases) {
    if (!value) {
      lowerBlock(assembly, body);
      continue;
    }
    const right = lowerValue(assembly, value);
    const equal = append(lowering, { kind: 'binary', operator: '==', left, right, isChecked: false, type: BOOL }, value);
    const [match, next] = [builder.createBlock(), builder.createBlock()];
    builder.branch(equal, { whenTrue: match, whenFalse: next });
    builder.enterSealed(match);
    lowerBlock(assembly, body);
    builder.jump(after);
    builder.enterSealed(next);
  }
  builder.jump(after);
  builder.enterSealed(after);
}

function lowerJump(lowering: Lowering, type: 'YulBreak' | 'YulContinue' | 'YulLeave'): void {
  const loop = lowering.body.loops.at(-1);
  const target = type === 'YulLeave' ? lowering.body.exit : type === 'YulBreak' ? loop?.breakTo : loop?.continueTo;
  if (!target) return;
  lowering.builder.jump(target);
  lowering.builder.enterDead();
}

function lowerValue(assembly: Assembly, node: YulExpression): Instruction {
  const { lowering } = assembly;
  if (node.type === 'YulCall') return lowerCall(assembly, node);
  if (node.type === 'YulIdentifier') return lowerIdentifier(lowering, node);
  if (node.kind === 'number') return constant(lowering, numberValue(node.text, null), { type: WORD, node });
  return constant(lowering, node.kind === 'boolean' ? node.text === 'true' : node.text.slice(1, -1), { type: WORD, node });
}

function lowerIdentifier(lowering: Lowering, node: YulIdentifier): Instruction {
  const name = node.name.replace(/[._](slot|offset|length)$/, '');
  const local = findLocal(lowering, node.name) ?? findLocal(lowering, name);
  if (local) return lowering.builder.read(local);
  const { contract } = lowering.body.scope;
  const variable = contract && findVariable(contract, name);
  if (!variable) return environment(lowering, node.name, { type: WORD, node });
  if (name === node.name) return readVariable(lowering, variable, { type: 'Identifier', name, ...rangeOf(node) });
  return append(lowering, { kind: 'reference', path: variablePath(variable), type: WORD }, node);
}

const OPERATORS: Readonly<Record<string, string>> = {
  add: '+', sub: '-', mul: '*', div: '/', sdiv: '/', mod: '%', smod: '%', exp: '**', lt: '<', gt: '>', slt: '<', sgt: '>',
  eq: '==', and: '&', or: '|', xor: '^',
};

function lowerCall(assembly: Assembly, node: YulCall): Instruction {
  const { lowering } = assembly;
  const declared = assembly.functions.get(node.name);
  // Arguments are evaluated from right to left.
  const args = [...node.args].reverse().map((argument) => lowerValue(assembly, argument)).reverse();
  if (declared) return inlineFunction(assembly, declared, { args, node });
  const name = Object.hasOwn(YUL_ENVIRONMENT, node.name) ? YUL_ENVIRONMENT[node.name] : undefined;
  if (name !== undefined && args.length === 0) return environment(lowering, name, { type: WORD, node });
  const [, value] = args;
  if (value && /^mstore8?$/.test(node.name)) assembly.stored.push(value);
  if (node.name === 'keccak256') args.push(...assembly.stored.slice(-MAX_HASHED));
  return lowerOperator(lowering, node, args) ?? lowerEffect(lowering, node, args);
}

/** The words written last, which are those that a hash of memory most likely covers. */
const MAX_HASHED = 32;

const SHIFTS: Readonly<Record<string, string>> = { shl: '<<', shr: '>>', sar: '>>' };
const UNARY: Readonly<Record<string, { operator: string; type: SolType }>> = { iszero: { operator: '!', type: BOOL }, not: { operator: '~', type: WORD } };

function lowerOperator(lowering: Lowering, node: YulCall, [left, right]: Instruction[]): Instruction | null {
  if (!left) return null;
  const unary = Object.hasOwn(UNARY, node.name) ? UNARY[node.name] : undefined;
  if (unary) return append(lowering, { kind: 'unary', operator: unary.operator, operand: left, type: unary.type }, node);
  if (!right) return null;
  const shift = Object.hasOwn(SHIFTS, node.name) ? SHIFTS[node.name] : undefined;
  // A shift names its distance first.
  if (shift !== undefined) return append(lowering, { kind: 'binary', operator: shift, left: right, right: left, isChecked: false, type: WORD }, node);
  const operator = Object.hasOwn(OPERATORS, node.name) ? OPERATORS[node.name] : undefined;
  if (operator === undefined) return null;
  const type = ['<', '>', '=='].includes(operator) ? BOOL : WORD;
  return append(lowering, { kind: 'binary', operator, left, right, isChecked: false, type }, node);
}

function slotPath(slot: Instruction): StoragePath {
  return slot.kind === 'reference' ? slot.path : { variable: null, pointer: slot, keys: [] };
}

function lowerEffect(lowering: Lowering, node: YulCall, args: Instruction[]): Instruction {
  const [first, second] = args;
  switch (node.name) {
    case 'sload':
      if (first) return append(lowering, { kind: 'load', path: slotPath(first), type: WORD }, node);
      break;
    case 'sstore':
      if (first && second) return append(lowering, { kind: 'store', path: slotPath(first), value: second, operator: 'sstore', type: WORD }, node);
      break;
    case 'revert':
    case 'invalid':
      lowering.builder.current.terminator = { kind: 'revert' };
      lowering.builder.enterDead();
      break;
    case 'return':
    case 'stop':
      lowering.builder.current.terminator = { kind: 'return', values: args };
      lowering.builder.enterDead();
      break;
    case 'balance':
    case 'selfbalance': {
      const object = first ?? environment(lowering, 'this', { type: WORD, node });
      return append(lowering, { kind: 'member', object, name: 'balance', type: WORD }, node);
    }
  }
  return lowerMachineCall(lowering, node, args);
}

/** Where the instructions that leave this contract have their operands; null where they have none. */
const CALLS: Readonly<Record<string, { method: CallMethod; gas: number | null; target: number | null; value: number | null; rest: number }>> = {
  call: { method: 'call', gas: 0, target: 1, value: 2, rest: 3 },
  callcode: { method: 'callcode', gas: 0, target: 1, value: 2, rest: 3 },
  delegatecall: { method: 'delegatecall', gas: 0, target: 1, value: null, rest: 2 },
  staticcall: { method: 'staticcall', gas: 0, target: 1, value: null, rest: 2 },
  create: { method: 'create', gas: null, target: null, value: 0, rest: 1 },
  create2: { method: 'create', gas: null, target: null, value: 0, rest: 1 },
  selfdestruct: { method: 'selfdestruct', gas: null, target: 0, value: null, rest: 1 },
  suicide: { method: 'selfdestruct', gas: null, target: 0, value: null, rest: 1 },
};

function lowerMachineCall(lowering: Lowering, node: YulCall, args: Instruction[]): Instruction {
  const shape = Object.hasOwn(CALLS, node.name) ? CALLS[node.name] : undefined;
  if (!shape) return appendCall(lowering, { method: 'builtin', name: `yul:${node.name}`, args, type: WORD }, node);
  const take = (at: number | null): Instruction | null => (at === null ? null : (args[at] ?? null));
  const { method, rest } = shape;
  const parts = { method, name: node.name, target: take(shape.target), value: take(shape.value), gas: take(shape.gas), args: args.slice(rest) };
  const result = appendCall(lowering, { ...parts, type: method === 'create' ? WORD : BOOL }, node);
  if (method === 'selfdestruct') {
    lowering.builder.current.terminator = { kind: 'return', values: [] };
    lowering.builder.enterDead();
  }
  return result;
}

function inlineFunction(assembly: Assembly, declared: YulFunction, call: { args: Instruction[]; node: Range }): Instruction {
  const { lowering } = assembly;
  const { builder } = lowering;
  const { args, node } = call;
  if (assembly.active.has(declared) || builder.isFull(lowering.maxSize)) {
    return appendCall(lowering, { method: 'builtin', name: `yul:${declared.name}`, args, type: WORD }, node);
  }
  const outer = lowering.body;
  const exit = builder.createBlock();
  const returns = declared.returns.map(yulLocal);
  lowering.body = { ...outer, locals: [new Map()], loops: [], exit, returns };
  assembly.active.add(declared);
  declared.parameters.forEach((parameter, at) => {
    const local = declareLocal(lowering, yulLocal(parameter));
    const value = args[at];
    if (value) builder.write(local, value);
  });
  for (const local of returns) {
    declareLocal(lowering, local);
    builder.write(local, constant(lowering, 0n, { type: WORD, node }));
  }
  lowerBlock(assembly, declared.body);
  assembly.active.delete(declared);
  lowering.body = outer;
  builder.jump(exit);
  builder.enterSealed(exit);
  const values = returns.map((local) => builder.read(local));
  const [only] = values;
  if (values.length === 1 && only) return only;
  return append(lowering, { kind: 'tuple', items: values, type: { kind: 'tuple', items: values.map(() => WORD) } }, node);
}
