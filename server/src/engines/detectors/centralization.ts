import { sendsEther } from '../solidity/analysis/calls.ts';
import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { pathText, textOf } from '../solidity/analysis/values.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue, Step } from './detector.ts';
import { changingEntries } from './guards.ts';
import { issueOn, stepAt, titleOf } from './issue.ts';
import { isOwnerOnly } from './token-ledger.ts';

const MAX_STEPS = 20;

/** Everything a role can do. */
export const centralization: Detector = {
  id: 'centralization',
  title: 'A role has power over funds or rules',
  severity: 'info',
  confidence: 'high',
  categories: { swc: [], dasp: [2], cwe: ['CWE-269'], owasp: ['SC01:2025', 'SC01:2026'] },
  description: 'Lists, once per contract, the functions by which a role can take Ether or tokens, replace code or change variables. Roles are found by what is compared with the caller.',
  why: 'Whoever holds the role, or steals its key, can do all of this alone and at once. Users trust that person as much as the code.',
  exampleBad: 'function sweep() external { require(msg.sender == owner); payable(owner).transfer(address(this).balance); }',
  fix: 'Hand the role to a multisignature wallet behind a timelock, and limit what it can do.',
  references: ['https://cwe.mitre.org/data/definitions/269.html', 'https://docs.openzeppelin.com/contracts/5.x/access-control'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      const { contract } = model;
      if (contract.kind !== 'contract' || contract.node.isAbstract) continue;
      const powers = changingEntries(model).flatMap((flow) => powerOf(model, flow) ?? []);
      if (powers.length === 0) continue;
      yield issueOn({ file: contract.file, range: contract.node.nameRange, contract }, {
        message: `a role of ${contract.name} can use ${powers.length} function${powers.length > 1 ? 's' : ''} that nobody else can`,
        steps: powers.slice(0, MAX_STEPS),
      });
    }
  },
};

/** The gravest thing a function lets a role do. */
function powerOf(model: ContractModel, flow: Flow): Step | null {
  const own = flow.instructions.filter((one) => weightOf(one) > 0 && isOwnerOnly(model, flow, one.block));
  const [worst] = own.sort((a, b) => weightOf(b) - weightOf(a));
  if (!worst) return null;
  const what = worst.kind === 'store' ? `write ${pathText(worst.path)}` : `run ${textOf(worst)}`;
  return stepAt(worst, `${titleOf(flow.routine.info)} lets a role ${what}`);
}

function weightOf(one: Instruction): number {
  if (one.kind === 'store') return one.path.variable ? 1 : 2;
  if (one.kind !== 'call') return 0;
  if (one.method === 'delegatecall' || one.method === 'selfdestruct') return 4;
  if (sendsEther(one)) return 3;
  return one.method === 'external' && /^(safe)?(transfer|transferFrom|mint|burn)$/i.test(one.name) ? 3 : 0;
}
