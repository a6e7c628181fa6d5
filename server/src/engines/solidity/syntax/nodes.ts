/**
 * One syntax tree for Solidity 0.4.0 to 0.8.x and the Yul inside it. Every node carries the half-open range of
 * source text it was read from; a child's range lies inside its parent's.
 */
export type * from './nodes/declarations.ts';
export type * from './nodes/expressions.ts';
export type * from './nodes/statements.ts';
export type * from './nodes/yul.ts';

import type { Declaration, SourceUnit, ModifierInvocation, InheritanceSpecifier, EnumMember } from './nodes/declarations.ts';
import type { Expression, NamedArgument, Parameter, TypeName } from './nodes/expressions.ts';
import type { Statement, CatchClause } from './nodes/statements.ts';
import type { YulNode } from './nodes/yul.ts';

export type Node =
  | SourceUnit
  | Declaration
  | Parameter
  | ModifierInvocation
  | InheritanceSpecifier
  | EnumMember
  | Expression
  | NamedArgument
  | Statement
  | CatchClause
  | TypeName
  | YulNode;
