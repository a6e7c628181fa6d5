import type { Flow } from '../solidity/analysis/flow.ts';
import { dependsOn, textOf } from '../solidity/analysis/values.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { factValuesAt, isCaller } from './ether-flow.ts';
import { changingEntries } from './guards.ts';
import { issueAt, stepAt, titleOf } from './issue.ts';

/** Votes counted by what someone holds right now. */
export const flashLoanGovernance: Detector = {
  id: 'flash-loan-governance',
  title: 'Voting power is the balance of this moment',
  severity: 'high',
  confidence: 'low',
  categories: { swc: [], dasp: [10], cwe: ['CWE-841'], owasp: ['SC07:2025', 'SC04:2026'] },
  description: "Finds tallies to which the caller's present token balance is added while the tokens stay with him, and calls of arbitrary code that such a balance alone permits.",
  why: 'Tokens can be borrowed for one transaction, or passed on after voting. Who holds them for a moment decides like an owner, and the same tokens vote many times.',
  exampleBad: 'proposals[id].votes += token.balanceOf(msg.sender);',
  fix: 'Count votes by a snapshot of an earlier block, or lock the tokens until the vote has ended.',
  references: ['https://docs.openzeppelin.com/contracts/5.x/governance', 'https://eips.ethereum.org/EIPS/eip-5805'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const flow of changingEntries(model)) {
        const weight = flow.instructions.find(isHeldNow);
        if (!weight || takesTokens(flow)) continue;
        const sink = flow.instructions.find((one) => isTally(one, weight) || isPermitted(flow, one, weight));
        if (sink) yield describe(flow, weight, sink);
      }
    }
  },
};

function isHeldNow(value: Instruction): boolean {
  const [holder] = value.kind === 'call' ? value.args : [];
  return value.kind === 'call' && value.method === 'external' && value.name === 'balanceOf' && value.args.length === 1 && holder !== undefined && isCaller(holder);
}

/** The tokens are moved into the contract by the same call. */
function takesTokens(flow: Flow): boolean {
  return flow.instructions.some((one) => one.kind === 'call' && ['transferFrom', 'safeTransferFrom', 'lock', 'burnFrom', 'burn'].includes(one.name));
}

/** A sum over all, not an account of the caller. */
function isTally(one: Instruction, weight: Instruction): boolean {
  if (one.kind !== 'store' || one.value.kind !== 'binary' || one.value.operator !== '+') return false;
  const isOwnAccount = one.path.keys.some((key) => key.kind === 'index' && dependsOn(key.value, isCaller));
  return !isOwnAccount && dependsOn(one.value, (input) => input === weight) && one.value.left !== weight;
}

/** Arbitrary code runs because the balance is large enough. */
function isPermitted(flow: Flow, one: Instruction, weight: Instruction): boolean {
  if (one.kind !== 'call' || (one.method !== 'call' && one.method !== 'delegatecall') || !one.target) return false;
  const isArbitrary = dependsOn(one.target, (input) => input.kind === 'parameter' || (input.kind === 'load' && input.path.keys.length > 0)) && one.args.length > 0;
  return isArbitrary && factValuesAt(flow, one.block).some((value) => dependsOn(value, (input) => input === weight));
}

function describe(flow: Flow, weight: Instruction, sink: Instruction): Issue {
  return issueAt(sink, {
    message: `${textOf(sink)} counts ${textOf(weight)}, which can be borrowed for one transaction`,
    scenario: `An attacker borrows tokens, calls ${titleOf(flow.routine.info)} and returns them in the same transaction.`,
    steps: [stepAt(weight, 'what the caller holds at this moment'), stepAt(sink, 'decides here')],
  });
}
