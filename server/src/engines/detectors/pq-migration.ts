import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import { flowsOf } from '../solidity/analysis/contract-model.ts';
import { curveUses, signersOf } from '../solidity/profile/quantum.ts';
import type { StateVariable } from '../solidity/project/model.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt } from './issue.ts';

/** Signers for ever. */
export const pqMigration: Detector = {
  id: 'pq-migration',
  title: 'The signer can never be changed',
  severity: 'info',
  confidence: 'medium',
  categories: { swc: [], dasp: [10], cwe: ['CWE-327'], owasp: [] },
  description: 'Finds signatures that are compared with a signer which no function can change, in contracts that run no replaceable code.',
  why: 'When the scheme of the signature falls, or the key is lost, nothing can be put in its place: neither another key nor another scheme.',
  exampleBad: 'address immutable signer; require(ecrecover(digest, v, r, s) == signer);',
  fix: 'Let an authorised and delayed function change the signer, or ask a contract of the signer by ERC-1271.',
  references: ['https://eips.ethereum.org/EIPS/eip-1271'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      if (runsOtherCode(model)) continue;
      for (const use of curveUses(model)) {
        for (const { path } of use.isGuard ? signersOf(use) : []) {
          const { variable } = path;
          if (variable && path.keys.length === 0 && isFixed(model, variable)) yield issueAt(use.call, { message: `${variable.name} must have signed this, and no function changes ${variable.name}` });
        }
      }
    }
  },
};

function isFixed(model: ContractModel, variable: StateVariable): boolean {
  return !model.entries.some((flow) => flow.storesTo(variable).length > 0);
}

/** Code that stands elsewhere can be replaced there. */
function runsOtherCode(model: ContractModel): boolean {
  return flowsOf(model).some(({ instructions }) => instructions.some((one) => one.kind === 'call' && (one.method === 'delegatecall' || one.name === 'yul:delegatecall')));
}
