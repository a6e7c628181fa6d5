import { flowsOf } from '../solidity/analysis/contract-model.ts';
import { dependsOn, isSame, strip, textOf } from '../solidity/analysis/values.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import type { Block, Instruction } from '../solidity/cfg/instructions.ts';
import type { StateVariable } from '../solidity/project/model.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { isCaller } from './ether-flow.ts';
import { issueAt, stepAt, titleOf } from './issue.ts';
import { isOwnerOnly, listIn, type Movement, ownerWrites, type Refusal, refusalsOf, switchIn, type Token, tokenOf } from './token-ledger.ts';
import { TOKEN_REFERENCES, TOKEN_TRAP } from './token-trap.ts';

/** Tokens that can be bought and not sold. */
export const tkSellBlocked: Detector = {
  id: 'tk-sell-blocked',
  title: 'Token can be bought but not sold',
  severity: 'critical',
  confidence: 'medium',
  categories: TOKEN_TRAP,
  description: 'Finds transfers to a fixed address, as of an exchange pair, that revert for everyone whom no role exempts, and transfer functions that only a role can use.',
  why: 'Whoever buys the token can never sell it: every sale is a transfer to the pair, and that reverts. The price only rises until those who are exempt sell.',
  exampleBad: 'function _transfer(address from, address to, uint n) internal { require(from == owner || to != pair); … }',
  fix: 'Do not buy this token. As its author: let every holder transfer to every address.',
  references: TOKEN_REFERENCES,
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      const token = tokenOf(model);
      for (const movement of token?.movements ?? []) if (token) yield* search(token, movement);
    }
  },
};

function* search(token: Token, movement: Movement): Iterable<Issue> {
  const { flow, debit } = movement;
  const name = titleOf(flow.routine.info);
  if (isOwnerOnly(token.model, flow, debit.block) && !isListed(token, flow, debit.block)) {
    yield issueAt(debit, { message: `only a role can move tokens by ${name}`, scenario: `A holder calls ${name} to sell and is refused.` });
    return;
  }
  for (const refusal of refusalsOf(movement)) {
    const place = refusal.atoms.map((atom) => toPlace(token, atom, movement)).find((found) => found !== null);
    if (!place || !refusal.atoms.every((atom) => isExempting(token, atom, movement) || toPlace(token, atom, movement) !== null)) continue;
    yield issueAt(place, {
      message: `transfers to ${textOf(place)} revert for ordinary holders`,
      scenario: `A holder sells: the exchange calls ${name} with its pair as the receiver, and the call reverts. Those whom the test exempts can sell.`,
      steps: [stepAt(place, 'the receiver is the pair'), stepAt(debit, 'the account is never charged')],
    });
  }
}

/** Those on a list may transfer: that is a whitelist, which has a finding of its own. */
function isListed(token: Token, flow: Flow, block: Block): boolean {
  return token.model.authorisation.checksAt(flow, block).some((check) => check.variables.some(({ node }) => node.typeName.type === 'MappingType'));
}

type Atom = Refusal['atoms'][number];

/** `to == pair`, `isPair[to]`: holds for sales. */
function toPlace(token: Token, atom: Atom, movement: Movement): Instruction | null {
  return toFixedPlace(token, atom, movement) ?? toListedPlace(token, atom, movement);
}

function toFixedPlace(token: Token, { value, holds }: Atom, { to }: Movement): Instruction | null {
  const test = strip(value);
  if (test.kind !== 'binary' || test.operator !== (holds ? '==' : '!=')) return null;
  const other = isSame(test.left, to) ? strip(test.right) : isSame(test.right, to) ? strip(test.left) : null;
  return other?.kind === 'load' && other.path.keys.length === 0 && !isRole(token, other) ? test : null;
}

function toListedPlace(token: Token, atom: Atom, movement: Movement): Instruction | null {
  const list = atom.holds ? listIn(atom, movement) : null;
  const key = list?.path.keys.at(-1);
  if (!list?.path.variable || key?.kind !== 'index' || !isSame(key.value, movement.to)) return null;
  return isListOfPairs(token, list.path.variable) ? list : null;
}

/** A list of exchanges: an entry is keyed by what another contract answered, as the factory that made the pair. */
function isListOfPairs(token: Token, variable: StateVariable): boolean {
  const isAnswer = (input: Instruction): boolean => input.kind === 'call' && input.method === 'external';
  return flowsOf(token.model).some((flow) => flow.storesTo(variable).some((store) => store.path.keys.some((key) => key.kind === 'index' && (dependsOn(key.value, isAnswer) || isAnswered(token, key.value)))));
}

/** A variable that holds what another contract answered. */
function isAnswered(token: Token, value: Instruction): boolean {
  const inner = strip(value);
  const variable = inner.kind === 'load' ? inner.path.variable : null;
  if (!variable) return false;
  return flowsOf(token.model).some((flow) => flow.storesTo(variable).some((store) => dependsOn(store.value, (input) => input.kind === 'call' && input.method === 'external')));
}

/** The owner's own address is no exchange. */
function isRole(token: Token, load: Extract<Instruction, { kind: 'load' }>): boolean {
  return token.model.entries.some((flow) => flow.routine.blocks.some((block) => token.model.authorisation.checksAt(flow, block).some((check) => load.path.variable !== null && check.variables.includes(load.path.variable))));
}

/** `from != owner`, `!exempt[from]`, `!selling`: what only a role can change, for itself or for all. */
function isExempting(token: Token, atom: Atom, movement: Movement): boolean {
  const value = strip(atom.value);
  const isSender = (one: Instruction): boolean => isSame(one, movement.from) || isCaller(one);
  if (value.kind === 'binary') {
    const isUnequal = (value.operator === '==' && !atom.holds) || (value.operator === '!=' && atom.holds);
    return isUnequal && (isSender(value.left) || isSender(value.right));
  }
  const list = listIn(atom, movement) ?? switchIn(atom);
  return list?.path.variable !== null && list?.path.variable !== undefined && ownerWrites(token.model, list.path.variable).length > 0;
}
