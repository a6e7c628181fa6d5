import { dependsOn, isEnvironment, textOf } from '../solidity/analysis/values.ts';
import { flowsOf } from '../solidity/analysis/contract-model.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt } from './issue.ts';

/** Foreign code that writes over the proxy's own variables. */
export const storageCollision: Detector = {
  id: 'storage-collision',
  title: 'Delegated code shares the first storage slots',
  severity: 'medium',
  confidence: 'low',
  categories: { swc: ['SWC-124'], dasp: [2], cwe: ['CWE-787'], owasp: ['SC01:2025', 'SC10:2026'] },
  description: 'Finds contracts that run the code of another contract by delegatecall and keep variables of their own in ordinary slots.',
  why: 'Delegated code writes to slots by number. Its first variable is the first variable here: setting the one changes the other, such as the owner or the address of the code.',
  exampleBad: 'contract Proxy { address implementation; fallback() external { implementation.delegatecall(msg.data); } }',
  fix: 'Keep variables of a proxy in the slots of ERC-1967, or make them constant or immutable.',
  references: ['https://eips.ethereum.org/EIPS/eip-1967', 'https://swcregistry.io/docs/SWC-124'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      const { contract } = model;
      const own = contract.linear.flatMap((one) => one.variables).find(({ node }) => !node.isConstant && !node.isImmutable && !node.isTransient);
      if (!own || contract.kind !== 'contract') continue;
      const call = flowsOf(model).flatMap((flow) => flow.instructions).find(isDelegation);
      if (call) yield issueAt(call, { message: `the code that ${textOf(call)} runs can write over ${own.name}` });
    }
  },
};

/** To code that state or an argument names; libraries of the compiler are not called this way. */
function isDelegation(value: Instruction): boolean {
  if (value.kind !== 'call') return false;
  if (value.target && isEnvironment(value.target, 'this')) return false;
  // Code that the caller names is a question of who may call.
  if (value.target && dependsOn(value.target, (input) => input.kind === 'parameter')) return false;
  return value.method === 'delegatecall' || value.name === 'functionDelegateCall';
}
