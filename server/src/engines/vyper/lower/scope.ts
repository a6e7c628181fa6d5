import type { Declaration, FunctionDeclaration, ImportDeclaration, VariableDeclaration, VyperModule } from '../syntax/nodes.ts';
import type { VyperTokens } from '../syntax/tokens.ts';
import { unwrapType } from './storage-kind.ts';

/** The names a Vyper file declares, by what they are. */
export interface ModuleScope {
  /** What the contract is called: the file's name without folder and ending. */
  name: string;
  variables: Map<string, VariableDeclaration>;
  functions: Map<string, FunctionDeclaration>;
  structs: Set<string>;
  flags: Set<string>;
  /** Interfaces declared here or brought by the compiler. */
  interfaces: Set<string>;
  /** Other files by the name they go by here. */
  modules: Map<string, ImportDeclaration>;
  /** Names that a local variable has to give way to, because the tree keeps them in one name space. */
  reserved: Set<string>;
}

/** Names with a meaning in the tree that Vyper leaves free for variables. */
const TREE_NAMES = [
  'this', 'super', 'now', 'abi', 'type', 'require', 'revert', 'selfdestruct', 'keccak256', 'sha256', 'ecrecover', 'blockhash', 'gasleft',
  'addmod', 'mulmod', 'msg', 'tx', 'block',
];

/** The interfaces that come with the compiler; everything else that is imported is a file. */
export const COMPILER_PACKAGES: readonly string[] = ['ethereum.ercs', 'vyper.interfaces'];

export function isFromCompiler({ dots, path }: ImportDeclaration): boolean {
  return dots === 0 && COMPILER_PACKAGES.includes(path.slice(0, -1).join('.'));
}

export function readScope(module: VyperModule, tokens: VyperTokens, name: string): ModuleScope {
  const scope: ModuleScope = {
    name, variables: new Map(), functions: new Map(), structs: new Set(), flags: new Set(), interfaces: new Set(),
    modules: new Map(), reserved: new Set(TREE_NAMES),
  };
  for (const declaration of module.declarations) declareName(scope, declaration);
  for (const declared of [...scope.variables.keys(), ...scope.functions.keys()]) scope.reserved.add(declared);
  for (const { attribute } of moduleAccesses(scope, tokens)) scope.reserved.add(attribute);
  return scope;
}

function declareName(scope: ModuleScope, declaration: Declaration): void {
  switch (declaration.type) {
    case 'Variable':
      scope.variables.set(declaration.name.name, declaration);
      break;
    case 'Function':
      scope.functions.set(declaration.name.name, declaration);
      break;
    case 'Struct':
      scope.structs.add(declaration.name.name);
      break;
    case 'Flag':
      scope.flags.add(declaration.name.name);
      break;
    case 'Interface':
      scope.interfaces.add(declaration.name.name);
      break;
    case 'Import': {
      const alias = declaration.alias ?? declaration.path.at(-1) ?? '';
      if (isFromCompiler(declaration)) scope.interfaces.add(alias);
      else scope.modules.set(alias, declaration);
      break;
    }
    case 'Event':
    case 'Directive':
      // Neither can be confused with a variable.
      break;
  }
}

/** Where the text says `module.name`. */
export function moduleAccesses(scope: ModuleScope, { texts }: VyperTokens): { module: string; attribute: string }[] {
  if (scope.modules.size === 0) return [];
  return texts.flatMap((text, at) => {
    const isAccess = texts[at + 1] === '.' && scope.modules.has(text) && texts[at - 1] !== '.';
    return isAccess ? [{ module: text, attribute: texts[at + 2] ?? '' }] : [];
  });
}

/** True for constants and immutables, which are read without `self`. */
export function isBareVariable(scope: ModuleScope, name: string): boolean {
  const declared = scope.variables.get(name);
  if (!declared) return false;
  const { isConstant, isImmutable } = unwrapType(declared.annotation);
  return isConstant || isImmutable;
}

/** The name of a local variable in the tree, where a variable read through `self` may have the same. */
export function localName(scope: ModuleScope, name: string): string {
  return scope.reserved.has(name) ? `${name} (local)` : name;
}
