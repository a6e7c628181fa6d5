import { type ContractModel, flowsOf } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { dependsOn, isEnvironment, strip, textOf } from '../solidity/analysis/values.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt } from './issue.ts';

/** Tests that let a caller through by who signed the transaction instead of who calls. */
export const txOriginAuth: Detector = {
  id: 'tx-origin-auth',
  title: 'Authorisation by tx.origin',
  severity: 'medium',
  confidence: 'high',
  categories: { swc: ['SWC-115'], dasp: [2], cwe: ['CWE-477'], owasp: ['SC01:2025', 'SC01:2026'] },
  description: 'Finds branches that depend on a comparison of tx.origin with anything but msg.sender.',
  why: 'tx.origin is the account that signed the transaction, whichever contract makes the call. A contract that the owner is lured into calling can call on and passes the test with the rights of the owner.',
  exampleBad: 'function sweep(address to) public { require(tx.origin == owner); to.transfer(this.balance); }',
  fix: 'Compare msg.sender instead of tx.origin.',
  references: ['https://swcregistry.io/docs/SWC-115', 'https://docs.soliditylang.org/en/latest/security-considerations.html#tx-origin'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) for (const flow of flowsOf(model)) yield* search(model, flow);
  },
};

function* search(_model: ContractModel, flow: Flow): Iterable<Issue> {
  for (const block of flow.routine.blocks) {
    const { terminator } = block;
    if (terminator.kind !== 'branch') continue;
    const comparison = findComparison(terminator.condition);
    if (!comparison) continue;
    yield issueAt(comparison, {
      message: `${textOf(comparison)} decides who may go on, and tx.origin is not the caller`,
      scenario: 'An attacker lets the trusted account send any transaction to a contract of the attacker, which calls this function in turn: the test passes.',
    });
  }
}

const isOrigin = (value: Instruction): boolean => isEnvironment(value, 'tx.origin');

/** A comparison with tx.origin in a condition; `tx.origin == msg.sender` tests for a contract and is left alone. */
function findComparison(condition: Instruction): Instruction | null {
  const value = strip(condition);
  if (value.kind === 'unary') return findComparison(value.operand);
  if (value.kind === 'binary' && (value.operator === '&&' || value.operator === '||')) return findComparison(value.left) ?? findComparison(value.right);
  if (value.kind === 'binary') {
    const sides = [value.left, value.right];
    const isContractTest = sides.some((side) => isEnvironment(side, 'msg.sender'));
    return !isContractTest && sides.some((side) => dependsOn(side, isOrigin)) ? value : null;
  }
  return value.kind === 'load' && dependsOn(value, isOrigin) ? value : null;
}
