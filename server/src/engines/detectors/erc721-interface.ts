import { isBefore } from '../solidity/project/contract.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { countOf, mismatchesOf, publicFunctions } from './interface-shapes.ts';
import { issueOn } from './issue.ts';

const ERC721 = new Map([
  ['balanceOf(address)', 'uint256'], ['ownerOf(uint256)', 'address'], ['safeTransferFrom(address,address,uint256,bytes)', ''], ['safeTransferFrom(address,address,uint256)', ''],
  ['transferFrom(address,address,uint256)', ''], ['approve(address,uint256)', ''], ['setApprovalForAll(address,bool)', ''], ['getApproved(uint256)', 'address'],
  ['isApprovedForAll(address,address)', 'bool'],
]);

/** Functions of ERC-721 that return something else. */
export const erc721Interface: Detector = {
  id: 'erc721-interface',
  title: 'Function of ERC-721 returns something else',
  severity: 'medium',
  confidence: 'high',
  categories: { swc: [], dasp: [10], cwe: ['CWE-684'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds contracts with ownerOf and at least four functions of ERC-721 of which one has the right arguments and another result than the standard says.',
  why: 'Markets and wallets decode what the standard promises. They revert on another result, or read an address as a truth value.',
  exampleBad: 'function ownerOf(uint256 id) external view returns (bool) { … }',
  fix: 'Declare the results of the standard.',
  references: ['https://eips.ethereum.org/EIPS/eip-721', 'https://cwe.mitre.org/data/definitions/684.html'],
  *run({ project }: Context): Iterable<Issue> {
    for (const contract of project.contracts) {
      if (contract.file.language !== 'solidity' || contract.isInherited || contract.kind !== 'contract' || countOf(contract, ERC721) < 4) continue;
      if (!publicFunctions(contract).some((info) => info.name === 'ownerOf')) continue;
      const [first, ...rest] = mismatchesOf(contract, ERC721);
      if (!first) continue;
      yield issueOn({ file: first.info.file, range: first.info.node.nameRange, contract, code: first.info }, {
        message: [first, ...rest].map(({ signature, wanted, found }) => `${signature} returns ${found}, the standard says ${wanted}`).join('; '),
        // Before 0.5 callers did not ask for a result, and drafts of the standard did not give one.
        severity: isBefore(contract.file, 5) ? 'low' : 'medium',
        steps: [first, ...rest].map(({ info, wanted }) => ({ file: info.file, range: info.node.nameRange, note: `should return ${wanted}` })),
      });
    }
  },
};
