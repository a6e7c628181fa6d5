import type { ContractDefinition, Declaration, Expression, InheritanceSpecifier, SourceUnit } from '../nodes.ts';
import { type Cursor, parseList } from './cursor.ts';
import { parseDeclaration } from './declarations.ts';
import { parseExpression } from './expressions.ts';

export function parseSourceUnit(cursor: Cursor): SourceUnit {
  const items: Declaration[] = [];
  while (!cursor.isAtEnd) {
    const before = cursor.index;
    const item = parseItem(cursor);
    if (cursor.isLost) recoverItem(cursor);
    else items.push(item);
    if (cursor.index === before) cursor.skipOne();
  }
  return { type: 'SourceUnit', items, start: 0, end: cursor.tokens.source.length };
}

function recoverItem(cursor: Cursor): void {
  cursor.recover();
  cursor.accept('}');
}

function parseItem(cursor: Cursor): Declaration {
  const isAbstract = cursor.is('abstract') && cursor.textAt(1) === 'contract';
  const keyword = isAbstract ? 'contract' : cursor.text;
  const isContract = keyword === 'contract' || keyword === 'interface' || keyword === 'library';
  return isContract ? parseContract(cursor, keyword, isAbstract) : parseDeclaration(cursor, 'file');
}

function parseContract(cursor: Cursor, kind: ContractDefinition['kind'], isAbstract: boolean): ContractDefinition {
  const start = cursor.start;
  if (isAbstract) cursor.advance();
  cursor.advance();
  const { name, ...at } = cursor.name();
  const heritage = parseHeritage(cursor);
  const members: Declaration[] = [];
  cursor.expect('{');
  while (!cursor.is('}') && !cursor.isAtEnd && !isNextContract(cursor)) {
    const before = cursor.index;
    const member = parseDeclaration(cursor, 'state');
    if (cursor.isLost) cursor.recover();
    else members.push(member);
    if (cursor.index === before && !cursor.is('}')) cursor.skipOne();
  }
  cursor.expect('}');
  // The contract's own closing brace may be missing; what was read of it still counts.
  cursor.isLost = false;
  const nameRange = { start: at.start, end: at.end };
  return { type: 'ContractDefinition', kind, isAbstract, name, nameRange, ...heritage, members, ...cursor.since(start) };
}

/** Contracts cannot be nested: a contract header inside one means that its closing brace is missing. */
function isNextContract(cursor: Cursor): boolean {
  const isHeader = cursor.is('contract') || cursor.is('interface') || cursor.is('library');
  return isHeader && cursor.isWordAt(1) && (cursor.textAt(2) === '{' || cursor.textAt(2) === 'is');
}

function parseHeritage(cursor: Cursor): Pick<ContractDefinition, 'bases' | 'layoutAt'> {
  const bases: InheritanceSpecifier[] = [];
  let layoutAt: Expression | null = null;
  // Solidity 0.8.29 lets `layout at <slot>` stand before or after the list of bases.
  while (cursor.is('is') || cursor.is('layout')) {
    if (cursor.accept('layout')) {
      cursor.expect('at');
      layoutAt = parseExpression(cursor);
      continue;
    }
    cursor.advance();
    do bases.push(parseBase(cursor));
    while (cursor.accept(',') && !cursor.isLost);
  }
  return { bases, ...(layoutAt !== null && { layoutAt }) };
}

function parseBase(cursor: Cursor): InheritanceSpecifier {
  const start = cursor.start;
  const path = cursor.path();
  const args = cursor.accept('(') ? parseList(cursor, ')', () => parseExpression(cursor)) : null;
  return { type: 'InheritanceSpecifier', path, args, ...cursor.since(start) };
}
