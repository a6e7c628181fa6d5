import { type ContractModel, flowsOf } from '../solidity/analysis/contract-model.ts';
import { isBefore } from '../solidity/project/contract.ts';
import type { Contract } from '../solidity/project/model.ts';
import { danglingOptions } from './call-options-not-called.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueOn } from './issue.ts';

const WAYS_OUT = new Set(['send', 'transfer', 'selfdestruct', 'delegatecall', 'callcode']);

/** Contracts that take Ether and have no way to give it back. */
export const lockedEther: Detector = {
  id: 'locked-ether',
  title: 'Ether goes in and never comes out',
  severity: 'medium',
  confidence: 'high',
  categories: { swc: ['SWC-132'], dasp: [5], cwe: ['CWE-667'], owasp: ['SC10:2025', 'SC02:2026'] },
  description: 'Finds contracts with a payable function in which no code sends Ether, destroys the contract or runs foreign code.',
  why: 'Ether that such a contract receives is lost for good.',
  exampleBad: 'contract Pot { function pay() public payable {} }',
  fix: 'Add a way to withdraw, or do not accept Ether.',
  references: ['https://swcregistry.io/docs/SWC-132'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      const { contract } = model;
      if (contract.kind !== 'contract' || contract.isInherited || contract.node.isAbstract || contract.missingBases.length > 0) continue;
      const payable = model.entries.map((flow) => flow.routine.info).find((info) => info.mutability === 'payable');
      if (!payable || isBefore(contract.file, 4) || hasWayOut(model)) continue;
      yield issueOn({ file: contract.file, range: contract.node.nameRange, contract }, {
        message: `${contract.name} takes Ether in ${payable.name || `its ${payable.kind} function`} and has no code that sends any`,
        steps: [{ file: payable.file, range: payable.node.nameRange, note: 'Ether comes in here' }],
        ...causeOf(contract),
      });
    }
  },
};

/** The way out is there and was not finished: that call is what is wrong. */
function causeOf({ linear }: Contract): Pick<Issue, 'causedBy'> {
  for (const { file, functions } of linear) {
    const [range] = functions.flatMap(({ node }) => danglingOptions(node));
    if (range) return { causedBy: { file, range, note: 'would send Ether if it were called' } };
  }
  return {};
}

function hasWayOut(model: ContractModel): boolean {
  return flowsOf(model).some((flow) =>
    flow.instructions.some((one) => one.kind === 'call' && (WAYS_OUT.has(one.method) || one.value !== null || one.callee?.node.body === null && one.method === 'internal')),
  );
}
