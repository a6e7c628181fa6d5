import type { StaticExportEntry } from 'oxc-parser';
import type { Rule } from '../rule.ts';
import type { Source } from '../source.ts';

/** Start of the top-level statement that declares `name`. */
function declarationStart(source: Source, name: string): number | null {
  for (const statement of source.program.body) {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declared === null || declared === undefined) continue;
    if (declared.type === 'VariableDeclaration') {
      if (declared.declarations.some(({ id }) => id.type === 'Identifier' && id.name === name)) return statement.start;
    } else if ('id' in declared && declared.id?.type === 'Identifier' && declared.id.name === name) return statement.start;
  }
  return null;
}

/** A doc comment that ends right before the statement. */
function hasDoc(source: Source, start: number): boolean {
  return source.comments.some(({ type, value, end }) => type === 'Block' && value.startsWith('*') && end <= start && source.text.slice(end, start).trim() === '');
}

/** `export * from '…'`. */
function isStar({ importName }: StaticExportEntry): boolean {
  const kind: string = importName.kind;
  return kind === 'AllButDefault';
}

class Doors {
  readonly #byPath: ReadonlyMap<string, Source>;

  constructor(sources: readonly Source[]) {
    this.#byPath = new Map(sources.map((source) => [source.path, source]));
  }

  #targetOf(source: Source, specifier: string): Source | undefined {
    const target = source.imports.find((found) => found.specifier === specifier)?.target;
    return target == null ? undefined : this.#byPath.get(target);
  }

  /** True when `name`, as this file exports it, carries a doc comment where it is declared; things of packages are theirs. */
  isDocumented(source: Source, name: string): boolean {
    const start = declarationStart(source, name);
    if (start !== null) return hasDoc(source, start);
    for (const entry of source.exports) {
      if (entry.moduleRequest === null || (entry.exportName.name !== name && !isStar(entry))) continue;
      const next = this.#targetOf(source, entry.moduleRequest.value);
      if (next === undefined) return !entry.moduleRequest.value.startsWith('.');
      const inner = isStar(entry) ? name : (entry.importName.name ?? name);
      if (this.isDocumented(next, inner)) return true;
    }
    return false;
  }

  /** Names that a file exports, those of `export *` included. */
  namesOf(source: Source): string[] {
    return source.exports.flatMap((entry: StaticExportEntry) => {
      if (!isStar(entry)) return entry.exportName.name === null ? [] : [entry.exportName.name];
      const next = entry.moduleRequest === null ? undefined : this.#targetOf(source, entry.moduleRequest.value);
      return next === undefined ? [] : this.namesOf(next);
    });
  }
}

export const documentedRule: Rule = {
  name: 'documented',
  says: 'Every export of an index.ts carries a doc comment where it is declared',
  *check(sources) {
    const doors = new Doors(sources);
    for (const source of sources.filter(({ path }) => /^(server|evm)\/src\/.*index\.ts$/.test(path))) {
      for (const name of doors.namesOf(source)) {
        if (!doors.isDocumented(source, name)) yield { file: source.path, line: 1, message: `${name} has no doc comment` };
      }
    }
  },
};
