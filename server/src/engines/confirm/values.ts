import type { AbiType } from '../compile/artefact.ts';
import { type AbiValue, arrayOf } from './abi.ts';
import type { Callable } from './action.ts';
import { addressWord, fromHex } from './words.ts';

/** What arguments are made from. */
export interface Pools {
  /** Worth trying as an address, the likeliest first. */
  addresses: string[];
  /** Numbers that stand in the source and around tests. */
  numbers: bigint[];
  texts: Uint8Array[];
  /** Companion contracts by what a parameter is converted to, by `signature#index`. */
  typed: ReadonlyMap<string, string>;
}

const USUAL: readonly bigint[] = [1n, 10n ** 18n, 0n, 2n ** 255n, 2n ** 256n - 1n];
const MAX_CHOICES = 8;

/** Values for a parameter, the likeliest first. */
export function choicesFor(type: AbiType, pools: Pools, key: string): AbiValue[] {
  const array = arrayOf(type);
  if (array) return arrayChoices(array.element, array.length, { pools, key });
  if (type.type === 'tuple') return [(type.components ?? []).map((component) => choicesFor(component, pools, `${key}.${component.name}`)[0] ?? 0n)];
  if (type.type === 'bytes' || type.type === 'string') return [new Uint8Array(0), ...pools.texts, fromHex('61626364')].slice(0, MAX_CHOICES);
  if (type.type === 'address') {
    const typed = pools.typed.get(key);
    return [...(typed === undefined ? [] : [typed]), ...pools.addresses].map(addressWord);
  }
  return scalarChoices(type.type, pools);
}

function arrayChoices(element: AbiType, length: number | null, { pools, key }: { pools: Pools; key: string }): AbiValue[] {
  const items = choicesFor(element, pools, key);
  const fill = (count: number): AbiValue[] => Array.from({ length: count }, (_, at) => items[at % items.length] ?? 0n);
  return length === null ? [fill(2), fill(1), []] : [fill(length)];
}

function scalarChoices(type: string, { numbers, texts }: Pools): AbiValue[] {
  if (type === 'bool') return [1n, 0n];
  if (type.startsWith('bytes')) return [0n, ...numbers.slice(0, 2), ...texts.slice(0, 3).map(leftAligned), 1n << 248n];
  const bits = BigInt(/\d+$/.exec(type)?.[0] ?? '256');
  const isSigned = type.startsWith('int');
  const [most, least] = isSigned ? [2n ** (bits - 1n) - 1n, -(2n ** (bits - 1n))] : [2n ** bits - 1n, 0n];
  const wanted = [...USUAL.slice(0, 3), ...numbers, most, least, most / 2n + 1n].filter((value) => value <= most && value >= least);
  return [...new Set(wanted.map((value) => BigInt.asUintN(256, value)))].slice(0, MAX_CHOICES + 6);
}

function leftAligned(text: Uint8Array): bigint {
  const word = new Uint8Array(32);
  word.set(text.subarray(0, 32));
  return BigInt(`0x${Buffer.from(word).toString('hex')}`);
}

/**
 * Argument lists to begin with: the likeliest values, then one parameter after the other varied. The search derives
 * the rest from what the program compares.
 */
export function startingArguments(callable: Callable, pools: Pools): AbiValue[][] {
  if (callable.selector === '') return [[new Uint8Array(0)], ...pools.texts.slice(0, 6).map((text) => [text])];
  const choices = callable.inputs.map((type, at) => choicesFor(type, pools, `${callable.signature}#${at}`));
  const first = choices.map((values) => values[0] ?? 0n);
  const lists: AbiValue[][] = [first];
  choices.forEach((values, at) => {
    for (const value of values.slice(1)) lists.push(first.map((known, other) => (other === at ? value : known)));
  });
  return lists;
}

/** A scalar inside the arguments that can be changed. */
export interface Leaf {
  word: bigint;
  bits: number;
  isSigned: boolean;
  replace: (word: bigint) => AbiValue[];
}

export function leavesOf(types: AbiType[], values: AbiValue[]): Leaf[] {
  const leaves: Leaf[] = [];
  types.forEach((type, at) => collect(type, values[at] ?? 0n, { leaves, rebuild: (value) => values.map((known, other) => (other === at ? value : known)) }));
  return leaves.slice(0, 12);
}

function collect(type: AbiType, value: AbiValue, into: { leaves: Leaf[]; rebuild: (value: AbiValue) => AbiValue[] }): void {
  const { leaves, rebuild } = into;
  if (typeof value === 'bigint') {
    const bits = type.type === 'address' ? 160 : type.type === 'bool' ? 1 : type.type.startsWith('bytes') ? 256 : Number(/\d+$/.exec(type.type)?.[0] ?? 256);
    leaves.push({ word: value, bits, isSigned: type.type.startsWith('int'), replace: (word) => rebuild(fitted(word, bits, type.type)) });
    return;
  }
  if (!Array.isArray(value)) return;
  const array = arrayOf(type);
  const types = array ? value.map(() => array.element) : (type.components ?? []);
  value.forEach((item, at) => {
    const inner = types[at];
    if (inner) collect(inner, item, { leaves, rebuild: (changed) => rebuild(value.map((known, other) => (other === at ? changed : known))) });
  });
}

function fitted(word: bigint, bits: number, type: string): bigint {
  if (type.startsWith('int')) return BigInt.asUintN(256, BigInt.asIntN(bits, word));
  return BigInt.asUintN(bits, word);
}

/** The key under which two argument lists are the same. */
export function keyOf(values: AbiValue[]): string {
  return values.map((value) => (typeof value === 'bigint' ? value.toString(16) : value instanceof Uint8Array ? `x${Buffer.from(value).toString('hex')}` : `[${keyOf(value)}]`)).join(',');
}

