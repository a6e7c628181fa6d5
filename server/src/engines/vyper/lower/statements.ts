import type { Expression, Statement } from '../../solidity/syntax/nodes.ts';
import type * as vyper from '../syntax/nodes.ts';
import { lowerRecord } from './calls.ts';
import type { Context } from './context.ts';
import { lowerFor } from './loops.ts';
import { at, block, callOf, declare, identifier, local, statement } from './make.ts';
import { operatorOf } from './operators.ts';
import { localName } from './scope.ts';
import { lowerType } from './types.ts';

/** Lowers statements in order, each behind what its expressions need to have run before. */
export function lowerStatements(context: Context, statements: vyper.Statement[]): Statement[] {
  return statements.flatMap((node) => {
    const { result, prelude } = withPrelude(context, () => lowerStatement(context, node));
    return [...prelude, ...result];
  });
}

/** Runs `lower` with an empty prelude and hands back what it put there. */
function withPrelude<T>(context: Context, lower: () => T): { result: T; prelude: Statement[] } {
  const outer = context.prelude;
  context.prelude = [];
  const result = lower();
  const { prelude } = context;
  context.prelude = outer;
  return { result, prelude };
}

function lowerStatement(context: Context, node: vyper.Statement): Statement[] {
  switch (node.type) {
    case 'ExpressionStatement':
      return lowerPlain(context, node.value);
    case 'Assign':
      return [lowerAssign(context, node)];
    case 'Declare':
      return [lowerDeclare(context, node)];
    case 'Return':
      return [{ type: 'ReturnStatement', value: node.value && context.lower(context, node.value), ...at(node) }];
    case 'If':
      return [lowerIf(context, node.branches, node)];
    case 'For':
      return [lowerFor(context, node, (body) => lowerStatements(context, body))];
    default:
      return lowerOther(context, node);
  }
}

function lowerOther(context: Context, node: Exclude<vyper.Statement, { type: 'ExpressionStatement' | 'Assign' | 'Declare' | 'Return' | 'If' | 'For' }>): Statement[] {
  switch (node.type) {
    case 'Assert':
      return [lowerAssert(context, node)];
    case 'Raise':
      return [statement(callOf(node, 'revert', node.value && !isUnreachable(node.value) ? [context.lower(context, node.value)] : []))];
    case 'Log':
      return [lowerLog(context, node)];
    case 'Break':
      return [{ type: 'BreakStatement', ...at(node) }];
    case 'Continue':
      return [{ type: 'ContinueStatement', ...at(node) }];
    case 'Skipped':
      return [{ type: 'UnknownStatement', ...at(node) }];
    case 'Pass':
      return [];
  }
}

/** Texts between statements document, and `...` stands for nothing. */
function lowerPlain(context: Context, value: vyper.Expression): Statement[] {
  if (value.type === 'Literal') return [];
  context.discards = value;
  const lowered = context.lower(context, value);
  context.discards = null;
  // What is left of a call that ran before is a bare name.
  return lowered.type === 'Identifier' ? [] : [statement(lowered)];
}

function lowerAssign(context: Context, node: vyper.AssignStatement): Statement {
  const value = context.lower(context, node.value);
  const target = context.lower(context, node.target);
  return statement({ type: 'AssignmentExpression', operator: operatorOf(node.operator), target, value, ...at(node) });
}

function lowerDeclare(context: Context, node: vyper.DeclareStatement): Statement {
  const variable = local(node, localName(context.module, node.name.name), lowerType(context, node.annotation));
  variable.nameRange = at(node.name);
  return declare(variable, node.value && context.lower(context, node.value));
}

function lowerIf(context: Context, branches: vyper.IfBranch[], node: vyper.IfStatement): Statement {
  const otherwise = node.otherwise.length > 0 ? block(node, lowerStatements(context, node.otherwise)) : null;
  const lowered = branches.reduceRight<Statement | null>((whenFalse, branch) => {
    const { result: condition, prelude } = withPrelude(context, () => context.lower(context, branch.condition));
    const whenTrue = block(branch, lowerStatements(context, branch.body));
    const test: Statement = { type: 'IfStatement', condition, whenTrue, whenFalse, start: branch.start, end: node.end };
    return prelude.length === 0 ? test : block(test, [...prelude, test]);
  }, otherwise);
  return lowered ?? block(node, []);
}

const isUnreachable = (node: vyper.Expression): boolean => node.type === 'Name' && node.name === 'UNREACHABLE';

/** `assert x, UNREACHABLE` says that x cannot be false; any other message is a reason to revert. */
function lowerAssert(context: Context, node: vyper.AssertStatement): Statement {
  const { condition, message } = node;
  const args = [condition, ...(message && !isUnreachable(message) ? [message] : [])].map((part) => context.lower(context, part));
  return statement(callOf(node, message && isUnreachable(message) ? 'assert' : 'require', args));
}

function lowerLog(context: Context, node: vyper.LogStatement): Statement {
  const { call } = node;
  const value: Expression = call.type === 'Call' ? lowerRecord(context, call, eventName(call.callee)) : context.lower(context, call);
  return { type: 'EmitStatement', call: value, ...at(node) };
}

/** The event's own name; whose interface it comes from does not matter. */
function eventName(callee: vyper.Expression): Expression {
  if (callee.type === 'Attribute') return identifier(callee.nameRange, callee.name);
  return callee.type === 'Name' ? identifier(callee, callee.name) : { type: 'UnknownExpression', ...at(callee) };
}
