import type { AbiEntry, AbiType, Artefact, CompiledUnit, LinkReference } from '../compile/artefact.ts';
import type { FunctionInfo } from '../solidity/project/model.ts';
import type { Callable } from './action.ts';
import { joined, fromHex, addressWord } from './words.ts';
import { type AbiValue, encodeAll } from './abi.ts';

/** A contract that can be put on a chain. */
export interface Program {
  artefact: Artefact;
  unit: CompiledUnit;
  /** Functions, and what runs without a selector. */
  callables: Callable[];
  constructor: { inputs: AbiType[]; isPayable: boolean };
}

export function toProgram(artefact: Artefact, unit: CompiledUnit): Program {
  const creation = artefact.abi.find((entry) => entry.type === 'constructor');
  const callables = artefact.abi.flatMap((entry) => toCallable(entry, artefact.selectors));
  return { artefact, unit, callables, constructor: { inputs: creation?.inputs ?? [], isPayable: creation ? isPayable(creation) : false } };
}

function toCallable(entry: AbiEntry, selectors: Record<string, string>): Callable[] {
  const { type, name = '', inputs = [], outputs = [] } = entry;
  if (type === 'fallback' || type === 'receive') return [{ signature: type, name: '', selector: '', inputs: [], outputs: [], isPayable: isPayable(entry), isView: false }];
  if (type !== 'function') return [];
  const signature = `${name}(${inputs.map(canonical).join(',')})`;
  const selector = selectors[signature];
  const isView = entry.stateMutability === 'view' || entry.stateMutability === 'pure' || entry.constant === true;
  return selector === undefined ? [] : [{ signature, name, selector, inputs, outputs, isPayable: isPayable(entry), isView }];
}

function isPayable(entry: AbiEntry): boolean {
  return entry.payable === true || entry.stateMutability === 'payable';
}

function canonical(type: AbiType): string {
  if (!type.type.startsWith('tuple')) return type.type;
  return `(${(type.components ?? []).map(canonical).join(',')})${type.type.slice(5)}`;
}

/** The callable of a function of the source; a receive function stands for the fallback function too. */
export function callableOf({ callables }: Program, info: FunctionInfo): Callable | undefined {
  if (info.kind === 'fallback' || info.kind === 'receive') return callables.find((one) => one.signature === info.kind) ?? callables.find((one) => one.selector === '');
  const named = callables.filter((one) => one.selector !== '' && one.name === info.name && one.inputs.length === info.parameters.length);
  return named[0];
}

/** Creation code with libraries in place and the constructor's arguments at its end. */
export function creationOf({ artefact, constructor }: Program, args: AbiValue[], libraries: ReadonlyMap<string, string>): Uint8Array {
  return joined([fromHex(linked(artefact.creation, artefact.creationLinks, libraries)), encodeAll(constructor.inputs, args)]);
}

export function linked(code: string, links: LinkReference[], libraries: ReadonlyMap<string, string>): string {
  return links.reduce((text, { file, library, offset }) => {
    const address = libraries.get(`${file}:${library}`) ?? `0x${'0'.repeat(40)}`;
    return text.slice(0, 2 * offset) + addressWord(address).toString(16).padStart(40, '0') + text.slice(2 * offset + 40);
  }, code);
}
