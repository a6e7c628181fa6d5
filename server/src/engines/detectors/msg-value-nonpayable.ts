import { isZero } from '../solidity/analysis/values.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import { isBefore } from '../solidity/project/contract.ts';
import type { FunctionInfo, ModifierInfo } from '../solidity/project/model.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt, titleOf } from './issue.ts';

/** A payment that cannot arrive. */
export const msgValueNonpayable: Detector = {
  id: 'msg-value-nonpayable',
  title: 'msg.value is used where no payment can arrive',
  severity: 'high',
  confidence: 'high',
  categories: { swc: [], dasp: [10], cwe: ['CWE-561'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds functions and modifiers that use msg.value and are run from functions without payable only.',
  why: 'A function that is not payable reverts on every payment, so that msg.value is always zero there: a price is never paid, or the function can never be used.',
  exampleBad: 'function buy() external { _buy(); } function _buy() internal { require(msg.value >= price); }',
  fix: 'Declare the public function payable, or take the payment out.',
  references: ['https://docs.soliditylang.org/en/latest/contracts.html#state-mutability'],
  *run({ models }: Context): Iterable<Issue> {
    const paid = new Set<FunctionInfo | ModifierInfo>();
    const unpaid = new Map<FunctionInfo | ModifierInfo, { flow: Flow; use: Instruction }>();
    for (const { flow, use } of paymentsIn(models)) {
      const isOpen = flow.routine.info.mutability === 'payable' || !flow.routine.isEntryPoint;
      if (isOpen) paid.add(use.frame.code);
      else if (!unpaid.has(use.frame.code)) unpaid.set(use.frame.code, { flow, use });
    }
    for (const [code, { flow, use }] of unpaid) {
      if (paid.has(code)) continue;
      yield issueAt(use, { message: `${titleOf(code)} uses msg.value, and no payable function leads to it`, scenario: `Whoever calls ${titleOf(flow.routine.info)} with Ether is refused; without Ether msg.value is zero.` });
    }
  },
};

function* paymentsIn(models: Context['models']): Iterable<{ flow: Flow; use: Instruction }> {
  for (const model of models) {
    for (const flow of [...model.entries, ...model.others]) {
      for (const use of flow.instructions) {
        if (use.kind === 'environment' && use.name === 'msg.value' && !isRefusal(flow, use) && !isOlder(use)) yield { flow, use };
      }
    }
  }
}

/** Written before 0.4, when every function took payments: the whole file does without the word. */
function isOlder({ frame }: Instruction): boolean {
  const { file } = frame.code;
  return isBefore(file, 5) && !file.contracts.some((contract) => contract.functions.some((info) => info.mutability === 'payable'));
}

/** `require(msg.value == 0)` */
function isRefusal(flow: Flow, use: Instruction): boolean {
  const uses = flow.usesOf(use);
  return uses.length > 0 && uses.every((one) => one.kind === 'binary' && (isZero(one.left) || isZero(one.right)));
}
