import { isOneTime } from '../solidity/analysis/authorisation.ts';
import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import type { Fact } from '../solidity/analysis/facts.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { constantOf, dependsOn, isSame, strip } from '../solidity/analysis/values.ts';
import type { Block, Instruction, LoadValue, StoreInstruction } from '../solidity/cfg/instructions.ts';
import type { StateVariable } from '../solidity/project/model.ts';
import { resolveType } from '../solidity/project/resolve-type.ts';
import type { SolType } from '../solidity/project/types.ts';
import { isCaller } from './ether-flow.ts';

/** One run of transfer or transferFrom: what is taken, and what is given. */
export interface Movement {
  flow: Flow;
  debit: StoreInstruction;
  credit: StoreInstruction;
  /** Whose account is charged, and whose is credited. */
  from: Instruction;
  to: Instruction;
}

/** A contract that keeps accounts and moves amounts between them by the functions of ERC-20. */
export interface Token {
  model: ContractModel;
  ledger: StateVariable;
  movements: Movement[];
}

const SHAPES: Readonly<Record<string, number>> = { transfer: 2, transferFrom: 3 };

const known = new WeakMap<ContractModel, Token | null>();

/** The token a contract is, found by the account book that its transfer functions write. */
export function tokenOf(model: ContractModel): Token | null {
  const found = known.get(model);
  if (found !== undefined) return found;
  const token = findToken(model);
  known.set(model, token);
  return token;
}

function findToken(model: ContractModel): Token | null {
  const movements = model.entries.flatMap((flow) => {
    const { info, isEntryPoint } = flow.routine;
    const isTransfer = isEntryPoint && info.parameters.length === (Object.hasOwn(SHAPES, info.name) ? SHAPES[info.name] : -1);
    return isTransfer ? (movementOf(flow) ?? []) : [];
  });
  const ledger = movements[0]?.debit.path.variable;
  return ledger ? { model, ledger, movements: movements.filter((one) => one.debit.path.variable === ledger) } : null;
}

function movementOf(flow: Flow): Movement | null {
  const stores = flow.instructions.filter((one): one is StoreInstruction => one.kind === 'store' && accountOf(one) !== null);
  for (const debit of stores.filter((store) => isDecrease(store) && isChosen(store))) {
    const from = accountOf(debit);
    const credits = stores.filter((one) => one.path.variable === debit.path.variable && isIncrease(one) && from !== null && !isSame(accountOf(one) ?? from, from));
    const isToReceiver = (one: StoreInstruction): boolean => dependsOn(accountOf(one) ?? one, (input) => input.kind === 'parameter');
    const credit = credits.find(isToReceiver) ?? credits[0];
    const to = credit ? accountOf(credit) : null;
    if (from && credit && to) return { flow, debit, credit, from, to };
  }
  return null;
}

/** The amount comes from the caller; where it is always one, what is counted are single pieces. */
function isChosen(store: StoreInstruction): boolean {
  const value = strip(store.value);
  return value.kind === 'binary' && dependsOn(value.right, (input) => input.kind === 'parameter');
}

/** The key of `ledger[account]`, where the entry is a number and has no other key. */
export function accountOf({ path, type }: StoreInstruction | LoadValue): Instruction | null {
  const [key] = path.keys;
  return path.variable && path.keys.length === 1 && key?.kind === 'index' && type.kind === 'int' ? key.value : null;
}

/** `ledger[x] = ledger[x] - n` */
export function isDecrease(store: StoreInstruction): boolean {
  const value = strip(store.value);
  return value.kind === 'binary' && value.operator === '-' && readsVariable(value.left, store.path.variable);
}

/** `ledger[x] = ledger[x] + n` */
export function isIncrease(store: StoreInstruction): boolean {
  const value = strip(store.value);
  return value.kind === 'binary' && value.operator === '+' && (readsVariable(value.left, store.path.variable) || readsVariable(value.right, store.path.variable));
}

