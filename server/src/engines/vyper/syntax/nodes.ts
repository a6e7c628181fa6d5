import type { Range } from '../../solidity/syntax/tokens.ts';

/**
 * The syntax tree of Vyper 0.1 to 0.4. Types are written as expressions and stay expressions here. Every node
 * carries the half-open range of source text it was read from.
 */
export type Expression =
  | NameExpression
  | LiteralExpression
  | AttributeExpression
  | SubscriptExpression
  | CallExpression
  | UnaryExpression
  | BinaryExpression
  | ConditionalExpression
  | ListExpression
  | DictExpression
  | UnknownExpression;

export interface NameExpression extends Range {
  type: 'Name';
  name: string;
}

export interface LiteralExpression extends Range {
  type: 'Literal';
  kind: 'number' | 'text' | 'bytes' | 'hex' | 'boolean' | 'none' | 'ellipsis';
  /** Numbers as written, strings without prefix and quotes. */
  text: string;
}

export interface AttributeExpression extends Range {
  type: 'Attribute';
  object: Expression;
  name: string;
  nameRange: Range;
}

export interface SubscriptExpression extends Range {
  type: 'Subscript';
  object: Expression;
  index: Expression[];
  /** Modules handed over in `initializes: auth[ownable := ownable]`. */
  keywords: Keyword[];
}

export interface Keyword extends Range {
  name: string;
  value: Expression;
}

export interface CallExpression extends Range {
  type: 'Call';
  callee: Expression;
  args: Expression[];
  keywords: Keyword[];
  /** Vyper 0.4 marks calls of other contracts. */
  marker: 'extcall' | 'staticcall' | null;
}

export interface UnaryExpression extends Range {
  type: 'Unary';
  operator: '-' | '+' | '~' | 'not';
  operand: Expression;
}

export interface BinaryExpression extends Range {
  type: 'Binary';
  /** As written; `in` and `not in` included. */
  operator: string;
  left: Expression;
  right: Expression;
}

export interface ConditionalExpression extends Range {
  type: 'Conditional';
  condition: Expression;
  whenTrue: Expression;
  whenFalse: Expression;
}

export interface ListExpression extends Range {
  type: 'List';
  /** `(a, b)` rather than `[a, b]`. */
  isTuple: boolean;
  elements: Expression[];
}

/** `{a: 1}`, the fields of a struct before 0.4 and of an event before 0.2. */
export interface DictExpression extends Range {
  type: 'Dict';
  entries: Keyword[];
}

/** Stands where an expression was expected and none could be read. */
export interface UnknownExpression extends Range {
  type: 'Unknown';
}

export type Statement =
  | ExpressionStatement
  | AssignStatement
  | DeclareStatement
  | ReturnStatement
  | IfStatement
  | ForStatement
  | AssertStatement
  | RaiseStatement
  | LogStatement
  | SimpleStatement;

interface ExpressionStatement extends Range {
  type: 'ExpressionStatement';
  value: Expression;
}

export interface AssignStatement extends Range {
  type: 'Assign';
  /** `=`, `+=`, … */
  operator: string;
  target: Expression;
  value: Expression;
}

export interface DeclareStatement extends Range {
  type: 'Declare';
  name: NameExpression;
  annotation: Expression;
  value: Expression | null;
}

export interface ReturnStatement extends Range {
  type: 'Return';
  value: Expression | null;
}

export interface IfBranch extends Range {
  condition: Expression;
  body: Statement[];
}

export interface IfStatement extends Range {
  type: 'If';
  /** The `if` and every `elif`. */
  branches: IfBranch[];
  otherwise: Statement[];
}

export interface ForStatement extends Range {
  type: 'For';
  name: NameExpression;
  annotation: Expression | null;
  iterable: Expression;
  body: Statement[];
}

export interface AssertStatement extends Range {
  type: 'Assert';
  condition: Expression;
  message: Expression | null;
}

export interface RaiseStatement extends Range {
  type: 'Raise';
  value: Expression | null;
}

export interface LogStatement extends Range {
  type: 'Log';
  call: Expression;
}

interface SimpleStatement extends Range {
  type: 'Pass' | 'Break' | 'Continue' | 'Skipped';
}

export interface Parameter extends Range {
  name: NameExpression;
  annotation: Expression | null;
  value: Expression | null;
}

export interface FunctionDeclaration extends Range {
  type: 'Function';
  name: NameExpression;
  decorators: Expression[];
  parameters: Parameter[];
  returns: Expression | null;
  /** `view`, `nonpayable`, … behind a function of an interface. */
  mutability: string | null;
  body: Statement[];
}

export interface VariableDeclaration extends Range {
  type: 'Variable';
  name: NameExpression;
  annotation: Expression;
  value: Expression | null;
}

export interface FieldsDeclaration extends Range {
  type: 'Struct' | 'Event';
  name: NameExpression;
  fields: Parameter[];
}

export interface FlagDeclaration extends Range {
  type: 'Flag';
  name: NameExpression;
  members: NameExpression[];
}

export interface InterfaceDeclaration extends Range {
  type: 'Interface';
  name: NameExpression;
  functions: FunctionDeclaration[];
}

export interface ImportDeclaration extends Range {
  type: 'Import';
  /** Leading dots of a relative import. */
  dots: number;
  path: string[];
  alias: string | null;
}

/** `implements: X`, `uses: m`, `initializes: m[n := n]`, `exports: (m.f, m.g)`. */
export interface ModuleDirective extends Range {
  type: 'Directive';
  name: string;
  value: Expression;
}

export type Declaration =
  | FunctionDeclaration
  | VariableDeclaration
  | FieldsDeclaration
  | FlagDeclaration
  | InterfaceDeclaration
  | ImportDeclaration
  | ModuleDirective;

export interface VyperModule extends Range {
  declarations: Declaration[];
}
