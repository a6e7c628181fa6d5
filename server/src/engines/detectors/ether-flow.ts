import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { dependsOn, inputsOf, isEnvironment } from '../solidity/analysis/values.ts';
import type { Block, CallInstruction, Instruction } from '../solidity/cfg/instructions.ts';
import type { StateVariable } from '../solidity/project/model.ts';

export const isCaller = (value: Instruction): boolean => isEnvironment(value, 'msg.sender') || isEnvironment(value, 'tx.origin');

/** True where whoever calls decides who receives: the caller itself, an argument, or state that anyone can write. */
export function goesToAnyone(model: ContractModel, flow: Flow, receiver: Instruction): boolean {
  return [...inputsOf(receiver)].some((input) => {
    if (isCaller(input)) return true;
    if (input.kind === 'parameter') return flow.routine.isEntryPoint;
    return input.kind === 'load' && input.path.keys.length === 0 && isOpen(model, input.path.variable);
  });
}

/** Anyone can write the variable without paying for it: the leader of a game has bought his place. */
function isOpen(model: ContractModel, variable: StateVariable | null): boolean {
  const write = variable && model.authorisation.openWrite(variable);
  if (!write) return false;
  const isPrice = (input: Instruction): boolean => isEnvironment(input, 'msg.value');
  return !factValuesAt(write.flow, write.store.block).some((value) => dependsOn(value, isPrice));
}

/**
 * True where the receiver is owed the amount: it is what was sent in this very call, or state says so that the
 * payment uses up. State keyed by the receiver that the function does not touch entitles to nothing: it can be
 * claimed again and again.
 */
export function isEntitled(flow: Flow, call: CallInstruction): boolean {
  const amount = call.value;
  if (!amount) return false;
  if (dependsOn(amount, (input) => isEnvironment(input, 'msg.value'))) return true;
  const computed = [...inputsOf(amount)].filter((input) => input.kind === 'binary');
  const roots = [amount, ...factValues(flow, call), ...computed.flatMap((input) => factValuesAt(flow, input.block))];
  const entitling = roots.flatMap((value) => [...inputsOf(value)]).filter(isLedgerEntry);
  return entitling.some((entry) => flow.instructions.some((other) => other.kind === 'store' && entry.kind === 'load' && other.path.variable === entry.path.variable));
}

/** State with a key: an account, a bid, a ticket. */
function isLedgerEntry(value: Instruction): boolean {
  return value.kind === 'load' && value.path.keys.some((key) => key.kind === 'index');
}

export function factValues(flow: Flow, call: CallInstruction): Instruction[] {
  return factValuesAt(flow, call.block);
}

/** The values that the tests on the way to a block have settled. */
export function factValuesAt(flow: Flow, block: Block): Instruction[] {
  return flow.facts(block).flatMap((fact) => (fact.kind === 'atom' ? [fact.value] : fact.options.flat().flatMap((one) => (one.kind === 'atom' ? [one.value] : []))));
}
