import { compareVersions, oldestAllowed, type Version } from '../solidity/project/version.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueOn } from './issue.ts';

const RECENT: Version = [0, 8, 18];

/** Compilers that are old, or not pinned. */
export const solcVersion: Detector = {
  id: 'solc-version',
  title: 'Compiler version is old or not fixed',
  severity: 'info',
  confidence: 'high',
  categories: { swc: ['SWC-102', 'SWC-103'], dasp: [10], cwe: ['CWE-1104'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds pragmas that admit compilers before 0.8.18 or more than one version, and files without a pragma.',
  why: 'Old compilers have known bugs and lack checks. With a floating version the code that was tested need not be the code that is deployed.',
  exampleBad: 'pragma solidity ^0.4.0;',
  fix: 'Pin one recent version, such as pragma solidity 0.8.28.',
  references: ['https://swcregistry.io/docs/SWC-102', 'https://swcregistry.io/docs/SWC-103', 'https://docs.soliditylang.org/en/latest/bugs.html'],
  *run({ project }: Context): Iterable<Issue> {
    for (const file of project.files) {
      if (file.language !== 'solidity') continue;
      const pragma = file.unit.items.find((item) => item.type === 'PragmaDirective' && item.name === 'solidity');
      const first = file.unit.items[0];
      if (!first) continue;
      if (!pragma || !file.pragma) {
        yield issueOn({ file, range: { start: first.start, end: first.start + 1 }, contract: null }, { message: 'no pragma says which compiler this file is for' });
        continue;
      }
      const oldest = oldestAllowed(file.pragma);
      const isOld = oldest !== null && compareVersions(oldest, RECENT) < 0;
      const isFloating = /[\^~<>*x|]|^\s*\d+\.\d+\s*$/.test(file.pragma.text);
      if (!isOld && !isFloating) continue;
      const problems = [isOld ? `admits ${oldest.join('.')}` : '', isFloating ? 'is not fixed to one version' : ''].filter((text) => text !== '');
      yield issueOn({ file, range: pragma, contract: null }, { message: `pragma solidity ${file.pragma.text} ${problems.join(' and ')}` });
    }
  },
};
