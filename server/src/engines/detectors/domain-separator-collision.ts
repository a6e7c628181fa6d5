import { abiSignature, selectorOf } from '../solidity/project/abi.ts';
import { allFunctions } from '../solidity/project/lookup.ts';
import type { Contract } from '../solidity/project/model.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueOn } from './issue.ts';

const SIGNATURE = 'DOMAIN_SEPARATOR()';

/** A function that answers in place of DOMAIN_SEPARATOR(). */
export const domainSeparatorCollision: Detector = {
  id: 'domain-separator-collision',
  title: 'Function has the selector of DOMAIN_SEPARATOR()',
  severity: 'medium',
  confidence: 'high',
  categories: { swc: [], dasp: [2], cwe: ['CWE-694'], owasp: ['SC01:2025', 'SC05:2026'] },
  description: 'Finds public functions of another name whose selector is 0x3644e515, that of DOMAIN_SEPARATOR().',
  why: 'Wallets and contracts ask for the separator before they sign or check a permit. They get whatever the other function returns, and run it.',
  exampleBad: 'function fopwCDKKK() external returns (bytes32) { return keccak256("another domain"); }',
  fix: 'Rename the function.',
  references: ['https://eips.ethereum.org/EIPS/eip-2612', 'https://eips.ethereum.org/EIPS/eip-712'],
  *run({ project }: Context): Iterable<Issue> {
    for (const contract of project.contracts) {
      if (contract.file.language !== 'solidity' || contract.kind !== 'contract' || contract.isInherited) continue;
      for (const info of publicFunctions(contract)) {
        const signature = abiSignature(info);
        if (signature === SIGNATURE || selectorOf(signature) !== selectorOf(SIGNATURE)) continue;
        yield issueOn({ file: info.file, range: info.node.nameRange, contract, code: info }, { message: `${signature} is called in place of ${SIGNATURE}` });
      }
    }
  },
};

function publicFunctions(contract: Contract): ReturnType<typeof allFunctions> {
  return allFunctions(contract).filter((info) => info.kind === 'function' && info.visibility !== 'internal' && info.visibility !== 'private');
}
