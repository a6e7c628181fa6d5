import type { CodeInstruction } from './disassemble.ts';
import { isCall, type Observer } from './machine.ts';
import type { State } from './state.ts';
import { comesFrom, Source, type Value } from './values.ts';

/** Something wrong at an instruction, in the function with this selector (null before one is chosen). */
export interface Fault {
  detector: string;
  pc: number;
  selector: string | null;
  message: string;
}

/** Watches an exploration and collects what is wrong. */
export class FaultFinder implements Observer {
  readonly #faults = new Map<string, Fault>();
  /** Calls seen, with the function they were seen in. */
  readonly #calls = new Map<number, { selector: string | null; name: string }>();
  readonly #usedCalls = new Set<number>();

  onInstruction(instruction: CodeInstruction, operands: Value[], state: State): void {
    this.#noteUse(instruction.name, operands);
    const rule = Object.hasOwn(RULES, instruction.name) ? RULES[instruction.name] : undefined;
    for (const [detector, message] of rule?.(operands, state) ?? []) this.#add({ detector, message, pc: instruction.pc, selector: state.selector });
    if (isCall(instruction.name)) this.#calls.set(instruction.pc, { selector: state.selector, name: instruction.name });
  }

  /** All faults in the order of the code. */
  finish(): Fault[] {
    for (const [pc, { selector, name }] of this.#calls) {
      if (!this.#usedCalls.has(pc)) this.#add({ detector: 'unchecked-low-level-call', pc, selector, message: `the success of ${name} is dropped` });
    }
    return [...this.#faults.values()].sort((a, b) => a.pc - b.pc);
  }

  /** A result counts as looked at when a branch, memory, storage or an event depends on it. */
  #noteUse(name: string, operands: Value[]): void {
    if (!USES.has(name)) return;
    for (const { calls } of operands) for (const pc of calls) this.#usedCalls.add(pc);
  }

  #add(fault: Fault): void {
    const key = `${fault.detector} ${fault.pc}`;
    if (!this.#faults.has(key)) this.#faults.set(key, fault);
  }
}

const USES: ReadonlySet<string> = new Set(['JUMPI', 'MSTORE', 'SSTORE', 'TSTORE', 'LOG1', 'LOG2', 'LOG3', 'LOG4']);

type Rule = (operands: Value[], state: State) => [detector: string, message: string][];

const RULES: Readonly<Record<string, Rule>> = {
  SELFDESTRUCT: (_, { isGuarded }) => (isGuarded ? [] : [['unprotected-selfdestruct', 'SELFDESTRUCT is reached without a test of who is calling']]),
  DELEGATECALL: ([, target], { isGuarded }) => delegation(target, isGuarded),
  CALLCODE: ([, target], { isGuarded }) => delegation(target, isGuarded),
  CALL: ([, target, amount], { isGuarded }) => payment(target, amount, isGuarded),
  JUMPI: ([condition]) => originTest(condition),
  MOD: ([value]) => (value && comesFrom(value, Source.blockhash | Source.block) ? [['weak-prng', 'a remainder of block data decides something']] : []),
};

function delegation(target: Value | undefined, isGuarded: boolean): [string, string][] {
  if (!target || isGuarded || !comesFrom(target, Source.calldata)) return [];
  return [['controlled-delegatecall', 'the caller chooses the code that is run on this storage']];
}

function payment(target: Value | undefined, amount: Value | undefined, isGuarded: boolean): [string, string][] {
  if (!target || !amount || isGuarded || !comesFrom(target, Source.calldata | Source.caller | Source.origin) || !comesFrom(amount, Source.balance)) return [];
  return comesFrom(amount, Source.storage) ? [] : [['arbitrary-send-eth', 'the balance is paid to whom the caller chooses']];
}

/** `tx.origin == x`, except the test that the caller is no contract. */
function originTest(condition: Value | undefined): [string, string][] {
  if (!condition || !comesFrom(condition, Source.origin)) return [];
  let value: Value | undefined = condition;
  while (value && (value.name === 'ISZERO' || value.name === 'AND')) value = value.args.find((argument) => comesFrom(argument, Source.origin));
  if (!value || !['EQ', 'SUB', 'XOR'].includes(value.name)) return [];
  const other = value.args.find((argument) => !comesFrom(argument, Source.origin));
  return !other || comesFrom(other, Source.caller) ? [] : [['tx-origin-auth', 'ORIGIN is compared to decide who may call']];
}
