import { sendsEther } from '../solidity/analysis/calls.ts';
import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { dependsOn, isEnvironment, textOf } from '../solidity/analysis/values.ts';
import type { CallInstruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue, Step } from './detector.ts';
import { factValues, goesToAnyone, isEntitled } from './ether-flow.ts';
import { issueAt, stepAt, titleOf } from './issue.ts';
import { takeoverSteps } from './takeover.ts';

const METHODS = new Set(['call', 'send', 'transfer', 'callcode']);

/** Payments that anyone can direct to himself without being owed anything. */
export const arbitrarySendEth: Detector = {
  id: 'arbitrary-send-eth',
  title: 'Anyone can withdraw Ether',
  severity: 'high',
  confidence: 'medium',
  categories: { swc: ['SWC-105'], dasp: [2], cwe: ['CWE-284'], owasp: ['SC01:2025', 'SC01:2026'] },
  description: 'Finds payments to a receiver that the caller chooses, where no test singles out who may call and no state says that the receiver is owed the amount. Tests against state that anyone can overwrite do not count.',
  why: 'A contract holds Ether for somebody. A payment that any caller can trigger towards an address of its choice gives it away.',
  exampleBad: 'function sweep(address to) public { to.transfer(address(this).balance); }',
  fix: 'Let only the rightful owner call it, or pay only what state says the caller is owed and take it off first.',
  references: ['https://swcregistry.io/docs/SWC-105'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      // Whoever takes over can use every payment: one finding for each way to take over.
      const takenOver = new Set<string>();
      for (const flow of model.entries) {
        for (const { call, takeover } of search(model, flow)) {
          const way = takeover[0] ? `${takeover[0].file.path}:${takeover[0].range.start}` : '';
          if (way === '' || !takenOver.has(way)) yield describe(call, takeover);
          if (way !== '') takenOver.add(way);
        }
      }
    }
  },
};

function* search(model: ContractModel, flow: Flow): Iterable<{ call: CallInstruction; takeover: Step[] }> {
  for (const instruction of flow.instructions) {
    if (instruction.kind !== 'call' || !METHODS.has(instruction.method) || !sendsEther(instruction) || !instruction.target) continue;
    if (!flow.routine.isEntryPoint || model.authorisation.isAuthorised(flow, instruction.block)) continue;
    const takeover = takeoverSteps(model, flow, instruction.block);
    const isOpen = takeover.length > 0 || goesToAnyone(model, flow, instruction.target);
    if (!isOpen || isEntitled(flow, instruction) || isGame(flow, instruction)) continue;
    yield { call: instruction, takeover };
  }
}

/** A caller who must put in Ether first is a customer, not a thief; whether the price is fair is another question. */
function isGame(flow: Flow, call: CallInstruction): boolean {
  return factValues(flow, call).some((value) => dependsOn(value, (input) => isEnvironment(input, 'msg.value')));
}

function describe(call: CallInstruction, takeover: Step[]): Issue {
  const target = call.target ? textOf(call.target) : 'the receiver';
  const amount = call.value ? textOf(call.value) : 'Ether';
  const first = takeover.length > 0 ? 'An attacker first makes the test pass by writing the state it relies on, then calls' : 'An attacker calls';
  return issueAt(call, {
    message: `${textOf(call)} pays ${amount} to ${target}, and nothing restricts who gets it`,
    scenario: `${first} ${titleOf(call.frame.code)} and receives ${amount}.`,
    // The root cause of a takeover is reported where it is; this is what it leads to.
    severity: takeover.length > 0 ? 'medium' : 'high',
    ...(takeover[0] ? { causedBy: takeover[0] } : {}),
    steps: [...takeover, stepAt(call, `${amount} goes to ${target}`)],
  });
}
