import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { dependsOn, isEnvironment, strip, textOf } from '../solidity/analysis/values.ts';
import type { CallInstruction, Instruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { factValues } from './ether-flow.ts';
import { issueAt, titleOf } from './issue.ts';

const INTERNALS = new Set(['_transfer', '_burn', '_safeTransfer']);

/** A base's unguarded internals passed on to everyone. */
export const publicMintBurn: Detector = {
  id: 'public-mint-burn',
  title: "Anyone can move or burn others' tokens",
  severity: 'high',
  confidence: 'medium',
  categories: { swc: [], dasp: [2], cwe: ['CWE-284'], owasp: ['SC01:2025', 'SC01:2026'] },
  description: 'Finds public functions that hand an argument as the owner to _transfer or _burn of a base, without a test that involves the caller.',
  why: 'The internal functions of token libraries do the work without asking who wants it. A function that offers them must ask first.',
  exampleBad: 'function transferFrom(address a, address b, uint id) public override { _transfer(a, b, id); }',
  fix: 'Test that the caller is the owner or approved before the call.',
  references: ['https://docs.openzeppelin.com/contracts/5.x/api/token/erc721'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const flow of model.entries) {
        if (!flow.routine.isEntryPoint) continue;
        for (const call of flow.instructions) if (call.kind === 'call' && isExposed(model, flow, call)) yield describe(flow, call);
      }
    }
  },
};

function isExposed(model: ContractModel, flow: Flow, call: CallInstruction): boolean {
  const [owner] = call.args;
  if (call.method !== 'internal' || !INTERNALS.has(call.name) || !owner || strip(owner).kind !== 'parameter') return false;
  if (model.authorisation.isTested(flow, call.block) || flow.routine.info.node.modifiers.length > 0) return false;
  const asksCaller = (value: Instruction): boolean => dependsOn(value, (input) => isEnvironment(input, 'msg.sender') || (input.kind === 'call' && input.method === 'internal'));
  const isAsked = factValues(flow, call).some(asksCaller) || flow.instructions.some((one) => one !== call && one.kind === 'call' && one.method === 'internal' && one.args.some(asksCaller));
  return !isAsked;
}

function describe(flow: Flow, call: CallInstruction): Issue {
  return issueAt(call, {
    message: `${titleOf(flow.routine.info)} runs ${textOf(call)} for whoever calls it`,
    scenario: `An attacker calls ${titleOf(flow.routine.info)} with the address of any holder and takes or destroys what it holds.`,
  });
}
