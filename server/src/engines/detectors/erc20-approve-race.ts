import { isEnvironment } from '../solidity/analysis/values.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueOn } from './issue.ts';

/** `approve` that simply overwrites the allowance. */
export const erc20ApproveRace: Detector = {
  id: 'erc20-approve-race',
  title: 'Allowance can be spent twice while it is changed',
  severity: 'low',
  confidence: 'high',
  categories: { swc: ['SWC-114'], dasp: [7], cwe: ['CWE-362'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds approve(address, uint256) that overwrites an allowance without a test of the old one, in contracts without a way to raise or lower it by an amount.',
  why: 'The spender can use the old allowance just before the change is mined, and then the new one as well.',
  exampleBad: 'function approve(address spender, uint n) public returns (bool) { allowed[msg.sender][spender] = n; return true; }',
  fix: 'Offer increaseAllowance and decreaseAllowance, or require the old or the new allowance to be zero.',
  references: ['https://swcregistry.io/docs/SWC-114', 'https://eips.ethereum.org/EIPS/eip-20'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      if (model.entries.some(({ routine }) => /^(increase|decrease)(Allowance|Approval)$/.test(routine.info.name))) continue;
      for (const flow of model.entries) {
        const { info } = flow.routine;
        if (info.name !== 'approve' || info.parameters.length !== 2 || !flow.routine.isEntryPoint) continue;
        const store = flow.instructions.find((one) => one.kind === 'store' && one.path.keys.some((key) => key.kind === 'index' && isEnvironment(key.value, 'msg.sender')));
        if (!store || flow.facts(store.block).some((fact) => fact.kind === 'any')) continue;
        yield issueOn({ file: info.file, range: info.node.nameRange, contract: info.contract, code: info }, { message: 'approve() replaces an allowance that may be spent in the meantime' });
      }
    }
  },
};
