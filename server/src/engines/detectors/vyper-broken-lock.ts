import type { FileUnit } from '../solidity/project/model.ts';
import type { FunctionDefinition, ModifierInvocation } from '../solidity/syntax/nodes.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueOn } from './issue.ts';

/** Releases that gave each function a lock of its own. */
const BROKEN: ReadonlySet<string> = new Set(['0.2.15', '0.2.16', '0.3.0']);

/** Locks that a fault of the Vyper compiler makes useless between functions. */
export const vyperBrokenLock: Detector = {
  id: 'vyper-broken-lock',
  title: 'Compiler whose reentrancy locks do not keep functions apart',
  severity: 'high',
  confidence: 'high',
  categories: { swc: ['SWC-102'], dasp: [1], cwe: ['CWE-863'], owasp: ['SC05:2025', 'SC08:2026'] },
  description: 'Finds Vyper files whose pragma names 0.2.15, 0.2.16 or 0.3.0 and in which several functions hold the same @nonreentrant lock.',
  why: 'These releases store the lock of every function in a slot of its own. A function that is locked can be left through a call and another one with the same lock entered.',
  exampleBad: "# @version 0.2.15 … @nonreentrant('lock') def add(): … @nonreentrant('lock') def remove(): …",
  fix: 'Compile with 0.3.1 or later.',
  references: ['https://github.com/vyperlang/vyper/security/advisories/GHSA-5824-cm3x-3c38', 'https://nvd.nist.gov/vuln/detail/CVE-2023-39363'],
  *run({ project }: Context): Iterable<Issue> {
    for (const file of project.files) if (file.language === 'vyper' && isBroken(file)) yield* search(file);
  },
};

function isBroken({ pragma }: FileUnit): boolean {
  return pragma?.alternatives.flat().some(({ operator, version }) => operator !== '<' && operator !== '>' && BROKEN.has(version.join('.'))) ?? false;
}

interface Holder {
  node: FunctionDefinition;
  lock: ModifierInvocation;
}

/** One finding for each lock that more than one function holds. */
function* search(file: FileUnit): Iterable<Issue> {
  for (const contract of file.contracts) {
    const byLock = new Map<string, Holder[]>();
    for (const { node } of contract.functions) {
      for (const lock of node.modifiers.filter(({ path }) => path[0]?.startsWith('nonreentrant'))) {
        const written = file.source.slice(lock.start, lock.end);
        byLock.set(written, [...(byLock.get(written) ?? []), { node, lock }]);
      }
    }
    for (const [written, holders] of byLock) {
      const [first] = holders;
      if (!first || holders.length < 2) continue;
      const names = holders.map(({ node }) => node.name || node.kind).join(', ');
      yield issueOn({ file, range: first.lock, contract }, {
        message: `${written} does not keep ${names} apart when compiled with Vyper ${file.pragma?.text ?? ''}`,
        steps: holders.map(({ node, lock }) => ({ file, range: lock, note: `${node.name || node.kind} gets a lock of its own` })),
      });
    }
  }
}
