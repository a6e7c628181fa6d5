import { isZero, strip, textOf } from '../solidity/analysis/values.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import type { LoadValue, StoreInstruction } from '../solidity/cfg/instructions.ts';
import type { StateVariable } from '../solidity/project/model.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt, stepAt, titleOf } from './issue.ts';
import { type Movement, ownerWrites, refusalsOf, switchIn, type Token, tokenOf } from './token-ledger.ts';
import { TOKEN_PROPERTY, TOKEN_REFERENCES, TOKEN_TRAP } from './token-trap.ts';

/** A switch that stops all transfers. */
export const tkPausable: Detector = {
  id: 'tk-pausable',
  title: 'Transfers can be stopped',
  severity: 'medium',
  confidence: 'high',
  categories: TOKEN_TRAP,
  description: 'Finds tokens whose transfer reverts by a variable that is true or false and that a role can set so that it does.',
  why: `${TOKEN_PROPERTY} While transfers are stopped nobody can sell, and nothing says for how long.`,
  exampleBad: 'require(!paused); … function pause() external onlyOwner { paused = true; }',
  fix: 'Limit how long a stop can last, or hand the switch to a timelock.',
  references: TOKEN_REFERENCES,
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      const token = tokenOf(model);
      const seen = new Set<unknown>();
      for (const movement of token?.movements ?? []) {
        for (const { load, variable, holds } of switchesOf(movement)) {
          const write = token && !seen.has(variable) ? stoppingWrite(token, variable, holds) : null;
          if (!write) continue;
          seen.add(variable);
          yield issueAt(load, {
            message: `${titleOf(write.flow.routine.info)} can stop every transfer by ${variable.name}`,
            steps: [stepAt(write.store, `${textOf(write.store)} is done here by a role`), stepAt(load, 'and makes transfers revert here')],
          });
        }
      }
    }
  },
};

function switchesOf(movement: Movement): { load: LoadValue; variable: StateVariable; holds: boolean }[] {
  return refusalsOf(movement).flatMap(({ atoms }) => atoms.flatMap((atom) => {
    const load = switchIn(atom);
    return load?.path.variable ? [{ load, variable: load.path.variable, holds: atom.holds }] : [];
  }));
}

/** A write by a role of the value that makes transfers revert. */
function stoppingWrite(token: Token, variable: StateVariable, whenTrue: boolean): { flow: Flow; store: StoreInstruction } | null {
  return ownerWrites(token.model, variable).find(({ store }) => strip(store.value).kind !== 'constant' || isZero(store.value) !== whenTrue) ?? null;
}
