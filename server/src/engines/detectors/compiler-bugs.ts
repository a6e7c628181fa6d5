import type { FileUnit } from '../solidity/project/model.ts';
import { compareVersions, oldestAllowed } from '../solidity/project/version.ts';
import { FEATURES } from './compiler/features.ts';
import { KNOWN_BUGS, type KnownBug } from './compiler/known-bugs.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueOn } from './issue.ts';

/** Code that sets off a bug of the compiler its pragma asks for. */
export const compilerBugs: Detector = {
  id: 'compiler-bugs',
  title: 'Code meets a known bug of its compiler',
  severity: 'high',
  confidence: 'medium',
  categories: { swc: ['SWC-102'], dasp: [10], cwe: ['CWE-1395'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: "Finds code that uses what a bug of Solidity's own list needs, where the newest compiler the pragma admits still has that bug; a remark where only older ones do. Bugs that only settings decide are left out.",
  why: 'The program does something else than the source says. No reading of the source shows it.',
  exampleBad: 'pragma solidity 0.4.24; function power(uint8 base, uint8 exponent) public pure returns (uint8) { return base ** exponent; }',
  fix: 'Compile with the version in which the bug was fixed, or a later one.',
  references: ['https://docs.soliditylang.org/en/latest/bugs.html', 'https://github.com/argotorg/solidity/blob/develop/docs/bugs.json', 'https://swcregistry.io/docs/SWC-102'],
  *run({ project }: Context): Iterable<Issue> {
    for (const file of project.files) {
      if (file.language !== 'solidity' || !file.pragma) continue;
      for (const key of Object.keys(KNOWN_BUGS) as (keyof typeof KNOWN_BUGS)[]) {
        const bug: KnownBug = KNOWN_BUGS[key];
        if (!isAffected(file, bug) && !mayBeAffected(file, bug)) continue;
        for (const { node, contract, code } of FEATURES[key](file)) {
          const { uid, name, effect, needs } = bug;
          yield issueOn({ file, range: node, contract, code }, {
            message: `${uid} ${name} of solc before ${bug.fixed.join('.')}: ${effect}${needs ? ` (with ${needs})` : ''}`,
            // A pragma that also admits a version without the bug leaves it to who compiles.
            severity: isAffected(file, bug) ? bug.severity : 'info',
            fix: `Compile with ${bug.fixed.join('.')} or later.`,
          });
        }
      }
    }
  },
};

function mayBeAffected({ pragma, version }: FileUnit, { introduced, fixed }: KnownBug): boolean {
  const oldest = pragma && oldestAllowed(pragma);
  return oldest !== null && compareVersions(oldest, fixed) < 0 && (!introduced || compareVersions(version, introduced) >= 0);
}

function isAffected({ version }: FileUnit, { introduced, fixed }: KnownBug): boolean {
  return compareVersions(version, fixed) < 0 && (!introduced || compareVersions(version, introduced) >= 0);
}
