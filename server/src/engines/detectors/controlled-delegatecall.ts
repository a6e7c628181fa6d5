import { trustOf } from '../solidity/analysis/calls.ts';
import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { textOf } from '../solidity/analysis/values.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt, stepAt, titleOf } from './issue.ts';
import { takeoverSteps } from './takeover.ts';

/** Foreign code run with this contract's storage, where a caller chooses the code. */
export const controlledDelegatecall: Detector = {
  id: 'controlled-delegatecall',
  title: 'A caller chooses the code that delegatecall runs',
  severity: 'high',
  confidence: 'medium',
  categories: { swc: ['SWC-112'], dasp: [2], cwe: ['CWE-829'], owasp: ['SC01:2025', 'SC06:2026'] },
  description: 'Finds delegatecall and callcode whose target comes from an argument, the caller, or state that anyone can write.',
  why: 'delegatecall runs foreign code as if it were part of this contract: it can overwrite every variable, send all Ether and destroy the contract.',
  exampleBad: 'function run(address code, bytes data) public { code.delegatecall(data); }',
  fix: 'Call only addresses that are fixed or that only the owner can set.',
  references: ['https://swcregistry.io/docs/SWC-112'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) for (const flow of model.entries) yield* search(model, flow);
  },
};

function* search(model: ContractModel, flow: Flow): Iterable<Issue> {
  for (const instruction of flow.instructions) {
    if (instruction.kind !== 'call' || !instruction.target) continue;
    if (instruction.method !== 'delegatecall' && instruction.method !== 'callcode') continue;
    if (trustOf(instruction.target, model, flow) !== 'open' || model.authorisation.isAuthorised(flow, instruction.block)) continue;
    const target = textOf(instruction.target);
    yield issueAt(instruction, {
      message: `${textOf(instruction)} runs code at ${target}, which a caller can choose`,
      scenario: `An attacker deploys code that rewrites the owner or sends the Ether away, and has ${titleOf(flow.routine.info)} run it through ${target}.`,
      steps: [...takeoverSteps(model, flow, instruction.block), stepAt(instruction, `the code at ${target} runs with this contract's storage`)],
    });
  }
}
