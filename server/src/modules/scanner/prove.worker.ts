import { loadCompiler, installedCompilers } from '../../clients/solc/index.ts';
import { type CompiledUnit, compileSources, type CompileFailure, type Finding, type SourceFile } from '../../engines/index.ts';
import { serveTasks } from '../../platform/workers/index.ts';
import { missingCompilers, proveFindings } from './prove.ts';

type Compilers = readonly (readonly [version: string, path: string])[];

/** What is asked of threads that compile and execute. */
export type ProveTask =
  | { readonly kind: 'missing'; readonly files: readonly SourceFile[] }
  | { readonly kind: 'compile'; readonly files: readonly SourceFile[]; readonly compilers: Compilers }
  | { readonly kind: 'prove'; readonly files: readonly SourceFile[]; readonly findings: readonly Finding[]; readonly compilers: Compilers; readonly totalMs: number; readonly findingMs: number };

/** Outcome of `compile`: one entry per file that is not imported by another. */
export type CompileOutcome = readonly (CompiledUnit | CompileFailure)[];

function compile(files: readonly SourceFile[], compilers: Compilers): CompileOutcome {
  const paths = new Map([...installedCompilers(), ...compilers]);
  return compileSources([...files], { versions: [...paths.keys()], run: (version, input) => loadCompiler(paths.get(version) ?? '')(input) });
}

serveTasks(async (task: ProveTask, { send }) => {
  switch (task.kind) {
    case 'missing':
      return missingCompilers(task.files);
    case 'compile':
      return compile(task.files, task.compilers);
    case 'prove':
      return await proveFindings({ ...task, onProgress: send });
  }
});
