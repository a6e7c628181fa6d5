import type { Contract } from '../solidity/project/model.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueOn } from './issue.ts';

/** Two contracts under one name. */
export const nameReuse: Detector = {
  id: 'name-reuse',
  title: 'Two contracts have the same name',
  severity: 'high',
  confidence: 'high',
  categories: { swc: [], dasp: [10], cwe: ['CWE-694'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds contracts of one name and different code in files that belong to one project.',
  why: 'Tools that file what they compile by the name of the contract keep only one of the two. The other is never deployed or tested, or in place of the first.',
  exampleBad: 'A.sol: contract Vault { … }  B.sol: contract Vault { … }',
  fix: 'Rename one of the contracts.',
  references: ['https://cwe.mitre.org/data/definitions/694.html'],
  *run({ project }: Context): Iterable<Issue> {
    const byName = new Map<string, Contract[]>();
    for (const contract of project.contracts) {
      if (contract.file.language !== 'solidity' || contract.kind !== 'contract' || isLibraryCode(contract)) continue;
      byName.set(contract.name, [...(byName.get(contract.name) ?? []), contract]);
    }
    for (const [first, ...others] of byName.values()) {
      if (!first) continue;
      const twin = others.find((other) => textOf(other) !== textOf(first));
      if (!twin) continue;
      const isDeployed = ![first, twin].some((one) => one.isInherited || one.node.isAbstract);
      yield issueOn({ file: twin.file, range: twin.node.nameRange, contract: twin }, {
        message: `${twin.name} in ${twin.file.path} ${twin.file === first.file ? 'is declared twice' : `is another contract than ${first.name} in ${first.file.path}`}`,
        severity: isDeployed ? 'high' : 'low',
        steps: [{ file: first.file, range: first.node.nameRange, note: 'one contract' }, { file: twin.file, range: twin.node.nameRange, note: 'another one of that name' }],
      });
    }
  },
};

/** Several versions of a library side by side are not one's own choice of names. */
function isLibraryCode({ file }: Contract): boolean {
  return /(^|\/)(node_modules|lib|mocks?|tests?)\//.test(file.path);
}

/** The code without white space, so that copies of one contract count as one. */
function textOf({ file, node }: Contract): string {
  return file.source.slice(node.start, node.end).replace(/\s+/g, '');
}
