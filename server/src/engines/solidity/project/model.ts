import type {
  ContractDefinition, Declaration, EventDefinition, FunctionDefinition, ImportDirective, ModifierDefinition, Mutability,
  Parameter, SourceUnit, UsingDirective, VariableDeclaration, Visibility,
} from '../syntax/nodes.ts';
import type { LineIndex } from '../syntax/positions.ts';
import type { TokenList } from '../syntax/tokens.ts';
import type { Version, VersionRange } from './version.ts';

/** One parsed file and the names that are visible in it. */
export interface FileUnit {
  path: string;
  source: string;
  language: 'solidity' | 'vyper';
  unit: SourceUnit;
  tokens: TokenList;
  lines: LineIndex;
  pragma: VersionRange | null;
  /** The version whose rules apply: the newest the pragma admits, or what the syntax suggests. */
  version: Version;
  contracts: Contract[];
  imports: { directive: ImportDirective; target: FileUnit | null }[];
  symbols: Map<string, FileSymbol>;
}

/** What a name at file level stands for. */
export type FileSymbol =
  | { kind: 'contract'; contract: Contract }
  | { kind: 'file'; file: FileUnit }
  | { kind: 'function'; functions: FunctionInfo[] }
  | { kind: 'variable'; variable: StateVariable }
  | { kind: 'declaration'; node: Declaration; file: FileUnit };

export interface Contract {
  name: string;
  kind: ContractDefinition['kind'];
  node: ContractDefinition;
  file: FileUnit;
  bases: Contract[];
  /** C3 linearisation, most derived (the contract itself) first. */
  linear: Contract[];
  /** Names of bases that are not among the files. */
  missingBases: string[];
  isInherited: boolean;
  /** Declared in this contract itself; see lookup.ts for the inherited ones. */
  functions: FunctionInfo[];
  modifiers: ModifierInfo[];
  variables: StateVariable[];
  usings: UsingDirective[];
  events: EventDefinition[];
  /** Structs, enums, errors and value types by name. */
  types: Map<string, Declaration>;
}

export interface FunctionInfo {
  name: string;
  /** As meant by the compiler: a function with the contract's name was a constructor before 0.5. */
  kind: FunctionDefinition['kind'];
  node: FunctionDefinition;
  file: FileUnit;
  contract: Contract | null;
  visibility: Visibility;
  mutability: Mutability | null;
  parameters: Parameter[];
}

export interface ModifierInfo {
  name: string;
  node: ModifierDefinition;
  file: FileUnit;
  contract: Contract;
}

/** A state variable, or a constant of a file (then without a contract). */
export interface StateVariable {
  name: string;
  node: VariableDeclaration;
  file: FileUnit;
  contract: Contract | null;
}

export interface Project {
  files: FileUnit[];
  contracts: Contract[];
}
