import type { Cursor } from './cursor.ts';
import { parseExpression, parseType } from './expressions.ts';
import type { Declaration, Expression, FunctionDeclaration, NameExpression, Parameter, VyperModule } from './nodes.ts';
import { parseBody } from './statements.ts';

const DIRECTIVES: ReadonlySet<string> = new Set(['implements', 'uses', 'initializes', 'exports']);
const RECORDS: ReadonlySet<string> = new Set(['struct', 'event', 'flag', 'enum', 'interface', 'contract']);

/** Reads a whole file; what is no declaration is reported and skipped. */
export function parseModule(cursor: Cursor): VyperModule {
  const declarations: Declaration[] = [];
  while (cursor.hasLine) {
    const { line } = cursor;
    cursor.enterLine(line);
    const declaration = parseDeclaration(cursor);
    if (declaration) declarations.push(declaration);
    if (cursor.line === line) cursor.nextLine();
  }
  return { declarations, start: 0, end: cursor.tokens.source.length };
}

function parseDeclaration(cursor: Cursor): Declaration | null {
  if (cursor.is('import') || cursor.is('from')) return parseImport(cursor);
  if (cursor.is('@') || cursor.is('def')) return parseFunction(cursor);
  const isRecord = cursor.isKeyword(RECORDS) && cursor.textAt(1) !== ':';
  if (isRecord) return parseRecord(cursor);
  if (/^[bxurBXUR]*["']/.test(cursor.text)) return skipText(cursor);
  return parseVariable(cursor);
}

/** A documentation string at the top level. */
function skipText(cursor: Cursor): null {
  parseExpression(cursor);
  if (!cursor.isLineEnd) cursor.complain('expected a declaration');
  return null;
}

function parseVariable(cursor: Cursor): Declaration | null {
  const { start } = cursor;
  const name = cursor.name();
  cursor.expect(':');
  const annotation = DIRECTIVES.has(name.name) ? parseExpression(cursor) : parseType(cursor);
  const value = cursor.accept('=') ? parseExpression(cursor) : null;
  if (!cursor.isLost && !cursor.isLineEnd) cursor.complain('expected the end of the declaration');
  if (cursor.isLost) return null;
  if (DIRECTIVES.has(name.name)) return { type: 'Directive', name: name.name, value: annotation, ...cursor.since(start) };
  // `units: {…}` of 0.1 names units of measure, which have no meaning at run time.
  if (name.name === 'units' && annotation.type === 'Dict') return null;
  return { type: 'Variable', name, annotation, value, ...cursor.since(start) };
}

/** `import a.b as c`, `from a.b import c`, `from . import c as d`. */
function parseImport(cursor: Cursor): Declaration | null {
  const { start } = cursor;
  const isFrom = cursor.is('from');
  cursor.advance();
  let dots = 0;
  while (cursor.is('.') || cursor.is('...')) {
    dots += cursor.text.length;
    cursor.advance();
  }
  const path = cursor.is('import') ? [] : parsePath(cursor);
  if (isFrom) {
    cursor.expect('import');
    path.push(cursor.name().name);
  }
  const alias = cursor.accept('as') ? cursor.name().name : null;
  if (!cursor.isLost && !cursor.isLineEnd) cursor.complain('expected the end of the import');
  return cursor.isLost ? null : { type: 'Import', dots, path, alias, ...cursor.since(start) };
}

function parsePath(cursor: Cursor): string[] {
  const path = [cursor.name().name];
  while (cursor.accept('.') && !cursor.isLost) path.push(cursor.name().name);
  return path;
}

/** Decorators on lines of their own, then `def`. */
function parseFunction(cursor: Cursor): FunctionDeclaration | null {
  const { start } = cursor;
  const decorators: Expression[] = [];
  while (cursor.hasLine && cursor.accept('@')) {
    decorators.push(parseExpression(cursor));
    if (!cursor.isLost && !cursor.isLineEnd) cursor.complain('expected the end of the decorator');
    cursor.nextLine();
  }
  if (!cursor.hasLine || !cursor.is('def')) {
    if (cursor.hasLine) cursor.complain('expected a function after its decorators');
    return null;
  }
  const { indent } = cursor;
  const { name, parameters, returns } = parseSignature(cursor);
  const headerEnd = cursor.previousEnd;
  const body = parseBody(cursor, indent);
  return { type: 'Function', name, decorators, parameters, returns, mutability: null, body, start, end: body.at(-1)?.end ?? headerEnd };
}

function parseSignature(cursor: Cursor): Pick<FunctionDeclaration, 'name' | 'parameters' | 'returns'> {
  cursor.expect('def');
  const name = cursor.name();
  cursor.expect('(');
  const parameters: Parameter[] = [];
  while (!cursor.is(')') && !cursor.isLineEnd && !cursor.isLost) {
    parameters.push(parseParameter(cursor));
    if (!cursor.accept(',')) break;
  }
  cursor.expect(')');
  const returns = !cursor.isLost && cursor.accept('->') ? parseType(cursor) : null;
  return { name, parameters, returns };
}

function parseParameter(cursor: Cursor): Parameter {
  const { start } = cursor;
  const name = cursor.name();
  const annotation = !cursor.isLost && cursor.accept(':') ? parseType(cursor) : null;
  const value = !cursor.isLost && cursor.accept('=') ? parseExpression(cursor) : null;
  return { name, annotation, value, ...cursor.since(start) };
}

/** A declaration whose members stand on the lines below it. */
function parseRecord(cursor: Cursor): Declaration | null {
  const { start, indent, text: keyword } = cursor;
  cursor.advance();
  const name = cursor.name();
  // `contract Token():` is how 0.1 wrote an interface.
  if (cursor.accept('(')) cursor.expect(')');
  cursor.expect(':');
  cursor.accept('pass');
  if (!cursor.isLost && !cursor.isLineEnd) cursor.complain('expected the members on the next line');
  cursor.nextLine();
  return parseMembers({ cursor, indent }, { keyword, name, start });
}

function parseMembers(lines: Lines, { keyword, name, start }: { keyword: string; name: NameExpression; start: number }): Declaration {
  const { cursor } = lines;
  if (keyword === 'interface' || keyword === 'contract') {
    const functions = readLines(lines, () => parsePrototype(cursor));
    return { type: 'Interface', name, functions, start, end: functions.at(-1)?.end ?? name.end };
  }
  if (keyword === 'flag' || keyword === 'enum') return flagOf(name, start, readLines(lines, () => cursor.name()));
  const fields = readLines(lines, () => parseParameter(cursor));
  return { type: keyword === 'struct' ? 'Struct' : 'Event', name, fields, start, end: fields.at(-1)?.end ?? name.end };
}

function flagOf(name: NameExpression, start: number, members: NameExpression[]): Declaration {
  return { type: 'Flag', name, members, start, end: members.at(-1)?.end ?? name.end };
}

interface Lines {
  cursor: Cursor;
  indent: number;
}

/** One member for each line below; texts, `pass` and `...` are none. */
function readLines<T>({ cursor, indent }: Lines, parse: () => T): T[] {
  const members: T[] = [];
  while (cursor.hasLine && cursor.indent > indent) {
    const isFiller = cursor.is('pass') || cursor.is('...') || /^[bxurBXUR]*["']/.test(cursor.text);
    if (isFiller) cursor.skipLine();
    else {
      const member = parse();
      if (!cursor.isLost && !cursor.isLineEnd) cursor.complain('expected the end of the line');
      if (!cursor.isLost) members.push(member);
    }
    cursor.nextLine();
  }
  return members;
}

/** `def balanceOf(a: address) -> uint256: view` */
function parsePrototype(cursor: Cursor): FunctionDeclaration {
  const { start } = cursor;
  const { name, parameters, returns } = parseSignature(cursor);
  const hasMutability = !cursor.isLost && cursor.accept(':');
  const mutability = hasMutability && !cursor.is('...') ? cursor.name().name : null;
  cursor.accept('...');
  return { type: 'Function', name, decorators: [], parameters, returns, mutability, body: [], ...cursor.since(start) };
}
