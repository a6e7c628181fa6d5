import type { AbiValue } from './abi.ts';
import { type Action, ACTORS, ATTACKER_CONTRACT } from './action.ts';
import type { Digest, Hit, Write } from './digest.ts';
import type { Target } from './target.ts';
import { leavesOf } from './values.ts';
import { addressWord, MODULUS, toHex } from './words.ts';
import { attackerWealth, isAttackers, type World } from './world.ts';

/** What a judge looks at: a sequence that ran to its end. */
export interface Case {
  target: Target;
  address: string;
  sequence: Action[];
  last: Digest;
  /** Before the attacker's first transaction, before the last one, after it. */
  start: World;
  before: World;
  end: World;
  /** Flagged instructions that ran in the last transaction and were not undone. */
  hits: Hit[];
  isFlagged: (account: string, pc: number) => boolean;
  isInScope: (account: string, pc: number) => boolean;
  /** A call that the actor of an action could not make before and can make at the end, in words; null where there is none. */
  gainedBy: (action: Action) => string | null;
}

/** Says in words what was shown, or null where it was not. */
export type Judge = (of: Case) => string | null;

export function ether(wei: bigint): string {
  const text = (wei < 0n ? -wei : wei).toString().padStart(19, '0');
  const fraction = text.slice(-18).replace(/0+$/, '');
  return `${wei < 0n ? '-' : ''}${text.slice(0, -18)}${fraction === '' ? '' : `.${fraction}`} Ether`;
}

/** The attacker ends with more Ether than it began with, paid out by the flagged instruction. */
export const judgeDrain: Judge = ({ last, start, end, address, isInScope }) => {
  const gain = attackerWealth(end) - attackerWealth(start);
  if (gain <= 0n) return null;
  const payment = last.frames.find(({ site, to, value, op }) => site !== null && isAttackers(to) && (value > 0n || op === 0xff) && isInScope(site.account, site.pc));
  if (!payment || end.sandbox.balance(address) >= start.sandbox.balance(address)) return null;
  return `the attacker, owed nothing, ended ${ether(gain)} richer and the contract lost ${ether(start.sandbox.balance(address) - end.sandbox.balance(address))}`;
};

/** The contract destroyed itself in a transaction of the attacker. */
export const judgeDestruct: Judge = ({ last, start, address, isInScope }) => {
  const end = last.frames.find(({ op, from, site }) => op === 0xff && from === address && site !== null && isInScope(site.account, site.pc));
  return end ? `the contract executed SELFDESTRUCT for the attacker and gave its ${ether(start.sandbox.balance(address))} to ${end.to}` : null;
};

/** Someone who is nobody wrote, at the flagged place, a value of its choice, and can do more than before. */
export const judgeSetter: Judge = ({ last, before, end, address, sequence, isInScope, gainedBy }) => {
  const action = sequence.at(-1);
  if (!action || action.actor !== 'attacker') return null;
  const write = last.writes.find((one) => one.account === address && isInScope(one.code, one.pc) && isChosen(one, action) && before.sandbox.slot(address, one.slot) !== end.sandbox.slot(address, one.slot));
  if (!write) return null;
  const gained = gainedBy(action);
  if (gained === null) return null;
  const [was, is] = [before.sandbox.slot(address, write.slot), end.sandbox.slot(address, write.slot)];
  return `the attacker wrote a value of its choice to storage slot 0x${write.slot.toString(16)} (0x${was.toString(16)} became 0x${is.toString(16)}), and ${gained}, refused to it before, succeeds`;
};

function hasAddress(word: bigint, address: string): boolean {
  return word.toString(16).includes(address.slice(2).replace(/^0+/, ''));
}

function isChosen({ value }: Write, { callable, args }: Action): boolean {
  if (hasAddress(value, ACTORS.attacker) || hasAddress(value, ATTACKER_CONTRACT)) return true;
  return leavesOf(callable.inputs, args).some(({ word }) => word > 1n && value === word);
}

/** What stood for the deployer now stands for the attacker, wherever it was written. */
export const judgeTakeover: Judge = ({ last, before, end, address, sequence }) => {
  if (sequence.at(-1)?.actor !== 'attacker') return null;
  for (const { account, slot } of last.writes) {
    if (account !== address) continue;
    const [was, is] = [before.sandbox.slot(address, slot), end.sandbox.slot(address, slot)];
    const isGained = hasAddress(is, ACTORS.attacker) || hasAddress(is, ATTACKER_CONTRACT);
    if (isGained && hasAddress(was, ACTORS.deployer)) return `the attacker replaced the deployer in storage slot 0x${slot.toString(16)}`;
  }
  return null;
};

/** Code of the attacker ran in the contract's place. */
export const judgeDelegate: Judge = (of) => {
  const { last, address, isInScope } = of;
  const borrowed = last.frames.find(({ op, from, to, site }) => (op === 0xf4 || op === 0xf2) && from === address && isAttackers(to) && site !== null && isInScope(site.account, site.pc));
  if (borrowed && last.frames.some(({ op, from }) => op === 0xff && from === address)) return 'the contract ran code of the attacker in its own name, and that code destroyed it';
  const isDelegated = last.frames.some(({ op, from, site }) => (op === 0xf4 || op === 0xf2) && from === address && site !== null && isInScope(site.account, site.pc));
  return isDelegated ? judgeTakeover(of) : null;
};

