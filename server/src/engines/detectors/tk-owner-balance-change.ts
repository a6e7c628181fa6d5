import { isOneTime } from '../solidity/analysis/authorisation.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { dependsOn, pathText, strip } from '../solidity/analysis/values.ts';
import type { StoreInstruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { isCaller } from './ether-flow.ts';
import { issueAt, titleOf } from './issue.ts';
import { accountOf, isDecrease, isIncrease, isOwnerOnly, type Token, tokenOf } from './token-ledger.ts';
import { TOKEN_PROPERTY, TOKEN_REFERENCES, TOKEN_TRAP } from './token-trap.ts';

/** Others' accounts in the hands of a role. */
export const tkOwnerBalanceChange: Detector = {
  id: 'tk-owner-balance-change',
  title: "A role can change holders' balances",
  severity: 'high',
  confidence: 'high',
  categories: TOKEN_TRAP,
  description: 'Finds functions of a role that lower, or set to a given number, the account of a token that an argument names.',
  why: `${TOKEN_PROPERTY} Tokens that someone else can take away or destroy belong to him.`,
  exampleBad: 'function burnFrom(address a, uint n) external onlyOwner { balances[a] -= n; }',
  fix: 'Let only the holder, or whom he gave an allowance, lower his balance.',
  references: TOKEN_REFERENCES,
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      const token = tokenOf(model);
      for (const flow of token ? model.entries : []) {
        const store = token ? seizureIn(token, flow) : null;
        if (!store) continue;
        yield issueAt(store, {
          message: `${titleOf(flow.routine.info)} lets a role ${isDecrease(store) ? 'lower' : 'set'} ${pathText(store.path)}, whoever that is`,
          scenario: `The holder of the role calls ${titleOf(flow.routine.info)} with the address of any holder.`,
        });
      }
    }
  },
};

function seizureIn(token: Token, flow: Flow): StoreInstruction | null {
  return flow.storesTo(token.ledger).find((store) => {
    const account = accountOf(store);
    const isNamed = account !== null && dependsOn(account, (input) => input.kind === 'parameter') && !dependsOn(account, isCaller);
    if (!isNamed || !(isDecrease(store) || isSet(store))) return false;
    return isOwnerOnly(token.model, flow, store.block) && !isOneTime(flow, store) && !usesAllowance(flow);
  }) ?? null;
}

/** Written without regard to what was there. */
function isSet(store: StoreInstruction): boolean {
  const value = strip(store.value);
  return !isIncrease(store) && !isDecrease(store) && (value.kind === 'parameter' || value.kind === 'constant' || value.kind === 'index');
}

/** The holder has allowed it: an entry keyed by two accounts is lowered. */
function usesAllowance(flow: Flow): boolean {
  return flow.instructions.some((one) => one.kind === 'store' && one.path.keys.length === 2 && one.type.kind === 'int' && strip(one.value).kind === 'binary');
}