function readsVariable(value: Instruction, variable: StateVariable | null): boolean {
  const inner = strip(value);
  return inner.kind === 'load' && inner.path.variable === variable;
}

/** True where a test of a role lets only some callers pass; what someone owns or was allowed to spend is no role. */
export function isOwnerOnly(model: ContractModel, flow: Flow, block: Block): boolean {
  if (!model.authorisation.isTested(flow, block)) return false;
  return model.authorisation.checksAt(flow, block).some((check) => check.variables.every((variable) => !isAmount(variable)) && (check.variables.length > 0 || hasFixedAddress(check.condition)));
}

const SHORTEST_ADDRESS = 2n ** 96n;

/** `msg.sender == 0x…` */
export function hasFixedAddress(condition: Instruction): boolean {
  const test = strip(condition);
  if (test.kind !== 'binary') return false;
  return [[test.left, test.right], [test.right, test.left]].some(([one, other]) => one !== undefined && other !== undefined && isCaller(one) && (constantOf(other) ?? 0n) >= SHORTEST_ADDRESS);
}

function isAmount(variable: StateVariable): boolean {
  let type: SolType = resolveType(variable.node.typeName, variable);
  while (type.kind === 'mapping') type = type.value;
  return type.kind === 'int';
}

/** The writes of a variable that a role, and nobody else, can make again and again. */
export function ownerWrites(model: ContractModel, variable: StateVariable): { flow: Flow; store: StoreInstruction }[] {
  return model.authorisation.writesOf(variable).filter(({ flow, store }) => isOwnerOnly(model, flow, store.block) && !isOneTime(flow, store));
}

type Atom = Extract<Fact, { kind: 'atom' }>;

/** One way in which a transfer is refused: everything that holds when it reverts. */
export interface Refusal {
  block: Block;
  atoms: Atom[];
}

/** What makes a transfer revert before the account is charged. */
export function refusalsOf({ flow, debit }: Movement): Refusal[] {
  return flow.routine.blocks.flatMap((block) => {
    const { terminator } = block;
    if (terminator.kind !== 'branch' || (block !== debit.block && !flow.canReach(block, debit.block))) return [];
    const refused = [terminator.whenTrue, terminator.whenFalse].filter((side) => side.terminator.kind === 'revert');
    return refused.flatMap((side) => alternatives(flow.facts(side).filter((fact) => fact.testedIn === block)).map((atoms) => ({ block, atoms })));
  });
}

/** Each option of a disjunction with what holds besides. */
function alternatives(facts: Fact[]): Atom[][] {
  const atoms = facts.filter((fact): fact is Atom => fact.kind === 'atom');
  const either = facts.find((fact) => fact.kind === 'any');
  if (either?.kind !== 'any') return atoms.length > 0 ? [atoms] : [];
  return either.options.map((option) => [...atoms, ...option.filter((fact): fact is Atom => fact.kind === 'atom')]);
}

/** `list[account]` in a condition: the variable of a mapping to bool, read for one side of the transfer. */
export function listIn({ value }: Atom, movement: Movement): LoadValue | null {
  const inner = strip(value);
  const load = inner.kind === 'binary' ? [inner.left, inner.right].map(strip).find((side) => side.kind === 'load') : inner;
  if (load?.kind !== 'load' || load.type.kind !== 'bool' || !load.path.variable) return null;
  const key = load.path.keys.at(-1);
  if (key?.kind !== 'index') return null;
  const isSide = isCaller(key.value) || isSame(key.value, movement.from) || isSame(key.value, movement.to);
  return isSide ? load : null;
}

/** `paused` in a condition: a variable of its own that is true or false. */
export function switchIn({ value }: Atom): LoadValue | null {
  const inner = strip(value);
  return inner.kind === 'load' && inner.type.kind === 'bool' && inner.path.variable && inner.path.keys.every((key) => key.kind === 'field') ? inner : null;
}
