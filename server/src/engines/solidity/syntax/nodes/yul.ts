import type { Range } from '../tokens.ts';

export type YulNode = YulStatement | YulExpression | YulCase;

export type YulStatement =
  | YulBlock
  | YulFunction
  | YulLet
  | YulAssignment
  | YulIf
  | YulFor
  | YulSwitch
  | YulJump
  | YulExpressionStatement
  | YulLabel;

export type YulExpression = YulCall | YulIdentifier | YulLiteral;

export interface YulBlock extends Range {
  type: 'YulBlock';
  statements: YulStatement[];
}

export interface YulFunction extends Range {
  type: 'YulFunction';
  name: string;
  parameters: YulIdentifier[];
  returns: YulIdentifier[];
  body: YulBlock;
}

interface YulLet extends Range {
  type: 'YulLet';
  names: YulIdentifier[];
  value: YulExpression | null;
}

/** `a, b := f()`, and the old stack form `=: a` with no value. */
interface YulAssignment extends Range {
  type: 'YulAssignment';
  targets: YulIdentifier[];
  value: YulExpression | null;
}

interface YulIf extends Range {
  type: 'YulIf';
  condition: YulExpression;
  body: YulBlock;
}

export interface YulFor extends Range {
  type: 'YulFor';
  initial: YulBlock;
  condition: YulExpression;
  step: YulBlock;
  body: YulBlock;
}

export interface YulSwitch extends Range {
  type: 'YulSwitch';
  value: YulExpression;
  cases: YulCase[];
}

export interface YulCase extends Range {
  type: 'YulCase';
  /** Null for `default`. */
  value: YulLiteral | null;
  body: YulBlock;
}

interface YulJump extends Range {
  type: 'YulBreak' | 'YulContinue' | 'YulLeave';
}

interface YulExpressionStatement extends Range {
  type: 'YulExpressionStatement';
  expression: YulExpression;
}

/** A jump target of the assembly of Solidity 0.4. */
interface YulLabel extends Range {
  type: 'YulLabel';
  name: string;
}

export interface YulCall extends Range {
  type: 'YulCall';
  name: string;
  args: YulExpression[];
}

/** A variable, `x.slot`, or an instruction of 0.4 written without its arguments. */
export interface YulIdentifier extends Range {
  type: 'YulIdentifier';
  name: string;
}

export interface YulLiteral extends Range {
  type: 'YulLiteral';
  kind: 'number' | 'string' | 'boolean';
  text: string;
}
