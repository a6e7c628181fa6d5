/** A compiler version as major, minor, patch. */
export type Version = readonly [number, number, number];

/** The last release of each breaking series; a range is read as the newest of these and the bounds it names. */
const SERIES_ENDS: readonly Version[] = [
  [0, 8, 34], [0, 7, 6], [0, 6, 12], [0, 5, 17], [0, 4, 26], [0, 3, 6], [0, 2, 2], [0, 1, 7],
];

export function compareVersions(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

interface Comparator {
  operator: string;
  version: Version;
  /** How many parts were written: `^0.4` has two. */
  parts: number;
}

/** What a `pragma solidity` line allows. */
export interface VersionRange {
  text: string;
  alternatives: Comparator[][];
}

const COMPARATOR = /(\^|~|>=|<=|>|<|=)?\s*v?(\d+)(?:\.(\d+|[x*]))?(?:\.(\d+|[x*]))?/g;

export function parseVersionRange(text: string): VersionRange {
  // The compiler allows blanks inside a version: `^ 0.4 .11`.
  return { text, alternatives: text.replace(/\s*\.\s*/g, '.').split('||').map(parseAlternative) };
}

function parseAlternative(text: string): Comparator[] {
  const hyphen = /^\s*([\d.]+)\s+-\s+([\d.]+)\s*$/.exec(text);
  const source = hyphen ? `>=${hyphen[1]} <=${hyphen[2]}` : text;
  return [...source.matchAll(COMPARATOR)].map(([, operator = '=', ...numbers]) => {
    const written = numbers.filter((part) => part !== undefined && /\d/.test(part));
    const [major = 0, minor = 0, patch = 0] = written.map(Number);
    return { operator, version: [major, minor, patch], parts: written.length };
  });
}

function meets(version: Version, { operator, version: bound, parts }: Comparator): boolean {
  const order = compareVersions(version, bound);
  switch (operator) {
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '~':
      return order >= 0 && version[0] === bound[0] && version[1] === bound[1];
    case '^':
      return order >= 0 && isCaretCompatible(version, bound, parts);
    default:
      return version.slice(0, Math.max(parts, 1)).every((part, at) => part === bound[at]);
  }
}

/** The caret fixes everything up to the first part that is not zero. */
function isCaretCompatible(version: Version, bound: Version, parts: number): boolean {
  if (bound[0] > 0 || parts === 1) return version[0] === bound[0];
  if (bound[1] > 0 || parts === 2) return version[0] === 0 && version[1] === bound[1];
  return compareVersions(version, bound) === 0;
}

/** True where the range admits the version. */
export function allows(range: VersionRange, version: Version): boolean {
  return range.alternatives.some((all) => all.length > 0 && all.every((one) => meets(version, one)));
}

/** The newest release a range admits: what a tool chain would most likely compile with. Null for an unknown future one. */
export function newestAllowed(range: VersionRange): Version | null {
  const bounds = range.alternatives.flat().map((comparator) => comparator.version);
  const candidates = [...SERIES_ENDS, ...bounds].sort((a, b) => compareVersions(b, a));
  return candidates.find((version) => allows(range, version)) ?? null;
}

export function oldestAllowed(range: VersionRange): Version | null {
  const bounds = range.alternatives.flat().map((comparator) => comparator.version);
  const starts: Version[] = [4, 5, 6, 7, 8].map((minor) => [0, minor, 0]);
  const candidates = [...starts, ...bounds].sort(compareVersions);
  return candidates.find((version) => allows(range, version)) ?? newestAllowed(range);
}