/** The contract made a call whose target and data the attacker chose. */
export const judgeCall: Judge = ({ last, address, sequence, isInScope }) => {
  const action = sequence.at(-1);
  const frame = last.frames.find(({ op, from, to, input, site }) => op === 0xf1 && from === address && isAttackers(to) && input.length >= 4 && site !== null && isInScope(site.account, site.pc));
  if (!frame || !action || !holdsBytes(action.args, frame.input)) return null;
  return `the contract, as msg.sender, called ${frame.to} with data of the attacker's choice: 0x${toHex(frame.input).slice(0, 64)}`;
};

function holdsBytes(values: AbiValue[], wanted: Uint8Array): boolean {
  return values.some((value) => (Array.isArray(value) ? holdsBytes(value, wanted) : value instanceof Uint8Array && toHex(value) === toHex(wanted)));
}

/** Lengths lie at the slots of declared variables, elements behind hashes. */
const DECLARED_SLOTS = 1n << 16n;

/** An array's length went where only a wrapped or chosen number can take it. */
export const judgeStorageWrite: Judge = ({ last, before, end, address }) => {
  // The compiler changes lengths in code of its own, so the place is the call as a whole.
  const write = last.writes.find((one) => one.account === address && one.slot < DECLARED_SLOTS && end.sandbox.slot(address, one.slot) >= 1n << 64n && before.sandbox.slot(address, one.slot) < 1n << 64n && one.value >= 1n << 64n);
  if (!write) return null;
  return `storage slot 0x${write.slot.toString(16)} went from ${before.sandbox.slot(address, write.slot)} to 0x${write.value.toString(16)}: the array now reaches over all of storage`;
};

const SYMBOL: Readonly<Record<number, string>> = { 0x01: '+', 0x02: '×', 0x03: '−', 0x0a: '**' };

/** The flagged operation wrapped and the transaction went on to change state or pay. */
export const judgeOverflow: Judge = ({ target, hits, last }) => {
  for (const hit of hits) {
    const wrapped = wrappedBy(hit, target);
    if (!wrapped) continue;
    const write = last.writes.slice(hit.writesBefore)[0];
    const payment = last.frames.slice(hit.framesBefore).find(({ value }) => value > 0n);
    if (!write && !payment) continue;
    const stored = last.writes.slice(hit.writesBefore).find(({ value }) => value === wrapped.result);
    const effect = stored ? `${stored.value} was stored in slot 0x${stored.slot.toString(16)}` : write ? `the transaction went on to write slot 0x${write.slot.toString(16)}` : 'the transaction went on to pay';
    return `${wrapped.text} wrapped around to ${wrapped.result}, and ${effect}`;
  }
  return null;
};

interface Wrapped {
  text: string;
  result: bigint;
}

function wrappedBy({ op, stack: [left, right] }: Hit, { operations }: Target): Wrapped | null {
  for (const { type, operator } of operations) {
    if (type.kind !== 'int' || operatorOf(op) !== operator) continue;
    const bits = BigInt(type.bits);
    const read = (word: bigint): bigint => (type.isSigned ? BigInt.asIntN(type.bits, word) : BigInt.asUintN(type.bits, word));
    const [a, b] = [read(left), read(right)];
    const exact = compute(op, a, b);
    const [most, least] = type.isSigned ? [2n ** (bits - 1n) - 1n, -(2n ** (bits - 1n))] : [2n ** bits - 1n, 0n];
    if (exact === null || (exact <= most && exact >= least)) continue;
    return { text: `${a} ${SYMBOL[op]} ${b} in ${type.isSigned ? 'int' : 'uint'}${type.bits}`, result: read(((exact % MODULUS) + MODULUS) % MODULUS) };
  }
  return null;
}

function operatorOf(op: number): string | undefined {
  return { 0x01: '+', 0x02: '*', 0x03: '-', 0x0a: '**' }[op];
}

function compute(op: number, a: bigint, b: bigint): bigint | null {
  if (op === 0x01) return a + b;
  if (op === 0x02) return a * b;
  if (op === 0x03) return a - b;
  return b < 4_096n && b >= 0n && a < 1n << 64n ? a ** b : null;
}

/** Tokens came to the attacker for nothing. */
export const judgeMint: Judge = ({ target, start, end, address, sequence }) => {
  const balanceOf = target.program.callables.find(({ signature }) => signature === 'balanceOf(address)');
  if (!balanceOf || sequence.at(-1)?.actor !== 'attacker') return null;
  const read = (world: World): bigint => [ACTORS.attacker, ATTACKER_CONTRACT].reduce((sum, holder) => sum + tokensOf(world, { address, selector: balanceOf.selector, holder }), 0n);
  const gain = read(end) - read(start);
  return gain > 0n && sequence.every(({ value }) => value === 0n) ? `the attacker's token balance grew by ${gain} for nothing` : null;
};

function tokensOf({ sandbox, moment }: World, { address, selector, holder }: { address: string; selector: string; holder: string }): bigint {
  const data = new Uint8Array(Buffer.from(selector + addressWord(holder).toString(16).padStart(64, '0'), 'hex'));
  const { outcome } = sandbox.inspect({ from: ACTORS.attacker, to: address, value: 0n, data, ...moment });
  return outcome.success && outcome.output.length >= 32 ? BigInt(`0x${toHex(outcome.output.subarray(0, 32))}`) : 0n;
}

