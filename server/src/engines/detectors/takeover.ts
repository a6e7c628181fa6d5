import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { pathText, textOf } from '../solidity/analysis/values.ts';
import type { Block } from '../solidity/cfg/instructions.ts';
import type { Step } from './detector.ts';
import { stepAt, titleOf } from './issue.ts';

/**
 * Where a block is guarded by a test of the caller that can be subverted: the write by which anyone makes the test
 * pass, and the test. Empty where there is no such test.
 */
export function takeoverSteps(model: ContractModel, flow: Flow, block: Block): Step[] {
  for (const check of model.authorisation.checksAt(flow, block)) {
    for (const variable of check.variables) {
      const write = model.authorisation.openWrite(variable);
      if (!write) continue;
      const { store } = write;
      return [
        stepAt(store, `anyone can call ${titleOf(write.flow.routine.info)} and write ${pathText(store.path)}`),
        stepAt(check.condition, `the test ${textOf(check.condition)} then passes`),
      ];
    }
  }
  return [];
}
