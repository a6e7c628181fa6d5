import { sendsEther, trustOf } from '../solidity/analysis/calls.ts';
import { type ContractModel, flowsOf } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { sourcesOf } from '../solidity/analysis/taint.ts';
import { dependsOn, inputsOf, isEnvironment, strip, textOf } from '../solidity/analysis/values.ts';
import type { Block, CallInstruction, Instruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt, titleOf } from './issue.ts';

/** Decisions that hang on the clock of whoever builds the block. */
export const timestampDependence: Detector = {
  id: 'timestamp-dependence',
  title: 'Outcome depends on block.timestamp',
  severity: 'low',
  confidence: 'medium',
  categories: { swc: ['SWC-116'], dasp: [8], cwe: ['CWE-829'], owasp: ['SC09:2025', 'SC02:2026'] },
  description: 'Finds tests, results and bookkeeping that depend on block.timestamp; it is worse where they decide a payment.',
  why: 'Who builds a block chooses its time within some seconds, and does so in his own favour when a payment hangs on it.',
  exampleBad: 'if (now % 15 == 0) msg.sender.transfer(this.balance);',
  fix: 'Let nothing of value hang on some seconds; use block numbers or an oracle for deadlines that matter to that degree.',
  references: ['https://swcregistry.io/docs/SWC-116'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) for (const flow of flowsOf(model)) if (flow !== model.creation) yield* search(model, flow);
  },
};

function* search(model: ContractModel, flow: Flow): Iterable<Issue> {
  for (const block of flow.routine.blocks) {
    const { terminator } = block;
    if (terminator.kind !== 'branch' || !sourcesOf(terminator.condition).has('time')) continue;
    const isOwn = terminator.frame.code.contract?.kind !== 'library';
    const payment = isOwn && isCommon(terminator.condition) ? findPayment(model, flow, block) : undefined;
    const test = terminator.condition;
    yield issueAt(test, {
      message: payment ? `${textOf(test)} decides by block time whether ${textOf(payment)} is paid` : `${textOf(test)} depends on block time`,
      scenario: `The builder of the block picks the time for which ${titleOf(flow.routine.info)} goes the way that suits it.`,
      severity: payment ? 'medium' : 'low',
    });
  }
  yield* searchResults(flow);
}

/** The clock runs for everyone at once: a term of one's own account, or one that the caller states, is no race. */
function isCommon(condition: Instruction): boolean {
  return ![...inputsOf(condition)].some((input) => input.kind === 'parameter' || input.kind === 'load' && (input.path.keys.length > 0 || input.path.pointer !== null));
}

/** To somebody who others could be in place of: a fixed receiver gets it sooner or later, whatever the time. */
function findPayment(model: ContractModel, flow: Flow, block: Block): Instruction | undefined {
  return flow.instructions.find((other) => other.kind === 'call' && sendsEther(other) && trustOf(other.target, model, flow) === 'open' && !isOwed(other) && flow.dominators.dominates(block, other.block) && other.block !== block);
}

/** What the books say that the caller is owed is his at any time. */
function isOwed({ value }: CallInstruction): boolean {
  return value !== null && dependsOn(value, (input) => input.kind === 'load' && input.path.keys.some((key) => key.kind === 'index' && isEnvironment(key.value, 'msg.sender')));
}

/** A function that answers with the time, or with a comparison of it. */
function* searchResults(flow: Flow): Iterable<Issue> {
  if (flow.routine.contract.kind === 'library') return;
  for (const { terminator } of flow.routine.blocks) {
    if (terminator.kind !== 'return') continue;
    for (const value of terminator.values) {
      const answer = strip(value);
      const isDirect = answer.kind === 'environment' || (answer.kind === 'binary' && answer.type.kind === 'bool');
      const time = [...inputsOf(value)].find((input) => isEnvironment(input, 'block.timestamp') && input.frame === flow.routine.frame);
      if (time && isDirect) yield issueAt(time, { message: `${titleOf(flow.routine.info)} answers by block time`, severity: 'medium', confidence: 'low' });
    }
  }
}
