import { installedCompilers, loadCompiler } from '../../clients/solc/index.ts';
import { canBeTried, compilersWanted, confirm, type Confirmation, type Finding, type SourceFile } from '../../engines/index.ts';
import { createSandbox } from './evm-sandbox.ts';

/** What is to be proved and with what. */
export interface ProveInput {
  readonly files: readonly SourceFile[];
  readonly findings: readonly Finding[];
  /** Compilers beside the installed ones: version and path. */
  readonly compilers?: readonly (readonly [string, string])[];
  /** Milliseconds for all findings together, and for one. */
  readonly totalMs: number;
  readonly findingMs: number;
  onProgress?(progress: { done: number; total: number; proved: number }): void;
}

/** Severities worth executing for. */
const worth: readonly string[] = ['critical', 'high', 'medium'];

/** True where at least one finding can be proved or refuted by execution. */
export function hasProvable(findings: readonly Pick<Finding, 'detector' | 'severity'>[]): boolean {
  return findings.some((finding) => worth.includes(finding.severity) && canBeTried(finding));
}

/**
 * Tries High and Medium findings in this thread, which it blocks for up to `totalMs`: the server calls it in a worker.
 * Gives confirmations by finding id; those left out were not worth trying.
 */
export async function proveFindings({ files, findings, compilers = [], totalMs, findingMs, onProgress }: ProveInput): Promise<ReadonlyMap<string, Confirmation>> {
  const paths = new Map([...installedCompilers(), ...compilers]);
  const sandbox = await createSandbox();
  const now = (): number => performance.now();
  return confirm([...files], findings.filter((finding) => worth.includes(finding.severity) && canBeTried(finding)), {
    sandbox,
    compilers: {
      versions: [...paths.keys()],
      run(version, input) {
        const path = paths.get(version);
        if (path === undefined) throw new RangeError(`solc ${version} is not installed`);
        return loadCompiler(path)(input);
      },
    },
    now, deadline: now() + totalMs, findingMs,
    ...(onProgress && { onProgress }),
  });
}

/** Releases that the sources ask for and that are not installed. */
export function missingCompilers(files: readonly SourceFile[]): readonly string[] {
  return compilersWanted([...files], installedCompilers().keys());
}

/** The findings with what became of them. */
export function withConfirmations(findings: readonly Finding[], confirmations: ReadonlyMap<string, Confirmation>): Finding[] {
  return findings.map((finding) => {
    const confirmation = confirmations.get(finding.id);
    return confirmation ? { ...finding, confirmation } : finding;
  });
}
