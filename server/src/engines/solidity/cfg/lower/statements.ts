import { resolveType } from '../../project/resolve-type.ts';
import { isReferenceType, LITERAL, type SolType } from '../../project/types.ts';
import type { LocalDeclaration, ReturnStatement, Statement, VariableDeclaration } from '../../syntax/nodes.ts';
import type { Local } from '../builder.ts';
import type { Instruction } from '../instructions.ts';
import { append, declareLocal, inScope, type Lowering } from './context.ts';
import { lowerFor, lowerLoop, lowerTry } from './flow.ts';
import { deducedType } from './literals.ts';
import { takeItem, writePlace } from './places.ts';
import { lowerYulBlock } from './yul.ts';

function lowerStatements(lowering: Lowering, statements: Statement[]): void {
  for (const statement of statements) lowerStatement(lowering, statement);
}

export function lowerStatement(lowering: Lowering, node: Statement): void {
  switch (node.type) {
    case 'Block':
      return lowerBlock(lowering, node);
    case 'ExpressionStatement':
      lowering.lowerExpression(lowering, node.expression);
      return;
    case 'LocalDeclaration':
      return lowerDeclaration(lowering, node);
    case 'IfStatement':
      return lowerIf(lowering, node);
    case 'ReturnStatement':
      return lowerReturn(lowering, node);
    case 'EmitStatement':
      return lowerEmit(lowering, node);
    case 'RevertStatement':
      if (node.call.type === 'CallExpression') for (const argument of node.call.args) lowering.lowerExpression(lowering, argument);
      return endWithRevert(lowering);
    case 'AssemblyStatement':
      return inScope(lowering, () => lowerYulBlock(lowering, node.body));
    default:
      return lowerFlow(lowering, node);
  }
}

function lowerFlow(lowering: Lowering, node: Statement): void {
  const lower = (inner: Statement): void => lowerStatement(lowering, inner);
  switch (node.type) {
    case 'ForStatement':
      return inScope(lowering, () => lowerFor(lowering, node, lower));
    case 'WhileStatement':
    case 'DoWhileStatement':
      return lowerLoop(lowering, node, lower);
    case 'TryStatement':
      return lowerTry(lowering, node, lower);
    case 'BreakStatement':
    case 'ContinueStatement':
      return lowerJump(lowering, node.type === 'BreakStatement');
    case 'ThrowStatement':
      return endWithRevert(lowering);
    case 'PlaceholderStatement':
      lowering.body.placeholder?.();
      return;
    default:
      return;
  }
}

function lowerBlock(lowering: Lowering, node: Extract<Statement, { type: 'Block' }>): void {
  const outer = lowering.body.isUnchecked;
  lowering.body.isUnchecked ||= node.isUnchecked;
  inScope(lowering, () => lowerStatements(lowering, node.statements));
  lowering.body.isUnchecked = outer;
}

function endWithRevert(lowering: Lowering): void {
  lowering.builder.current.terminator = { kind: 'revert' };
  lowering.builder.enterDead();
}

function lowerJump(lowering: Lowering, isBreak: boolean): void {
  const loop = lowering.body.loops.at(-1);
  if (!loop) return;
  lowering.builder.jump(isBreak ? loop.breakTo : loop.continueTo);
  lowering.builder.enterDead();
}

function lowerIf(lowering: Lowering, node: Extract<Statement, { type: 'IfStatement' }>): void {
  const { builder } = lowering;
  const condition = lowering.lowerExpression(lowering, node.condition);
  const [whenTrue, whenFalse, after] = [builder.createBlock(), builder.createBlock(), builder.createBlock()];
  builder.branch(condition, { whenTrue, whenFalse });
  builder.enterSealed(whenTrue);
  inScope(lowering, () => lowerStatement(lowering, node.whenTrue));
  builder.jump(after);
  builder.enterSealed(whenFalse);
  const { whenFalse: otherwise } = node;
  if (otherwise) inScope(lowering, () => lowerStatement(lowering, otherwise));
  builder.jump(after);
  builder.enterSealed(after);
}

function lowerReturn(lowering: Lowering, node: ReturnStatement): void {
  const { builder, body } = lowering;
  const value = node.value && lowering.lowerExpression(lowering, node.value);
  const [only] = body.returns;
  if (value && body.returns.length === 1 && only) {
    writePlace(lowering, { kind: 'local', local: only, type: only.type }, { value, operator: 'return', node });
  } else if (value) {
    body.returns.forEach((local, index) => builder.write(local, takeItem(lowering, value, { index, node })));
  }
  builder.jump(body.exit);
  builder.enterDead();
}

function lowerEmit(lowering: Lowering, node: Extract<Statement, { type: 'EmitStatement' }>): void {
  const { call } = node;
  if (call.type !== 'CallExpression') return;
  const args = call.args.map((argument) => lowering.lowerExpression(lowering, argument));
  const name = call.callee.type === 'Identifier' ? call.callee.name : call.callee.type === 'MemberAccess' ? call.callee.member : '';
  append(lowering, { kind: 'emit', name, args, type: { kind: 'void' } }, node);
}

function lowerDeclaration(lowering: Lowering, node: LocalDeclaration): void {
  const value = node.value && lowering.lowerExpression(lowering, node.value);
  node.variables.forEach((variable, index) => {
    if (!variable) return;
    const item = value && node.isTuple ? takeItem(lowering, value, { index, node }) : value;
    const local = declareLocal(lowering, describeLocal(lowering, variable, item));
    const initial = item ?? zeroOf(lowering, local);
    writePlace(lowering, { kind: 'local', local, type: local.type }, { value: initial, operator: '=', node });
  });
}

function zeroOf(lowering: Lowering, local: Local): Instruction {
  const { name, type, range, isStorage: isStoragePointer } = local;
  return append(lowering, { kind: 'zero', name, type, isStoragePointer }, range);
}

function describeLocal(lowering: Lowering, variable: VariableDeclaration, value: Instruction | null): Local {
  const isVar = variable.typeName.type === 'ElementaryType' && variable.typeName.name === 'var';
  const type = isVar ? deduce(value) : resolveType(variable.typeName, lowering.body.scope);
  const { version } = lowering.body.scope.file;
  const isOld = version[0] === 0 && version[1] < 5;
  const isImplied = variable.location === null && isOld && isStructure(type) && (!isVar || value?.kind === 'reference');
  return {
    name: variable.name, type, range: { start: variable.start, end: variable.end },
    isStorage: variable.location === 'storage' || isImplied,
  };
}

function isStructure(type: SolType): boolean {
  return isReferenceType(type);
}

function deduce(value: Instruction | null): SolType {
  if (!value) return { kind: 'unknown' };
  if (value.kind !== 'constant' || typeof value.value !== 'bigint' || value.type !== LITERAL) return value.type;
  return deducedType(value.value);
}

