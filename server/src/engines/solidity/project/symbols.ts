import type { FunctionDefinition } from '../syntax/nodes.ts';
import type { FileSymbol, FileUnit, FunctionInfo } from './model.ts';

export function fileFunction(file: FileUnit, node: FunctionDefinition): void {
  const info: FunctionInfo = {
    name: node.name, kind: node.kind, node, file, contract: null, visibility: 'internal',
    mutability: node.mutability, parameters: node.parameters,
  };
  const existing = file.symbols.get(node.name);
  if (existing?.kind === 'function') existing.functions.push(info);
  else file.symbols.set(node.name, { kind: 'function', functions: [info] });
}

/** Copies names along imports until nothing new arrives, which also settles circular imports. */
export function importSymbols(files: FileUnit[]): void {
  for (let isChanged = true; isChanged; ) {
    isChanged = false;
    for (const file of files) {
      for (const { directive, target } of file.imports) {
        if (target && importFrom(file, directive, target)) isChanged = true;
      }
    }
  }
}

type Directive = FileUnit['imports'][number]['directive'];

function importFrom(file: FileUnit, directive: Directive, target: FileUnit): boolean {
  const incoming: [string, FileSymbol][] = [];
  if (directive.unitAlias !== null) incoming.push([directive.unitAlias, { kind: 'file', file: target }]);
  else if (directive.symbols === null) incoming.push(...target.symbols);
  for (const { name, alias } of directive.symbols ?? []) {
    const symbol = target.symbols.get(name);
    if (symbol) incoming.push([alias ?? name, symbol]);
  }
  const fresh = incoming.filter(([name]) => !file.symbols.has(name));
  for (const [name, symbol] of fresh) file.symbols.set(name, symbol);
  return fresh.length > 0;
}

/** Resolves `a.b.c` at file level. A last part inside a contract is left to the caller. */
export function lookupPath(file: FileUnit, path: string[]): FileSymbol | undefined {
  const [head = '', ...rest] = path;
  const symbol = file.symbols.get(head);
  if (symbol?.kind !== 'file' || rest.length === 0) return symbol;
  return lookupPath(symbol.file, rest);
}
