import { resolveImport } from '../solidity/project/imports.ts';
import type { ImportDeclaration } from './syntax/nodes.ts';

/** The path that an import means: a module, or an interface where only that exists among the files. */
export function importPath({ dots, path }: ImportDeclaration, importer: string, known: ReadonlySet<string>): string {
  const folder = dots === 0 ? '' : `./${'../'.repeat(dots - 1)}`;
  const stem = `${folder}${path.join('/')}`;
  const found = ['.vy', '.vyi'].find((ending) => resolveImport(importer, `${stem}${ending}`, known) !== null);
  return `${stem}${found ?? '.vy'}`;
}
