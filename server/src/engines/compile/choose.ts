import type { FileUnit } from '../solidity/project/model.ts';
import { allows, compareVersions, newestAllowed, type Version, type VersionRange } from '../solidity/project/version.ts';

/** The compiler for a file and everything it imports. */
export interface CompilerChoice {
  /** The one to use; null where the series is not there at all. */
  version: string | null;
  /** The release that the pragmas ask for. */
  wanted: string;
  /** The pragmas do not admit the version: they are blanked, and whoever reads the result is told. */
  isSubstitute: boolean;
}

/** A file with all that it imports, itself first. */
export function importClosure(file: FileUnit): FileUnit[] {
  const seen = new Set<FileUnit>([file]);
  for (const one of seen) for (const { target } of one.imports) if (target) seen.add(target);
  return [...seen];
}

/**
 * What to compile with, best first: the available releases that every pragma of the files admits, the newest of each
 * series before older series, else the nearest of the series they ask for. `available` holds versions as `0.8.30`.
 */
export function chooseCompilers(files: FileUnit[], available: Iterable<string>): CompilerChoice[] {
  const versions = [...available].map(parseVersion).sort((a, b) => compareVersions(b, a));
  const ranges = files.map((file) => file.pragma).filter((range): range is VersionRange => range !== null);
  const [main] = files;
  const asked = ranges.map(newestAllowed).filter((version): version is Version => version !== null).sort(compareVersions)[0] ?? main?.version ?? [0, 8, 30];
  const admitted = versions.filter((version) => ranges.every((range) => allows(range, version)));
  // Without a pragma the syntax has told the series; the others come after it.
  if (ranges.length === 0) admitted.sort((a, b) => Number(b[1] === asked[1]) - Number(a[1] === asked[1]));
  if (admitted.length > 0) return admitted.map((version) => ({ version: text(version), wanted: text(version), isSubstitute: false }));
  const [nearest] = versions.filter((version) => version[1] === asked[1]).sort((a, b) => Math.abs(a[2] - asked[2]) - Math.abs(b[2] - asked[2]));
  return [{ version: nearest ? text(nearest) : null, wanted: text(asked), isSubstitute: true }];
}

function parseVersion(version: string): Version {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  return [major, minor, patch];
}

function text(version: Version): string {
  return version.join('.');
}
