import { findFunctions } from '../../project/lookup.ts';
import type { Contract, FunctionInfo } from '../../project/model.ts';
import { namedType, resolveType } from '../../project/resolve-type.ts';
import { lookupPath } from '../../project/symbols.ts';
import { describeType, fit, type SolType, type TypeScope } from '../../project/types.ts';
import type { UsingDirective } from '../../syntax/nodes.ts';
import type { Instruction } from '../instructions.ts';
import type { Lowering } from './context.ts';

/** The function that `using … for` attaches to a value under a name, if any. */
export function attachedFunction(lowering: Lowering, object: Instruction, wanted: { name: string; count: number }): FunctionInfo | null {
  for (const { directive, scope } of directivesInScope(lowering)) {
    if (!appliesTo(directive, object.type, scope)) continue;
    const found = functionsOf(directive, scope, wanted.name).filter((info) => info.parameters.length === wanted.count + 1);
    const fitting = found.find((info) => {
      const [first] = info.parameters;
      return first && fit(object.type, resolveType(first.typeName, info)) > 0;
    });
    if (fitting) return fitting;
  }
  return null;
}

interface ScopedUsing {
  directive: UsingDirective;
  scope: TypeScope;
}

/** Before 0.7 directives were inherited; to look at the bases as well does no harm later. */
function directivesInScope(lowering: Lowering): ScopedUsing[] {
  const { contract, file } = lowering.body.scope;
  const own = (contract?.linear ?? []).flatMap((ancestor: Contract) =>
    ancestor.usings.map((directive) => ({ directive, scope: { file: ancestor.file, contract: ancestor } })),
  );
  const files = [file, ...file.imports.flatMap((entry) => entry.target ?? [])];
  const global = files.flatMap((one) =>
    one.unit.items.flatMap((item) =>
      item.type === 'UsingDirective' && (one === file || item.isGlobal) ? [{ directive: item, scope: { file: one, contract: null } }] : [],
    ),
  );
  return [...own, ...global];
}

function appliesTo(directive: UsingDirective, type: SolType, scope: TypeScope): boolean {
  if (!directive.target) return true;
  const target = resolveType(directive.target, scope);
  if (type.kind === 'int' && type.isLiteral) return target.kind === 'int';
  if (type.kind === 'unknown' || target.kind === 'unknown') return true;
  return describeType(target) === describeType(type) || (type.kind === 'array' && target.kind === 'array');
}

function functionsOf(directive: UsingDirective, scope: TypeScope, name: string): FunctionInfo[] {
  return directive.functions.flatMap(({ path }) => {
    if (!directive.isList) {
      const library = namedType(path, scope);
      return library?.kind === 'contract' ? findFunctions(library.contract, name) : [];
    }
    if (path.at(-1) !== name) return [];
    const symbol = lookupPath(scope.file, path);
    if (symbol?.kind === 'function') return symbol.functions;
    const library = path.length > 1 ? namedType(path.slice(0, -1), scope) : null;
    return library?.kind === 'contract' ? findFunctions(library.contract, name) : [];
  });
}
