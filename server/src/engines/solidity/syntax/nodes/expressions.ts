import type { Range } from '../tokens.ts';

export type Expression =
  | Identifier
  | NumberLiteral
  | StringLiteral
  | BooleanLiteral
  | TupleExpression
  | ArrayLiteral
  | IndexAccess
  | SliceAccess
  | MemberAccess
  | CallExpression
  | CallOptions
  | UnaryExpression
  | BinaryExpression
  | AssignmentExpression
  | ConditionalExpression
  | NewExpression
  | TypeExpression
  | UnknownExpression;

export interface Identifier extends Range {
  type: 'Identifier';
  name: string;
}

interface NumberLiteral extends Range {
  type: 'NumberLiteral';
  text: string;
  /** `ether`, `days`, … */
  unit: string | null;
}

interface StringLiteral extends Range {
  type: 'StringLiteral';
  kind: 'text' | 'hex' | 'unicode';
  /** The characters between the quotes as written; adjacent literals are joined. */
  value: string;
}

interface BooleanLiteral extends Range {
  type: 'BooleanLiteral';
  value: boolean;
}

/** `(a, , b)`, and a parenthesised expression as a tuple of one. */
interface TupleExpression extends Range {
  type: 'TupleExpression';
  components: (Expression | null)[];
}

interface ArrayLiteral extends Range {
  type: 'ArrayLiteral';
  elements: Expression[];
}

export interface IndexAccess extends Range {
  type: 'IndexAccess';
  base: Expression;
  /** Absent in a type such as `uint[]`. */
  index: Expression | null;
}

interface SliceAccess extends Range {
  type: 'SliceAccess';
  base: Expression;
  from: Expression | null;
  to: Expression | null;
}

export interface MemberAccess extends Range {
  type: 'MemberAccess';
  object: Expression;
  member: string;
  memberRange: Range;
}

export interface CallExpression extends Range {
  type: 'CallExpression';
  callee: Expression;
  args: Expression[];
  /** Argument names of `f({a: 1, b: 2})`, in the order of `args`. */
  names: string[] | null;
}

export interface NamedArgument extends Range {
  type: 'NamedArgument';
  name: string;
  value: Expression;
}

/** `target.call{value: 1, gas: 2}` before its argument list. */
interface CallOptions extends Range {
  type: 'CallOptions';
  callee: Expression;
  options: NamedArgument[];
}

export interface UnaryExpression extends Range {
  type: 'UnaryExpression';
  operator: string;
  isPrefix: boolean;
  operand: Expression;
}

export interface BinaryExpression extends Range {
  type: 'BinaryExpression';
  operator: string;
  left: Expression;
  right: Expression;
}

interface AssignmentExpression extends Range {
  type: 'AssignmentExpression';
  operator: string;
  target: Expression;
  value: Expression;
}

export interface ConditionalExpression extends Range {
  type: 'ConditionalExpression';
  condition: Expression;
  whenTrue: Expression;
  whenFalse: Expression;
}

export interface NewExpression extends Range {
  type: 'NewExpression';
  typeName: TypeName;
}

/** An elementary type in the place of an expression: `uint8(x)`, `address(this)`. */
interface TypeExpression extends Range {
  type: 'TypeExpression';
  typeName: TypeName;
}

/** Stands where an expression was expected and none could be read. */
interface UnknownExpression extends Range {
  type: 'UnknownExpression';
}

export type TypeName = ElementaryType | NamedType | MappingType | ArrayType | FunctionType | UnknownType;

/** `uint256`, `address payable`, `bytes32`, and `var` of the old versions. */
interface ElementaryType extends Range {
  type: 'ElementaryType';
  name: string;
  isPayable: boolean;
}

/** `Token`, `Library.Struct`. */
interface NamedType extends Range {
  type: 'NamedType';
  path: string[];
}

export interface MappingType extends Range {
  type: 'MappingType';
  key: TypeName;
  keyName: Identifier | null;
  value: TypeName;
  valueName: Identifier | null;
}

interface ArrayType extends Range {
  type: 'ArrayType';
  element: TypeName;
  length: Expression | null;
}

export interface FunctionType extends Range {
  type: 'FunctionType';
  parameters: Parameter[];
  returns: Parameter[];
  visibility: 'internal' | 'external';
}

/** Stands where a type was expected and none could be read. */
interface UnknownType extends Range {
  type: 'UnknownType';
}

export type Visibility = 'public' | 'private' | 'internal' | 'external';
export type DataLocation = 'storage' | 'memory' | 'calldata';

export interface Parameter extends Range {
  type: 'Parameter';
  typeName: TypeName;
  location: DataLocation | null;
  isIndexed: boolean;
  name: Identifier | null;
}

/** A state variable, a constant of a file, a struct's field or a local variable. */
export interface VariableDeclaration extends Range {
  type: 'VariableDeclaration';
  scope: 'state' | 'file' | 'field' | 'local';
  typeName: TypeName;
  location: DataLocation | null;
  name: string;
  nameRange: Range;
  visibility: Visibility | null;
  isConstant: boolean;
  isImmutable: boolean;
  isTransient: boolean;
  overrides: string[][] | null;
  value: Expression | null;
}
