import type { Project } from '../solidity/project/model.ts';
import { type Action, ACTORS, type Callable } from './action.ts';
import { type Companions, companionsOf, programFor } from './companions.ts';
import { type Program, toProgram } from './program.ts';
import type { Sandbox } from './sandbox.ts';
import type { Target } from './target.ts';
import { type Pools, startingArguments } from './values.ts';
import { act, deploy, ETHER, forkWorld, genesis, setAccount, type World } from './world.ts';
import { linked } from './program.ts';
import { fromHex } from './words.ts';

/** A world with the contract in place. */
export interface Stage {
  world: World;
  address: string;
  /** Contracts for parameters, by `name/arity#index`. */
  typed: ReadonlyMap<string, string>;
}

const MAX_CONSTRUCTOR_TRIES = 24;
const DEPOSIT = 5n * ETHER;

interface Builder {
  world: World;
  project: Project;
  program: Program;
  companions: Companions;
  typed: Map<string, string>;
  libraries: Map<string, string>;
}

/**
 * The contract as an honest deployer would have it: its libraries and the contracts it talks to first, then itself, then
 * with Ether of a victim where it takes some. Several stages, the most natural first; none where it cannot be deployed.
 */
export function buildStages(target: Target, project: Project, empty: Sandbox): Stage[] {
  const { program, model } = target;
  const companions = companionsOf(model);
  const builder: Builder = { world: genesis(empty), project, program, companions, typed: new Map(), libraries: new Map() };
  deployLibraries(builder);
  placeFixed(builder);
  deployCompanions(builder);
  const address = deployMain(builder);
  if (address === null) return [];
  const { world, typed } = builder;
  const bare: Stage = { world, address, typed };
  const funded = withDeposits(bare, program);
  const forced = world.sandbox.balance(address) > 0n ? [] : [withForcedEther(bare)];
  return [...(funded ? [funded] : []), ...forced, bare];
}

function deployLibraries({ world, program, libraries }: Builder): void {
  for (const { file, library } of [...program.artefact.creationLinks, ...program.artefact.runtimeLinks]) {
    const key = `${file}:${library}`;
    const artefact = program.unit.artefacts.find((one) => one.name === library);
    if (libraries.has(key) || !artefact) continue;
    const address = deploy(world, toProgram(artefact, program.unit), { args: [], libraries });
    if (address !== null) libraries.set(key, address);
  }
}

/** A contract at an address that stands in the source gets the code that the source knows for it. */
function placeFixed({ world, project, program, companions, libraries }: Builder): void {
  for (const [word, contract] of companions.fixed) {
    const other = programFor(contract, program.unit, project.contracts);
    const address = `0x${word.toString(16).padStart(40, '0')}`;
    if (!other || word === 0n || word >= 1n << 160n) continue;
    const code = fromHex(linked(other.artefact.runtime, other.artefact.runtimeLinks, libraries));
    setAccount(world, address, { change: { code }, reason: `${contract.name} of these sources is taken to stand at ${address}` });
    world.programs.set(address, other);
  }
}

function deployCompanions({ world, project, program, companions, typed, libraries }: Builder): void {
  const made = new Map<string, string | null>();
  for (const [key, contract] of companions.parameters) {
    const other = programFor(contract, program.unit, project.contracts);
    if (!other || other.artefact.name === program.artefact.name) continue;
    const name = `${other.artefact.file}:${other.artefact.name}`;
    if (!made.has(name)) made.set(name, deploySomehow(world, other, { typed, libraries }));
    const address = made.get(name);
    if (address) typed.set(key, address);
  }
}

function deployMain({ world, program, typed, libraries }: Builder): string | null {
  return deploySomehow(world, program, { typed, libraries });
}

const HONEST_NUMBERS: readonly bigint[] = [1_000n, 10n, 10n ** 21n, 1_767_225_600n];

/** What an honest party passes: never an account of the attacker. */
function honestPools(typed: ReadonlyMap<string, string>): Pools {
  return { addresses: [ACTORS.deployer, ACTORS.victim], numbers: [...HONEST_NUMBERS], texts: [fromHex('546f6b656e')], typed };
}

function deploySomehow(world: World, program: Program, of: { typed: ReadonlyMap<string, string>; libraries: ReadonlyMap<string, string> }): string | null {
  const { inputs, isPayable } = program.constructor;
  const creation: Callable = { signature: `constructor/${inputs.length}`, name: 'constructor', selector: 'constructor', inputs, outputs: [], isPayable, isView: false };
  const lists = startingArguments(creation, honestPools(of.typed));
  // The first choice for numbers is one of ours: 1 is seldom a sensible size.
  const sensible = lists.map((list) => list.map((value, at) => (value === 1n && /^u?int(256|128|64)?$/.test(inputs[at]?.type ?? '') ? 1_000n : value)));
  for (const args of [...sensible, ...lists].slice(0, MAX_CONSTRUCTOR_TRIES)) {
    for (const value of isPayable ? [ETHER, 0n] : [0n]) {
      const address = deploy(world, program, { args, value, libraries: of.libraries });
      if (address !== null) return address;
    }
  }
  return null;
}

/** A victim pays in wherever the contract takes Ether; null where it takes none. */
function withDeposits({ world, address, typed }: Stage, program: Program): Stage | null {
  const funded = forkWorld(world);
  const payable = program.callables.filter((one) => one.isPayable).sort((a, b) => rank(a) - rank(b));
  for (const callable of payable.slice(0, 6)) {
    for (const args of startingArguments(callable, honestPools(typed)).slice(0, 4)) {
      const trial = forkWorld(funded);
      const outcome = act(trial, { ...plainAction(callable, address), actor: 'victim', args, value: DEPOSIT });
      if (!outcome.success || trial.sandbox.balance(address) < funded.sandbox.balance(address) + DEPOSIT) continue;
      Object.assign(funded, trial);
      break;
    }
  }
  return funded.sandbox.balance(address) > world.sandbox.balance(address) ? { world: funded, address, typed } : null;
}

function rank({ name, selector }: Callable): number {
  if (/deposit|put|add|fund|invest|buy|join/i.test(name)) return 0;
  return selector === '' ? 1 : 2;
}

function withForcedEther({ world, address, typed }: Stage): Stage {
  const forced = forkWorld(world);
  setAccount(forced, address, { change: { balance: DEPOSIT }, reason: 'the contract is given 5 Ether, as anyone can do to any contract by a self-destruct' });
  return { world: forced, address, typed };
}

export function plainAction(callable: Callable, target: string): Action {
  return { actor: 'attacker', target, callable, args: [], value: 0n, isRelayed: false, reentry: null, answer: 1n, waitSeconds: 12n };
}

