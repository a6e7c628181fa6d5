import { isOneTime } from '../solidity/analysis/authorisation.ts';
import { relationsOf } from '../solidity/analysis/bounds.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { dependsOn, isSame, isZero, pathText, strip } from '../solidity/analysis/values.ts';
import type { Instruction, StoreInstruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { isCaller } from './ether-flow.ts';
import { issueAt, titleOf } from './issue.ts';
import { accountOf, isDecrease, isIncrease, isOwnerOnly, type Token, tokenOf } from './token-ledger.ts';
import { TOKEN_PROPERTY, TOKEN_REFERENCES, TOKEN_TRAP } from './token-trap.ts';

/** New tokens made by a role. */
export const tkHiddenMint: Detector = {
  id: 'tk-hidden-mint',
  title: 'A role can make tokens for itself',
  severity: 'high',
  confidence: 'high',
  categories: TOKEN_TRAP,
  description: 'Finds functions of a role that raise an account of a token without lowering another. Hidden where the total supply stays or no Transfer event is emitted; else rated by whether there is a cap.',
  why: `${TOKEN_PROPERTY} New tokens thin out all others; made without supply and event they are seen by nobody until they are sold.`,
  exampleBad: 'function sync(address a, uint n) external onlyOwner { balances[a] += n; }',
  fix: 'Fix the supply at creation, or cap it, and raise totalSupply and emit Transfer with every new token.',
  references: TOKEN_REFERENCES,
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      const token = tokenOf(model);
      for (const flow of token ? model.entries : []) {
        const store = token ? mintIn(token, flow) : null;
        if (store) yield describe(flow, store);
      }
    }
  },
};

function mintIn(token: Token, flow: Flow): StoreInstruction | null {
  const stores = flow.storesTo(token.ledger);
  // What was taken from one account, or paid for, is given to another.
  if (stores.some((store) => isDecrease(store) || isZero(store.value)) || flow.instructions.some((one) => one.kind === 'environment' && one.name === 'msg.value')) return null;
  return stores.find((store) => accountOf(store) && (isIncrease(store) || isOwnRaise(store)) && isOwnerOnly(token.model, flow, store.block) && !isOneTime(flow, store)) ?? null;
}

/** The caller's own account is set to a number. */
function isOwnRaise(store: StoreInstruction): boolean {
  const account = accountOf(store);
  const value = strip(store.value);
  return account !== null && isCaller(account) && (value.kind === 'constant' ? value.value !== 0n : value.kind === 'parameter' || value.kind === 'binary');
}

function describe(flow: Flow, store: StoreInstruction): Issue {
  const raises = flow.instructions.some((one) => one.kind === 'store' && one.path.keys.length === 0 && one.type.kind === 'int' && isIncrease(one));
  // Before 0.4.21 an event was emitted like a function is called.
  const announces = flow.instructions.some((one) => (one.kind === 'emit' || (one.kind === 'call' && one.method === 'internal' && !one.callee)) && one.name === 'Transfer');
  const isHidden = !raises || !announces;
  const what = isHidden ? `without ${raises ? 'an event' : announces ? 'raising the supply' : 'supply or event'}` : isCapped(flow, store) ? 'up to a cap' : 'without a cap';
  return issueAt(store, {
    message: `${titleOf(flow.routine.info)} lets a role raise ${pathText(store.path)} ${what}`,
    severity: isHidden ? 'high' : isCapped(flow, store) ? 'low' : 'medium',
  });
}

/** The new total is compared with a limit. */
function isCapped(flow: Flow, store: StoreInstruction): boolean {
  const value = strip(store.value);
  const amount: Instruction | null = value.kind === 'binary' ? value.right : null;
  const isTotal = (input: Instruction): boolean => input.kind === 'binary' && input.operator === '+' && amount !== null && dependsOn(input, (one) => isSame(one, amount));
  const isHeld = flow.facts(store.block).some((fact) => relationsOf(fact).some(({ left }) => dependsOn(left, isTotal)));
  return isHeld || flow.routine.blocks.some(({ terminator }) => terminator.kind === 'branch' && terminator.condition.kind === 'binary' && terminator.condition.operator.startsWith('<') && dependsOn(terminator.condition.left, isTotal));
}
