import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import { dependsOn, isEnvironment, textOf } from '../solidity/analysis/values.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt, stepAt, titleOf } from './issue.ts';
import { entryCalls } from './search.ts';

/** One payment seen by many delegated calls. */
export const delegatecallLoop: Detector = {
  id: 'delegatecall-loop',
  title: 'delegatecall in a loop of a payable function',
  severity: 'high',
  confidence: 'medium',
  categories: { swc: [], dasp: [5], cwe: ['CWE-837'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds payable functions that run delegatecall in a loop, where the code that runs reads msg.value or is unknown.',
  why: 'A delegated call keeps msg.value. Each round sees the whole payment and can count it again: one payment buys as much as there are rounds.',
  exampleBad: 'function multicall(bytes[] calldata d) external payable { for (uint i; i < d.length; i++) address(this).delegatecall(d[i]); }',
  fix: 'Make the function non-payable, or keep count of what is left of the payment.',
  references: ['https://cwe.mitre.org/data/definitions/837.html', 'https://docs.soliditylang.org/en/latest/introduction-to-smart-contracts.html#delegatecall-and-libraries'],
  *run(context: Context): Iterable<Issue> {
    for (const { model, flow, instruction: call } of entryCalls(context)) {
      if (call.method !== 'delegatecall' || flow.routine.info.mutability !== 'payable') continue;
      if (flow.loopsAround(call.block).length === 0 || model.authorisation.isAuthorised(flow, call.block)) continue;
      const isOwnCode = call.target !== null && isEnvironment(call.target, 'this');
      const reader = paymentReader(model);
      if (isOwnCode && !reader) continue;
      yield issueAt(call, {
        message: `${textOf(call)} sees the same msg.value in every round`,
        scenario: `An attacker pays once to ${titleOf(flow.routine.info)} and lets it run the same paid action many times.`,
        steps: [stepAt(call, 'runs once per element with the same payment'), ...(reader ? [stepAt(reader, 'which is counted here each time')] : [])],
      });
    }
  },
};

/** Where some function counts the payment. */
function paymentReader(model: ContractModel): Instruction | null {
  for (const flow of model.entries) {
    if (flow.routine.info.mutability !== 'payable') continue;
    for (const one of flow.instructions) {
      if ((one.kind === 'store' || one.kind === 'binary') && dependsOn(one, (input) => isEnvironment(input, 'msg.value'))) return one;
    }
  }
  return null;
}
