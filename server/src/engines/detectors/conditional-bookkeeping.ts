import { sendsEther } from '../solidity/analysis/calls.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { dependsOn, inputsOf, isEnvironment, overlaps, pathText, textOf } from '../solidity/analysis/values.ts';
import type { CallInstruction, Instruction, LoadValue, StoreInstruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt, stepAt } from './issue.ts';
import { entryCalls } from './search.ts';

/** A payment on every way, taken off the account on some ways only. */
export const conditionalBookkeeping: Detector = {
  id: 'conditional-bookkeeping',
  title: 'Payment is not always taken off the account',
  severity: 'high',
  confidence: 'medium',
  categories: { swc: [], dasp: [2], cwe: ['CWE-841'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds payments to the caller of an amount from his account, where the account is written only inside a branch that the payment does not depend on.',
  why: 'On the other way the amount is paid and stays on the account: it can be claimed again and again.',
  exampleBad: 'uint n = owed[msg.sender]; if (now > end) { owed[msg.sender] = 0; } token.transfer(msg.sender, n);',
  fix: 'Make the condition a requirement, and write the account on every way.',
  references: ['https://cwe.mitre.org/data/definitions/841.html'],
  *run(context: Context): Iterable<Issue> {
    for (const { flow, instruction } of entryCalls(context)) {
      const account = paidAccount(instruction);
      const store = account && sometimesWritten(flow, instruction, account);
      if (store) yield describe(instruction, store);
    }
  },
};

/** The entry, keyed by the caller, that an outgoing payment to the caller is read from. */
function paidAccount(call: CallInstruction): LoadValue | undefined {
  const isToken = call.method === 'external' && (call.name === 'transfer' || call.name === 'safeTransfer') && call.args.length === 2;
  const [receiver, amount] = isToken ? call.args : sendsEther(call) ? [call.target, call.value] : [];
  const isToCaller = receiver && dependsOn(receiver, isSender);
  if (!isToCaller || !amount) return undefined;
  return [...inputsOf(amount)].find((input): input is LoadValue => input.kind === 'load' && input.path.keys.some((key) => key.kind === 'index' && dependsOn(key.value, isSender)));
}

const isSender = (value: Instruction): boolean => isEnvironment(value, 'msg.sender');

/** A write of the account that neither precedes nor follows the payment for sure. */
function sometimesWritten(flow: Flow, call: CallInstruction, account: LoadValue): StoreInstruction | undefined {
  const stores = flow.storesTo(account.path.variable).filter((store) => overlaps(store.path, account.path) && (flow.canFollow(store, call) || flow.canFollow(call, store)));
  const isSure = stores.some((store) => flow.alwaysPrecedes(store, call) || flow.alwaysPrecedes(call, store));
  return isSure ? undefined : stores[0];
}

function describe(call: CallInstruction, store: StoreInstruction): Issue {
  return issueAt(call, {
    message: `${textOf(call)} pays also when ${textOf(store)} is left out`,
    scenario: `An attacker takes the way on which ${pathText(store.path)} is not written, and repeats it.`,
    steps: [stepAt(store, 'written on one way only'), stepAt(call, 'paid on every way')],
  });
}
