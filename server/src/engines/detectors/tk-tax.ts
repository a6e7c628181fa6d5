import { relationsOf } from '../solidity/analysis/bounds.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { dependsOn, inputsOf, isSame, strip } from '../solidity/analysis/values.ts';
import type { Instruction, LoadValue, StoreInstruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt, stepAt, titleOf } from './issue.ts';
import { type Movement, ownerWrites, type Token, tokenOf } from './token-ledger.ts';
import { TOKEN_PROPERTY, TOKEN_REFERENCES, TOKEN_TRAP } from './token-trap.ts';

/** Transfers that deliver less than they take. */
export const tkTax: Detector = {
  id: 'tk-tax',
  title: 'Part of every transfer is kept',
  severity: 'high',
  confidence: 'high',
  categories: TOKEN_TRAP,
  description: 'Finds tokens whose transfer credits less than it charges, by a rate held in state, and says whether a role can set that rate and how far.',
  why: `${TOKEN_PROPERTY} A rate without an upper limit can be set to everything after the sale: the token is then worth nothing to its holders.`,
  exampleBad: 'uint fee = n * taxRate / 100; balances[to] += n - fee;',
  fix: 'Make the rate constant, or test it against a low limit wherever it is set.',
  references: TOKEN_REFERENCES,
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      const token = tokenOf(model);
      const seen = new Set<unknown>();
      for (const movement of token?.movements ?? []) {
        for (const rate of token ? ratesOf(token, movement) : []) {
          if (!token || seen.has(rate.path.variable)) continue;
          seen.add(rate.path.variable);
          yield describe(token, movement, rate);
        }
      }
    }
  },
};

/** The plain numbers in state on which what is credited depends, and what is charged does not. */
function ratesOf(token: Token, { debit, credit }: Movement): LoadValue[] {
  const taken = inputsOf(debit.value);
  const given = strip(credit.value);
  if (given.kind !== 'binary' || !takesOff(given, debit)) return [];
  return [...inputsOf(given)].filter((input): input is LoadValue =>
    input.kind === 'load' && input.type.kind === 'int' && input.path.variable !== null && input.path.variable !== token.ledger &&
    input.path.keys.every((key) => key.kind === 'field') && !taken.has(input) && ![...taken].some((one) => isSame(one, input)));
}

/** Something is subtracted from the amount on its way. */
function takesOff(given: Instruction, debit: StoreInstruction): boolean {
  const charged = strip(debit.value);
  const amount = charged.kind === 'binary' ? charged.right : null;
  return amount !== null && dependsOn(given, (input) => input.kind === 'binary' && ['-', '*', '/'].includes(input.operator) && dependsOn(input, (one) => isSame(one, amount)));
}

function describe(token: Token, movement: Movement, rate: LoadValue): Issue {
  const name = rate.path.variable?.name ?? 'a rate';
  const writes = rate.path.variable ? ownerWrites(token.model, rate.path.variable) : [];
  const open = writes.find(({ flow, store }) => !hasCeiling(flow, store));
  const setter = (open ?? writes[0])?.flow.routine.info;
  const power = open && setter ? `, which ${titleOf(setter)} can set without a limit` : setter ? `, which ${titleOf(setter)} can set up to a limit` : ', which nobody can change';
  return issueAt(movement.credit, {
    message: `${titleOf(movement.flow.routine.info)} credits less than it charges, by ${name}${power}`,
    severity: open ? 'high' : setter ? 'medium' : 'low',
    steps: [stepAt(movement.debit, 'charged here'), stepAt(movement.credit, `credited here, less what ${name} says`), ...(open ? [stepAt(open.store, `${name} is set here without a limit`)] : [])],
  });
}

/** A test on the way holds the new value, or a sum with it, below something. */
function hasCeiling(flow: Flow, store: StoreInstruction): boolean {
  const isNew = (input: Instruction): boolean => input === strip(store.value) || (input.kind === 'load' && input.path.variable === store.path.variable);
  if (strip(store.value).kind === 'constant') return true;
  return flow.instructions.some((one) => flow.canFollow(store, one) && one.kind === 'binary' && ['<', '<='].includes(one.operator) && flow.isTested(one) && dependsOn(one.left, isNew)) ||
    flow.facts(store.block).some((fact) => relationsOf(fact).some(({ left }) => dependsOn(left, isNew)));
}
