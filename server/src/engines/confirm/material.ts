import type { Flow } from '../solidity/analysis/flow.ts';
import type { AbiValue } from './abi.ts';
import { type Action, ACTORS, ATTACKER_CONTRACT, type Callable, PAYLOAD_CONTRACT } from './action.ts';
import { callableOf } from './program.ts';
import { plainAction, type Stage } from './stage.ts';
import { readsOf, type Target } from './target.ts';
import { type Pools, startingArguments } from './values.ts';
import { ETHER } from './world.ts';
import { fromHex } from './words.ts';

/** In whose name an attack is made. */
export type Identity = 'direct' | 'relayed' | 'deployer';

const MAX_NUMBERS = 10;
const MAX_TEXTS = 12;
const MAX_STARTS = 40;

/** Calls to begin with. */
export function startsFor(callable: Callable, of: { target: Target; stage: Stage; identity: Identity }): Action[] {
  const { target, stage, identity } = of;
  const pools = identity === 'deployer' ? honest(target, stage) : hostile(target, stage, identity);
  const actor = identity === 'deployer' ? 'deployer' : 'attacker';
  const base: Action = { ...plainAction(callable, stage.address), actor, isRelayed: identity === 'relayed' };
  const lists = startingArguments(callable, pools);
  const values = callable.isPayable ? [ETHER, 0n, 1n] : [0n];
  const [first = []] = lists;
  const starts = [...values.map((value) => ({ ...base, args: first, value })), ...lists.slice(1).map((args) => ({ ...base, args, value: values[0] ?? 0n }))];
  return starts.slice(0, MAX_STARTS);
}

function hostile(target: Target, stage: Stage, identity: Identity): Pools {
  const own = identity === 'relayed' ? ATTACKER_CONTRACT : ACTORS.attacker;
  const addresses = [own, PAYLOAD_CONTRACT, ATTACKER_CONTRACT, ACTORS.attacker, ACTORS.victim, ACTORS.deployer, stage.address, ...[...stage.world.programs.keys()].slice(0, 4)];
  return { addresses: [...new Set(addresses)], numbers: numbersOf(target), texts: textsOf(target), typed: stage.typed };
}

/** Nothing that an honest party does names an account of the attacker. */
function honest(target: Target, stage: Stage): Pools {
  return { addresses: [ACTORS.deployer, ACTORS.victim], numbers: numbersOf(target), texts: textsOf(target), typed: stage.typed };
}

const numbers = new WeakMap<Target, bigint[]>();

/** Constants of the code on the way to the fault; those of its tests come first. */
function numbersOf(target: Target): bigint[] {
  const known = numbers.get(target);
  if (known) return known;
  const found = new Set<bigint>();
  for (const { flow } of target.entries) {
    for (const one of flow.instructions) if (one.kind === 'constant' && typeof one.value === 'bigint' && one.value > 1n) found.add(one.value);
  }
  const list = [...found].slice(0, MAX_NUMBERS);
  numbers.set(target, list);
  return list;
}

const texts = new WeakMap<Target, Uint8Array[]>();

/** Text constants, and calls of this contract and its neighbours, for functions that hand data on. */
function textsOf(target: Target): Uint8Array[] {
  const known = texts.get(target);
  if (known) return known;
  const flows = [...target.entries.map(({ flow }) => flow), ...(target.model.creation ? [target.model.creation] : [])];
  const written = flows.flatMap(({ instructions }) => instructions.flatMap((one) => (one.kind === 'constant' && typeof one.value === 'string' && one.value !== '' ? [new Uint8Array(Buffer.from(one.value, 'utf8'))] : [])));
  const calls = target.program.unit.artefacts.flatMap(({ selectors }) => Object.entries(selectors).map(([signature, selector]) => callOf(signature, selector)));
  const list = [...written.slice(0, MAX_TEXTS / 2), ...calls].slice(0, MAX_TEXTS);
  texts.set(target, list);
  return list;
}

function callOf(signature: string, selector: string): Uint8Array {
  const count = signature.endsWith('()') ? 0 : signature.split(',').length;
  const word = ACTORS.attacker.slice(2).padStart(64, '0');
  return fromHex(selector + word.repeat(count));
}

/** A call that may have to come first, because it writes what the fault depends on. */
export interface Preparation {
  flow: Flow;
  callable: Callable;
  /** Only those who were admitted can make it. */
  isPrivileged: boolean;
}

const MAX_PREPARATIONS = 8;

/** The functions that write what these flows read, those that take Ether and those that write most first. */
export function preparationsFor(target: Target, flows: Flow[]): Preparation[] {
  const { model, program } = target;
  const reads = new Set(flows.flatMap((flow) => [...readsOf(flow)]));
  const scores = new Map<Flow, { score: number; isPrivileged: boolean }>();
  for (const variable of reads) {
    for (const { flow, store } of model.authorisation.writesOf(variable)) {
      const isPrivileged = model.authorisation.isAuthorised(flow, store.block);
      const known = scores.get(flow);
      scores.set(flow, { score: (known?.score ?? 0) + 1, isPrivileged: (known?.isPrivileged ?? true) && isPrivileged });
    }
  }
  return [...scores]
    .flatMap(([flow, { score, isPrivileged }]): (Preparation & { score: number })[] => {
      const callable = callableOf(program, flow.routine.info);
      return callable && !callable.isView ? [{ flow, callable, isPrivileged, score: score + (callable.isPayable ? 4 : 0) - (isPrivileged ? 2 : 0) }] : [];
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, MAX_PREPARATIONS);
}

/** Other calls to make when called back. */
export function otherCalls(target: Target, stage: Stage): { callable: Callable; args: AbiValue[] }[] {
  const reads = new Set(target.entries.flatMap(({ flow }) => [...readsOf(flow)]));
  const related = target.model.entries.filter((flow) => flow.routine.isEntryPoint && [...readsOf(flow)].some((variable) => reads.has(variable)));
  return related.slice(0, 8).flatMap((flow) => {
    const callable = callableOf(target.program, flow.routine.info);
    if (!callable || callable.isView) return [];
    return startsFor(callable, { target, stage, identity: 'relayed' }).slice(0, 6).map(({ args }) => ({ callable, args }));
  });
}
