import type { CallInstruction, Instruction, StoragePath, StoreInstruction } from '../cfg/instructions.ts';
import type { Fact } from './facts.ts';
import type { Flow } from './flow.ts';
import { relationsOf } from './bounds.ts';
import { constantOf, dependsOn, isSame, isSamePath, isZero, strip } from './values.ts';

/**
 * True where a re-entered run of the same code could not get to the call: a test that the run has passed is made
 * false by a write before the call (a mutex), or a counter raised before the call is compared after it.
 */
export function isLocked(flow: Flow, call: CallInstruction): boolean {
  return flow.facts(call.block).some((fact) => fact.kind === 'atom' && isBroken(flow, call, fact)) || hasCounter(flow, call);
}

function isBroken(flow: Flow, call: CallInstruction, fact: Extract<Fact, { kind: 'atom' }>): boolean {
  return flow.instructions.some((instruction) => {
    if (instruction.kind !== 'store' || !flow.alwaysPrecedes(instruction, call) || !flow.canFollow(fact.value, instruction)) return false;
    const variable = instruction.path.variable;
    return (variable !== null || instruction.path.pointer !== null) && instruction.path.keys.length === 0 && contradicts(fact, instruction);
  });
}

/** Would the tested condition fail with the value just written? Decided for constants only. */
function contradicts({ value, holds }: Extract<Fact, { kind: 'atom' }>, store: StoreInstruction): boolean {
  const written = strip(store.value);
  if (written.kind !== 'constant') return false;
  const test = strip(value);
  if (isLoadOf(test, store)) return isTruthy(written.value) !== holds;
  if (test.kind !== 'binary' || (test.operator !== '==' && test.operator !== '!=')) return false;
  const other = isLoadOf(strip(test.left), store) ? strip(test.right) : isLoadOf(strip(test.right), store) ? strip(test.left) : null;
  if (other?.kind !== 'constant') return false;
  const isEqual = other.value === written.value;
  return (test.operator === '==' ? isEqual : !isEqual) !== holds;
}

function isTruthy(value: bigint | string | boolean): boolean {
  return value !== false && value !== 0n && value !== '';
}

function isLoadOf(value: Instruction, store: StoreInstruction): boolean {
  if (value.kind !== 'load' || value.path.keys.length > 0) return false;
  if (value.path.variable) return value.path.variable === store.path.variable;
  const [mine, theirs] = [value.path.pointer, store.path.pointer];
  return mine !== null && theirs !== null && isSame(mine, theirs);
}

/**
 * True where the entry behind `path` cannot be worked on again: a test found an entry under the same key open, and before
 * the call that entry was closed. Another key is another entry.
 */
export function isKeyLocked(flow: Flow, call: CallInstruction, path: StoragePath): boolean {
  const key = path.keys.find((one) => one.kind === 'index');
  if (key?.kind !== 'index') return false;
  return flow.instructions.some((store) => {
    if (store.kind !== 'store' || !flow.alwaysPrecedes(store, call)) return false;
    const hasKey = store.path.keys.some((one) => one.kind === 'index' && isSame(one.value, key.value));
    return hasKey && flow.facts(call.block).some((fact) => fact.kind === 'atom' && isClosedBy(fact, store));
  });
}

/** The test passed because the entry was not zero, and the write makes it zero; or the other way round. */
function isClosedBy(fact: Extract<Fact, { kind: 'atom' }>, store: StoreInstruction): boolean {
  const test = strip(fact.value);
  const isFlag = test.kind === 'load';
  const positive = isFlag && fact.holds ? test : relationsOf(fact).find(({ left, isStrict }) => isStrict && constantOf(left) === 0n)?.right;
  const written = strip(store.value);
  if (positive && isZero(written)) return isPartOf(positive, store);
  return isFlag && !fact.holds && written.kind === 'constant' && isTruthy(written.value) && isPartOf(test, store);
}

/** Reads the entry that was written, or a field of it. */
function isPartOf(value: Instruction, { path }: StoreInstruction): boolean {
  const load = strip(value);
  if (load.kind !== 'load' || load.path.keys.length < path.keys.length) return false;
  return isSamePath({ ...load.path, keys: load.path.keys.slice(0, path.keys.length) }, path);
}

function hasCounter(flow: Flow, call: CallInstruction): boolean {
  return flow.routine.blocks.some(({ terminator }) => {
    if (terminator.kind !== 'branch') return false;
    const test = strip(terminator.condition);
    if (test.kind !== 'binary' || test.operator !== '==' || !flow.canFollow(call, test)) return false;
    const [left, right] = [strip(test.left), strip(test.right)];
    return isCounterPair(flow, call, { fresh: left, saved: right }) || isCounterPair(flow, call, { fresh: right, saved: left });
  });
}

/** One side was read after the call, the other before it. */
function isCounterPair(flow: Flow, call: CallInstruction, { fresh, saved }: { fresh: Instruction; saved: Instruction }): boolean {
  if (fresh.kind !== 'load' || !fresh.path.variable || fresh.path.keys.length > 0 || !flow.canFollow(call, fresh)) return false;
  const { variable } = fresh.path;
  return dependsOn(saved, (input) => input !== fresh && input.kind === 'load' && input.path.variable === variable && flow.alwaysPrecedes(input, call));
}
