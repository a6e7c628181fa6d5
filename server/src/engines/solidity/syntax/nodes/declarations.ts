import type { Range } from '../tokens.ts';
import type { Expression, Parameter, TypeName, VariableDeclaration, Visibility } from './expressions.ts';
import type { Block } from './statements.ts';

export type Mutability = 'pure' | 'view' | 'payable' | 'constant';

export interface SourceUnit extends Range {
  type: 'SourceUnit';
  items: Declaration[];
}

export type Declaration =
  | PragmaDirective
  | ImportDirective
  | UsingDirective
  | ContractDefinition
  | FunctionDefinition
  | ModifierDefinition
  | StructDefinition
  | EnumDefinition
  | EventDefinition
  | ErrorDefinition
  | ValueTypeDefinition
  | VariableDeclaration;

interface PragmaDirective extends Range {
  type: 'PragmaDirective';
  /** `solidity`, `abicoder`, `experimental`. */
  name: string;
  /** The rest as written, without surrounding white space. */
  value: string;
}

export interface ImportDirective extends Range {
  type: 'ImportDirective';
  path: string;
  /** `import * as name` and `import "x" as name`. */
  unitAlias: string | null;
  symbols: { name: string; alias: string | null }[] | null;
}

export interface UsingDirective extends Range {
  type: 'UsingDirective';
  /** The library, or the functions in braces; operators are kept with their function. */
  functions: { path: string[]; operator: string | null }[];
  isList: boolean;
  /** Null for `*`. */
  target: TypeName | null;
  isGlobal: boolean;
}

export interface InheritanceSpecifier extends Range {
  type: 'InheritanceSpecifier';
  path: string[];
  args: Expression[] | null;
}

export interface ContractDefinition extends Range {
  type: 'ContractDefinition';
  kind: 'contract' | 'interface' | 'library';
  isAbstract: boolean;
  name: string;
  nameRange: Range;
  bases: InheritanceSpecifier[];
  /** `layout at <slot>` of 0.8.29. */
  layoutAt?: Expression;
  members: Declaration[];
}

export interface ModifierInvocation extends Range {
  type: 'ModifierInvocation';
  path: string[];
  /** Null when written without an argument list. */
  args: Expression[] | null;
}

export interface FunctionDefinition extends Range {
  type: 'FunctionDefinition';
  kind: 'function' | 'constructor' | 'fallback' | 'receive';
  /** Empty for constructors written as such, fallback and receive. */
  name: string;
  nameRange: Range;
  parameters: Parameter[];
  returns: Parameter[];
  /** Null where none is written; the meaning of that depends on version and kind. */
  visibility: Visibility | null;
  mutability: Mutability | null;
  isVirtual: boolean;
  overrides: string[][] | null;
  modifiers: ModifierInvocation[];
  body: Block | null;
}

export interface ModifierDefinition extends Range {
  type: 'ModifierDefinition';
  name: string;
  nameRange: Range;
  parameters: Parameter[];
  isVirtual: boolean;
  overrides: string[][] | null;
  body: Block | null;
}

export interface StructDefinition extends Range {
  type: 'StructDefinition';
  name: string;
  nameRange: Range;
  fields: VariableDeclaration[];
}

export interface EnumDefinition extends Range {
  type: 'EnumDefinition';
  name: string;
  nameRange: Range;
  members: EnumMember[];
}

export interface EnumMember extends Range {
  type: 'EnumMember';
  name: string;
}

export interface EventDefinition extends Range {
  type: 'EventDefinition';
  name: string;
  nameRange: Range;
  parameters: Parameter[];
  isAnonymous: boolean;
}

interface ErrorDefinition extends Range {
  type: 'ErrorDefinition';
  name: string;
  nameRange: Range;
  parameters: Parameter[];
}

/** `type Price is uint128;` */
export interface ValueTypeDefinition extends Range {
  type: 'ValueTypeDefinition';
  name: string;
  nameRange: Range;
  underlying: TypeName;
}
