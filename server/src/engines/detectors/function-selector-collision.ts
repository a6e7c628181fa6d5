import { abiSignature, selectorOf } from '../solidity/project/abi.ts';
import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import { allFunctions } from '../solidity/project/lookup.ts';
import type { Contract, FunctionInfo, Project } from '../solidity/project/model.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueOn } from './issue.ts';

/** A function of a proxy that is called in place of another one of its code. */
export const functionSelectorCollision: Detector = {
  id: 'function-selector-collision',
  title: 'Functions of proxy and code share a selector',
  severity: 'high',
  confidence: 'medium',
  categories: { swc: [], dasp: [2], cwe: ['CWE-694'], owasp: ['SC01:2025', 'SC10:2026'] },
  description: 'Finds public functions of a contract that delegates in its fallback function whose selector is that of a differently named function of another contract.',
  why: 'Functions are told apart by four bytes of a hash. A proxy answers its own ones itself: who means to call the function of the code runs that of the proxy.',
  exampleBad: 'contract Proxy { function collate_propagate_storage(bytes16) external {} fallback() external { impl.delegatecall(msg.data); } } contract Code { function burn(uint256) external {} }',
  fix: 'Rename one of the two; give a proxy no public functions that users can reach.',
  references: ['https://eips.ethereum.org/EIPS/eip-1967', 'https://docs.openzeppelin.com/upgrades-plugins/proxies#transparent-proxies-and-function-clashes'],
  *run({ project, models }: Context): Iterable<Issue> {
    for (const model of models) {
      if (!isProxy(model)) continue;
      for (const own of publicFunctions(model.contract)) {
        const other = findTwin(project, model.contract, own);
        if (!other) continue;
        yield issueOn({ file: own.file, range: own.node.nameRange, contract: model.contract, code: own }, {
          message: `${abiSignature(own)} of this proxy has the selector ${selectorOf(abiSignature(own))} of ${abiSignature(other)} in ${other.contract?.name ?? 'another contract'}`,
          scenario: `A user who calls ${abiSignature(other)} through the proxy runs ${abiSignature(own)} with his arguments.`,
          steps: [{ file: own.file, range: own.node.nameRange, note: 'the proxy answers with this' }, { file: other.file, range: other.node.nameRange, note: 'where this was meant' }],
        });
      }
    }
  },
};

/** Anything the contract does not know is run as another contract's code. */
function isProxy({ entries }: ContractModel): boolean {
  return entries.some((flow) => flow.routine.info.kind === 'fallback' && flow.instructions.some((one) => one.kind === 'call' && one.method === 'delegatecall'));
}

function publicFunctions(contract: Contract): FunctionInfo[] {
  return allFunctions(contract).filter((info) => info.kind === 'function' && (info.visibility === 'public' || info.visibility === 'external') && info.node.body !== null);
}

function findTwin({ contracts }: Project, proxy: Contract, own: FunctionInfo): FunctionInfo | null {
  const signature = abiSignature(own);
  const selector = selectorOf(signature);
  for (const contract of contracts) {
    if (contract.kind !== 'contract' || proxy.linear.includes(contract)) continue;
    const twin = publicFunctions(contract).find((info) => abiSignature(info) !== signature && selectorOf(abiSignature(info)) === selector);
    if (twin) return twin;
  }
  return null;
}
