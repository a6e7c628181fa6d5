import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { textOf } from '../solidity/analysis/values.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt, stepAt, titleOf } from './issue.ts';
import { takeoverSteps } from './takeover.ts';

/** `selfdestruct` that anyone can reach. */
export const unprotectedSelfdestruct: Detector = {
  id: 'unprotected-selfdestruct',
  title: 'Anyone can destroy the contract',
  severity: 'high',
  confidence: 'high',
  categories: { swc: ['SWC-106'], dasp: [2], cwe: ['CWE-284'], owasp: ['SC01:2025', 'SC01:2026'] },
  description: 'Finds selfdestruct that callers reach without passing a test of who they are, or by a test whose state anyone can overwrite.',
  why: 'selfdestruct sends away all Ether of the contract and, before the Cancun upgrade, removes its code for good.',
  exampleBad: 'function kill() public { selfdestruct(msg.sender); }',
  fix: 'Remove selfdestruct, or let only the owner call it.',
  references: ['https://swcregistry.io/docs/SWC-106', 'https://eips.ethereum.org/EIPS/eip-6780'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) for (const flow of model.entries) yield* search(model, flow);
  },
};

function* search(model: ContractModel, flow: Flow): Iterable<Issue> {
  for (const instruction of flow.instructions) {
    if (instruction.kind !== 'call' || instruction.method !== 'selfdestruct' || !flow.routine.isEntryPoint) continue;
    if (model.authorisation.isAuthorised(flow, instruction.block)) continue;
    const takeover = takeoverSteps(model, flow, instruction.block);
    const receiver = instruction.target ? textOf(instruction.target) : 'nobody';
    yield issueAt(instruction, {
      message: `anyone can reach ${textOf(instruction)}`,
      scenario: `An attacker ${takeover.length > 0 ? 'first makes itself pass the test, then ' : ''}calls ${titleOf(flow.routine.info)}: the contract ends and its Ether goes to ${receiver}.`,
      steps: [...takeover, stepAt(instruction, 'the contract is destroyed')],
    });
  }
}
