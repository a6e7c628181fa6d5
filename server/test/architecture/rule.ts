import { isTest, type Source } from './source.ts';

/** What a rule found. */
export interface Violation {
  readonly rule: string;
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** What is declared in `server/architecture.json`. */
export interface Declared {
  /** Per module, the modules it may ask. */
  readonly modules: Readonly<Record<string, readonly string[]>>;
  /** Packages that engines may use: pure computation only. */
  readonly enginePackages: readonly string[];
}

/** A rule looks at every source file and tells what breaks it. */
export interface Rule {
  readonly name: string;
  readonly says: string;
  check(sources: readonly Source[], declared: Declared): Iterable<Omit<Violation, 'rule'>>;
}

const layers = ['lib', 'platform', 'clients', 'engines', 'modules', 'contracts'] as const;
export type Layer = (typeof layers)[number];

/** Where a server file stands. */
export interface Standing {
  readonly layer: Layer;
  readonly folder: string;
}

/** The layer of a server file and the folder inside it: `server/src/modules/scanner/x.ts` → modules, scanner. Null outside the layers. */
export function placeOf(path: string): Standing | null {
  const [, layer, folder] = /^server\/src\/([^/]+)\/([^/]+)/.exec(path) ?? [];
  const known = layers.find((name) => name === layer);
  return known === undefined || folder === undefined ? null : { layer: known, folder };
}

/** Every import inside the layers that starts in one layer, unit tests left out. */
export function* importsFrom(sources: readonly Source[], layer: Layer): Generator<{ file: string; line: number; from: Standing; target: string; to: Standing }> {
  for (const source of sources.filter((file) => !isTest(file))) {
    const from = placeOf(source.path);
    if (from?.layer !== layer) continue;
    for (const { target, line } of source.imports) {
      const to = target === null ? null : placeOf(target);
      if (target !== null && to !== null) yield { file: source.path, line, from, target, to };
    }
  }
}
