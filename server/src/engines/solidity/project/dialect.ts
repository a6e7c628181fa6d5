import type { SourceUnit } from '../syntax/nodes.ts';
import { walk } from '../syntax/walk.ts';
import { compareVersions, newestAllowed, parseVersionRange, type Version, type VersionRange } from './version.ts';

const NEWEST: Version = [0, 8, 34];
const OLDEST_COMMON: Version = [0, 4, 26];

export interface Dialect {
  pragma: VersionRange | null;
  version: Version;
  /** Set where the pragma admits no compiler that is known. */
  problem: string | null;
}

/** Decides which version's rules a file follows. */
export function detectDialect(unit: SourceUnit): Dialect {
  const lines = unit.items.filter((item) => item.type === 'PragmaDirective').filter((item) => item.name === 'solidity');
  const first = lines[0];
  if (!first) return { pragma: null, version: usesOldSyntax(unit) ? OLDEST_COMMON : NEWEST, problem: null };
  const pragma = parseVersionRange(lines.map((line) => line.value).join(' '));
  const newest = newestAllowed(pragma);
  if (!newest) return { pragma, version: NEWEST, problem: `no known compiler meets the pragma "${pragma.text}"` };
  if (compareVersions(newest, NEWEST) > 0) {
    return { pragma, version: NEWEST, problem: `the pragma "${pragma.text}" asks for a compiler that is not known yet` };
  }
  // A range open at the top says little: code that 0.5 and later refuse was written for 0.4.
  const isOpen = newest[1] >= 5 && usesOldSyntax(unit);
  return { pragma, version: isOpen ? OLDEST_COMMON : newest, problem: null };
}

/** True for constructs that 0.5 removed: `throw`, `var`, functions without visibility, constructors by name. */
function usesOldSyntax(unit: SourceUnit): boolean {
  let isOld = false;
  const contractNames = new Set<string>();
  walk(unit, (node) => {
    if (isOld) return false;
    if (node.type === 'ContractDefinition') contractNames.add(node.kind === 'interface' ? '' : node.name);
    if (node.type === 'ThrowStatement') isOld = true;
    if (node.type === 'ElementaryType' && node.name === 'var') isOld = true;
    if (node.type === 'FunctionDefinition' && node.kind === 'function') {
      isOld ||= contractNames.has(node.name);
    }
    return node.type !== 'AssemblyStatement';
  });
  return isOld;
}
