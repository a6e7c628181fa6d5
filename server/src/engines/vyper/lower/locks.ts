import type { Declaration, ModifierDefinition, ModifierInvocation, VariableDeclaration } from '../../solidity/syntax/nodes.ts';
import type { Range } from '../../solidity/syntax/tokens.ts';
import type * as vyper from '../syntax/nodes.ts';
import { assign, at, binary, block, elementary, identifier, local, number, require, statement } from './make.ts';

/** The locks of a file: each becomes a variable and the modifier that holds it while a function runs. */
export interface Locks {
  /** `#pragma nonreentrancy on`: every external function holds the lock unless it is `@reentrant`. */
  isDefault: boolean;
  /** The compiler gives every function a lock of its own, as 0.2.15, 0.2.16 and 0.3.0 did (CVE-2023-39363). */
  isBroken: boolean;
  declarations: Map<string, Declaration>;
}

export interface Locked {
  isReadOnly: boolean;
  isOpen: boolean;
}

/** The modifier a function's lock amounts to; null without one. */
export function useLock(locks: Locks, node: vyper.FunctionDeclaration, how: Locked): ModifierInvocation | null {
  const decorator = node.decorators.find((one) => nameOf(one) === 'nonreentrant');
  const isExempt = !locks.isDefault || !how.isOpen || node.decorators.some((one) => nameOf(one) === 'reentrant');
  if (!decorator && isExempt) return null;
  const range: Range = decorator ?? node.name;
  const key = `${keyOf(decorator)}${locks.isBroken ? `_${node.name.name}` : ''}`;
  const variable = `$lock${key}`;
  const name = `nonreentrant${key}${how.isReadOnly ? '_view' : ''}`;
  if (!locks.declarations.has(variable)) locks.declarations.set(variable, lockVariable(range, variable));
  if (!locks.declarations.has(name)) locks.declarations.set(name, lockModifier({ range, name, variable, isReadOnly: how.isReadOnly }));
  return { type: 'ModifierInvocation', path: [name], args: null, ...at(range) };
}

function nameOf(node: vyper.Expression): string {
  const head = node.type === 'Call' ? node.callee : node;
  return head.type === 'Name' ? head.name : '';
}

/** `@nonreentrant("lock")` names its lock; functions that name the same share it. */
function keyOf(decorator: vyper.Expression | undefined): string {
  const [key] = decorator?.type === 'Call' ? decorator.args : [];
  return key?.type === 'Literal' ? `_${key.text}` : '';
}

function lockVariable(range: Range, name: string): VariableDeclaration {
  return { ...local(range, name, elementary(range, 'uint256')), scope: 'state', visibility: 'internal' };
}

interface Modifier {
  range: Range;
  name: string;
  variable: string;
  isReadOnly: boolean;
}

const FREE = 3;
const HELD = 2;

/** Functions that only read check the lock and do not take it. */
function lockModifier({ range, name, variable, isReadOnly }: Modifier): ModifierDefinition {
  const lock = identifier(range, variable);
  const check = require(range, binary(range, '!=', [lock, number(range, HELD)]));
  const set = (value: number): ReturnType<typeof statement> => statement(assign(range, lock, number(range, value)));
  const run = { type: 'PlaceholderStatement', ...at(range) } as const;
  const body = block(range, isReadOnly ? [check, run] : [check, set(HELD), run, set(FREE)]);
  return { type: 'ModifierDefinition', name, nameRange: at(range), parameters: [], isVirtual: false, overrides: null, body, ...at(range) };
}
