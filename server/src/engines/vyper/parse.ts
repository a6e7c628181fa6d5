import { parseVersionRange, type VersionRange } from '../solidity/project/version.ts';
import type { Dialect } from '../solidity/project/dialect.ts';
import type { Declaration } from '../solidity/syntax/nodes.ts';
import type { ParseResult } from '../solidity/syntax/parse.ts';
import type { Range } from '../solidity/syntax/tokens.ts';
import { importPath } from './import-path.ts';
import { lowerExpression } from './lower/expressions.ts';
import { lowerModule } from './lower/module.ts';
import { moduleAccesses, type ModuleScope, readScope } from './lower/scope.ts';
import { Cursor } from './syntax/cursor.ts';
import { parseModule } from './syntax/declarations.ts';
import { tokenizeVyper } from './syntax/lexer.ts';
import type { Expression, VyperModule } from './syntax/nodes.ts';
import type { VyperTokens } from './syntax/tokens.ts';

/** Vyper has checked its arithmetic from the start, as Solidity has since 0.8; the tree follows the rules of this version. */
const RULES = [0, 8, 34] as const;
/** Versions whose locks do not keep each other out (CVE-2023-39363). */
const BROKEN_LOCKS: ReadonlySet<string> = new Set(['0.2.15', '0.2.16', '0.3.0']);

interface VyperSource {
  path: string;
  source: string;
  /** All paths of the project, to tell which file an import means. */
  known: ReadonlySet<string>;
}

/** True for files that are read as Vyper. */
export function isVyper(path: string): boolean {
  return /\.vyi?$/i.test(path);
}

/**
 * Reads Vyper 0.1 to 0.4 into the tree that Solidity is read into, with ranges into the Vyper source. Never throws
 * and takes linear time; what could not be carried over stands in `diagnostics`.
 */
export function parseVyper({ path, source, known }: VyperSource): ParseResult & { dialect: Dialect } {
  const { tokens, diagnostics } = tokenizeVyper(source);
  const module = parseModule(new Cursor(tokens, diagnostics));
  const scope = readScope(module, tokens, stemOf(path));
  const pragma = readPragma(tokens);
  const context = { module: scope, diagnostics, prelude: [], temporaries: 0, discards: null, lower: lowerExpression };
  const unit = lowerModule(context, module, {
    locks: { isDefault: hasDefaultLock(tokens), isBroken: BROKEN_LOCKS.has(pinnedVersion(pragma?.range) ?? ''), declarations: new Map() },
    isInterface: /\.vyi$/i.test(path),
    bases: basesOf(module, scope, tokens),
    importPath: (node) => importPath(node, path, known),
  });
  if (pragma && unit.items.length > 0) unit.items.unshift(pragma.directive);
  diagnostics.sort((a, b) => a.offset - b.offset);
  return { unit, tokens, diagnostics, dialect: { pragma: pragma?.range ?? null, version: RULES, problem: null } };
}

function stemOf(path: string): string {
  const name = path.split('/').at(-1) ?? '';
  return name.replace(/\.vyi?$/i, '') || 'Contract';
}

interface Pragma {
  range: VersionRange;
  directive: Declaration;
}

/** `# @version ^0.3.0` and `#pragma version ~=0.4.0`. */
function readPragma({ source, comments }: VyperTokens): Pragma | null {
  for (const { start, end } of comments) {
    const value = /^#\s*(?:@version|pragma\s+version)\s+(\S.*?)\s*$/.exec(source.slice(start, Math.min(end, start + 200)))?.[1];
    if (value === undefined) continue;
    const directive: Declaration = { type: 'PragmaDirective', name: 'vyper', value, start, end };
    return { range: parseVersionRange(value.replaceAll('==', '=').replaceAll('~=', '~')), directive };
  }
  return null;
}

function hasDefaultLock({ source, comments }: VyperTokens): boolean {
  return comments.some(({ start, end }: Range) => /^#\s*pragma\s+nonreentrancy\s+on\s*$/.test(source.slice(start, Math.min(end, start + 200))));
}

/** The one version a pragma admits; null for a range. */
export function pinnedVersion(pragma: VersionRange | null | undefined): string | null {
  return /^[=\s]*v?(\d+\.\d+\.\d+)$/.exec(pragma?.text ?? '')?.[1] ?? null;
}

/**
 * Modules whose functions or state are used here, those first that others build on: what a module only `uses`, and
 * what is handed to another in `initializes: auth[ownable := ownable]`.
 */
function basesOf(module: VyperModule, scope: ModuleScope, tokens: VyperTokens): string[] {
  const accessed = moduleAccesses(scope, tokens).filter(({ attribute }) => attribute !== '__interface__').map((access) => access.module);
  const directives = module.declarations.filter((node) => node.type === 'Directive');
  const uses = directives.filter(({ name }) => name === 'uses').flatMap(({ value }) => elementsOf(value));
  const initialized = directives.filter(({ name }) => name === 'initializes').map(({ value }) => value);
  const handed = initialized.flatMap((value) => (value.type === 'Subscript' ? value.keywords.map((keyword) => keyword.value) : []));
  const own = initialized.map((value) => (value.type === 'Subscript' ? value.object : value));
  const named = [...uses, ...handed, ...own].flatMap((node) => (node.type === 'Name' ? [node.name] : []));
  return [...new Set([...named, ...accessed])].filter((name) => scope.modules.has(name));
}

function elementsOf(node: Expression): Expression[] {
  return node.type === 'List' ? node.elements : [node];
}
