import type { AbiType } from '../compile/artefact.ts';
import { type AbiValue, describeArguments, encodeAll } from './abi.ts';
import { commandFor } from './attacker.ts';
import type { SandboxCall } from './sandbox.ts';
import { fromHex, joined } from './words.ts';

/** Who acts. Balances of these accounts are known, so gains can be told. */
export const ACTORS = {
  deployer: '0x1000000000000000000000000000000000000de9',
  victim: '0x200000000000000000000000000000000000071c',
  attacker: '0x3000000000000000000000000000000000000a77',
} as const;

/** Contracts under the attacker's control. */
export const ATTACKER_CONTRACT = '0x4000000000000000000000000000000000c0de77';
export const PAYLOAD_CONTRACT = '0x5000000000000000000000000000000000b0de77';

export type Actor = keyof typeof ACTORS;

/** Something of a contract that can be called: a function, or what runs without a selector. */
export interface Callable {
  /** `withdraw(uint256)`, `fallback`, `receive`. */
  signature: string;
  name: string;
  /** Without 0x; empty for the fallback function. */
  selector: string;
  inputs: AbiType[];
  outputs: AbiType[];
  isPayable: boolean;
  isView: boolean;
}

/** What the attacker's contract does while it is being called. */
export interface Reentry {
  count: number;
  callable: Callable;
  args: AbiValue[];
}

/** One transaction of a sequence. */
export interface Action {
  actor: Actor;
  target: string;
  callable: Callable;
  args: AbiValue[];
  value: bigint;
  /** Sent through the attacker's contract, which then is the caller. */
  isRelayed: boolean;
  /** For a relayed one. */
  reentry: Reentry | null;
  /** What the attacker's contract answers when it is called. */
  answer: bigint;
  /** The relayed call is only prepared: another action triggers it. */
  isPrepared?: boolean;
  /** A plain transaction to the attacker's contract, as a victim would be lured into. */
  isLure?: boolean;
  /** Seconds and blocks after the transaction before it. */
  waitSeconds: bigint;
}

export interface Moment {
  timestamp: bigint;
  blockNumber: bigint;
}

/** Some moment after the merge; contracts that compare with the present see a likely one. */
export const GENESIS: Moment = { timestamp: 1_735_689_600n, blockNumber: 21_500_000n };
const SECONDS_PER_BLOCK = 12n;

export function after(moment: Moment, waitSeconds: bigint): Moment {
  const seconds = waitSeconds > SECONDS_PER_BLOCK ? waitSeconds : SECONDS_PER_BLOCK;
  return { timestamp: moment.timestamp + seconds, blockNumber: moment.blockNumber + (seconds + SECONDS_PER_BLOCK - 1n) / SECONDS_PER_BLOCK };
}

export function calldataOf({ selector, inputs }: Callable, args: AbiValue[]): Uint8Array {
  if (selector === '') return args[0] instanceof Uint8Array ? args[0] : new Uint8Array(0);
  return joined([fromHex(selector), encodeAll(inputs, args)]);
}

export function toCall(action: Action, moment: Moment): SandboxCall {
  const { actor, target, callable, args, value, isRelayed, reentry, answer, isPrepared } = action;
  const { timestamp, blockNumber } = moment;
  const from = ACTORS[actor];
  if (action.isLure) return { from, to: ATTACKER_CONTRACT, value: 0n, data: new Uint8Array(0), timestamp, blockNumber };
  const data = calldataOf(callable, args);
  if (!isRelayed) return { from, to: target, value, data, timestamp, blockNumber };
  const callback = isPrepared ? { count: 1, target, value, data } : reentry && { count: reentry.count, target, value: 0n, data: calldataOf(reentry.callable, reentry.args) };
  const command = commandFor({ target: isPrepared ? null : target, value: isPrepared ? 0n : value, data: isPrepared ? new Uint8Array(0) : data, callback, answer });
  return { from, to: ATTACKER_CONTRACT, value: 0n, data: command, timestamp, blockNumber };
}

/** The call as a reader would write it. */
export function describeCall({ name, selector, inputs }: Callable, args: AbiValue[]): string {
  if (selector === '') return args[0] instanceof Uint8Array && args[0].length > 0 ? `fallback with data 0x${Buffer.from(args[0]).toString('hex')}` : 'plain transfer';
  return `${name}(${describeArguments(inputs, args)})`;
}
