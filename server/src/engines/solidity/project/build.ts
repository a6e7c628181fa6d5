import type { Incomplete } from '../../findings.ts';
import type { Declaration } from '../syntax/nodes.ts';
import { parse, type ParseResult } from '../syntax/parse.ts';
import { LineIndex } from '../syntax/positions.ts';
import { readContract } from './contract.ts';
import { detectDialect, type Dialect } from './dialect.ts';
import { resolveImport } from './imports.ts';
import { approximateOrder, linearise } from './linearise.ts';
import type { Contract, FileSymbol, FileUnit, Project } from './model.ts';
import { fileFunction, importSymbols, lookupPath } from './symbols.ts';

interface ProjectSource {
  path: string;
  content: string;
  /** Reads a file of another language into the same tree; Solidity where absent. */
  parse?: () => ParseResult & { dialect: Dialect };
}

/** Parses all files, binds imports and bases, and orders every contract's ancestors. Reports what is missing. */
export function buildProject(sources: ProjectSource[]): { project: Project; incomplete: Incomplete[] } {
  const incomplete: Incomplete[] = [];
  const files = sources.map((one) => readFile(one, incomplete));
  bindImports(files, incomplete);
  const contracts = files.flatMap((file) => file.contracts);
  bindBases(contracts, incomplete);
  orderAncestors(contracts, incomplete);
  return { project: { files, contracts }, incomplete };
}

function readFile({ path, content: source, parse: parseOther }: ProjectSource, incomplete: Incomplete[]): FileUnit {
  const other = parseOther?.();
  const { unit, tokens, diagnostics } = other ?? parse(source);
  const lines = new LineIndex(source);
  for (const { offset, reason } of diagnostics) incomplete.push({ file: path, line: lines.at(offset).line, reason });
  const { pragma, version, problem } = other?.dialect ?? detectDialect(unit);
  if (problem) incomplete.push({ file: path, line: null, reason: `${problem}; read as ${version.join('.')}` });
  const file: FileUnit = { path, source, language: other ? 'vyper' : 'solidity', unit, tokens, lines, pragma, version, contracts: [], imports: [], symbols: new Map() };
  if (unit.items.length === 0) incomplete.push({ file: path, line: null, reason: `no ${other ? 'Vyper' : 'Solidity'} declaration was found in this file` });
  for (const item of unit.items) declare(file, item);
  return file;
}

function declare(file: FileUnit, item: Declaration): void {
  if (item.type === 'ContractDefinition') declareContract(file, readContract(item, file));
  else if (item.type === 'FunctionDefinition') fileFunction(file, item);
  else if (item.type === 'VariableDeclaration') {
    file.symbols.set(item.name, { kind: 'variable', variable: { name: item.name, node: item, file, contract: null } });
  } else if ('name' in item) file.symbols.set(item.name, { kind: 'declaration', node: item, file });
}

function declareContract(file: FileUnit, contract: Contract): void {
  file.contracts.push(contract);
  const symbol: FileSymbol = { kind: 'contract', contract };
  file.symbols.set(contract.name, symbol);
}

function bindImports(files: FileUnit[], incomplete: Incomplete[]): void {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const known = new Set(byPath.keys());
  for (const file of files) {
    for (const directive of file.unit.items.filter((item) => item.type === 'ImportDirective')) {
      const path = resolveImport(file.path, directive.path, known);
      const target = path === null ? null : (byPath.get(path) ?? null);
      file.imports.push({ directive, target });
      const { line } = file.lines.at(directive.start);
      if (!target) incomplete.push({ file: file.path, line, reason: `import "${directive.path}" is not among the files` });
    }
  }
  importSymbols(files);
}

function bindBases(contracts: Contract[], incomplete: Incomplete[]): void {
  const byName = new Map<string, Contract | null>();
  for (const contract of contracts) byName.set(contract.name, byName.has(contract.name) ? null : contract);
  for (const contract of contracts) {
    for (const base of contract.node.bases) {
      const symbol = lookupPath(contract.file, base.path);
      // A base whose import is missing may still be in another of the files.
      const found = symbol?.kind === 'contract' ? symbol.contract : byName.get(base.path.at(-1) ?? '');
      if (found && found !== contract) {
        contract.bases.push(found);
        found.isInherited = true;
        continue;
      }
      contract.missingBases.push(base.path.join('.'));
      const { line } = contract.file.lines.at(base.start);
      incomplete.push({ file: contract.file.path, line, reason: `base ${base.path.join('.')} of ${contract.name} was not found` });
    }
  }
}

function orderAncestors(contracts: Contract[], incomplete: Incomplete[]): void {
  const done = new Map<Contract, Contract[] | null>();
  for (const contract of contracts) {
    const order = linearise(contract, done);
    contract.linear = order ?? approximateOrder(contract);
    if (order) continue;
    const { line } = contract.file.lines.at(contract.node.start);
    incomplete.push({ file: contract.file.path, line, reason: `the bases of ${contract.name} have no consistent order` });
  }
}
