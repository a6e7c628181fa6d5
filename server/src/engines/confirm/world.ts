import type { AccountChange, Outcome, Sandbox } from './sandbox.ts';
import type { AbiValue } from './abi.ts';
import { type Action, ACTORS, after, ATTACKER_CONTRACT, GENESIS, type Moment, PAYLOAD_CONTRACT, toCall } from './action.ts';
import { ATTACKER_CODE, PAYLOAD_CODE } from './attacker.ts';
import { creationOf, type Program } from './program.ts';

export const ETHER = 10n ** 18n;

/** What happened before the attack, and the attack: enough to do it all again. */
export type Event =
  | { kind: 'deploy'; program: Program; args: AbiValue[]; value: bigint; libraries: ReadonlyMap<string, string>; address: string }
  | { kind: 'set'; address: string; change: AccountChange; reason: string }
  | { kind: 'action'; action: Action };

/** A chain at some point of a story. */
export interface World {
  sandbox: Sandbox;
  moment: Moment;
  events: Event[];
  /** Contracts by address. */
  programs: Map<string, Program>;
}

/** The accounts as they begin; the attacker's contracts are there already. */
export function genesis(empty: Sandbox): World {
  const sandbox = empty.fork();
  sandbox.set(ACTORS.deployer, { balance: 1_000n * ETHER });
  sandbox.set(ACTORS.victim, { balance: 1_000n * ETHER });
  sandbox.set(ACTORS.attacker, { balance: 100n * ETHER });
  sandbox.set(ATTACKER_CONTRACT, { balance: 100n * ETHER, code: ATTACKER_CODE });
  sandbox.set(PAYLOAD_CONTRACT, { code: PAYLOAD_CODE });
  return { sandbox, moment: GENESIS, events: [], programs: new Map() };
}

export function forkWorld({ sandbox, moment, events, programs }: World): World {
  return { sandbox: sandbox.fork(), moment, events: [...events], programs: new Map(programs) };
}

/** Creates a contract as the deployer; null where its constructor fails. Changes the world. */
export function deploy(world: World, program: Program, of: { args: AbiValue[]; value?: bigint; libraries: ReadonlyMap<string, string> }): string | null {
  const { args, value = 0n, libraries } = of;
  const moment = after(world.moment, 0n);
  const outcome = world.sandbox.run({ from: ACTORS.deployer, to: null, value, data: creationOf(program, args, libraries), ...moment });
  if (!outcome.success || outcome.created === null || !world.sandbox.hasCode(outcome.created)) return null;
  world.moment = moment;
  world.events.push({ kind: 'deploy', program, args, value, libraries, address: outcome.created });
  world.programs.set(outcome.created, program);
  return outcome.created;
}

export function setAccount(world: World, address: string, of: { change: AccountChange; reason: string }): void {
  world.sandbox.set(address, of.change);
  world.events.push({ kind: 'set', address, ...of });
}

/** Runs an action and keeps what it does. Changes the world, also where it fails: it is part of the story. */
export function act(world: World, action: Action): Outcome {
  const moment = after(world.moment, action.waitSeconds);
  const outcome = world.sandbox.run(toCall(action, moment));
  world.moment = moment;
  world.events.push({ kind: 'action', action });
  return outcome;
}

/** Everything the attacker holds, in wei. */
export function attackerWealth({ sandbox }: World): bigint {
  return sandbox.balance(ACTORS.attacker) + sandbox.balance(ATTACKER_CONTRACT) + sandbox.balance(PAYLOAD_CONTRACT);
}

export function isAttackers(address: string): boolean {
  return address === ACTORS.attacker || address === ATTACKER_CONTRACT || address === PAYLOAD_CONTRACT;
}
