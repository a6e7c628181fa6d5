import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { dependsOn, pathText } from '../solidity/analysis/values.ts';
import type { StoreInstruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { changingEntries } from './guards.ts';
import { issueAt, titleOf } from './issue.ts';
import { isOwnerOnly } from './token-ledger.ts';

/** Changes by a role that the log does not show. */
export const missingEvent: Detector = {
  id: 'missing-event',
  title: 'Change by a role emits no event',
  severity: 'low',
  confidence: 'high',
  categories: { swc: [], dasp: [10], cwe: ['CWE-778'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds functions of a role that write an argument to a number, an address or a truth value in state and emit nothing.',
  why: 'Users and watchers follow the log. A fee, an owner or a limit that changes in silence is noticed when it is felt.',
  exampleBad: 'function setFee(uint n) external { require(msg.sender == owner); fee = n; }',
  fix: 'Emit an event with the old and the new value.',
  references: ['https://cwe.mitre.org/data/definitions/778.html', 'https://docs.soliditylang.org/en/latest/contracts.html#events'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const flow of changingEntries(model)) {
        const store = isSilent(flow) ? parameterWrite(model, flow) : null;
        if (store) yield issueAt(store, { message: `${titleOf(flow.routine.info)} changes ${pathText(store.path)} without an event` });
      }
    }
  },
};

/** No event, not in the way of the old versions either, and no other contract that might emit one. */
function isSilent(flow: Flow): boolean {
  return !flow.instructions.some((one) => one.kind === 'emit' || (one.kind === 'call' && one.method !== 'builtin') || (one.kind === 'call' && one.name.startsWith('log')));
}

function parameterWrite(model: ContractModel, flow: Flow): StoreInstruction | null {
  const found = flow.instructions.find((one) => {
    if (one.kind !== 'store' || !one.path.variable || one.path.keys.length > 0 || !['int', 'address', 'bool', 'contract'].includes(one.type.kind)) return false;
    return dependsOn(one.value, (input) => input.kind === 'parameter') && isOwnerOnly(model, flow, one.block);
  });
  return found?.kind === 'store' ? found : null;
}
