import { relationsOf } from '../solidity/analysis/bounds.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { dependsOn, inputsOf, isEnvironment, isSame, strip, textOf } from '../solidity/analysis/values.ts';
import type { Instruction, LoadValue, StoreInstruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt, stepAt, titleOf } from './issue.ts';
import { type Movement, ownerWrites, refusalsOf, type Token, tokenOf } from './token-ledger.ts';
import { TOKEN_PROPERTY, TOKEN_REFERENCES, TOKEN_TRAP } from './token-trap.ts';

/** Limits of size or time that a role can set to nothing. */
export const tkLimits: Detector = {
  id: 'tk-limits',
  title: 'Limits on transfers can be set to block them',
  severity: 'high',
  confidence: 'medium',
  categories: TOKEN_TRAP,
  description: 'Finds tokens whose transfer reverts when an amount, a balance or the time since the last transfer passes a number in state that a role can set without a lower limit.',
  why: `${TOKEN_PROPERTY} A largest amount of zero, or a waiting time of a thousand years, stops every sale as well as a ban does.`,
  exampleBad: 'require(n <= maxTx); … function setMaxTx(uint n) external onlyOwner { maxTx = n; }',
  fix: 'Test the new limit against a share of the supply, or make it constant.',
  references: TOKEN_REFERENCES,
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      const token = tokenOf(model);
      const seen = new Set<unknown>();
      for (const movement of token?.movements ?? []) {
        for (const { test, limit } of token ? limitsOf(token, movement) : []) {
          const { variable } = limit.path;
          const write = token && variable && !seen.has(variable) ? ownerWrites(token.model, variable).find((one) => !hasFloor(one.flow, one.store)) : undefined;
          if (!write || !variable) continue;
          seen.add(variable);
          yield issueAt(test, {
            message: `${textOf(test)} decides whether a transfer goes through, and ${titleOf(write.flow.routine.info)} can set ${variable.name} to anything`,
            steps: [stepAt(write.store, `${variable.name} is set here by a role`), stepAt(test, 'and limits transfers here')],
          });
        }
      }
    }
  },
};

interface Limit {
  test: Instruction;
  limit: LoadValue;
}

/** Comparisons of an amount, a balance or the time with a plain number in state. */
function limitsOf(token: Token, movement: Movement): Limit[] {
  return refusalsOf(movement).flatMap(({ atoms }) => atoms.flatMap((atom): Limit[] => {
    const test = strip(atom.value);
    if (test.kind !== 'binary' || !['<', '>', '<=', '>='].includes(test.operator)) return [];
    const inputs = [...inputsOf(test)];
    const limit = inputs.find((input): input is LoadValue => input.kind === 'load' && input.type.kind === 'int' && input.path.variable !== token.ledger && input.path.keys.length === 0);
    const isMeasured = inputs.some((input) => input.kind === 'parameter' || (input.kind === 'load' && input.path.variable === token.ledger) || isEnvironment(input, 'block.timestamp') || isEnvironment(input, 'block.number'));
    return limit && isMeasured ? [{ test, limit }] : [];
  }));
}

/** A test on the way, or after it, holds the new value above something; a constant was chosen by the author. */
function hasFloor(flow: Flow, store: StoreInstruction): boolean {
  const value = strip(store.value);
  if (value.kind === 'constant' || !dependsOn(value, (input) => input.kind === 'parameter')) return true;
  const isNew = (input: Instruction): boolean => isSame(input, value) || (input.kind === 'parameter' && dependsOn(value, (one) => one === input));
  return flow.facts(store.block).some((fact) => relationsOf(fact).some(({ right }) => dependsOn(right, isNew)));
}
