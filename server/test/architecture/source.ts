import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type Comment, type Node, type Program, parseSync, type StaticExportEntry, visitorKeys } from 'oxc-parser';

export interface Import {
  readonly specifier: string;
  /** Path of the file meant, relative to the repository; null for packages and built-in modules. */
  readonly target: string | null;
  readonly isType: boolean;
  readonly line: number;
}

/** One parsed source file. Paths are relative to the repository and use `/`. */
export interface Source {
  readonly path: string;
  readonly text: string;
  readonly lineCount: number;
  readonly imports: readonly Import[];
  readonly exports: readonly StaticExportEntry[];
  readonly program: Program;
  readonly comments: readonly Comment[];
  lineAt(offset: number): number;
}

const folders = ['server/src', 'server/bin', 'console/src', 'evm/src'];

function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts') && !path.includes('/fixtures/') && statSync(path).isFile())
    .sort();
}

/** Calls `visit` for every node, outermost first. */
export function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const key of visitorKeys[node.type] ?? []) {
    const child = (node as unknown as Record<string, Node | (Node | null)[] | null>)[key];
    if (Array.isArray(child)) child.forEach((item) => item !== null && walk(item, visit));
    else if (child !== null && child !== undefined) walk(child, visit);
  }
}

interface Found {
  readonly specifier: string;
  readonly isType: boolean;
  readonly start: number;
}

function staticImports(parsed: ReturnType<typeof parseSync>): Found[] {
  const { staticImports: imports, staticExports } = parsed.module;
  const imported = imports.map(({ moduleRequest, entries, start }) => ({
    specifier: moduleRequest.value,
    isType: entries.length > 0 && entries.every((entry) => entry.isType),
    start,
  }));
  const reexported = staticExports.flatMap(({ entries, start }) => {
    const from = entries.find((entry) => entry.moduleRequest !== null)?.moduleRequest;
    return from == null ? [] : [{ specifier: from.value, isType: entries.every((entry) => entry.isType), start }];
  });
  return [...imported, ...reexported];
}

function otherImports(program: Program): Found[] {
  const found: Found[] = [];
  walk(program, (node) => {
    if (node.type === 'ImportExpression' && node.source.type === 'Literal') found.push({ specifier: String(node.source.value), isType: false, start: node.start });
    if (node.type === 'TSImportType') found.push({ specifier: node.source.value, isType: true, start: node.start });
  });
  return found;
}

function readSource(root: string, file: string): Source {
  const text = readFileSync(file, 'utf8');
  const parsed = parseSync(file, text);
  const [error] = parsed.errors;
  if (error !== undefined) throw new Error(`${file} does not parse: ${error.message}`);
  const { program } = parsed;
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length;
  const toPath = (path: string): string => relative(root, path).replaceAll('\\', '/');
  const imports = [...staticImports(parsed), ...otherImports(program)].map(({ specifier, isType, start }) => {
    const target = specifier.startsWith('.') ? toPath(resolve(dirname(file), specifier)) : null;
    return { specifier, isType, target, line: lineAt(start) };
  });
  const exports = parsed.module.staticExports.flatMap((statement) => statement.entries);
  return { path: toPath(file), text, lineCount: text.trimEnd().split('\n').length, imports, exports, program, comments: parsed.comments, lineAt };
}

/** Parses every source file of the repository, sorted by path. */
export function readSources(root: string): readonly Source[] {
  return folders.flatMap((folder) => listFiles(join(root, folder))).map((file) => readSource(root, file));
}

/** True for unit tests that stand beside the source. */
export function isTest(source: Source): boolean {
  return /\.test\.tsx?$/.test(source.path);
}
