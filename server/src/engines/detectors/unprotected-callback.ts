import { dependsOn, isEnvironment, textOf } from '../solidity/analysis/values.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { factValues } from './ether-flow.ts';
import { issueAt, titleOf } from './issue.ts';

const CALLBACKS = /^(executeOperation|onFlashLoan|callFunction|receiveFlashLoan|uniswapV2Call|pancakeCall|\w+(Swap|Flash|Mint)Callback)$/;
const MOVES = new Set(['transfer', 'transferFrom', 'safeTransfer', 'safeTransferFrom', 'approve', 'safeApprove']);

/** What a lender or exchange is meant to call, open to everyone. */
export const unprotectedCallback: Detector = {
  id: 'unprotected-callback',
  title: 'Callback does not test who calls',
  severity: 'high',
  confidence: 'medium',
  categories: { swc: [], dasp: [2], cwe: ['CWE-284'], owasp: ['SC01:2025', 'SC01:2026'] },
  description: 'Finds callbacks of flash loans and exchanges that move tokens without a test of the caller or of who started the operation.',
  why: 'Anyone can call such a function directly, or take a loan in the name of this contract, and make it move its tokens.',
  exampleBad: 'function executeOperation(uint n, address r, address initiator, bytes calldata d) external { token.transfer(pool, n); }',
  fix: 'Require that msg.sender is the pool and that the initiator is this contract.',
  references: ['https://eips.ethereum.org/EIPS/eip-3156'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const flow of model.entries) {
        if (!CALLBACKS.test(flow.routine.info.name) || !flow.routine.isEntryPoint) continue;
        const move = flow.instructions.find((one) => one.kind === 'call' && MOVES.has(one.name));
        if (!move || isTested(flow, move)) continue;
        yield issueAt(move, {
          message: `${titleOf(flow.routine.info)} runs ${textOf(move)} for whoever calls it`,
          scenario: `An attacker calls ${titleOf(flow.routine.info)}, or borrows in the name of this contract, as often as it takes to drain it by fees or transfers.`,
        });
      }
    }
  },
};

/** The caller or the initiator, which is an argument, is compared with something. */
function isTested(flow: Flow, move: Instruction): boolean {
  const isParty = (input: Instruction): boolean => isEnvironment(input, 'msg.sender') || (input.kind === 'parameter' && input.type.kind === 'address');
  return move.kind === 'call' && factValues(flow, move).some((value) => dependsOn(value, isParty));
}
