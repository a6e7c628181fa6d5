import type { Range } from '../tokens.ts';
import type { Expression, Parameter, VariableDeclaration } from './expressions.ts';
import type { YulBlock } from './yul.ts';

export type Statement =
  | Block
  | IfStatement
  | ForStatement
  | WhileStatement
  | DoWhileStatement
  | SimpleStatement
  | ReturnStatement
  | EmitStatement
  | RevertStatement
  | TryStatement
  | ExpressionStatement
  | LocalDeclaration
  | AssemblyStatement;

export interface Block extends Range {
  type: 'Block';
  isUnchecked: boolean;
  statements: Statement[];
}

interface IfStatement extends Range {
  type: 'IfStatement';
  condition: Expression;
  whenTrue: Statement;
  whenFalse: Statement | null;
}

export interface ForStatement extends Range {
  type: 'ForStatement';
  initial: Statement | null;
  condition: Expression | null;
  step: Expression | null;
  body: Statement;
}

export interface WhileStatement extends Range {
  type: 'WhileStatement';
  condition: Expression;
  body: Statement;
}

export interface DoWhileStatement extends Range {
  type: 'DoWhileStatement';
  condition: Expression;
  body: Statement;
}

/** A statement of one word: `break`, `continue`, the old `throw`, the `_` of a modifier, or one that was skipped. */
interface SimpleStatement extends Range {
  type: 'BreakStatement' | 'ContinueStatement' | 'ThrowStatement' | 'PlaceholderStatement' | 'UnknownStatement';
}

export interface ReturnStatement extends Range {
  type: 'ReturnStatement';
  value: Expression | null;
}

interface EmitStatement extends Range {
  type: 'EmitStatement';
  call: Expression;
}

/** `revert Error(args)` of 0.8; `revert("…")` is an ordinary call. */
interface RevertStatement extends Range {
  type: 'RevertStatement';
  call: Expression;
}

export interface TryStatement extends Range {
  type: 'TryStatement';
  call: Expression;
  returns: Parameter[];
  body: Block;
  clauses: CatchClause[];
}

export interface CatchClause extends Range {
  type: 'CatchClause';
  /** `Error`, `Panic` or null for a bare `catch`. */
  name: string | null;
  parameters: Parameter[];
  body: Block;
}

interface ExpressionStatement extends Range {
  type: 'ExpressionStatement';
  expression: Expression;
}

export interface LocalDeclaration extends Range {
  type: 'LocalDeclaration';
  /** Null where a tuple leaves a place empty. */
  variables: (VariableDeclaration | null)[];
  value: Expression | null;
  isTuple: boolean;
}

interface AssemblyStatement extends Range {
  type: 'AssemblyStatement';
  flags: string[];
  body: YulBlock;
}
