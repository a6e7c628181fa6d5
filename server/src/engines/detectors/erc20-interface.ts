import { isBefore } from '../solidity/project/contract.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { countOf, mismatchesOf, publicFunctions } from './interface-shapes.ts';
import { issueOn } from './issue.ts';

const ERC20 = new Map([
  ['totalSupply()', 'uint256'], ['balanceOf(address)', 'uint256'], ['transfer(address,uint256)', 'bool'], ['transferFrom(address,address,uint256)', 'bool'],
  ['approve(address,uint256)', 'bool'], ['allowance(address,address)', 'uint256'],
]);

/** Functions of ERC-20 that return something else. */
export const erc20Interface: Detector = {
  id: 'erc20-interface',
  title: 'Function of ERC-20 returns something else',
  severity: 'medium',
  confidence: 'high',
  categories: { swc: [], dasp: [10], cwe: ['CWE-684'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds contracts with at least four functions of ERC-20 of which one has the right arguments and another result than the standard says.',
  why: 'Contracts compiled since 0.4.22 decode the result they expect. Where nothing comes back the call reverts: such a token is stuck in every exchange that uses the standard interface.',
  exampleBad: 'function transfer(address to, uint n) public { … }',
  fix: 'Declare the result of the standard: bool for transfer, transferFrom and approve.',
  references: ['https://eips.ethereum.org/EIPS/eip-20', 'https://cwe.mitre.org/data/definitions/684.html'],
  *run({ project }: Context): Iterable<Issue> {
    for (const contract of project.contracts) {
      if (contract.file.language !== 'solidity' || contract.isInherited || contract.kind !== 'contract' || countOf(contract, ERC20) < 4) continue;
      if (publicFunctions(contract).some((info) => info.name === 'ownerOf')) continue;
      const [first, ...rest] = mismatchesOf(contract, ERC20);
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
